import ArgumentParser
import Diagnostics
import Foundation
import Storage
import Templates

/// `vae-report new-document`: a document to start one's own report from.
struct NewDocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-document",
        abstract: "Write a document to start a report of your own from.",
        discussion: """
            A document is Markdown with cells, which show a study's figures, tables and numbers. The \
            one written has a cell of every kind; with --default it is the text of the usual report. \
            A file that is there is never replaced.

            Examples:
              vae-report new-document my-report.md
              vae-report render mnist-quick --document my-report.md
            """)

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
    var file = "my-report.md"

    @Flag(name: .customLong("default"), help: "Write the text of the usual report.")
    var isDefault = false

    func run() throws {
        let url = URL(fileURLWithPath: file)
        let text = isDefault ? Templates.report.text : Templates.newDocument.text
        do {
            try DurableFile.create(Data(text.utf8), at: url)
        } catch let error as StorageError where error.isTaken {
            throw CommandError.option(
                file, problem: "a file of this name is there",
                remedy: "give another name; what is there stays as it is")
        }
        StandardStream.error.tell(
            "wrote \(file); render it: vae-report render STUDY --document \(file)\n")
    }
}
