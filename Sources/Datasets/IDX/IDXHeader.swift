import Diagnostics
import Foundation

/// The first 8 or 16 bytes of an IDX file: big-endian magic number, count and, for images, sizes.
///
/// The format is that of Y. LeCun's MNIST page: two zero bytes, 0x08 for unsigned bytes, the number
/// of axes, then the length of each axis.
public struct IDXHeader: Hashable, Sendable {
    /// What a file holds.
    public enum Content: String, Hashable, Sendable {
        /// Three axes: images, rows, columns.
        case images
        /// One axis.
        case labels

        /// The number that the file begins with.
        public var magic: UInt32 { self == .images ? 0x0000_0803 : 0x0000_0801 }
        /// Bytes before the first pixel or label.
        public var headerLength: Int { self == .images ? 16 : 8 }
    }

    /// Images or labels.
    public let content: Content
    /// How many of them.
    public let count: Int
    /// The images' size; 1 x 1 for labels.
    public let shape: ImageShape

    /// The longest side of an image that is read.
    public static let longestSide = 4096
    /// The longest file that is read, in bytes: 2 GiB.
    public static let longestFile = 1 << 31

    init(content: Content, count: Int, shape: ImageShape) {
        self.content = content
        self.count = count
        self.shape = shape
    }

    /// Bytes of the whole file, the header included.
    public var fileLength: Int { content.headerLength + count * shape.count }

    /// Reads and checks the header at the stream's start.
    init(_ content: Content, from stream: inout UnpackedStream) throws {
        let name = stream.name
        let bytes = [UInt8](try stream.next(content.headerLength))
        if bytes.count >= 4 { try Self.check(Self.word(bytes, at: 0), is: content, name) }
        guard bytes.count == content.headerLength else {
            throw DatasetError.broken(
                name, at: bytes.count,
                "the file ends within its header of \(content.headerLength) bytes")
        }
        let count = Int(Self.word(bytes, at: 4))
        guard count > 0 else {
            throw DatasetError.broken(name, at: 4, "the file holds no \(content.rawValue)")
        }
        var shape = ImageShape(height: 1, width: 1)
        if content == .images {
            shape = ImageShape(
                height: Int(Self.word(bytes, at: 8)), width: Int(Self.word(bytes, at: 12)))
            for (side, offset) in [(shape.height, 8), (shape.width, 12)]
            where !(1...Self.longestSide).contains(side) {
                throw DatasetError.broken(
                    name, at: offset,
                    "images of \(shape.height) x \(shape.width) pixels cannot be used: "
                        + "a side must have 1 to \(Self.longestSide)")
            }
        }
        self.init(content: content, count: count, shape: shape)
        try checkLength(of: stream)
    }

    /// The header's bytes.
    var bytes: Data {
        let words =
            content == .images ? [count, shape.height, shape.width] : [count]
        var bytes = Data()
        for word in [content.magic] + words.map({ UInt32($0) }) {
            withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// What the header promises, for errors.
    var promise: String {
        content == .images
            ? "\(count) images of \(shape.height) x \(shape.width)" : "\(count) labels"
    }

    // Here count < 2^32 and a side <= 2^12, so `fileLength` cannot overflow.
    private func checkLength(of stream: UnpackedStream) throws {
        guard fileLength <= Self.longestFile else {
            throw DatasetError(
                .badData, stream.name, offset: 4,
                "the header promises \(promise), \(fileLength) bytes, more than the "
                    + "\(Self.longestFile) that can be read",
                remedy: "use fewer or smaller images, or a whole copy if it is damaged")
        }
        if let length = stream.exactLength, length != fileLength {
            throw DatasetError.broken(
                stream.name, at: min(length, fileLength),
                "the header promises \(promise), \(fileLength) bytes in all, "
                    + "but the file has \(length)")
        }
        guard fileLength <= stream.greatestLength else {
            throw DatasetError.broken(
                stream.name, at: 4,
                "the header promises \(promise), \(fileLength) bytes in all, more than so short a "
                    + "gzip file can hold")
        }
    }

    private static func check(
        _ magic: UInt32, is content: Content, _ name: String
    ) throws {
        guard magic != content.magic else { return }
        let other: Content = content == .images ? .labels : .images
        let problem =
            magic == other.magic
            ? "the file holds \(other.rawValue) where \(content.rawValue) are needed"
            : "the file begins with \(hexadecimal(magic)), an IDX file of \(content.rawValue) "
                + "begins with \(hexadecimal(content.magic))"
        throw DatasetError.broken(name, at: 0, problem)
    }

    private static func hexadecimal(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
