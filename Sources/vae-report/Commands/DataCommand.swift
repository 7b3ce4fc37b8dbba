import ArgumentParser
import Datasets
import Diagnostics
import Foundation

/// `vae-report data`: what data sets there are, and where.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "List, fetch and verify data sets.",
        discussion: """
            Data sets are looked for in --data-dir (or the folder that VAE_REPORT_DATA names), in \
            the user's cache, in the system's packages, and on public mirrors.

            Examples:
              vae-report data list
              vae-report data fetch mnist
              vae-report data verify my-folder
            """,
        subcommands: [List.self, Fetch.self, Verify.self], defaultSubcommand: List.self)

    /// Options of all three.
    struct Options: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Where data sets are looked for first: dir/NAME, then dir. The variable "
                    + "VAE_REPORT_DATA does the same.",
                valueName: "dir"),
            completion: .directory)
        var dataDir: String?

        @Flag(help: "Print JSON.")
        var json = false

        @Flag(help: "Print without colours; the variable NO_COLOR does the same.")
        var noColor = false

        var locator: DatasetLocator {
            DatasetLocator(
                dataDirectory: dataDir.map { URL(fileURLWithPath: $0, isDirectory: true) },
                environment: ProcessInfo.processInfo.environment
            ) { StandardStream.error.tell($0 + "\n") }
        }

        /// Prints statuses for people or programs.
        func show(_ statuses: [DatasetStatus]) throws {
            if json {
                try StandardStream.output.write(json: statuses)
                return
            }
            let terminal = Terminal(
                descriptor: StandardStream.output.rawValue, allowsColor: !noColor)
            let lines = statuses.flatMap { $0.lines(terminal: terminal) }
            try StandardStream.output.write(lines.joined(separator: "\n") + "\n")
        }
    }

    /// `vae-report data list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the known data sets and where they are on this machine.")

        @OptionGroup var options: Options

        func run() throws { try options.show(options.locator.statuses()) }
    }

    /// `vae-report data fetch`
    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put data sets into the user's cache, from public mirrors.")

        @OptionGroup var options: Options

        @Argument(help: ArgumentHelp("mnist or fashion-mnist.", valueName: "name"))
        var names: [String] = ["mnist"]

        func run() throws {
            let locator = options.locator
            var folders: [String: String] = [:]
            for name in names {
                let folder = try locator.fetch(name).path(percentEncoded: false)
                folders[name] = folder
                if !options.json { try StandardStream.output.write("\(name): \(folder)\n") }
            }
            if options.json {
                try StandardStream.output.write(json: folders)
            }
        }
    }

    /// `vae-report data verify`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read every file of data sets and compare checksums.")

        @OptionGroup var options: Options

        @Argument(
            help: ArgumentHelp(
                "Names or folders. (default: all that are on this machine)", valueName: "name|dir"))
        var names: [String] = []

        func run() throws {
            let locator = options.locator
            let statuses =
                names.isEmpty
                ? locator.statuses().filter { $0.origin != nil || $0.problem != nil }
                : try names.map { try locator.verify($0) }
            try options.show(statuses)
            // A known set that is nowhere was asked for in vain; one that is broken is bad data.
            let broken = statuses.filter { !$0.isSound }
            guard !broken.isEmpty else { return }
            let isMissing = broken.allSatisfy { $0.origin == nil && $0.problem == nil }
            throw CommandError.checksFailed(
                broken.count, status: isMissing ? .missingInput : .badData)
        }
    }
}

extension DatasetStatus {
    /// A line, and others for the place, the credit and each problem.
    fileprivate func lines(terminal: Terminal) -> [String] {
        let state: String
        if isSound {
            state = terminal.styled("ok     ", .good)
        } else if origin == nil, problem == nil {
            state = terminal.styled("missing", .warning)
        } else {
            state = terminal.styled("broken ", .bad)
        }
        let images = [trainImages, testImages].compactMap { $0 }.map { groupedText($0) }
            .joined(separator: " + ")
        let place = folder.map { ["in \($0) (\(origin ?? "somewhere"))"] } ?? []
        let head = "\(state)  \(name.rightPadded(to: 14)) \(images) images"
        let problems =
            ([problem]
            + files.map { file in
                file.problem.map { "\(file.file.rawValue): \($0)" }
            }).compactMap { $0 }
        return [head] + (place + [credit] + problems).map { "         \($0)" }
    }
}
