import Drawing
import Evaluation
public import Figures
import Foundation
import Models
import Studies
import Training

/// The logs of trainings, one line an epoch.
public struct TrainingLog: Sendable, Hashable, Codable {
    /// One training.
    public struct Run: Sendable, Hashable, Codable {
        /// `Latent size 8, seed 1`
        public let title: String
        /// How it ended, in a few words.
        public let summary: String
        /// Its epochs.
        public let rows: [Row]
    }

    /// One epoch.
    public struct Row: Sendable, Hashable, Codable {
        /// From 1.
        public let epoch: String
        /// Whether its weights are the ones kept.
        public let isKept: Bool
        /// Step, rate, KL weight, then negative ELBO, reconstruction and KL of training and of
        /// validation, in nats per image.
        public let cells: [String]
    }

    /// What it is and how to read it.
    public var title: String, caption: String
    /// In the order of the plan.
    public let runs: [Run]
    /// The same for files.
    public let data: DataTable
}

extension TrainingLog {
    /// All trainings, or those of some latent sizes and one seed.
    init(_ results: StudyResults, latentSizes: [Int]? = nil, seed: UInt64? = nil) {
        let chosen = results.runs.filter { run in
            latentSizes?.contains(run.record.task.latentSize) != false
                && (seed == nil || run.record.task.seed == seed)
        }
        title = "Training logs"
        caption =
            "One line an epoch. Training losses are running means while the weights changed;"
            + " validation losses use the weights at the epoch’s end."
        let hasSeeds = results.plan.seeds.count > 1
        runs = chosen.map { run in
            let task = run.record.task
            let size = "Latent size \(NumberText.integer(task.latentSize))"
            let last = run.epochs.last.map {
                "\(NumberText.counted(run.epochs.count, "epoch")), validation −ELBO "
                    + NumberText.nats($0.validation.negativeELBO) + " in the last"
            }
            return Run(
                title: hasSeeds ? "\(size), seed \(task.seed)" : size, summary: last ?? "no epoch",
                rows: run.epochs.map { Row($0, isKept: $0.epoch == run.record.bestEpoch) })
        }
        data = Self.table(chosen)
    }

    /// Every epoch of every training, for files.
    private static func table(_ runs: [StudyResults.Run]) -> DataTable {
        let losses = ["training", "validation"].flatMap { part in
            [
                ("negative ELBO", "negative_elbo"), ("reconstruction", "reconstruction"),
                ("KL", "kl"),
            ]
            .map {
                DataTable.Column(
                    "\(part.capitalized) \($0.0) (nats per image)",
                    key: "\(part)_\($0.1)_nats")
            }
        }
        let columns =
            [
                DataTable.Column("Latent size", key: "latent_size"),
                DataTable.Column("Seed", key: "seed"), DataTable.Column("Epoch", key: "epoch"),
                DataTable.Column("Step", key: "step"),
                DataTable.Column("Learning rate", key: "learning_rate"),
                DataTable.Column("KL weight", key: "kl_weight"),
            ] + losses
        let rows = runs.flatMap { run in
            run.epochs.map { epoch -> [DataTable.Cell] in
                [
                    .integer(run.record.task.latentSize), .text("\(run.record.task.seed)"),
                    .integer(epoch.epoch), .integer(epoch.step),
                    .number(epoch.learningRate, digits: 6), .number(epoch.klWeight, digits: 4),
                ]
                    + [epoch.training, epoch.validation].flatMap { part in
                        [part.negativeELBO, part.reconstruction, part.kl]
                            .map { .number($0, digits: 2) }
                    }
            }
        }
        return DataTable(columns: columns, rows: rows)
    }
}

extension TrainingLog.Row {
    fileprivate init(_ record: EpochRecord, isKept: Bool) {
        epoch = NumberText.integer(record.epoch)
        self.isKept = isKept
        cells =
            [
                NumberText.integer(record.step), NumberText.short(record.learningRate),
                NumberText.short(record.klWeight),
            ]
            + [record.training, record.validation].flatMap { part in
                [part.negativeELBO, part.reconstruction, part.kl]
                    .map { NumberText.fixed($0, digits: 2) }
            }
    }
}
