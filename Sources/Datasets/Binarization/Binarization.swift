import Compute

/// Draws black and white pixels from grey ones: white with probability value / 255, to within 2⁻¹⁷,
/// so that black stays black and white stays white.
///
/// Each image has a stream of its own, so what is drawn of it depends neither on the other images
/// nor on their order.
public struct Binarization: Sendable, Hashable {
    private let seed: UInt64
    private let purpose: Philox.Purpose
    private let epoch: UInt64

    /// Of the training file's images, by their place in it: the same in every study.
    public static let trainingFile = Binarization(seed: 0, purpose: .binaryTraining, epoch: 0)
    /// Of the test file's images, by their place in it: the same in every study.
    public static let testFile = Binarization(seed: 0, purpose: .binaryTest, epoch: 0)

    /// Of a training's images in one epoch, from 0, by their place among them; keyed by the
    /// training's seed.
    ///
    /// - Precondition: `epoch` is in 0 ..< 2³².
    public static func epoch(_ epoch: Int, seed: UInt64) -> Binarization {
        Binarization(seed: seed, purpose: .binaryEpoch, epoch: UInt64(UInt32(epoch)))
    }

    private init(seed: UInt64, purpose: Philox.Purpose, epoch: UInt64) {
        self.seed = seed
        self.purpose = purpose
        self.epoch = epoch
    }

    /// Draws one image: `out` becomes 0 or 255, pixel by pixel.
    ///
    /// - Precondition: `out` has room for as many pixels, and `image` is in 0 ..< 2³².
    public func draw(
        _ grey: UnsafeBufferPointer<UInt8>, image: Int, into out: UnsafeMutablePointer<UInt8>
    ) {
        guard let first = grey.baseAddress else { return }
        Philox(seed: seed, purpose: purpose, stream: epoch << 32 | UInt64(UInt32(image)))
            .drawBlackAndWhite(first, into: out, count: grey.count)
    }
}

extension ImageSet {
    /// The images in black and white, pixels 0 or 255; `places` are the images' places in what the
    /// binarization draws from, those of the set itself where nothing is given.
    ///
    /// - Precondition: as many places as images.
    public func binarized(_ binarization: Binarization, places: [Int]? = nil) -> ImageSet {
        precondition(places.map { $0.count == count } ?? true, "places of other images")
        let length = shape.count
        let drawn = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, written in
            pixels.withUnsafeBufferPointer { grey in
                guard let first = out.baseAddress else { return }
                for index in 0..<count {
                    binarization.draw(
                        UnsafeBufferPointer(rebasing: grey[index * length..<(index + 1) * length]),
                        image: places?[index] ?? index, into: first + index * length)
                }
            }
            written = pixels.count
        }
        return ImageSet(shape: shape, pixels: drawn, labels: labels)
    }
}
