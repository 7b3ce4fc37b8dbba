import Documents

/// The answer as the page shows it.
struct VerdictView: TemplateView {
    /// Something a reader must see before the answer.
    struct Banner: TemplateView {
        /// `alert` or `warn`, a class of the style sheet.
        var kind = ""
        var heading = "", text = ""
    }

    var banners: [Banner] = []
    var sign = "", words = "", paragraph = ""
    /// Whether the sign is a latent size.
    var isSize = false
    var hasFacts = false
    var facts: [ReportPage.Fact] = []
    /// A command.
    var next: [String] = []
}

extension VerdictView {
    init(_ box: VerdictBox) {
        banners = box.banners.map {
            Banner(kind: $0.isAlert ? "alert" : "warn", heading: $0.heading, text: $0.text)
        }
        sign = box.sign
        isSize = box.isSize
        words = box.words
        paragraph = box.paragraph
        facts = box.facts.map(ReportPage.Fact.init)
        hasFacts = !facts.isEmpty
        next = box.next.map { [$0] } ?? []
    }
}
