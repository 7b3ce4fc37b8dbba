import Evaluation
import Studies

/// A metric of two studies, size by size.
struct MetricComparison {
    /// One latent size that either study has.
    struct Row {
        let latentSize: Int
        /// Nil where a study lacks the size.
        let values: Both<ComparedEstimate?>
        /// B minus A; nil where one is missing, or a difference would say nothing.
        let difference: ComparedEstimate.Difference?
    }

    let metric: ComparedMetric
    /// Why no difference is told; nil where it is.
    let obstacle: String?
    /// By rising size; some size of each study has a value.
    let rows: [Row]

    /// Nil where a study has no number of it.
    init?(_ metric: ComparedMetric, _ studies: Both<ComparedStudy>) {
        self.metric = metric
        let obstacle =
            metric.obstacle(studies)
            ?? (metric.hasInterval ? nil : "a count without an interval")
        self.obstacle = obstacle
        let sizes = Set(studies.list.flatMap(\.results.latentSizes)).sorted()
        let sharesImages =
            studies.shareGroups && (!metric.isOfSamples || studies.shareReference)
        rows = sizes.compactMap { size in
            let values = studies.map { metric.estimate($0.results, size) }
            guard values.a != nil || values.b != nil else { return nil }
            let difference = values.b.flatMap { b in
                values.a.map { b.minus($0, sharesImages: sharesImages) }
            }
            return Row(
                latentSize: size, values: values, difference: obstacle == nil ? difference : nil)
        }
        guard rows.contains(where: { $0.values.a != nil }),
            rows.contains(where: { $0.values.b != nil })
        else { return nil }
    }

    /// Whether both studies' numbers can stand on one axis.
    var isOnOneScale: Bool { obstacle == nil || !metric.hasInterval }

    /// What both studies have. Positions between lines of a study's own stand in for distances and
    /// shares where these are on no common scale.
    static func all(_ studies: Both<ComparedStudy>) -> [MetricComparison] {
        let relative = ["relativeDistance", "relativeCoverage", "recognitionLoss"]
        return ComparedMetric.all.filter { !studies.shareJudge || !relative.contains($0.key) }
            .compactMap { MetricComparison($0, studies) }
    }
}
