import Drawing
import Evaluation
import Studies

/// One metric against the latent size: what a panel draws and a table lists.
struct SizeMetric {
    /// One latent size.
    struct Point {
        let latentSize: Int
        /// Over seeds.
        let mean: Double
        /// 95 % over images; nil for counts.
        let interval: ClosedRange<Double>?
        /// Drawn one by one where there are several; empty where the mean stands for them.
        var seeds: [(seed: UInt64, value: Double)] = []

        var x: Double { Double(latentSize) }
    }

    /// What is measured of the models, a point a latent size.
    struct Series {
        let name: String
        let points: [Point]
        /// Dashed, with small points: told from the first series without colour.
        var isSecond = false
    }

    /// What the models are held against.
    enum Reference {
        case level(Double, name: String)
        case curve([Mark.Datum], name: String)
        /// From the best score to the score that is still as good.
        case margin(from: Double, to: Double, name: String)
    }

    /// Its name among a figure's options.
    let key: String
    /// For the head of a panel.
    let name: String
    let unit: String?
    let digits: Int
    var series: [Series]
    var references: [Reference] = []
    var marks = Axis.Marks.round
    var includes: [Double] = []
    /// Whether the axis may be logarithmic: where the values' ratio is above 20.
    var isDistance = false

    /// The name for the middle of a sentence.
    var words: String {
        let isProper = ["Fréchet", "Kullback"].contains { name.hasPrefix($0) }
        return isProper ? name : name.prefix(1).lowercased() + name.dropFirst()
    }

    /// The lowest mean of any series.
    var least: Double? { series.flatMap { $0.points.map(\.mean) }.min() }

    /// Whether differences between the best sizes would not be seen on a linear axis.
    var isLogarithmic: Bool {
        var (values, levels) = (series.flatMap { $0.points.map(\.mean) }, [Double]())
        for reference in references {
            switch reference {
            case .level(let value, _): levels.append(value)
            case .curve(let points, _): values += points.map(\.y)
            case .margin: continue
            }
        }
        // A level tells nothing of the differences, but needs a place on the axis.
        guard isDistance, let low = values.min(), let high = values.max() else { return false }
        return high > 20 * low && (values + levels).allSatisfy { $0 > 0 }
    }
}

extension SizeMetric.Series {
    /// Of the models' estimates; nil where a model lacks one.
    init?(
        _ name: String, _ view: StudyView, isSecond: Bool = false, hasIntervals: Bool = true,
        _ estimate: (RunEvaluation) -> RunEvaluation.Estimate?
    ) {
        var points: [SizeMetric.Point] = []
        for size in view.sizes {
            let found = size.runs.compactMap { run in
                estimate(run.evaluation).map { (run.record.task.seed, $0) }
            }
            guard found.count == size.runs.count else { return nil }
            let mean = StudyView.Spread(found.map(\.1.mean)).mean
            // The images are the same for every seed, so more seeds do not make it narrower.
            let reach = 1.959964 * StudyView.Spread(found.map(\.1.standardError)).mean
            points.append(
                SizeMetric.Point(
                    latentSize: size.latentSize, mean: mean,
                    interval: hasIntervals ? mean - reach...mean + reach : nil,
                    seeds: found.count > 1 && !isSecond
                        ? found.map { (seed: $0.0, value: $0.1.mean) } : []))
        }
        self.init(name: name, points: points, isSecond: isSecond)
    }
}

extension JackknifeEstimate {
    /// Its value with its standard error.
    var estimate: RunEvaluation.Estimate { .init(mean: value, standardError: standardError) }
}
