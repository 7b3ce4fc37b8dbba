import CZlib
import Drawing
import Foundation

@testable import Datasets

extension FuzzTarget {
    private static let images = Data(
        [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + Array(0..<12))
    private static let labels = Data([0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9])

    /// IDX files, plain or packed.
    static let idx = FuzzTarget(
        name: "idx", seeds: { [Data([0]) + images, Data([1]) + labels] }
    ) { bytes in
        // The first byte says what is expected, so that both can be reached.
        let content: IDXHeader.Content = bytes.first == 1 ? .labels : .images
        let file = try IDX(content, bytes.dropFirst(), name: "file")
        require(file.bytes.count == file.header.fileLength, "another length than promised")
        try file.checkLabels(upTo: 9)
    }

    /// Anything as a gzip member, and packed rightly, which reads as the content alone does.
    static let gzip = FuzzTarget(name: "gzip", seeds: { [images, try packed(images)] }) { bytes in
        let isPacked = bytes.starts(with: magic)
        if !isPacked {
            let (plain, unpacked) = (try content(bytes), try content(packed(bytes)))
            require(plain == unpacked, "a packed file reads otherwise than a plain one")
        }
        _ = try IDX(.images, isPacked ? bytes : magic + bytes, name: "file")
    }

    private static let magic = Data([0x1f, 0x8b])

    /// The unpacked file; nil where it is refused.
    private static func content(_ file: Data) throws -> Data? {
        do { return try IDX(.images, file, name: "file").bytes } catch is DatasetError {
            return nil
        }
    }

    private static func packed(_ content: Data) throws -> Data {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        var status = deflateInit2_(
            &stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        require(status == Z_OK, "no zlib")
        defer { deflateEnd(&stream) }
        var input = [UInt8](content)
        var output = [UInt8](repeating: 0, count: content.count + 1024)
        let room = output.count
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                status = deflate(&stream, Z_FINISH)
            }
        }
        require(status == Z_STREAM_END, "zlib packs too little")
        return Data(output.prefix(room - Int(stream.avail_out)))
    }

    /// Pictures of pages that are verified, as they are and with the checksums that they ought to have.
    static let png = FuzzTarget(
        name: "png",
        seeds: { [try PNG.encode(GreyImage(width: 4, height: 3, pixels: Array(0..<12)))] }
    ) { bytes in
        for file in [bytes, mended(bytes)] {
            do {
                let image = try PNG.decode(file)
                require(image.pixels.count == image.width * image.height, "broken picture")
            } catch is DrawingError {}
        }
    }

    /// A PNG whose chunks, each a length, a type, content and a checksum, have the right checksums.
    private static func mended(_ file: Data) -> Data {
        var bytes = [UInt8](file)
        var start = 8
        while start + 12 <= bytes.count {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = start + 8 + length
            guard end + 4 <= bytes.count else { break }
            let checksum = bytes[start + 4..<end].withUnsafeBufferPointer {
                crc32(0, $0.baseAddress, UInt32($0.count))
            }
            for place in 0..<4 {
                bytes[end + place] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * place))
            }
            start = end + 4
        }
        return Data(bytes)
    }
}
