import Compute
import Datasets
import Studies

/// Measures a study's reference lines on the test images.
struct BaselineMeasurement {
    /// Keys the samples of the linear model.
    static let sampleSeed: UInt64 = 0

    let context: EvaluationContext
    /// Fitted on the images that the models learn from; nil for images too large for it.
    let components: PrincipalComponents?

    /// Throws `ComputeError` where LAPACK fails.
    init(_ context: EvaluationContext) throws {
        self.context = context
        components =
            context.training.shape.count <= PrincipalComponents.largestImage
            ? try PrincipalComponents(fitting: context.training) : nil
    }

    /// Steps of `evaluation`, the fit being one done before.
    func steps(hasReference: Bool) -> Int {
        let sizes = components == nil ? [] : context.study.plan.latentSizes
        let linear = sizes.isEmpty ? 0 : Self.linearSizes(sizes).count
        return 1 + sizes.count + (hasReference ? 1 + linear : 0)
    }

    /// The PCA line at each latent size, the pixel-entropy floor, and where there is a judge the lines
    /// of generation. `report` is told of every step and may throw to end it. Throws `ComputeError`
    /// and `ModelError`.
    func evaluation(
        _ reference: GenerationReference?, report: () throws -> Void
    ) throws -> BaselineEvaluation {
        var pca: [BaselineEvaluation.PCA] = []
        if let components {
            for size in context.study.plan.latentSizes.sorted() {
                pca.append(measure(size, components))
                try report()
            }
        }
        var generation: BaselineEvaluation.Generation?
        if let reference { generation = try self.generation(reference, report: report) }
        return BaselineEvaluation(
            pixelEntropyFloor: PixelEntropy.floor(context.test), pca: pca, generation: generation,
            generationAbsence: context.absence, trainingImages: context.training.count,
            testImages: context.test.count, fingerprint: context.fingerprint)
    }

    private func measure(
        _ size: Int, _ components: PrincipalComponents
    ) -> BaselineEvaluation.PCA {
        let test = context.test
        let similarity = StructuralSimilarity(shape: test.shape)
        var mse: [Double] = []
        var ssim: [Double] = []
        for range in test.blocks {
            let images = test.tensor(range)
            let others = components.reconstruct(test, range, components: size)
            mse += SquaredError.perImage(images, others)
            ssim += similarity.perImage(images, others)
        }
        let meanError = RunEvaluation.Estimate(mse).mean
        return BaselineEvaluation.PCA(
            latentSize: size, mse: meanError, psnr: SquaredError.decibels(meanError),
            ssim: RunEvaluation.Estimate(ssim).mean,
            mseGroups: GroupedSums(mse, groups: context.groups))
    }

    /// Sizes at which the linear model is sampled, rising.
    static func linearSizes(_ sizes: [Int]) -> [Int] {
        Set(sizes + [BaselineEvaluation.Generation.marginSize]).sorted()
    }

    private func generation(
        _ reference: GenerationReference, report: () throws -> Void
    ) throws -> BaselineEvaluation.Generation {
        let reader = try reference.judge.reader()
        let floor = try heldOut(reference, reader).quality(group: reference.images.heldOutGroup)
        try report()
        var linear: [BaselineEvaluation.LinearSamples] = []
        if let components {
            for size in Self.linearSizes(context.study.plan.latentSizes) {
                linear.append(try distances(of: components, size, reference, reader))
                try report()
            }
        }
        return BaselineEvaluation.Generation(
            heldOut: reference.images.source, floor: floor, linear: linear,
            judgeHash: reference.judge.hash)
    }

    private func distances(
        of components: PrincipalComponents, _ size: Int, _ reference: GenerationReference,
        _ reader: JudgeReader
    ) throws -> BaselineEvaluation.LinearSamples {
        let measurement = samples(of: components, size, reference, reader)
        let distances = try SampleDistances(
            measurement.matrix,
            group: SampleMeasurement.groups(of: reference.images.count, reference.images.groups),
            reference)
        return BaselineEvaluation.LinearSamples(
            latentSize: size, frechetDistance: distances.frechet, kernelDistance: distances.kernel)
    }

    /// As many samples of the linear model with `size` components as there are reference images.
    func samples(
        of components: PrincipalComponents, _ size: Int, _ reference: GenerationReference,
        _ reader: JudgeReader
    ) -> SampleMeasurement {
        let count = reference.images.count
        var measurement = SampleMeasurement(reference, reader)
        for start in stride(from: 0, to: count, by: 500) {
            let range = start..<min(start + 500, count)
            let means = components.samples(range, components: size, seed: Self.sampleSeed)
            measurement.add(
                context.drawsPixels ? means.drawn(seed: Self.sampleSeed, from: start) : means)
        }
        return measurement
    }

    /// The held-out images in place of samples.
    func heldOut(_ reference: GenerationReference, _ reader: JudgeReader) -> SampleMeasurement {
        var measurement = SampleMeasurement(reference, reader)
        let heldOut = reference.images.heldOut
        for range in heldOut.blocks { measurement.add(heldOut.tensor(range)) }
        return measurement
    }
}
