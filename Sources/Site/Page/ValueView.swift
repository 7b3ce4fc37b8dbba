import Documents

/// A value as the page shows it.
struct ValueView: TemplateView {
    /// A sentence and its rule.
    struct Sentence: TemplateView {
        var sentence = ""
        var hasRule = false
        var rule = ""
    }

    /// A text of a program, folded under a title.
    struct FoldedCode: TemplateView {
        var title = "", code = ""
    }

    var titles: [String] = []
    var paragraphs: [String] = []
    var hasFacts = false
    /// `facts` side by side, or `definitions` below each other.
    var factsClass = ""
    var facts: [ReportPage.Fact] = []
    var hasFindings = false
    var findings: [Sentence] = []
    var codes: [String] = []
    var foldedCodes: [FoldedCode] = []
}

extension ValueView {
    /// Facts whose values are all shorter stand side by side.
    private static let longestFact = 48

    init(_ value: ReportValue, title: String?) {
        titles = title.map { [$0] } ?? []
        switch value {
        case .text(let words): paragraphs = [words]
        case .paragraphs(let list): paragraphs = list
        case .facts(let list):
            let isShort = list.allSatisfy { $0.value.count <= Self.longestFact && !$0.isCode }
            factsClass = isShort ? "facts" : "definitions"
            facts = list.map(ReportPage.Fact.init)
            hasFacts = true
        case .findings(let list):
            // A rule that holds for several sentences on end is told with the last of them.
            findings = list.enumerated().map { place, finding in
                let next = list.dropFirst(place + 1).first?.rule
                let rule = finding.rule == next ? nil : finding.rule
                return Sentence(
                    sentence: finding.sentence, hasRule: rule != nil, rule: rule ?? "")
            }
            hasFindings = true
        case .code(let text):
            if let title {
                titles = []
                foldedCodes = [FoldedCode(title: title, code: text)]
            } else {
                codes = [text]
            }
        }
    }
}
