import Documents
import Evaluation
import Figures
import Studies

/// All that `page.mustache` may name.
struct ReportPage: TemplateView {
    /// The policy that allows this page nothing but its own style, script and images.
    var contentSecurityPolicy = ""
    /// Put between `<style>` and `</style>` as it is.
    var style = ""
    /// Put between `<script>` and `</script>` as it is.
    var script = ""
    /// The script that pages with decoders to try have more; at most one.
    var explorerScripts: [PageScript] = []
    var toolVersion = ""
    /// For the window and for search.
    var pageTitle = "", description = ""
    /// The document's title.
    var titleHTML = ""
    /// What the page is, and of which images.
    var kind = "", dataTitle = ""
    /// The file beside it that holds all numbers.
    var records = ""
    /// What stands before the first section, where there are sections.
    var opening: [BlockView] = []
    /// What stands in a document without sections.
    var body: [BlockView] = []
    var hasContents = false
    var sections: [Section] = []
    /// HTML; none where there are no footnotes.
    var footnotes: [String] = []

    /// Put between `<script>` and `</script>` as it is.
    struct PageScript: TemplateView {
        var script = ""
    }

    /// A part of the report.
    struct Section: TemplateView {
        /// Its anchor.
        var id = ""
        /// For the contents, and as it stands.
        var heading = "", headingHTML = ""
        var blocks: [BlockView] = []
    }

    /// A name and a value.
    struct Fact: TemplateView {
        var name = "", value = ""
        /// Whether the value is set in a fixed-width face.
        var isCode = false
    }

    /// A file to save, carried by the page.
    struct Download: TemplateView {
        /// A `data:` address.
        var address = ""
        var fileName = ""
        /// `CSV`, and what is in it, for those who hear the link alone.
        var kind = "", what = ""
    }
}

extension ReportPage {
    /// The page of a study's document.
    init(
        _ document: Document, of study: StudyResults, verdict answer: StudyVerdict, style: String,
        script: String, explorer: String?
    ) throws {
        try self.init(document, style: style, script: script, explorer: explorer)
        kind = "Latent-size study"
        records = SiteFile.records
        dataTitle = study.description.dataTitle
        pageTitle = "\(document.title) — latent sizes of a VAE on \(dataTitle)"
        description = answer.headline
    }

    /// The page of a document of two studies.
    init(
        _ comparison: Comparison, document: Document, style: String, script: String,
        explorer: String?
    ) throws {
        try self.init(document, style: style, script: script, explorer: explorer)
        let titles = comparison.studies.map(\.results.description.dataTitle)
        kind = "Two latent-size studies"
        records = SiteFile.comparison
        dataTitle = titles.a == titles.b ? titles.a : "\(titles.a) and \(titles.b)"
        pageTitle = "\(document.title) — two latent-size studies compared"
        description = comparison.headline
    }

    private init(
        _ document: Document, style: String, script: String, explorer: String?
    ) throws {
        self.style = style
        self.script = script
        explorerScripts = explorer.map { [PageScript(script: $0)] } ?? []
        contentSecurityPolicy = SecurityPolicy.of(
            style: style, scripts: [script] + explorerScripts.map(\.script))
        toolVersion = ToolVersion.current
        titleHTML = document.titleWords.html
        let blocks = try BlockView.all(document.opening)
        let hasSections = !document.sections.isEmpty
        opening = hasSections ? blocks : []
        body = hasSections ? [] : blocks
        hasContents = hasSections
        sections = try document.sections.map { section in
            Section(
                id: section.id, heading: section.heading,
                headingHTML: section.headingWords.html,
                blocks: try BlockView.all(section.blocks))
        }
        footnotes = document.footnotes.map { [$0.html] } ?? []
    }
}

extension ReportPage.Fact {
    init(_ fact: Fact) {
        self.init(name: fact.name, value: fact.value, isCode: fact.isCode)
    }
}
