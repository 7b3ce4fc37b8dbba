import ArgumentParser
import Foundation

/// `benchmarks report`: drawing a finished study's report, with the program that people run.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Drawing the report of a finished study, anew and with everything kept.")

    @Argument(help: "A folder of runs with one finished study; it is copied, not changed.")
    var runs: String
    @Option(help: "The program.")
    var program = ".build/release/vae-report"
    @Option(help: "How often each is measured.")
    var rounds = 3
    @OptionGroup var output: OutputOptions

    func run() throws {
        let files = FileManager.default
        let work = files.temporaryDirectory.appending(path: UUID().uuidString)
        try files.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: work) }

        var anew = [Double](), again = [Double](), processor = [Double]()
        for round in 0..<rounds {
            let folder = work.appending(path: "\(round)")
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            let copy = folder.appending(path: "runs")
            try files.copyItem(at: URL(filePath: runs), to: copy)
            for study in try files.contentsOfDirectory(at: copy, includingPropertiesForKeys: nil) {
                // What a report was made of before.
                for kept in ["cells", "report.json"] {
                    try? files.removeItem(at: study.appending(path: kept))
                }
            }
            let used = ProcessorTime.children.seconds
            anew.append(try render(in: folder))
            processor.append(ProcessorTime.children.seconds - used)
            again.append(try render(in: folder))
        }
        try output.print(
            "Report of \(runs)",
            [
                Measurement("everything drawn anew", anew, "s"),
                Measurement("its processor time", processor, "s"),
                Measurement("nothing changed", again, "s"),
                Measurement(
                    "peak memory", Double(ProcessorTime.children.peakBytes) / 1_048_576, "MiB"),
            ])
    }

    /// Wall-clock seconds of one call.
    private func render(in folder: URL) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = [
            "render", "--quiet", "--runs", folder.appending(path: "runs").path,
            "--site", folder.appending(path: "site").path,
        ]
        let begun = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
        return (ContinuousClock.now - begun) / .seconds(1)
    }
}
