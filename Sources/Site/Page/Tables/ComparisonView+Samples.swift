import Drawing
import Evaluation
import Figures

extension ComparisonView {
    /// How samples of every model and their reference lines compare with test images.
    init(
        _ samples: [SampleSummary], lines: BaselineEvaluation.Generation, judge: JudgeRecord,
        seeds: Int, answer: Int?, number: String
    ) {
        let columns = MetricColumn.samples
        id = "generation"
        self.number = number
        title = "Generation by latent size"
        caption = AnswerText.bound(
            "\(NumberText.integer(lines.floor.count)) samples of each kind against as many test"
                + " images, all but nearness in the features of \(judge.words). “Real” is real images"
                + " in place of samples: \(lines.heldOut.words)."
                + (lines.linear.isEmpty
                    ? "" : " PPCA is probabilistic PCA, whose distances alone are measured.")
                + " The best mean of the prior’s samples and that of the mixture’s is bold. \(AnswerText.intervalRule(seeds: seeds))"
        )
        head =
            [Head("Latent size", unit: "samples of")]
            + columns.map { Head($0.title, unit: $0.unit) }
        let kinds: [SampleSummary.Source] = [.prior, .mixture]
        // By column, the rows with the best mean among samples of one kind.
        let best = columns.map { column in
            Set(
                kinds.compactMap { kind -> Int? in
                    let places = samples.indices.filter { samples[$0].source == kind }
                    return column.best(places.map { samples[$0] }).map { places[$0] }
                })
        }
        rows = samples.enumerated().map { place, sample in
            Row(
                size: sample.latentSize.map(NumberText.integer) ?? "real",
                kind: sample.latentSize == nil ? "images" : sample.source.rawValue,
                isAnswer: answer != nil && sample.latentSize == answer && sample.source == .prior,
                cells: zip(columns, best).map { $0.cell(sample, isBest: $1.contains(place)) })
        }
        downloads = [
            ReportPage.Download(
                Self.table(samples), fileName: "generation.csv", what: "The table of generation")
        ]
    }

    /// The same numbers for files.
    static func table(_ samples: [SampleSummary]) -> DataTable {
        let columns = MetricColumn.samples
        return DataTable(
            columns: [
                DataTable.Column("Latent size", key: "latent_size"),
                DataTable.Column("Samples of", key: "samples_of"),
            ] + columns.flatMap(\.fileColumns) + [
                DataTable.Column("Flagged as copies", key: "is_memorised")
            ],
            rows: samples.map { sample in
                [
                    sample.latentSize.map(DataTable.Cell.integer) ?? .empty,
                    .text(sample.source.rawValue),
                ] + columns.flatMap { $0.fileCells(sample) } + [
                    sample.quality.map { .text($0.isMemorised ? "yes" : "no") } ?? .empty
                ]
            })
    }
}

extension MetricColumn<SampleSummary> {
    /// Left to right.
    static var samples: [MetricColumn] {
        func quality(
            _ title: String, _ unit: String, _ key: String, _ direction: Direction = .high,
            _ value: @escaping (SampleSummary.Quality) -> Interval
        ) -> MetricColumn {
            MetricColumn(
                title: title, unit: unit, key: key, digits: 3, direction: direction,
                content: .interval { $0.quality.map(value) })
        }
        var nearness = quality("Nearness", "to training images", "memorisation", .neither) {
            $0.memorisation
        }
        nearness.remark = { $0.quality?.isMemorised == true ? "copies" : nil }
        return [
            MetricColumn(
                title: "Fréchet distance", unit: "", key: "frechet_distance", digits: 2,
                direction: .low, content: .interval(\.frechetDistance)),
            MetricColumn(
                title: "Kernel distance", unit: "", key: "kernel_distance", digits: 4,
                direction: .low, content: .interval(\.kernelDistance)),
            quality("Precision", "", "precision") { $0.precision },
            quality("Recall", "", "recall") { $0.recall },
            quality("Density", "", "density") { $0.density },
            quality("Coverage", "", "coverage") { $0.coverage },
            quality("Confidence", "of the judge", "judge_confidence", .neither) {
                $0.confidence
            },
            MetricColumn(
                title: "Class shares", unit: "%, rarest to commonest", key: "class_share_percent",
                digits: 1, content: .range { $0.quality?.classShares }),
            nearness,
        ]
    }
}
