import CZlib
import Diagnostics
import Foundation

/// Unpacks one gzip member (RFC 1952) piece by piece, so that it never holds more than was asked for.
final class GzipReader {
    /// No deflate stream unpacks to more than this many times its length (zlib's manual, "Maximum
    /// compression factor").
    static let greatestRatio = 1032

    private static let pieceLength = 1 << 16

    private let source: ByteSource
    // zlib keeps the stream's address, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutablePointer<UInt8>
    private var hasEnded = false

    /// - Parameter start: bytes already taken from the source, at most 64 KiB.
    init(_ source: ByteSource, start: Data) throws {
        precondition(start.count <= Self.pieceLength, "too many bytes taken")
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(capacity: Self.pieceLength)
        start.copyBytes(to: input, count: start.count)
        stream.pointee.next_in = input
        stream.pointee.avail_in = UInt32(start.count)
        // 16 asks for a gzip header and trailer around the deflate stream, and nothing else.
        let status = inflateInit2_(
            stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw DatasetError(
                .inputOutput, source.name, "zlib's inflateInit2 failed with status \(status)",
                remedy: "free some memory, then try again")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// The next unpacked bytes: `count` of them, fewer only at the end.
    func next(_ count: Int) throws -> [UInt8] {
        guard count > 0 else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, !hasEnded {
                filled += try inflatePiece(
                    into: UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
            }
        }
    }

    /// Checks that the unpacked content ends here, that its checksum is right and that nothing
    /// follows in the file; `position` is where the content should end, for the error.
    func finish(at position: Int) throws {
        if try !next(1).isEmpty {
            throw DatasetError.broken(
                source.name, at: position,
                "the unpacked content goes on after the \(position) bytes that its header promises")
        }
        let rest = source.length - source.position + Int(stream.pointee.avail_in)
        guard rest == 0 else {
            throw DatasetError.broken(
                source.name, at: source.length - rest, "\(rest) bytes follow the gzip member")
        }
    }

    /// One call of `inflate`; gives the number of bytes it wrote.
    private func inflatePiece(into buffer: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        if stream.pointee.avail_in == 0 {
            let piece = try source.next(Self.pieceLength)
            guard !piece.isEmpty else {
                throw DatasetError.broken(
                    source.name, at: source.length, "the gzip file ends too early")
            }
            piece.copyBytes(to: input, count: piece.count)
            stream.pointee.next_in = input
            stream.pointee.avail_in = UInt32(piece.count)
        }
        let room = UInt32(clamping: buffer.count)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = room
        let status = inflate(stream, Z_NO_FLUSH)
        switch status {
        case Z_OK: break
        case Z_STREAM_END: hasEnded = true
        // No progress was possible with what there was; more input comes next time.
        case Z_BUF_ERROR where stream.pointee.avail_in == 0: break
        case Z_MEM_ERROR:
            throw DatasetError(
                .inputOutput, source.name, "zlib has no memory left",
                remedy: "free some memory, then try again")
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)"
            throw DatasetError.broken(
                source.name, at: source.position - Int(stream.pointee.avail_in),
                "the gzip content is damaged (zlib: \(reason))")
        }
        return Int(room - stream.pointee.avail_out)
    }
}
