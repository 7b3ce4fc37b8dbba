import Diagnostics
import Evaluation
import Foundation
import Templates
import Testing

@testable import Site

@Suite struct TemplateTests {
    private struct Item: TemplateView {
        var label = ""
    }

    private struct Page: TemplateView {
        var title = ""
        var items: [Item] = []
        var words: [String] = []
        var isShown = false
    }

    private func checked(_ text: String) throws -> CheckedTemplate<Page> {
        try CheckedTemplate(
            .init(name: "page.mustache", text: text, path: "t/page.mustache"),
            partials: [
                .init(name: "block.mustache", text: "({{label}})", path: "t/block.mustache"),
                .init(name: "nested.mustache", text: "{{> block}}", path: "t/nested.mustache"),
            ])
    }

    @Test func rendersWhatItChecked() throws {
        let template = try checked(
            "<h1>{{title}}</h1>{{! note }}{{#isShown}}yes{{/isShown}}\n{{#items}}\n<i>{{label}} of"
                + " {{title}}</i>\n{{/items}}\n{{#words}}{{.}},{{/words}}{{^items}}none{{/items}}")
        let page = Page(
            title: "A & B", items: [Item(label: "<1>"), Item(label: "2")], words: ["x", "y"],
            isShown: true)
        #expect(
            template.render(page)
                == "<h1>A &amp; B</h1>yes<i>&lt;1&gt; of A &amp; B</i><i>2 of A &amp; B</i>x,y,"
        )
    }

    @Test(arguments: [
        ("line\n  {{tilte}}", 2, 3, "did you mean title?"),
        ("{{#items}}{{labl}}{{/items}}", 1, 11, "did you mean label?"),
        ("{{label}}", 1, 1, "use one of: isShown, items, title, words"),
        ("{{title.length}}", 1, 1, "did you mean title?"),
        ("{{#items}}\n{{title}}", 1, 1, "add {{/items}}"),
        ("{{#items}}{{#words}}{{/items}}", 1, 21, "close “words” first"),
        ("{{/items}}", 1, 1, nil),
        ("a {{title", 1, 3, "end it with }}"),
        ("{{> other}}", 1, 1, "write {{> block}} in page.mustache only"),
        ("{{=<% %>=}}", 1, 1, "use variables, sections and comments only"),
        ("{{%CONTENT_TYPE:TEXT}}", 1, 1, "use variables, sections and comments only"),
        ("é\u{301}{{{titel}}}", 1, 3, "did you mean title?"),
    ])
    func refusesBeforeRendering(_ text: String, _ line: Int, _ column: Int, _ hint: String?) {
        let error = #expect(throws: SiteError.self) { try checked(text) }
        guard case .template(let file, let errorLine, let errorColumn, _, let remedy)? = error
        else {
            Issue.record("not a template's error: \(String(describing: error))")
            return
        }
        #expect(file == "t/page.mustache")
        #expect((errorLine, errorColumn) == (line, column))
        #expect(remedy?.contains(hint ?? "") ?? (hint == nil), "\(remedy ?? "no remedy")")
        #expect(error?.status == .badData)
    }

    /// What a template puts in is checked where it is put in.
    @Test func partialsAreCheckedInTheirPlace() throws {
        let template = try checked("{{#items}}{{> block}}{{/items}}")
        #expect(
            template.render(Page(items: [Item(label: "<1>"), Item(label: "2")])) == "(&lt;1&gt;)(2)"
        )
        func place(_ text: String) -> String? {
            #expect(throws: SiteError.self) { try checked(text) }?.place
        }
        #expect(place("{{> block}}") == "t/block.mustache:1:2")
        #expect(place("{{#items}}{{> nested}}{{/items}}") == "t/nested.mustache:1:1")
    }

    /// A grapheme cluster that begins with a quote is still a quote to a browser.
    @Test func escapesCodeUnits() throws {
        let template = try checked("<a title=\"{{title}}\">")
        let page = Page(title: "\"\u{301} onfocus='x' <\u{301}&\u{301}\u{0}\r\n")
        #expect(
            template.render(page)
                == "<a title=\"&quot;\u{301} onfocus=&#39;x&#39; &lt;\u{301}&amp;\u{301}\u{FFFD}\u{FFFD}\n\">"
        )
    }

    @Test func builtInTemplatesAreValid() throws {
        _ = try TemplateSet(folder: nil)
    }

    @Test func replacedTemplatesAreUsed() throws {
        let folder = try ScratchFolder()
        for file in Templates.all {
            try file.text.replacing(">Verdict<", with: ">My answer<")
                .write(to: folder.url.appending(path: file.name), atomically: true, encoding: .utf8)
        }
        let builder = try SiteBuilder(site: folder.url, templates: folder.url)
        let results = try SyntheticStudy().results()
        let page = try builder.report(
            results: results, verdict: StudyVerdict(results), figures: [])
        #expect(String(decoding: page, as: UTF8.self).contains("My answer"))
    }

    /// A browser reads CRLF as LF, and hashes what it read.
    @Test func lineEndsOfAFolderDoNotChangeThePage() throws {
        let folder = try ScratchFolder()
        for file in Templates.all {
            try file.text.replacing("\n", with: "\r\n")
                .write(to: folder.url.appending(path: file.name), atomically: true, encoding: .utf8)
        }
        func page(_ templates: URL?) throws -> Data {
            let results = try SyntheticStudy().results()
            return try SiteBuilder(site: folder.url, templates: templates)
                .report(results: results, verdict: StudyVerdict(results), figures: [])
        }
        #expect(try page(folder.url) == page(nil))
    }

    @Test(arguments: [
        ("<p>\n<style>{{{style}}}</style>", nil, nil),
        ("<p>\n<style>{{style}}</style>", 2, 1),
        ("<style>\n{{{style}}}\n</style>", 1, 1),
        ("<style>{{{style}}}</style>\né{{{ style }}}", 2, 2),
        ("<style>{{{style}}}</style> <STYLE>p {}</STYLE>", 1, 28),
        ("<style media=\"all\">{{{style}}}</style>", 1, 1),
        ("\n<p>{{title}}</p>", 1, 1),
    ])
    func styleIsEmbeddedInOneWay(_ text: String, _ line: Int?, _ column: Int?) throws {
        guard let line, let column else {
            return try EmbeddedPart.style.check(
                template: text, path: "t/page.mustache", isRequired: true)
        }
        let error = #expect(throws: SiteError.self) {
            try EmbeddedPart.style.check(
                template: text, path: "t/page.mustache", isRequired: true)
        }
        #expect(error?.place == "t/page.mustache:\(line):\(column)")
        #expect(error?.remedy?.contains("<style>{{{style}}}</style>") == true)
    }

    @Test(arguments: [
        ("<p>\n<script>{{{script}}}</script>", nil, nil),
        ("<p>{{title}}</p>", nil, nil),
        ("<p>\n<script>{{script}}</script>", 2, 1),
        ("<script>{{{script}}}</script> <SCRIPT>alert(1)</SCRIPT>", 1, 31),
        ("<script defer>{{{script}}}</script>", 1, 1),
    ])
    func scriptIsEmbeddedInOneWay(_ text: String, _ line: Int?, _ column: Int?) throws {
        func check() throws {
            try EmbeddedPart.script.check(
                template: text, path: "t/page.mustache", isRequired: false)
        }
        guard let line, let column else { return try check() }
        let error = #expect(throws: SiteError.self) { try check() }
        #expect(error?.place == "t/page.mustache:\(line):\(column)")
        #expect(error?.remedy?.contains("<script>{{{script}}}</script>") == true)
    }

    @Test(arguments: ["a\n</SCRIPT >", "1;\nx = '<!--'", "\n'<script>'"])
    func scriptsThatWouldNotEndAreRefused(_ text: String) {
        let error = #expect(throws: SiteError.self) {
            try EmbeddedPart.script.check(file: text, path: "t/report.js")
        }
        #expect(error?.place == "t/report.js:2:1")
    }

    @Test func namesWhatIsWrongInAFolder() throws {
        let folder = try ScratchFolder()
        func builder() throws { _ = try SiteBuilder(site: folder.url, templates: folder.url) }
        #expect(
            throws: SiteError.missingTemplate(
                path: folder.url.appending(path: "page.mustache").path)
        ) {
            try builder()
        }
        for file in Templates.all {
            try file.text.write(
                to: folder.url.appending(path: file.name), atomically: true, encoding: .utf8)
        }
        try "p {}\n/* </STYLE> */".write(
            to: folder.url.appending(path: "style.css"), atomically: true, encoding: .utf8)
        let error = #expect(throws: SiteError.self) { try builder() }
        #expect(error?.place?.hasSuffix("style.css:2:1") == true)
    }
}
