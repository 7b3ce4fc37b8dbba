import Compute
import Studies

/// Exports what generation is measured with: the real images in the judge's features, their groups, the
/// kernel distance's subsets, and the samples that set the lines.
struct GenerationExport {
    let reference: GenerationReference
    let reader: JudgeReader
    let folder: ArrayFolder

    /// Everything but what belongs to one model. `report` is told after every part and may throw.
    func lines(
        _ measurement: BaselineMeasurement, report: () throws -> Void
    ) throws -> ArrayManifest.Generation {
        let images = reference.images
        let real = images.reference.tensor
        var files = [
            "reference_features": try folder.write(reference.features, name("reference-features")),
            "reference_logits": try folder.write(
                reader.read(real).logits, name("reference-logits")),
            "reference_images": try folder.write(
                real.rows(0..<min(Memorisation.samples, images.count)), name("reference-images")),
            "reference_groups": try folder.write(images.group, name("reference-groups")),
            "reference_subsets": try folder.write(
                rows: reference.kernel.draws.rows, name("reference-subsets")),
            "held_out_groups": try folder.write(images.heldOutGroup, name("held-out-groups")),
            "held_out_subsets": try folder.write(
                rows: reference.kernelDraws(group: images.heldOutGroup).rows,
                name("held-out-subsets")),
            "memorisation_training": try folder.write(
                reference.training, name("memorisation-training")),
            "memorisation_test": try folder.write(reference.test, name("memorisation-test")),
        ]
        let group = SampleMeasurement.groups(of: images.count, images.groups)
        files["sample_groups"] = try folder.write(group, name("sample-groups"))
        files["sample_subsets"] = try folder.write(
            rows: reference.kernelDraws(group: group).rows, name("sample-subsets"))
        let heldOut = try samples(measurement.heldOut(reference, reader), name("held-out"))
        files.merge(heldOut.map { ("held_out_\($0)", $1) }) { first, _ in first }
        try report()
        var linear: [String: [String: String]] = [:]
        if let components = measurement.components {
            for size in BaselineMeasurement.linearSizes(
                measurement.context.study.plan.latentSizes)
            {
                linear[String(size)] = try self.linear(measurement, components, size)
                try report()
            }
        }
        return ArrayManifest.Generation(
            judgeHash: reference.judge.hash, heldOut: images.source, groups: images.groups,
            files: files, linear: linear)
    }

    /// As `samples`, with the `scores` [n, size] that the first images were made from, in double
    /// precision.
    private func linear(
        _ measurement: BaselineMeasurement, _ components: PrincipalComponents, _ size: Int
    ) throws -> [String: String] {
        let name = name("linear-" + ArrayExport.padded(size))
        var files = try samples(
            measurement.samples(of: components, size, reference, reader), name)
        let count = min(Memorisation.samples, reference.images.count)
        let scores = components.scores(
            0..<count, components: size, seed: BaselineMeasurement.sampleSeed)
        files["scores"] = try folder.write(
            FeatureMatrix(count: count, width: scores.count / count, values: scores),
            name + "-scores")
        return files
    }

    /// Writes `features` [n, features] in double precision, `logits` [n, classes], and `images`, the
    /// first samples.
    func samples(
        _ measurement: SampleMeasurement, _ name: String
    ) throws -> [String: String] {
        let matrix = measurement.matrix
        let logits = Tensor(
            shape: [matrix.count, measurement.logits.count / matrix.count],
            values: measurement.logits)
        return [
            "features": try folder.write(matrix, name + "-features"),
            "logits": try folder.write(logits, name + "-logits"),
            "images": try folder.write(measurement.first, name + "-images"),
        ]
    }

    private func name(_ part: String) -> String { "generation/" + part }
}
