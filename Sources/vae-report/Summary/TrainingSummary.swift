import Foundation
import Models
import Studies
import Training

/// What `train` prints when it is done.
struct TrainingSummary: Encodable {
    /// One training.
    struct Entry: Encodable {
        let task: Int
        let latentSize: Int
        let seed: UInt64
        let bestEpoch: Int?
        /// Validation negative ELBO of the best epoch, nats per image.
        let validationNegativeELBO: Double?
        let model: String
    }

    let study: String
    let trainings: [Entry]

    /// Throws `StudyError` and `StorageError` where a record cannot be read.
    init(_ study: Study, tasks: [StudyTask]) throws {
        self.study = study.description.name
        trainings = try tasks.map { task in
            let record = try study.record(of: task)
            let best = try study.epochs(of: task).first { $0.epoch == record.bestEpoch }
            return Entry(
                task: task.number, latentSize: task.latentSize, seed: task.seed,
                bestEpoch: record.bestEpoch,
                validationNegativeELBO: best?.validation.negativeELBO,
                model: study.url(of: task).appending(path: "model.safetensors").relativePath)
        }
    }

    /// A table, lines without a newline.
    func lines(terminal: Terminal) -> [String] {
        let table = TextTable(
            headings: ["task", "size", "seed", "best epoch", "validation neg. ELBO"],
            rows: trainings.map { entry in
                [
                    "\(entry.task)", "\(entry.latentSize)", "\(entry.seed)",
                    entry.bestEpoch.map(String.init) ?? "",
                    entry.validationNegativeELBO.map { fixedText($0, digits: 2) } ?? "",
                ].map { TextTable.Cell(text: $0) }
            })
        let models = ["", "The models:"] + trainings.map(\.model)
        return table.lines(terminal: terminal) + models
    }
}
