import Documents
import Drawing
import Studies

/// All that `index.mustache` may name.
struct IndexPage: TemplateView {
    var contentSecurityPolicy = ""
    /// Put between `<style>` and `</style>` as it is.
    var style = ""
    var toolVersion = ""
    var summary = ""
    var hasStudies = false
    var studies: [Entry] = []
    var hasUnreadable = false
    /// One sentence for each folder that looks like a study but cannot be read.
    var unreadable: [String] = []

    /// One study.
    struct Entry: TemplateView {
        var address = "", title = "", answer = ""
        /// Where its notebook is, if there is one.
        var notebooks: [String] = []
        var facts: [ReportPage.Fact] = []
        var warnings: [String] = []
    }
}

extension IndexPage {
    /// The list of `studies`, which are in order.
    init(_ studies: [SiteIndex.Entry], unreadable: [String], style: String) {
        self.style = style
        contentSecurityPolicy = SecurityPolicy.of(style: style)
        toolVersion = ToolVersion.current
        summary =
            studies.isEmpty
            ? "There is no study here yet."
            : "\(NumberText.counted(studies.count, studies.count == 1 ? "study" : "studie")) of how"
                + " small a latent space can be."
        hasStudies = !studies.isEmpty
        self.studies = studies.map(Entry.init)
        hasUnreadable = !unreadable.isEmpty
        self.unreadable = unreadable
    }
}

extension IndexPage.Entry {
    fileprivate init(_ entry: SiteIndex.Entry) {
        let card = entry.card
        notebooks = entry.hasNotebook ? ["\(card.name)/\(SiteFile.notebook)"] : []
        address = "\(card.name)/index.html"
        title = card.title
        answer = card.headline
        facts = [
            ReportPage.Fact(name: "Verdict", value: card.sign ?? "–"),
            ReportPage.Fact(name: "Data", value: card.dataTitle),
            ReportPage.Fact(name: "Latent sizes", value: NumberText.list(card.latentSizes)),
            ReportPage.Fact(name: "Seeds", value: NumberText.integer(card.seeds)),
            ReportPage.Fact(name: "Epochs", value: NumberText.integer(card.epochs)),
        ]
        warnings = card.warnings
    }
}
