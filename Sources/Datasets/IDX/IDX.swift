import Diagnostics
public import Foundation
import Storage

/// One IDX file in memory, checked: what MNIST and its relatives come in.
public struct IDX: Sendable {
    /// Where it came from, for errors.
    public let name: String
    /// What the file says of itself.
    public let header: IDXHeader
    /// The whole unpacked file, the header included.
    public let bytes: Data
    /// SHA-256 of the unpacked file, in hexadecimal digits.
    public let digest: String

    /// Reads a file, plain or packed with gzip, told apart by its content.
    ///
    /// Takes no more memory than the header promises, and nothing before the header's numbers fit the
    /// file. Throws `DatasetError` with the file and the offset.
    public init(_ content: IDXHeader.Content, contentsOf url: URL) throws {
        try self.init(content, source: try ByteSource(contentsOf: url))
    }

    /// Reads the bytes of a file, plain or packed; `name` is what errors call it.
    public init(_ content: IDXHeader.Content, _ bytes: Data, name: String) throws {
        try self.init(content, source: ByteSource(bytes, name: name))
    }

    private init(_ content: IDXHeader.Content, source: ByteSource) throws {
        var stream = try UnpackedStream(source)
        let header = try IDXHeader(content, from: &stream)
        var bytes = header.bytes
        while bytes.count < header.fileLength {
            let piece = try stream.next(min(1 << 20, header.fileLength - bytes.count))
            guard !piece.isEmpty else {
                throw DatasetError.broken(
                    source.name, at: bytes.count,
                    "the header promises \(header.promise), \(header.fileLength) bytes in all, "
                        + "but the unpacked content has \(bytes.count)")
            }
            bytes.append(piece)
        }
        try stream.finish()
        self.name = source.name
        self.header = header
        self.bytes = bytes
        self.digest = Digest.sha256(bytes)
    }

    /// The pixels or labels.
    public var values: [UInt8] { [UInt8](bytes.dropFirst(header.content.headerLength)) }

    /// Checks that no label is above `greatest`; throws `DatasetError` with the offset of the first.
    public func checkLabels(upTo greatest: UInt8) throws {
        let start = header.content.headerLength
        guard let index = bytes.dropFirst(start).firstIndex(where: { $0 > greatest }) else {
            return
        }
        throw DatasetError.broken(
            name, at: index - bytes.startIndex,
            "label \(bytes[index]) is above \(greatest), the greatest there can be")
    }

    /// Images with their labels, if there are any; throws `DatasetError` where their counts differ.
    public static func imageSet(images: IDX, labels: IDX?) throws -> ImageSet {
        if let labels, labels.header.count != images.header.count {
            throw DatasetError(
                .badData, labels.name, offset: 4,
                "\(labels.header.count) labels do not belong to the \(images.header.count) images "
                    + "of \(images.name)",
                remedy: "put images and labels of the same part together")
        }
        return ImageSet(
            shape: images.header.shape, pixels: images.values, labels: labels?.values)
    }

    /// The plain IDX file of a set's images.
    ///
    /// - Precondition: fewer than 2^32 images.
    public static func encodeImages(_ images: ImageSet) -> Data {
        IDXHeader(content: .images, count: images.count, shape: images.shape).bytes
            + Data(images.pixels)
    }

    /// The plain IDX file of some labels.
    ///
    /// - Precondition: fewer than 2^32 labels.
    public static func encodeLabels(_ labels: [UInt8]) -> Data {
        let shape = ImageShape(height: 1, width: 1)
        return IDXHeader(content: .labels, count: labels.count, shape: shape).bytes + Data(labels)
    }
}
