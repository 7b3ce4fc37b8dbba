import CGraphics
public import Foundation

extension PNG {
    /// The pixels of a PNG as 8-bit grey; colours are weighed. Throws `DrawingError`, also where a side
    /// has more than 32,768 pixels, or where so short a file cannot hold as many pixels as it promises:
    /// memory is taken only for those.
    public static func decode(_ file: Data) throws -> GreyImage {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        return try file.withUnsafeBytes { source in
            guard
                png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0
            else {
                throw DrawingError.library(
                    call: "png_image_begin_read_from_memory", reason: message(of: image))
            }
            let (width, height) = (Int(image.width), Int(image.height))
            guard width <= sideLimit, height <= sideLimit else {
                throw DrawingError.tooLarge(width: width, height: height)
            }
            guard width * height / 8 <= deflateRatio * source.count else {
                throw DrawingError.library(
                    call: "PNG.decode",
                    reason: "\(source.count) bytes cannot hold \(width) x \(height) pixels")
            }
            image.format = 0
            var pixels = [UInt8](repeating: 0, count: width * height)
            guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0 else {
                throw DrawingError.library(
                    call: "png_image_finish_read", reason: message(of: image))
            }
            return GreyImage(width: width, height: height, pixels: pixels)
        }
    }

    /// No byte of a deflate stream unpacks to more (zlib's manual, "Maximum compression factor"), and
    /// none of a PNG's pixels holds more than 8 pixels.
    private static let deflateRatio = 1032
}

extension GreyImage {
    /// Each pixel as a square of `factor` x `factor`.
    ///
    /// - Precondition: `factor` is positive.
    public func enlarged(by factor: Int) -> GreyImage {
        precondition(factor > 0, "a picture of no size")
        guard factor > 1 else { return self }
        var large: [UInt8] = []
        large.reserveCapacity(pixels.count * factor * factor)
        for row in 0..<height {
            let line = pixels[(row * width)..<((row + 1) * width)].flatMap {
                repeatElement($0, count: factor)
            }
            for _ in 0..<factor { large += line }
        }
        return GreyImage(width: width * factor, height: height * factor, pixels: large)
    }
}
