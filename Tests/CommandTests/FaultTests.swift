import Foundation
import Testing

/// What a build meets beside its input: limits and other builds. `script/faults` has more of them.
@Suite struct FaultTests {
    /// A checkpoint that would not fit is told before hours go into it.
    @Test func aLimitOnFileSizesIsToldBeforeTraining() throws {
        let program = try Program()
        try program.writeImages()
        // In blocks of 512 bytes: enough for all that is written before the first checkpoint.
        let outcome = try program.run(["build", "--quiet"] + tinyStudy, limit: "-f 60")
        #expect(outcome.status == 73, "\(outcome.errors)")
        #expect(outcome.errors.contains("ulimit -f"), "\(outcome.errors)")
        #expect(outcome.errors.contains("runs/tiny"), "\(outcome.errors)")
        let files = try program.files()
        #expect(files["runs/tiny/study.json"] != nil)
        #expect(files.keys.allSatisfy { !$0.hasSuffix("progress.jsonl") })
        // Without the limit the same command goes on.
        #expect(try program.run(["train", "--quiet"] + tinyStudy).status == 0)
    }

    /// One works, those that meet it exit 75 and name it, those that come late find it done.
    @Test func ofManyBuildsAtOnceOneWorks() throws {
        let (program, alone) = (try Program(), try Program())
        for program in [program, alone] { try program.writeImages() }
        let build = ["build", "--quiet", "--jobs", "1"] + tinyStudy
        var running: [(process: Process, errors: URL)] = []
        for number in 0..<6 {
            let errors = program.folder.appending(path: ".\(number).err")
            try Data().write(to: errors)
            let process = program.process(build)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
            running.append((process, errors))
        }
        var statuses: [Int32] = []
        for (process, errors) in running {
            process.waitUntilExit()
            let status = process.terminationStatus
            let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
            #expect(status == 0 || status == 75, "\(status): \(said)")
            #expect(status == 0 || said.contains("works on it"), "\(said)")
            statuses.append(status)
        }
        #expect(statuses.contains(0) && statuses.contains(75), "\(statuses)")
        #expect(try alone.run(build).status == 0)
        let isResult = { (path: String) in
            !path.hasSuffix("lock") && !path.hasSuffix("timing.jsonl")
        }
        let expected = try alone.files().filter { isResult($0.key) }
        #expect(try program.files().filter { isResult($0.key) } == expected)
    }
}
