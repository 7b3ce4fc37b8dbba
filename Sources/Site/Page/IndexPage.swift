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
    var hasComparisons = false
    var comparisons: [Entry] = []
    var hasUnreadable = false
    /// One sentence for each folder that looks like a study but cannot be read.
    var unreadable: [String] = []

    /// One study, or two compared.
    struct Entry: TemplateView {
        var address = "", title = "", answer = ""
        /// Where its notebook is, if there is one.
        var notebooks: [String] = []
        var facts: [ReportPage.Fact] = []
        var warnings: [String] = []
    }
}

extension IndexPage {
    /// The list of studies and comparisons, which are in order.
    init(_ index: SiteIndex, style: String) {
        let studies = index.studies
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
        hasComparisons = !index.comparisons.isEmpty
        comparisons = index.comparisons.map(Entry.init)
        hasUnreadable = !index.unreadable.isEmpty
        unreadable = index.unreadable
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

extension IndexPage.Entry {
    fileprivate init(_ card: ComparisonCard) {
        address = "\(card.name)/index.html"
        title = card.title
        answer =
            card.differences.isEmpty
            ? "Their settings are the same."
            : "What differs: \(card.differences.joined(separator: ", "))."
        facts = card.studies.enumerated().map { place, study in
            let letter = ComparedSide.allCases[min(place, 1)].letter
            return ReportPage.Fact(
                name: "\(letter): \(study.name)", value: "\(study.dataTitle), verdict \(study.sign)"
            )
        }
    }
}
