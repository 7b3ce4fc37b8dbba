import Drawing
import Evaluation
import Figures
import Foundation
import Models
import Studies
import Training

/// The logs of all trainings, each folded.
struct TrainingLogView: TemplateView {
    /// One training.
    struct Run: TemplateView {
        var title = "", summary = ""
        var rows: [Row] = []
    }

    /// One epoch.
    struct Row: TemplateView {
        var epoch = ""
        /// Whether its weights are the ones kept.
        var isChosen = false
        var cells: [String] = []
    }

    var heading = "", text = ""
    var runs: [Run] = []
    var downloads: [ReportPage.Download] = []
}

extension TrainingLogView {
    init(_ results: StudyResults) {
        heading = "Training logs"
        text =
            "One line an epoch. Training losses are running means while the weights changed;"
            + " validation losses use the weights at the epoch’s end."
        let hasSeeds = results.plan.seeds.count > 1
        runs = results.runs.map { run in
            let task = run.record.task
            let size = "Latent size \(NumberText.integer(task.latentSize))"
            let last = run.epochs.last.map {
                "\(NumberText.counted(run.epochs.count, "epoch")), validation −ELBO "
                    + NumberText.nats($0.validation.negativeELBO) + " in the last"
            }
            return Run(
                title: hasSeeds ? "\(size), seed \(task.seed)" : size, summary: last ?? "no epoch",
                rows: run.epochs.map { Row($0, isChosen: $0.epoch == run.record.bestEpoch) })
        }
        downloads = [
            ReportPage.Download(
                address: DataAddress.of(text: Self.table(results).csv, type: .csv),
                fileName: "training-log.csv", kind: "CSV", what: "All training logs")
        ]
    }

    /// Every epoch of every training, for files.
    static func table(_ results: StudyResults) -> DataTable {
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
        let rows = results.runs.flatMap { run in
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

extension TrainingLogView.Row {
    fileprivate init(_ record: EpochRecord, isChosen: Bool) {
        epoch = NumberText.integer(record.epoch)
        self.isChosen = isChosen
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
