import ArgumentParser
import Datasets
import Diagnostics
import Foundation

/// `vae-report doctor`: looks at everything that work needs.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything that work needs, and say how to mend what is not well.",
        discussion: "Exit status: 0 work is possible, 69 something has to be mended first.")

    @OptionGroup var folders: FolderOptions

    @Option(
        help: ArgumentHelp("Where data sets are looked for first.", valueName: "dir"),
        completion: .directory)
    var dataDir: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print without colours; the variable NO_COLOR does the same.")
    var noColor = false

    func run() throws {
        let checks = makeChecks()
        if json {
            try StandardStream.output.write(json: checks)
        } else {
            let terminal = Terminal(
                descriptor: StandardStream.output.rawValue, allowsColor: !noColor)
            let width = checks.map(\.subject.count).max() ?? 0
            let lines = checks.flatMap { $0.lines(subjectWidth: width, terminal: terminal) }
            try StandardStream.output.write(lines.joined(separator: "\n") + "\n")
        }
        let failures = checks.filter { $0.state == .fail }.count
        if failures > 0 { throw CommandError.checksFailed(failures, status: .unavailable) }
    }

    private func makeChecks() -> [HealthCheck] {
        let environment = ProcessInfo.processInfo.environment
        let locator = DatasetLocator(
            dataDirectory: dataDir.map { URL(fileURLWithPath: $0, isDirectory: true) },
            environment: environment, allowsDownload: false
        ) { _ in }
        let terminal = Terminal(
            descriptor: StandardStream.error.rawValue, allowsColor: !noColor)
        return [
            .program(), .processor(environment: environment),
            .linearAlgebra(environment: environment), .font(),
        ]
            + HealthCheck.data(locator)
            + [
                .writing("runs", folder: folders.runsURL),
                .writing("site", folder: folders.siteURL),
                .space(in: folders.runsURL), .terminal(terminal),
            ]
    }
}
