import Datasets
import Drawing
import Evaluation
import Figures
import Studies

/// What a study cannot say.
enum LimitsText {
    /// One sentence each.
    static func sentences(_ study: StudyResults, answer: StudyVerdict) -> [String] {
        var limits: [String] = []
        if answer.verdict == nil {
            limits.append(
                "There is no verdict, so nothing here says which size is small enough. Numbers are of"
                    + " reconstructions and codes; samples are shown for looking at.")
        } else if let judge = study.judge {
            limits.append(
                "The answer rests on samples as one judge sees them (\(judge.words)): it looks for what"
                    + " tells classes apart, and another judge may order sizes that are close"
                    + " otherwise.")
            limits.append(
                "How large a margin is small is a convention; the outcome at others is beside it.")
        }
        limits.append(
            "Sizes between the ones studied were not trained, so the smallest that would do may lie"
                + " between them, or below them all.")
        limits.append(
            "The answer is of one architecture and one training recipe; with others the sizes may stand"
                + " otherwise.")
        if study.baseline.generation?.heldOut == .halfOfTheTestImages {
            limits.append(
                "Every training image was used, so samples are compared with one half of the test images"
                    + " only, and the other half stands in for samples.")
        }
        if !study.hasPCA {
            limits.append(
                "There is no PCA to compare with: it was not fitted to images of"
                    + " \(study.plan.image.height) × \(study.plan.image.width) pixels, so nothing"
                    + " here shows that the models beat a linear code of the same size.")
        }
        if study.plan.seeds.count == 1 {
            limits.append(
                "n = 1: with one seed a size, another seed may give another order of sizes that are"
                    + " close.")
        }
        if study.description.dataSubstitution != nil {
            limits.append(
                "The data set replaced MNIST, which could not be had; figures from elsewhere about"
                    + " MNIST do not apply.")
        }
        return limits.map(AnswerText.bound)
    }
}
