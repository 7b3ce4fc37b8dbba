import Foundation
import Testing

@testable import vae_report

@Suite struct DoctorTests {
    @Test func tellsEveryCheckAndFailsWhereWorkIsImpossible() throws {
        let program = try Program()
        let well = try program.run("doctor")
        #expect(well.status == 0, "\(well.output)\(well.errors)")
        for subject in ["processor", "algebra", "font", "data", "runs", "disk space", "terminal"] {
            #expect(well.output.contains(subject), "\(subject) in \(well.output)")
        }
        let checks = try JSONDecoder().decode(
            [HealthCheck].self, from: Data(try program.run("doctor --json").output.utf8))
        #expect(checks.allSatisfy { ($0.state == .ok) == ($0.remedy == nil) })
        #expect(try program.files().isEmpty)
    }

    @Test func aFolderBelowAFileCannotBeWritten() throws {
        let program = try Program()
        try Data().write(to: program.folder.appending(path: "file"))
        let outcome = try program.run("doctor --runs file/runs")
        #expect(outcome.status == 69)
        #expect(outcome.output.contains("fail"))
    }

    @Test func brokenDataIsTold() throws {
        let program = try Program()
        let folder = program.folder.appending(path: "data/mnist", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in [
            "train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1",
        ] {
            try Data("no".utf8).write(to: folder.appending(path: "\(name)-ubyte"))
        }
        #expect(try program.run("doctor --data-dir data").status == 69)
        let verify = try program.run("data verify mnist --data-dir data")
        #expect(verify.status == 65)
        #expect(verify.output.contains("train-images-idx3-ubyte"))
        #expect(try program.run("data list --data-dir data").status == 0)
    }
}
