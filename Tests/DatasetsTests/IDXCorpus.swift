import CZlib
import Foundation

@testable import Datasets

/// Files made by hand, byte by byte, independent of the writer under test.
enum IDXCorpus {
    /// Three images of 2 x 2 pixels.
    static let images: [UInt8] =
        [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<12).map { UInt8($0 * 20) }
    /// Three labels.
    static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9]

    /// `images` with other bytes from `offset` on.
    static func images(_ bytes: [UInt8], at offset: Int) -> [UInt8] {
        var changed = images
        changed.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        return changed
    }

    /// One gzip member.
    static func gzip(_ content: some Collection<UInt8>) throws -> Data {
        let deflater = try Deflater()
        return try deflater.add(Array(content), last: true)
    }

    /// A header, then zeros, in a gzip member made piece by piece.
    static func bomb(header: [UInt8], zeros: Int) throws -> Data {
        let deflater = try Deflater()
        var packed = try deflater.add(header, last: false)
        let piece = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<zeros / piece.count { packed += try deflater.add(piece, last: false) }
        return packed + (try deflater.add([], last: true))
    }
}

/// zlib's gzip writer, for making bad files.
final class Deflater {
    struct Failure: Error { let status: Int32 }
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw Failure(status: status) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func add(_ bytes: [UInt8], last: Bool) throws -> Data {
        var input = bytes
        let room = bytes.count + 1024
        return try input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            let output = try [UInt8](unsafeUninitializedCapacity: room) { output, count in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(room)
                let status = deflate(stream, last ? Z_FINISH : Z_NO_FLUSH)
                guard status == (last ? Z_STREAM_END : Z_OK) else { throw Failure(status: status) }
                count = room - Int(stream.pointee.avail_out)
            }
            return Data(output)
        }
    }
}
