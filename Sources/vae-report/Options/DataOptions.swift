import ArgumentParser
import Datasets
import Foundation

/// Which images, and where they are looked for.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "mnist, fashion-mnist, glyphs (drawn digits, no file needed) or a folder with four IDX "
                + "files of your own. (default: MNIST; where that cannot be had, Fashion-MNIST "
                + "or glyphs, and the report says so)",
            valueName: "name|dir"))
    var dataset: String?

    @Option(
        help: ArgumentHelp(
            "Where data sets are looked for first: dir/NAME, then dir. The variable "
                + "VAE_REPORT_DATA does the same.",
            valueName: "dir"),
        completion: .directory)
    var dataDir: String?

    /// Tells downloads and replacements on `display`.
    func locator(_ display: ProgressDisplay) -> DatasetLocator {
        DatasetLocator(
            dataDirectory: dataDir.map { URL(fileURLWithPath: $0, isDirectory: true) },
            environment: ProcessInfo.processInfo.environment
        ) { display.note($0) }
    }
}
