import ArgumentParser
import Foundation

/// Where studies and reports lie.
struct FolderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder of saved studies.", valueName: "dir"),
        completion: .directory)
    var runs = "runs"

    @Option(
        help: ArgumentHelp("The folder of finished reports.", valueName: "dir"),
        completion: .directory)
    var site = "site"

    var runsURL: URL { URL(fileURLWithPath: runs, isDirectory: true) }
    var siteURL: URL { URL(fileURLWithPath: site, isDirectory: true) }
}
