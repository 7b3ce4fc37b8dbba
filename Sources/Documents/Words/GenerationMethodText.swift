import Datasets
import Diagnostics
import Drawing
import Evaluation
import Figures
import Models
import Studies
import Training

/// The method of generation in words: the judge, the reference lines, and the decision.
struct GenerationMethodText {
    /// Empty where generation is not measured.
    var judge = "", lines = "", mixture = ""
    /// One paragraph each; none where nothing was decided.
    var decision: [String] = []

    init(_ study: StudyResults, answer: StudyVerdict) {
        guard let lines = study.baseline.generation, let judge = study.judge else { return }
        self.judge = AnswerText.bound(Self.words(judge))
        self.lines = AnswerText.bound(Self.words(lines, isBinary: study.plan.pixels.isBinary))
        let fit = study.runs.first?.evaluation.generation?.fit
        mixture =
            "Samples are drawn from the prior and from a mixture of normal distributions with full"
            + " covariances, fitted to posterior means"
            + (fit.map {
                " (\(NumberText.counted($0.components, "component")), means of"
                    + " \(NumberText.integer($0.images)) training images, expectation–maximisation)"
            } ?? "")
            + ". Where the mixture’s samples are good and the prior’s are not, the codes do not fill"
            + " the prior; where both are bad, capacity is lacking."
        decision = (answer.verdict.map(Self.words) ?? []).map(AnswerText.bound)
    }

    private static func words(_ judge: JudgeRecord) -> String {
        let recipe = judge.recipe
        return "The judge is a classifier trained for this study: strided convolutions of"
            + " \(NumberText.list(recipe.configuration.channels)) channels, then"
            + " \(NumberText.integer(recipe.configuration.features)) features, from which it tells"
            + " \(NumberText.integer(recipe.configuration.classes)) classes. It learned from"
            + " \(NumberText.integer(recipe.trainingImages)) training images in"
            + " \(NumberText.counted(recipe.training.epochs, "epoch")) with a fixed seed and tells"
            + " \(NumberText.fixed(100 * judge.accuracy.mean, digits: 1)) % of"
            + " \(NumberText.integer(judge.testImages)) test images right. Distances, precision, recall,"
            + " density and coverage are of its features, scaled so that those of training images have"
            + " a variance of 1 on average; they are no better than the judge and compare only within"
            + " this study."
    }

    private static func words(
        _ lines: BaselineEvaluation.Generation, isBinary: Bool
    ) -> String {
        let count = NumberText.integer(lines.floor.count)
        var text =
            "Every comparison is of \(count) samples with \(count) test images. The noise floor puts"
            + " real images in place of samples: \(lines.heldOut.words). "
        if !lines.linear.isEmpty {
            text +=
                "PPCA is probabilistic PCA with as many components as a model has latent dimensions,"
                + " its samples without pixel noise and cut to 0 to 1: what a linear decoder"
                + " generates."
        }
        if isBinary {
            text +=
                " The study's images are black and white, so every generated image and every"
                + " reconstruction that the judge sees has its pixels drawn from the decoder's means."
        }
        return text
    }

    private static func words(_ verdict: Verdict) -> [String] {
        let name = verdict.endpoint.name
        let share = NumberText.fixed(100 * verdict.share, digits: 0)
        let groups = verdict.imageFreedom + 1
        let reach = verdict.critical.comparisons + verdict.critical.failures
        let low = NumberText.fixed(reach.min() ?? 0, digits: 2)
        let high = NumberText.fixed(reach.max() ?? 0, digits: 2)
        let gates = (verdict.rows.first?.findings ?? []).compactMap { finding -> String? in
            switch finding.criterion {
            case .score: nil
            case .gate(.squaredError): "a squared error below PCA’s at the same size"
            case .gate(.sampleDistance): "a \(name) below PPCA’s at the same size"
            case .gate(.coverage):
                "coverage of at least \(VerdictEvidence.coverageShare) of real images’"
            case .gate(.recognition):
                "an accuracy of the judge on reconstructions at most"
                    + " \(NumberText.fixed(100 * VerdictEvidence.recognitionAllowance, digits: 0))"
                    + " points below that on the originals"
            }
        }
        return [
            "A size’s score is the \(name) of samples of the prior, mean over seeds. It qualifies if"
                + " the score is above the best other size’s by no more than the margin and it passes"
                + " every gate: \(ListText.of(gates)). The verdict is the smallest size shown to"
                + " qualify; where every size is shown to fail, none; else it is inconclusive.",
            "The margin is fixed before any training: \(share) % of the \(name) of PPCA’s samples with"
                + " \(BaselineEvaluation.Generation.marginSize) components less the noise floor,"
                + " \(NumberText.fixed(verdict.margin, digits: verdict.digits)) here.",
            "Variances come from a jackknife over \(groups) groups of samples and test images, the same"
                + " groups of test images for every model (Kott 2001), which also removes the"
                + " small-sample bias of the Fréchet distance"
                + (verdict.seedFreedom > 0
                    ? ", and from the differences between seeds, pooled over sizes. Degrees of freedom:"
                        + " \(verdict.imageFreedom) and \(verdict.seedFreedom)."
                    : " (\(verdict.imageFreedom) degrees of freedom). With one seed the differences"
                        + " between trainings are not in them."),
            "Bounds are simultaneous: Hsu’s multiple comparisons with the best (Hsu 1981), joined with"
                + " the gates. In 95 % of studies all upper bounds on the excess over the truly best"
                + " size and all lower bounds on gates hold together. They reach \(low) to \(high)"
                + " standard errors, by size, the 95 % quantiles of"
                + " \(NumberText.integer(verdict.critical.draws)) seeded draws of all t statistics"
                + " together.",
        ]
    }
}
