import Drawing
import Evaluation
import Models
import Studies
import Training

/// Which part of the loss a curve follows.
enum LossPart: String, CaseIterable {
    case negativeELBO
    case reconstruction
    case kl

    /// For people.
    var name: String {
        switch self {
        case .negativeELBO: "Negative ELBO"
        case .reconstruction: "Reconstruction"
        case .kl: "Kullback–Leibler divergence"
        }
    }

    /// The name for the middle of a sentence.
    var words: String {
        switch self {
        case .negativeELBO: "negative ELBO"
        case .reconstruction: "reconstruction"
        case .kl: "Kullback–Leibler divergence"
        }
    }

    /// Those a person named among `metrics`, in order; nil where none were. Throws
    /// `FigureError.option`.
    static func chosen(_ options: FigureOptions) throws -> [LossPart]? {
        try options.metrics(among: allCases.map(\.rawValue))?.compactMap(LossPart.init)
    }

    /// In nats per image.
    func value(_ parts: LossParts) -> Double {
        switch self {
        case .negativeELBO: parts.negativeELBO
        case .reconstruction: parts.reconstruction
        case .kl: parts.kl
        }
    }
}

/// Which images a curve was measured on.
enum LossSplit: String, CaseIterable {
    case training
    case validation

    /// The epoch's means on these images.
    func parts(_ record: EpochRecord) -> LossParts {
        switch self {
        case .training: record.training
        case .validation: record.validation
        }
    }
}

/// One curve of the loss over epochs, reduced over the seeds of a latent size.
struct LossSeries {
    /// One epoch.
    struct Entry {
        let epoch: Int
        /// Over the seeds that reached this epoch.
        let spread: StudyView.Spread
    }

    let entries: [Entry]

    init(_ size: StudyView.Size, _ part: LossPart, _ split: LossSplit) {
        let epochs = Set(size.runs.flatMap { $0.epochs.map(\.epoch) }).sorted()
        entries = epochs.compactMap { epoch in
            let values = size.runs.flatMap { run in
                run.epochs.filter { $0.epoch == epoch }
                    .map { part.value(split.parts($0)) }.filter(\.isFinite)
            }
            return values.isEmpty ? nil : Entry(epoch: epoch, spread: .init(values))
        }
    }

    private init(entries: [Entry]) { self.entries = entries }

    /// The same from the second epoch on.
    var withoutFirst: LossSeries { LossSeries(entries: Array(entries.dropFirst())) }

    /// The means as a line's points.
    var points: [Mark.Datum] { entries.map { .init(Double($0.epoch), $0.spread.mean) } }

    /// Lowest to highest seed.
    var spans: [Mark.Interval] {
        entries.map { .init(x: Double($0.epoch), low: $0.spread.low, high: $0.spread.high) }
    }

    /// A run's best epoch by its record, else by its last `isBest`.
    static func bestEpoch(_ run: StudyResults.Run) -> Int? {
        run.record.bestEpoch ?? run.epochs.last(where: \.isBest)?.epoch
    }
}
