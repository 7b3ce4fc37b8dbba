import Foundation
import Storage
import Templates

/// The templates, the style sheet and the script that a site is made with.
struct TemplateSet {
    let page: CheckedTemplate<ReportPage>
    let index: CheckedTemplate<IndexPage>
    /// Safe between `<style>` and `</style>`.
    let style: String
    /// Safe between `<script>` and `</script>`.
    let script: String
    /// The same of pages with decoders to try, in addition.
    let explorer: String, explorerStyle: String

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
        try EmbeddedPart.style.check(template: page.text, path: pagePath, isRequired: true)
        // A report without its script lacks no word.
        try EmbeddedPart.script.check(template: page.text, path: pagePath, isRequired: false)
        let (index, indexPath) = try file(Templates.index)
        self.index = try CheckedTemplate(
            .init(name: index.name, text: index.text, path: indexPath))
        try EmbeddedPart.style.check(template: index.text, path: indexPath, isRequired: true)
        func style(_ builtIn: Templates.File) throws -> String {
            let (style, path) = try file(builtIn)
            try EmbeddedPart.style.check(file: style.text, path: path)
            return CompactText.style(style.text)
        }
        func script(_ builtIn: Templates.File) throws -> String {
            let (script, path) = try file(builtIn)
            try EmbeddedPart.script.check(file: script.text, path: path)
            return CompactText.script(script.text)
        }
        self.style = try style(Templates.style)
        self.script = try script(Templates.script)
        explorer = try [Templates.decoder, Templates.latents, Templates.explorer].map(script)
            .joined()
        explorerStyle = try style(Templates.explorerStyle)
    }

    /// The text as a browser's parser reads it, so that it hashes what the policy's hash is of.
    private static func asParsed(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .replacing("\0", with: "\u{FFFD}")
    }
}
