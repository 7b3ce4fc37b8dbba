import Compute
import Diagnostics

/// The training file's images, parted into those models learn from and those that choose checkpoints.
///
/// The validation images are the last twelfth of the file: 5,000 of 60,000. A study of N images takes
/// N / 12 of them from that last part and the rest from the part before it, both class-balanced, so
/// that no image is ever used for both, whatever N is.
public struct DataSplit: Sendable {
    /// Images that models learn from.
    public let training: ImageSet
    /// Images that the best epoch is chosen on.
    public let validation: ImageSet
    /// Where the training images are in the file, rising.
    public let trainingIndices: [Int]
    /// Where the validation images are in the file, rising; all after those of `trainingIndices`'s part.
    public let validationIndices: [Int]

    /// The seed of every subset: the images a study uses do not depend on the seeds it trains with.
    static let seed: UInt64 = 0

    /// Splits the training file.
    ///
    /// - Parameter trainImages: how many images to use in all, validation included; nil for all.
    /// - Throws: `DatasetError` that names `--train-images` where there are not so many, or the file
    ///   where it has fewer than two.
    public init(_ train: ImageSet, trainImages: Int?) throws {
        guard train.count >= 2 else {
            throw DatasetError(
                .badData, "train-images-idx3-ubyte",
                "\(train.count) image is too few to train and to validate with",
                remedy: "use a data set of at least 2 training images")
        }
        let count = trainImages ?? train.count
        guard (2...train.count).contains(count) else {
            throw DatasetError(
                .usage, "--train-images \(count)",
                count < 2
                    ? "at least 2 images are needed, one to train and one to validate with"
                    : "the data set has only \(train.count) training images",
                remedy: "give a number from 2 to \(train.count)")
        }
        let boundary = train.count - Self.validationCount(of: train.count)
        let validationCount = Self.validationCount(of: count)
        trainingIndices = Self.draw(
            count - validationCount, of: train, among: 0..<boundary, stream: 0)
        validationIndices = Self.draw(
            validationCount, of: train, among: boundary..<train.count, stream: 1)
        training = train.selecting(trainingIndices)
        validation = train.selecting(validationIndices)
    }

    /// Images to validate with out of `count`: a twelfth, rounded down, but at least one.
    public static func validationCount(of count: Int) -> Int { max(1, count / 12) }

    private static func draw(
        _ count: Int, of train: ImageSet, among candidates: Range<Int>, stream: UInt64
    ) -> [Int] {
        if count == candidates.count { return Array(candidates) }
        var generator = Philox(seed: seed, purpose: .subset, stream: stream)
        return Subset.classBalanced(
            count: count, of: train.labels, among: candidates, using: &generator)
    }
}
