import Drawing
import Evaluation
import Studies

extension ReportPage.Banner {
    /// What a reader must know before anything else, the gravest first.
    static func all(_ study: StudyResults, answer: FirstAnswer) -> [ReportPage.Banner] {
        var banners = [ReportPage.Banner]()
        if let substitution = study.description.dataSubstitution {
            banners.append(
                ReportPage.Banner(
                    kind: "alert", heading: "This is not MNIST.",
                    text: "The study was made with \(study.description.dataTitle). \(substitution)")
            )
        }
        for warning in answer.warnings {
            switch warning {
            case .notBetterThanPCA(let sizes):
                banners.append(
                    ReportPage.Banner(
                        kind: "alert", heading: "\(subject(sizes)) not beat PCA.",
                        text: AnswerText.bound(warning.sentence)))
            case .undertrained:
                banners.append(
                    ReportPage.Banner(
                        kind: "warn", heading: "Undertrained.",
                        text: AnswerText.bound(warning.sentence)))
            case .oneSeed:
                banners.append(
                    ReportPage.Banner(
                        kind: "warn", heading: "One seed.", text: AnswerText.bound(warning.sentence)
                    ))
            }
        }
        return banners
    }

    private static func subject(_ sizes: [Int]) -> String {
        sizes.count == 1
            ? "Size \(NumberText.list(sizes)) does" : "Sizes \(NumberText.list(sizes)) do"
    }
}
