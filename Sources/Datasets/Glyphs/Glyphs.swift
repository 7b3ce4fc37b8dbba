import Compute
import Drawing

/// Digits written with a pen of Cairo strokes: a labelled data set that needs no file, font or network.
///
/// Each image depends on the seed, the part and its number only, so a larger set begins with the
/// images of a smaller one. Every ten images in a row hold each digit once.
public struct Glyphs: Sendable {
    /// Which of the two sets of images; they share no random number.
    public enum Part: UInt64, Sendable {
        /// Images to learn from.
        case train = 0
        /// Images to measure on.
        case test = 1
    }

    /// Rows and columns of an image.
    public let size: Int
    /// Keys all images.
    public let seed: UInt64

    /// - Precondition: `size` is from 8 to 1024.
    public init(size: Int = 28, seed: UInt64 = 1) {
        precondition((8...1024).contains(size), "digits cannot be drawn at this size")
        self.size = size
        self.seed = seed
    }

    /// The first `count` images of a part, with labels 0 to 9. Throws `DrawingError`.
    ///
    /// - Precondition: `count` is not negative.
    public func images(_ part: Part, count: Int) throws -> ImageSet {
        precondition(count >= 0, "no such number of images")
        let raster = try StrokeRaster(width: size, height: size)
        var pixels = [UInt8]()
        pixels.reserveCapacity(count * size * size)
        let labels = labels(part, count: count)
        for (index, digit) in labels.enumerated() {
            pixels += try draw(Int(digit), image: index, of: part, on: raster)
        }
        return ImageSet(
            shape: ImageShape(height: size, width: size), pixels: pixels, labels: labels)
    }

    /// The digits in order: each row of ten is shuffled on its own.
    private func labels(_ part: Part, count: Int) -> [UInt8] {
        var labels = [UInt8]()
        while labels.count < count {
            let stream = 1 << 63 | UInt64(labels.count / 10) << 1 | part.rawValue
            var generator = Philox(seed: seed, purpose: .glyphs, stream: stream)
            var row = [UInt8](0...9)
            generator.shuffle(&row)
            labels += row
        }
        return Array(labels.prefix(count))
    }

    private func draw(
        _ digit: Int, image index: Int, of part: Part, on raster: StrokeRaster
    ) throws -> [UInt8] {
        let stream = UInt64(index) << 1 | part.rawValue
        var generator = Philox(seed: seed, purpose: .glyphs, stream: stream)
        let shapes = GlyphShape.digits[digit]
        let shape = shapes[generator.below(shapes.count)]
        let style = GlyphStyle(using: &generator)
        let paths = style.paths(of: shape, size: size, using: &generator)
        let sharp = try raster.coverage(of: paths, lineWidth: style.penWidth * Double(size))
        return blurred(sharp, by: style.blur)
    }

    /// Spreads the share `weight` of each pixel to each neighbour, along rows, then along columns.
    private func blurred(_ pixels: [UInt8], by weight: Double) -> [UInt8] {
        let side = Float(weight)
        let middle = 1 - 2 * side
        var rows = [Float](repeating: 0, count: pixels.count)
        var result = [UInt8](repeating: 0, count: pixels.count)
        for y in 0..<size {
            for x in 0..<size {
                let at = y * size + x
                let left = x > 0 ? Float(pixels[at - 1]) : 0
                let right = x < size - 1 ? Float(pixels[at + 1]) : 0
                rows[at] = middle * Float(pixels[at]) + side * (left + right)
            }
        }
        for at in rows.indices {
            let above = at >= size ? rows[at - size] : 0
            let below = at < rows.count - size ? rows[at + size] : 0
            result[at] = UInt8(min(255, (middle * rows[at] + side * (above + below)).rounded()))
        }
        return result
    }
}
