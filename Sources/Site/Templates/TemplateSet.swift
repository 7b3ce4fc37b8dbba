import Foundation
import Storage
import Templates

/// The templates and the style sheet that a site is made with.
struct TemplateSet {
    let page: CheckedTemplate<ReportPage>
    let index: CheckedTemplate<IndexPage>
    /// Safe between `<style>` and `</style>`.
    let style: String

    /// Takes the files of `folder`, or those built in; throws `SiteError` before anything is made.
    init(folder: URL?) throws {
        func file(_ builtIn: Templates.File) throws -> (Templates.File, String) {
            guard let folder else { return (builtIn, builtIn.name) }
            let url = folder.appending(path: builtIn.name)
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw SiteError.missingTemplate(path: url.path)
            }
            let text = String(decoding: try DurableFile.read(url, limit: 1 << 20), as: UTF8.self)
            return (Templates.File(name: builtIn.name, text: Self.asParsed(text)), url.path)
        }
        let (page, pagePath) = try file(Templates.page)
        let (block, blockPath) = try file(Templates.block)
        self.page = try CheckedTemplate(
            .init(name: page.name, text: page.text, path: pagePath),
            partials: [.init(name: block.name, text: block.text, path: blockPath)])
        try EmbeddedStyle.check(page.text, path: pagePath)
        let (index, indexPath) = try file(Templates.index)
        self.index = try CheckedTemplate(
            .init(name: index.name, text: index.text, path: indexPath))
        try EmbeddedStyle.check(index.text, path: indexPath)
        let (style, stylePath) = try file(Templates.style)
        try Self.checkStyle(style.text, path: stylePath)
        self.style = style.text
    }

    /// The text as a browser's parser reads it, so that it hashes what the policy's hash is of.
    private static func asParsed(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .replacing("\0", with: "\u{FFFD}")
    }

    private static func checkStyle(_ text: String, path: String) throws {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated() where line.lowercased().contains("</style")
        {
            throw SiteError.template(
                file: path, line: index + 1, column: 1,
                problem: "a style sheet cannot contain “</style”", remedy: "remove it")
        }
    }
}
