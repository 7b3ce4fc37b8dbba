import CGraphics
public import Foundation

extension PNG {
    /// The pixels of an 8-bit grey PNG such as `encode` makes; throws `DrawingError`.
    public static func decode(_ file: Data) throws -> GreyImage {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        var pixels: [UInt8] = []
        let isRead = file.withUnsafeBytes { bytes in
            guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0
            else { return false }
            image.format = 0
            pixels = [UInt8](repeating: 0, count: Int(image.width) * Int(image.height))
            return png_image_finish_read(&image, nil, &pixels, 0, nil) != 0
        }
        guard isRead else {
            throw DrawingError.library(call: "png_image_read", reason: message(of: image))
        }
        return GreyImage(width: Int(image.width), height: Int(image.height), pixels: pixels)
    }
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
