import Drawing
import Evaluation
import Studies

extension VerdictBox.Banner {
    /// What a reader must know before anything else, the gravest first.
    static func all(_ study: StudyResults, answer: StudyVerdict) -> [VerdictBox.Banner] {
        var banners: [VerdictBox.Banner] = []
        if let substitution = study.description.dataSubstitution {
            banners.append(
                VerdictBox.Banner(
                    isAlert: true, heading: "This is not MNIST.",
                    text: "The study was made with \(study.description.dataTitle). \(substitution)")
            )
        }
        for warning in answer.warnings {
            let text = AnswerText.bound(warning.sentence)
            let (isAlert, heading) =
                switch warning {
                case .notBetterThanPCA(let sizes):
                    (true, "\(subject(sizes)) not beat PCA.")
                case .samplesNotBetterThanPCA: (true, "No better than PCA’s samples.")
                case .memorised: (true, "Memorised.")
                case .worseThanSmaller: (true, "A larger size is worse.")
                case .weakJudge: (true, "A weak judge.")
                case .selfTestsFailed: (true, "Self-test failed.")
                case .undertrained: (false, "Undertrained.")
                case .overfitted: (false, "Trained for too long.")
                case .oneSeed: (false, "One seed.")
                }
            banners.append(VerdictBox.Banner(isAlert: isAlert, heading: heading, text: text))
        }
        return banners
    }

    private static func subject(_ sizes: [Int]) -> String {
        sizes.count == 1
            ? "Size \(NumberText.list(sizes)) does" : "Sizes \(NumberText.list(sizes)) do"
    }
}
