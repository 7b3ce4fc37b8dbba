import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// A study's records as figures look at them: latent sizes in order, and seeds within each.
struct StudyView {
    /// The runs of one latent size.
    struct Size {
        /// Dimensions of the latent space.
        let latentSize: Int
        /// The size's colour, the same in every figure.
        let ink: Ink
        /// By seed in the plan's order; at least one.
        let runs: [StudyResults.Run]

        /// The run that images and bars show: the first seed's.
        var first: StudyResults.Run { runs[0] }

        /// A number of each run, reduced over seeds.
        func spread(_ value: (RunEvaluation) -> Double) -> Spread {
            Spread(runs.map { value($0.evaluation) })
        }
    }

    /// Numbers of several seeds.
    struct Spread {
        let mean: Double
        let low: Double, high: Double

        /// - Precondition: at least one.
        init(_ values: [Double]) {
            precondition(!values.isEmpty, "no seeds")
            mean = values.reduce(0, +) / Double(values.count)
            low = values.min() ?? mean
            high = values.max() ?? mean
        }
    }

    let results: StudyResults
    /// Rising; only sizes with runs.
    let sizes: [Size]

    init(_ results: StudyResults) {
        self.results = results
        let planned = Array(Set(results.plan.latentSizes)).sorted()
        sizes = planned.enumerated().compactMap { index, latentSize in
            let runs = results.runs(latentSize: latentSize)
            guard !runs.isEmpty else { return nil }
            return Size(
                latentSize: latentSize, ink: .series(index, of: planned.count), runs: runs)
        }
    }

    /// Trainings of each size, the fewest.
    var seeds: Int { sizes.map(\.runs.count).min() ?? 0 }

    /// Whether any size was trained more than once.
    var hasSeveralSeeds: Bool { sizes.contains { $0.runs.count > 1 } }

    /// Test images that the metrics are means over.
    var testImages: Int { sizes.first?.first.evaluation.testImages ?? 0 }

    /// The lines of generation, and the judge it is measured with; nil where it is not measured.
    var generation: (lines: BaselineEvaluation.Generation, judge: JudgeRecord)? {
        guard let lines = results.baseline.generation, let judge = results.judge,
            sizes.flatMap(\.runs).allSatisfy({ $0.evaluation.generation != nil })
        else { return nil }
        return (lines, judge)
    }

    /// `n = 1 training per latent size`
    var seedNote: String {
        seeds == 1
            ? "n = 1 training per latent size" : "n = \(seeds) trainings per latent size"
    }

    /// `seedNote`, where the first seed is shown: `first of n = 3 seeds`.
    var firstSeedNote: String { hasSeveralSeeds ? "first of n = \(seeds) seeds" : seedNote }

    /// A sentence for captions of charts that draw means over seeds.
    var seedSentence: String {
        hasSeveralSeeds
            ? "Lines are means over n = \(seeds) seeds, bands reach from the lowest to the highest."
            : "One training per latent size (n = 1)."
    }

    /// A sentence for captions of figures that show one seed.
    var firstSeedSentence: String {
        guard let seed = sizes.first?.first.record.task.seed, hasSeveralSeeds else {
            return "One training per latent size (n = 1)."
        }
        return "Of the \(seeds) seeds, the first (\(seed)) is shown."
    }

    /// `2, 4 and 8`
    var sizeList: String { ListText.of(sizes.map { "\($0.latentSize)" }) }
}
