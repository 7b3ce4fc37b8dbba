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
        /// The run that images and bars show: of the seed asked for, else of the first.
        let shown: StudyResults.Run

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
    private(set) var sizes: [Size]
    private let verdict: Int?, closest: Int?

    /// All sizes and seeds, or those asked for: a size keeps its colour whatever else is shown.
    /// `verdict` is the size that it names, `closest` where it names none the one that misses least.
    /// Throws `FigureError.option` for sizes and seeds that were not trained.
    init(
        _ results: StudyResults, _ options: FigureOptions = FigureOptions(), verdict: Int? = nil,
        closest: Int? = nil
    ) throws {
        self.results = results
        self.verdict = verdict
        self.closest = closest
        let planned = Array(Set(results.plan.latentSizes)).sorted()
        let trained = planned.filter { !results.runs(latentSize: $0).isEmpty }
        for size in options.latentSizes ?? [] where !trained.contains(size) {
            throw FigureError.option(
                .latentSizes, problem: "no model of latent size \(size) was trained",
                remedy: "choose from \(ListText.of(trained.map { "\($0)" }))")
        }
        if let wanted = options.latentSizes, wanted.isEmpty {
            throw FigureError.option(
                .latentSizes, problem: "no latent size is named",
                remedy: "name one, or leave it out")
        }
        if let seed = options.seed, !results.plan.seeds.contains(seed) {
            throw FigureError.option(
                .seed, problem: "nothing was trained with seed \(seed)",
                remedy: "choose from \(ListText.of(results.plan.seeds.map { "\($0)" }))")
        }
        sizes = planned.enumerated().compactMap { index, latentSize in
            let runs = results.runs(latentSize: latentSize)
            let wanted = runs.first { $0.record.task.seed == options.seed }
            guard let shown = wanted ?? runs.first,
                options.latentSizes?.contains(latentSize) != false
            else { return nil }
            return Size(
                latentSize: latentSize, ink: .series(index, of: planned.count), runs: runs,
                shown: shown)
        }
    }

    /// The same with some of its sizes.
    func only(_ latentSizes: [Int]) -> StudyView {
        var view = self
        view.sizes = sizes.filter { latentSizes.contains($0.latentSize) }
        return view
    }

    /// Whether a size is shown.
    func shows(_ latentSize: Int) -> Bool { sizes.contains { $0.latentSize == latentSize } }

    /// The size that the verdict names, where it names one that is shown.
    var markedSize: Int? { verdict.flatMap { shows($0) ? $0 : nil } }

    /// The size that the answer speaks of: the verdict's, else the one that misses least.
    var answeredSize: Int? { markedSize ?? closest.flatMap { shows($0) ? $0 : nil } }

    /// Trainings of each size, the fewest.
    var seeds: Int { sizes.map(\.runs.count).min() ?? 0 }

    /// Whether any size was trained more than once.
    var hasSeveralSeeds: Bool { sizes.contains { $0.runs.count > 1 } }

    /// Test images that the metrics are means over.
    var testImages: Int { sizes.first?.shown.evaluation.testImages ?? 0 }

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

    /// `seedNote`, where one seed is shown: `seed 1 of n = 3`.
    var shownSeedNote: String {
        guard hasSeveralSeeds, let seed = sizes.first?.shown.record.task.seed else {
            return seedNote
        }
        return "seed \(seed) of n = \(seeds)"
    }

    /// A sentence for captions of charts that draw means over seeds.
    var seedSentence: String {
        hasSeveralSeeds
            ? "Lines are means over n = \(seeds) seeds, bands reach from the lowest to the highest."
            : "n = 1 training per size."
    }

    /// A sentence for captions of figures that show one seed.
    var shownSeedSentence: String {
        guard let seed = sizes.first?.shown.record.task.seed, hasSeveralSeeds else {
            return "n = 1 training per size."
        }
        return "Of the n = \(seeds) seeds, \(seed) is shown."
    }

    /// `2, 4 and 8`
    var sizeList: String { ListText.of(sizes.map { "\($0.latentSize)" }) }
}
