import Compute
public import Datasets

/// Principal components of images: what a linear autoencoder of each size does at best.
///
/// Equal to scikit-learn's `PCA`, signs apart. All in double precision, pixels on 0…1.
public struct PrincipalComponents: Metric, Sendable {
    static let name = "principalComponents"
    static let definition = 1

    /// The mean image; one entry a pixel.
    public let mean: [Double]
    /// Variance along each component, falling, one entry a pixel; the images' sum of squares is
    /// divided by their number less one.
    public let variances: [Double]
    /// [pixels, pixels]: row k is the unit vector of `variances[k]`.
    let components: [Double]

    /// Pixels of the largest images that are fitted, 64 x 64: the covariance has the square of their
    /// number of entries, and its eigenvectors take the cube of it.
    public static let largestImage = 4096

    /// Images whose products are added to the covariance at a time: 3 MB of double precision.
    private static let blockSize = 500

    /// Fits on all of `images`; throws `ComputeError` where LAPACK fails.
    ///
    /// - Precondition: at least one image, of at most `largestImage` pixels.
    public init(fitting images: ImageSet) throws {
        precondition(images.count > 0, "no images to fit components on")
        let pixels = images.shape.count
        // Whole numbers: the mean does not depend on the order of summation.
        var sums = [Int](repeating: 0, count: pixels)
        for image in 0..<images.count {
            for (pixel, value) in images.image(image).enumerated() { sums[pixel] += Int(value) }
        }
        let mean = sums.map { Double($0) / (255 * Double(images.count)) }
        var covariance = [Double](repeating: 0, count: pixels * pixels)
        for start in stride(from: 0, to: images.count, by: Self.blockSize) {
            let range = start..<min(start + Self.blockSize, images.count)
            let centred = Self.centred(images, range, mean: mean)
            LinearAlgebra.multiply(
                centred, transposingA: true, centred, into: &covariance, rows: pixels,
                columns: pixels, inner: range.count, accumulating: true)
        }
        let divisor = Double(max(images.count - 1, 1))
        for index in covariance.indices { covariance[index] /= divisor }
        let system = try LinearAlgebra.symmetricEigen(covariance, order: pixels)
        self.mean = mean
        // A rank-deficient covariance leaves eigenvalues a rounding error below 0.
        variances = system.values.reversed().map { max($0, 0) }
        components = (0..<pixels).reversed().flatMap {
            system.vectors[$0 * pixels..<($0 + 1) * pixels]
        }
    }

    /// Images projected on the first `count` components and back, [n, pixels]: scikit-learn's
    /// `inverse_transform(transform(images))`, clipped to 0…1.
    ///
    /// Clipped because a pixel cannot be darker than black, which a decoder's mean never is: that
    /// lowers the error, so the line that a model must beat is the stricter one.
    ///
    /// More components than pixels are as many as pixels.
    func reconstruct(_ images: ImageSet, _ range: Range<Int>, components count: Int) -> Tensor {
        let pixels = mean.count
        let count = min(count, pixels)
        let centred = Self.centred(images, range, mean: mean)
        var scores = [Double](repeating: 0, count: range.count * count)
        LinearAlgebra.multiply(
            centred, components, transposingB: true, into: &scores, rows: range.count,
            columns: count, inner: pixels)
        return decoded(scores, count: range.count, components: count)
    }

    /// Scores [count, components] as images [count, pixels], clipped to 0…1.
    private func decoded(_ scores: [Double], count: Int, components kept: Int) -> Tensor {
        let pixels = mean.count
        var result = [Double](repeating: 0, count: count * pixels)
        LinearAlgebra.multiply(
            scores, components, into: &result, rows: count, columns: pixels, inner: kept)
        var values: [Float] = []
        values.reserveCapacity(result.count)
        for start in stride(from: 0, to: result.count, by: pixels) {
            for (value, centre) in zip(result[start..<start + pixels], mean) {
                values.append(Float(min(max(value + centre, 0), 1)))
            }
        }
        return Tensor(shape: [count, pixels], values: values)
    }

    /// Means of the probabilistic model with `count` components (Tipping and Bishop 1999, equations 7
    /// and 8) for standard normal scores, [n, pixels], without pixel noise and clipped to 0…1: the mean
    /// image plus, along each component, the root of its variance less that of the noise, which is the
    /// mean of the variances left out.
    func samples(_ range: Range<Int>, components count: Int, seed: UInt64) -> Tensor {
        let pixels = mean.count
        let count = min(count, pixels)
        let left = variances[count...]
        let noise = left.isEmpty ? 0 : left.reduce(0, +) / Double(left.count)
        let deviations = variances[..<count].map { max($0 - noise, 0).squareRoot() }
        var scores = scores(range, components: count, seed: seed)
        for index in scores.indices { scores[index] *= deviations[index % count] }
        return decoded(scores, count: range.count, components: count)
    }

    /// The standard normal scores of `samples`, [n, components]; score i depends on the seed and i
    /// alone.
    func scores(_ range: Range<Int>, components count: Int, seed: UInt64) -> [Double] {
        let count = min(count, mean.count)
        return range.flatMap { index in
            var generator = Philox(seed: seed, purpose: .linearSamples, stream: UInt64(index))
            return (0..<count).map { _ in generator.normal() }
        }
    }

    /// [n, pixels] on 0…1, less `mean`.
    private static func centred(
        _ images: ImageSet, _ range: Range<Int>, mean: [Double]
    ) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(range.count * mean.count)
        for image in range {
            for (pixel, centre) in zip(images.image(image), mean) {
                values.append(Double(pixel) / 255 - centre)
            }
        }
        return values
    }
}
