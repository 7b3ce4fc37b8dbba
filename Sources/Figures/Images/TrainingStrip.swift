import Compute
import Datasets
import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// Figure `training-strip`: the same latents as the decoder of one size had them epoch by epoch.
struct TrainingStrip {
    static let id = "training-strip"
    static let columns = 10

    /// Weights there are of a training.
    struct Stage {
        let epoch: Int
        /// Of an earlier epoch; nil for the model that was kept.
        let snapshot: Snapshot?

        var isKept: Bool { snapshot == nil }
    }

    private let view: StudyView
    private let source: ImageSource
    private let columns: Int
    private let epochs: [Int]?

    /// Draws the figure, heeding `images` and `epochs`; nil where no earlier weights were kept. Throws
    /// `FigureError.option`, `DrawingError` and what loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure? {
        let columns = try options.count(.images, or: columns, in: 1...30)
        guard view.sizes.allSatisfy({ stages($0).count > 1 }), !view.sizes.isEmpty else {
            return nil
        }
        return try TrainingStrip(
            view: view, source: source, columns: columns, epochs: options.epochs
        ).rendered()
    }

    /// The size that the answer speaks of, else the largest.
    static func usualSizes(_ view: StudyView) -> [Int] {
        [view.answeredSize ?? view.sizes.last?.latentSize].compactMap { $0 }
    }

    /// All stages of the training shown, by epoch. What the best epoch's snapshot holds, the model
    /// holds too.
    static func stages(_ size: StudyView.Size) -> [Stage] {
        let record = size.shown.record
        let kept = record.bestEpoch.map { [Stage(epoch: $0, snapshot: nil)] } ?? []
        let early = (record.snapshots ?? []).filter { $0.epoch != record.bestEpoch }
            .map { Stage(epoch: $0.epoch, snapshot: $0) }
        return (early + kept).sorted { $0.epoch < $1.epoch }
    }

    /// Those asked for; all of them where none were.
    private func chosen(_ size: StudyView.Size) throws -> [Stage] {
        let stages = Self.stages(size)
        guard let epochs else { return stages }
        for epoch in epochs where !stages.contains(where: { $0.epoch == epoch }) {
            throw FigureError.option(
                .epochs, problem: "no weights of epoch \(epoch) were kept",
                remedy: "choose from \(ListText.of(stages.map { "\($0.epoch)" }))")
        }
        guard !epochs.isEmpty else {
            throw FigureError.option(
                .epochs, problem: "no epoch is named", remedy: "name one, or leave it out")
        }
        return stages.filter { epochs.contains($0.epoch) }
    }

    private func rendered() throws -> RenderedFigure {
        let stages = try view.sizes.map { (size: $0, stages: try chosen($0)) }
        let count = stages.map(\.stages.count).reduce(0, +)
        var ends: [Int] = []
        for block in stages { ends.append((ends.last ?? -1) + block.stages.count) }
        var sheet = TileSheet(
            shape: source.examples.shape, columns: columns, rows: count, breaks: Set(ends))
        var rows: [[DataTable.Cell]] = []
        var labels: [String] = []
        for (size, stages) in stages {
            let latents = Samples.noise(count: columns, latentSize: size.latentSize)
            let tensor = Tensor(
                shape: [columns, size.latentSize], values: latents.flatMap { $0 })
            for stage in stages {
                let task = size.shown.record.task
                let coder =
                    try stage.snapshot.map { try source.coder(of: task, at: $0) }
                    ?? source.coder(of: task)
                let decoded = coder.decodedMeans(tensor)
                for column in 0..<columns {
                    let pixels = decoded.pixels(column)
                    sheet.place(pixels, row: labels.count, column: column)
                    rows.append([
                        .integer(size.latentSize), .integer(stage.epoch),
                        .text(stage.isKept ? "kept" : ""), .integer(column + 1),
                        .number(LatentGeometry.norm(latents[column][...]), digits: 2),
                        .number(pixels.meanGrey, digits: 3),
                    ])
                }
                labels.append(label(size, stage))
            }
        }
        return RenderedFigure(
            id: Self.id, title: "How the decoder learned", caption: caption(stages),
            altText: altText(stages),
            table: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Epoch", key: "epoch"),
                    .init("Weights", key: "weights"), .init("Column", key: "column"),
                    .init("Distance from the origin", key: "latent_norm"),
                    .init("Mean grey (0 to 1)", key: "mean_grey"),
                ], rows: rows), content: try sheet.content(), rowLabels: labels)
    }

    private func label(_ size: StudyView.Size, _ stage: Stage) -> String {
        view.sizes.count == 1
            ? "epoch \(stage.epoch)" : "size \(size.latentSize), epoch \(stage.epoch)"
    }
}

extension TrainingStrip {
    private func caption(_ stages: [(size: StudyView.Size, stages: [Stage])]) -> String {
        let sizes = stages.map { size, stages in
            let kept = stages.first(where: \.isKept).map {
                ", of which \($0.epoch) is the one that was kept, the best by validation"
            }
            return "latent size \(size.latentSize) at the end of the epochs "
                + ListText.of(stages.map { "\($0.epoch)" }) + (kept ?? "")
        }
        return "The same \(columns) draws from the prior, the first of the samples, decoded by "
            + "\(sizes.joined(separator: "; by ")); \(ofAll). Every other figure shows the model "
            + "that was kept. \(view.shownSeedSentence)"
    }

    private var ofAll: String {
        let epochs = view.results.plan.training.epochs
        return "the training went on for \(epochs) epoch\(epochs == 1 ? "" : "s")"
    }

    private func altText(_ stages: [(size: StudyView.Size, stages: [Stage])]) -> String {
        let losses = stages.flatMap { size, stages in
            stages.compactMap { stage -> String? in
                size.shown.epochs.first { $0.epoch == stage.epoch }.map {
                    "\(NumberText.fixed($0.validation.negativeELBO, digits: 1)) after epoch "
                        + "\(stage.epoch)"
                        + (view.sizes.count == 1 ? "" : " at size \(size.latentSize)")
                }
            }
        }
        return
            "Rows of the same \(columns) latents decoded, a row for each epoch. Validation negative "
            + "ELBO in nats per image: \(ListText.of(losses))."
    }
}
