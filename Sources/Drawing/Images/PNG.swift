import CGraphics
public import Foundation

/// PNG files without time or text, so that equal pixels have equal bytes.
///
/// libpng's simplified interface keeps its `setjmp` inside the library, so that no error of its
/// own jumps over Swift frames.
public enum PNG {
    /// An 8-bit grey PNG; throws `DrawingError`.
    public static func encode(_ image: GreyImage) throws -> Data {
        try encode(
            image.pixels, width: image.width, height: image.height, format: 0, samples: 1)
    }

    /// A PNG with 8 bits for each of red, green and blue; pixels row after row.
    ///
    /// - Precondition: `pixels` has `3 * width * height` entries.
    static func encode(rgb pixels: [UInt8], width: Int, height: Int) throws -> Data {
        try encode(
            pixels, width: width, height: height, format: UInt32(PNG_FORMAT_FLAG_COLOR),
            samples: 3)
    }

    private static func encode(
        _ pixels: [UInt8], width: Int, height: Int, format: UInt32, samples: Int
    ) throws -> Data {
        precondition(pixels.count == width * height * samples, "broken picture")
        guard width > 0, height > 0, width <= sideLimit, height <= sideLimit else {
            throw DrawingError.tooLarge(width: width, height: height)
        }
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = UInt32(width)
        image.height = UInt32(height)
        image.format = format
        defer { png_image_free(&image) }

        // Enough for incompressible pixels: a filter byte a row, and the overhead of zlib's and
        // PNG's blocks.
        var size = pixels.count + height + pixels.count / 256 + 4096
        var file = Data(count: size)
        let written = file.withUnsafeMutableBytes { memory in
            pixels.withUnsafeBytes { source in
                png_image_write_to_memory(
                    &image, memory.baseAddress, &size, 0, source.baseAddress, 0, nil)
            }
        }
        guard written != 0 else {
            throw DrawingError.library(
                call: "png_image_write_to_memory", reason: message(of: image))
        }
        return file.prefix(size)
    }

    /// Pixels of a side at most.
    static let sideLimit = 1 << 15

    static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
