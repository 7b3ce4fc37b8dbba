import Drawing
import Evaluation
import Figures
import Studies

extension ReportTable {
    /// How samples of every model and their reference lines compare with test images; nil where
    /// generation is not measured.
    static func generation(
        _ results: StudyResults, answer: Int?, latentSizes: [Int]? = nil
    ) -> ReportTable? {
        guard let lines = results.baseline.generation, let judge = results.judge else { return nil }
        let samples = SampleSummary.all(results).filter { sample in
            guard let latentSizes, let size = sample.latentSize else { return true }
            return latentSizes.contains(size)
        }
        let columns = MetricColumn.samples
        let caption = AnswerText.bound(
            "\(NumberText.integer(lines.floor.count)) samples of each kind against as many test"
                + " images, all but nearness in the features of \(judge.words). “Real” is real images"
                + " in place of samples: \(lines.heldOut.words)."
                + (lines.linear.isEmpty
                    ? "" : " PPCA is probabilistic PCA, whose distances alone are measured.")
                + " The best mean of the prior’s samples and that of the mixture’s is bold. \(AnswerText.intervalRule(seeds: results.plan.seeds.count))"
        )
        let kinds: [SampleSummary.Source] = [.prior, .mixture]
        // By column, the rows with the best mean among samples of one kind.
        let best = columns.map { column in
            Set(
                kinds.compactMap { kind -> Int? in
                    let places = samples.indices.filter { samples[$0].source == kind }
                    return column.best(places.map { samples[$0] }).map { places[$0] }
                })
        }
        let rows = samples.enumerated().map { place, sample in
            let isAnswer =
                answer != nil && sample.latentSize == answer && sample.source == .prior
            return Row(
                head: Cell(
                    sample.latentSize.map(NumberText.integer) ?? "real",
                    detail: sample.latentSize == nil ? "images" : sample.source.rawValue),
                mark: isAnswer ? "verdict" : nil,
                cells: zip(columns, best).map { $0.cell(sample, isBest: $1.contains(place)) })
        }
        return ReportTable(
            title: "Generation by latent size", caption: caption,
            heads: [Head("Latent size", unit: "samples of")]
                + columns.map { Head($0.title, unit: $0.unit) },
            rows: rows, data: data(samples))
    }

    /// The same numbers for files.
    private static func data(_ samples: [SampleSummary]) -> DataTable {
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
