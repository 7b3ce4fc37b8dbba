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
    var dataTitle = ""
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
        self.style = style
        self.script = script
        explorerScripts = explorer.map { [PageScript(script: $0)] } ?? []
        contentSecurityPolicy = SecurityPolicy.of(
            style: style, scripts: [script] + explorerScripts.map(\.script))
        toolVersion = ToolVersion.current
        titleHTML = document.titleWords.html
        dataTitle = study.description.dataTitle
        pageTitle = "\(document.title) — latent sizes of a VAE on \(dataTitle)"
        description = answer.headline
        let blocks = try document.opening.map(BlockView.init)
        let hasSections = !document.sections.isEmpty
        opening = hasSections ? blocks : []
        body = hasSections ? [] : blocks
        hasContents = hasSections
        sections = try document.sections.map { section in
            Section(
                id: section.id, heading: section.heading,
                headingHTML: section.headingWords.html,
                blocks: try section.blocks.map(BlockView.init))
        }
        footnotes = document.footnotes.map { [$0.html] } ?? []
    }
}

extension ReportPage.Fact {
    init(_ fact: Fact) {
        self.init(name: fact.name, value: fact.value, isCode: fact.isCode)
    }
}
