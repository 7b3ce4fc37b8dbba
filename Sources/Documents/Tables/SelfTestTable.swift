import Drawing
import Evaluation
import Figures

extension ReportTable {
    /// How the metrics of generation behave on samples whose quality is known.
    static func selfTests(_ record: SelfTestRecord, judge: JudgeRecord) -> ReportTable {
        let failed = record.entries.filter { !$0.surprises.isEmpty }.count
        let rows = record.entries.map { entry in
            let isExpected = entry.surprises.isEmpty
            let standing = Cell(
                "", detail: isExpected ? nil : "not so: \(entry.surprises.joined(separator: "; "))",
                standing: isExpected
                    ? Standing(.passes, word: "yes") : Standing(.fails, word: "no"))
            return Row(
                head: Cell(entry.subject.words(latentSize: record.latentSize)), mark: nil,
                cells: SelfTestColumn.all.map { Cell($0.text(entry)) } + [standing])
        }
        return ReportTable(
            title: "The metrics, tested",
            caption: AnswerText.bound(
                "The metrics on \(NumberText.integer(record.count)) images of each kind, against as"
                    + " many test images, in the features of \(judge.words). What each must do is"
                    + " known before: "
                    + (failed == 0
                        ? "all moved as they must."
                        : "\(NumberText.counted(failed, "subject")) came out otherwise.")
                    + " So few images make a Fréchet distance too large: other tables are corrected"
                    + " for that, this one is not."),
            heads: [Head("Images", isText: true)] + SelfTestColumn.all.map { Head($0.title) }
                + [Head("As expected", isText: true)],
            rows: rows, data: data(record))
    }

    /// The same numbers for files.
    private static func data(_ record: SelfTestRecord) -> DataTable {
        let columns = SelfTestColumn.all
        return DataTable(
            columns: [
                DataTable.Column("Subject", key: "subject")
            ] + columns.map { DataTable.Column($0.title, key: $0.key) } + [
                DataTable.Column("Flagged as copies", key: "is_memorised"),
                DataTable.Column("As expected", key: "is_as_expected"),
                DataTable.Column("Expected, but not so", key: "surprises"),
            ],
            rows: record.entries.map { entry in
                [.text(entry.subject.words(latentSize: record.latentSize))]
                    + columns.map { column in
                        column.value(entry).map { .number($0, digits: column.digits) } ?? .empty
                    } + [
                        .text(entry.isMemorised ? "yes" : "no"),
                        .text(entry.surprises.isEmpty ? "yes" : "no"),
                        .text(entry.surprises.joined(separator: "; ")),
                    ]
            })
    }
}

/// One metric of the self-tests.
private struct SelfTestColumn {
    let title: String
    let key: String
    let digits: Int
    let value: (SelfTestRecord.Entry) -> Double?

    static var all: [SelfTestColumn] {
        [
            SelfTestColumn(
                title: "Fréchet distance", key: "frechet_distance", digits: 2
            ) { $0.frechetDistance },
            SelfTestColumn(
                title: "Kernel distance", key: "kernel_distance", digits: 4
            ) { $0.kernelDistance },
            SelfTestColumn(title: "Precision", key: "precision", digits: 3) { $0.precision },
            SelfTestColumn(title: "Recall", key: "recall", digits: 3) { $0.recall },
            SelfTestColumn(title: "Density", key: "density", digits: 3) { $0.density },
            SelfTestColumn(title: "Coverage", key: "coverage", digits: 3) { $0.coverage },
            SelfTestColumn(title: "Nearness", key: "memorisation", digits: 3) {
                $0.memorisation
            },
            SelfTestColumn(title: "MSE", key: "mse", digits: 4) { $0.mse },
            SelfTestColumn(title: "SSIM", key: "ssim", digits: 3) { $0.ssim },
            SelfTestColumn(title: "Judge’s accuracy", key: "judge_accuracy", digits: 3) {
                $0.accuracy
            },
        ]
    }

    func text(_ entry: SelfTestRecord.Entry) -> String {
        let number = value(entry).map { NumberText.fixed($0, digits: digits) } ?? "–"
        return key == "memorisation" && entry.isMemorised ? "\(number), copies" : number
    }
}

extension SelfTestRecord.Subject {
    /// For the first cell of a row.
    func words(latentSize: Int) -> String {
        switch self {
        case .heldOut: "real images that nothing was trained on"
        case .testCopies: "the very test images"
        case .trainingCopies: "copies of training images"
        case .oneImage: "one test image, again and again"
        case .blurred: "real images, blurred"
        case .permuted: "real images, pixels in another order"
        case .model: "the model of size \(latentSize)"
        case .cutModel: "the same, half of its dimensions at 0"
        }
    }
}
