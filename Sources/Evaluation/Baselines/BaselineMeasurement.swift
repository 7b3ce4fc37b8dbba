import Compute
import Datasets

/// Measures a study's reference lines on the test images.
struct BaselineMeasurement {
    /// Fitted on the images that the models learn from; nil for images too large for it.
    let components: PrincipalComponents?
    let trainingImages: Int
    let test: ImageSet
    let fingerprint: [String: String]

    init(training: ImageSet, test: ImageSet, fingerprint: [String: String]) throws {
        components =
            training.shape.count <= PrincipalComponents.largestImage
            ? try PrincipalComponents(fitting: training) : nil
        trainingImages = training.count
        self.test = test
        self.fingerprint = fingerprint
    }

    /// The PCA line at each of `latentSizes` and the pixel-entropy floor.
    func evaluation(latentSizes: [Int], report: (Int) throws -> Void) rethrows -> BaselineEvaluation
    {
        var pca: [BaselineEvaluation.PCA] = []
        if let components {
            for (position, size) in latentSizes.sorted().enumerated() {
                pca.append(measure(size, components))
                try report(position + 1)
            }
        }
        return BaselineEvaluation(
            definition: MetricDefinitions.baseline, pixelEntropyFloor: PixelEntropy.floor(test),
            pca: pca, trainingImages: trainingImages, testImages: test.count,
            fingerprint: fingerprint)
    }

    private func measure(
        _ size: Int, _ components: PrincipalComponents
    ) -> BaselineEvaluation.PCA {
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
            ssim: RunEvaluation.Estimate(ssim).mean)
    }
}
