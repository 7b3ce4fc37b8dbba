import Drawing
import Evaluation
import Studies

extension ReportPage.Banner {
    /// What a reader must know before anything else, the gravest first.
    static func all(_ study: StudyResults, answer: StudyVerdict) -> [ReportPage.Banner] {
        var banners = [ReportPage.Banner]()
        if let substitution = study.description.dataSubstitution {
            banners.append(
                ReportPage.Banner(
                    kind: "alert", heading: "This is not MNIST.",
                    text: "The study was made with \(study.description.dataTitle). \(substitution)")
            )
        }
        for warning in answer.warnings {
            let text = AnswerText.bound(warning.sentence)
            let (kind, heading) =
                switch warning {
                case .notBetterThanPCA(let sizes):
                    ("alert", "\(subject(sizes)) not beat PCA.")
                case .samplesNotBetterThanPCA: ("alert", "No better than PCA’s samples.")
                case .memorised: ("alert", "Memorised.")
                case .worseThanSmaller: ("alert", "A larger size is worse.")
                case .weakJudge: ("alert", "A weak judge.")
                case .selfTestsFailed: ("alert", "Self-test failed.")
                case .undertrained: ("warn", "Undertrained.")
                case .overfitted: ("warn", "Trained for too long.")
                case .oneSeed: ("warn", "One seed.")
                }
            banners.append(ReportPage.Banner(kind: kind, heading: heading, text: text))
        }
        return banners
    }

    private static func subject(_ sizes: [Int]) -> String {
        sizes.count == 1
            ? "Size \(NumberText.list(sizes)) does" : "Sizes \(NumberText.list(sizes)) do"
    }
}
