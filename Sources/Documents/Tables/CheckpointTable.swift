import Drawing
import Evaluation
import Figures
import Studies

extension ReportTable {
    /// The models' files, with the digests they were measured with.
    static func checkpoints(_ results: StudyResults, latentSizes: [Int]? = nil) -> ReportTable {
        let runs = results.runs.filter {
            latentSizes?.contains($0.record.task.latentSize) != false
        }
        func hash(_ run: StudyResults.Run) -> String {
            run.record.modelHash ?? run.evaluation.modelHash
        }
        return ReportTable(
            title: "Checkpoints",
            caption:
                "SHA-256 of each training’s model.safetensors, the weights of its best epoch.",
            heads: [
                Head("Latent size"), Head("Seed"), Head("Epoch kept"),
                Head("SHA-256", isText: true),
            ],
            rows: runs.map { run in
                Row(
                    head: Cell(NumberText.integer(run.record.task.latentSize)), mark: nil,
                    cells: [
                        Cell("\(run.record.task.seed)"),
                        Cell(run.record.bestEpoch.map(NumberText.integer) ?? "–"),
                        Cell(hash(run), isCode: true),
                    ])
            },
            data: DataTable(
                columns: [
                    .init("Latent size", key: "latent_size"), .init("Seed", key: "seed"),
                    .init("Epoch kept", key: "epoch"), .init("SHA-256", key: "sha256"),
                ],
                rows: runs.map { run in
                    [
                        .integer(run.record.task.latentSize), .text("\(run.record.task.seed)"),
                        run.record.bestEpoch.map(DataTable.Cell.integer) ?? .empty,
                        .text(hash(run)),
                    ]
                }))
    }
}
