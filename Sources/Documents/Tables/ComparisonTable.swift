import Drawing
import Evaluation
import Figures
import Studies

extension ReportTable {
    /// What models make of test images, by rising size; `answer` is marked.
    static func comparison(
        _ results: StudyResults, answer: Int?, latentSizes: [Int]? = nil
    ) -> ReportTable {
        let summaries = SizeSummary.all(results).filter {
            latentSizes?.contains($0.latentSize) != false
        }
        let columns = MetricColumn.sizes(summaries)
        let caption = AnswerText.bound(
            ([
                "The best mean of each metric is bold; that alone does not make it better than its"
                    + " neighbours.", AnswerText.intervalRule(seeds: results.plan.seeds.count),
            ]
                + notes(summaries, results)).joined(separator: " "))
        let best = columns.map { $0.best(summaries) }
        let rows = summaries.enumerated().map { place, summary in
            Row(
                head: Cell(NumberText.integer(summary.latentSize)),
                mark: summary.latentSize == answer ? "verdict" : nil,
                cells: zip(columns, best).map { $0.cell(summary, isBest: $1 == place) })
        }
        return ReportTable(
            title: "Reconstruction and latent space by latent size, on the test images",
            caption: caption,
            heads: [Head("Latent size")] + columns.map { Head($0.title, unit: $0.unit) },
            rows: rows,
            data: DataTable(
                columns: [DataTable.Column("Latent size", key: "latent_size")]
                    + columns.flatMap(\.fileColumns),
                rows: summaries.map { summary in
                    [.integer(summary.latentSize)] + columns.flatMap { $0.fileCells(summary) }
                }))
    }

    private static func notes(_ summaries: [SizeSummary], _ study: StudyResults) -> [String] {
        var notes: [String] = []
        if summaries.contains(where: { $0.recognised != nil }), let judge = study.judge {
            notes.append(
                "The judge’s accuracy is the share of reconstructions whose class is told by"
                    + " \(judge.words).")
        }
        if let likelihood = study.runs.first?.evaluation.likelihood {
            notes.append(
                "The negative log-likelihood is estimated from"
                    + " \(NumberText.integer(likelihood.samples)) posterior samples (K) of each of"
                    + " \(NumberText.counted(likelihood.images, "test image")).")
        }
        return notes
    }
}

extension MetricColumn<SizeSummary> {
    /// Left to right; without those that no size has.
    static func sizes(_ summaries: [SizeSummary]) -> [MetricColumn] {
        let nats = "nats per image"
        return [
            MetricColumn(
                title: "Negative ELBO", unit: nats, key: "negative_elbo_nats", digits: 2,
                direction: .low, content: .interval(\.negativeELBO)),
            MetricColumn(
                title: "Negative log-likelihood", unit: nats,
                key: "negative_log_likelihood_nats", digits: 2, direction: .low,
                content: .interval(\.negativeLogLikelihood)),
            MetricColumn(
                title: "Negative ELBO of its images", unit: nats,
                key: "sampled_negative_elbo_nats", digits: 2,
                content: .interval(\.sampledNegativeELBO)),
            MetricColumn(
                title: "Reconstruction", unit: nats, key: "reconstruction_nats", digits: 2,
                direction: .low, content: .interval(\.reconstruction)),
            MetricColumn(
                title: "KL", unit: nats, key: "kl_nats", digits: 2, content: .interval(\.kl)),
            MetricColumn(
                title: "MSE", unit: "per pixel", key: "mse", digits: 4, direction: .low,
                content: .interval(\.mse)),
            MetricColumn(
                title: "PCA’s MSE", unit: "per pixel", key: "pca_mse", digits: 4,
                content: .number { $0.pca?.mse }),
            MetricColumn(
                title: "PSNR", unit: "dB", key: "psnr_db", digits: 2, direction: .high,
                content: .interval(\.psnr)),
            MetricColumn(
                title: "SSIM", unit: "", key: "ssim", digits: 3, direction: .high,
                content: .interval(\.ssim)),
            MetricColumn(
                title: "PCA’s SSIM", unit: "", key: "pca_ssim", digits: 3,
                content: .number { $0.pca?.ssim }),
            MetricColumn(
                title: "Judge’s accuracy", unit: "on reconstructions", key: "judge_accuracy",
                digits: 3, direction: .high, content: .interval(\.recognised)),
            MetricColumn(
                title: "Probe’s accuracy", unit: "on codes", key: "probe_accuracy", digits: 3,
                direction: .high, content: .interval(\.probe)),
            MetricColumn(
                title: "Active units", unit: "", key: "active_units", digits: 0,
                content: .range(\.activeUnitsRange)),
        ].filter { $0.exists(in: summaries) }
    }
}
