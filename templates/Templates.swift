/// The page templates, the style sheet and the script that are built into the program.
public enum Templates {
    /// A template's file name and its text.
    public struct File: Sendable, Hashable {
        /// `page.mustache`
        public let name: String
        /// The whole file.
        public let text: String

        /// Gives a file as it is.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// A study's report.
    public static var page: File { File("page.mustache", PackageResources.page_mustache) }
    /// A piece of a report: a part of `page`, which names it.
    public static var block: File { File("block.mustache", PackageResources.block_mustache) }
    /// The list of studies in a site.
    public static var index: File { File("index.mustache", PackageResources.index_mustache) }
    /// A table in a notebook, whose looks are those of whatever shows it: no part of a folder of
    /// templates.
    public static var notebookTable: File {
        File("notebook-table.mustache", PackageResources.notebook_table_mustache)
    }
    /// The text of the usual report, with its cells.
    public static var report: File { File("report.md", PackageResources.report_md) }
    /// A document to start one's own from, with a cell of every kind.
    public static var newDocument: File {
        File("new-document.md", PackageResources.new_document_md)
    }
    /// The style sheet of both.
    public static var style: File { File("style.css", PackageResources.style_css) }
    /// The script of a report.
    public static var script: File { File("report.js", PackageResources.report_js) }
    /// The scripts, in this order, and the rules that a page with decoders to try has more.
    public static var decoder: File { File("decoder.js", PackageResources.decoder_js) }
    /// See `decoder`.
    public static var latents: File { File("latents.js", PackageResources.latents_js) }
    /// See `decoder`.
    public static var explorer: File { File("explorer.js", PackageResources.explorer_js) }
    /// See `decoder`.
    public static var explorerStyle: File { File("explorer.css", PackageResources.explorer_css) }
    /// All of them: what a folder of templates holds.
    public static var all: [File] {
        [page, block, index, style, script, decoder, latents, explorer, explorerStyle]
    }
}

extension Templates.File {
    fileprivate init(_ name: String, _ bytes: [UInt8]) {
        self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
}
