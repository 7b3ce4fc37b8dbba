import ArgumentParser
import Foundation

/// Where studies lie.
struct RunsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder of saved studies.", valueName: "dir"),
        completion: .directory)
    var runs = "runs"

    var runsURL: URL { URL(fileURLWithPath: runs, isDirectory: true) }
}

/// Where studies and reports lie.
struct FolderOptions: ParsableArguments {
    @OptionGroup private var saved: RunsOptions

    @Option(
        help: ArgumentHelp("The folder of finished reports.", valueName: "dir"),
        completion: .directory)
    var site = "site"

    var runs: String { saved.runs }
    var runsURL: URL { saved.runsURL }
    var siteURL: URL { URL(fileURLWithPath: site, isDirectory: true) }
}
