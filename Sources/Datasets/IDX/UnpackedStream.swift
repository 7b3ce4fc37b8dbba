import Foundation

/// The content of a file that may be packed with gzip or plain, told apart by its first two bytes.
struct UnpackedStream {
    private enum Form {
        case plain(start: Data)
        case packed(GzipReader)
    }
    private let source: ByteSource
    private var form: Form
    /// Content bytes handed out so far.
    private(set) var position = 0

    init(_ source: ByteSource) throws {
        self.source = source
        let start = try source.next(2)
        if start.elementsEqual([0x1f, 0x8b]) {
            form = .packed(try GzipReader(source, start: start))
        } else {
            form = .plain(start: start)
        }
    }

    /// The file, for errors.
    var name: String { source.name }

    /// Bytes of content that the file's length allows; exact for a plain file.
    var greatestLength: Int {
        switch form {
        case .plain: source.length
        case .packed:
            source.length.multipliedReportingOverflow(by: GzipReader.greatestRatio).overflow
                ? .max : source.length * GzipReader.greatestRatio
        }
    }

    /// The exact number of content bytes where it is known before reading: for a plain file.
    var exactLength: Int? {
        if case .plain = form { source.length } else { nil }
    }

    /// The next bytes of content: `count` of them, fewer only at the end.
    mutating func next(_ count: Int) throws -> Data {
        let bytes: Data
        switch form {
        case .plain(let start) where !start.isEmpty:
            let taken = Data(start.prefix(count))
            form = .plain(start: Data(start.dropFirst(count)))
            bytes = count > taken.count ? taken + (try source.next(count - taken.count)) : taken
        case .plain: bytes = try source.next(count)
        case .packed(let reader): bytes = Data(try reader.next(count))
        }
        position += bytes.count
        return bytes
    }

    /// Checks that the content ends here and is whole.
    func finish() throws {
        switch form {
        case .plain(let start):
            let rest = source.length - source.position + start.count
            guard rest == 0 else {
                throw DatasetError.broken(
                    name, at: position, "\(rest) bytes follow where the file should end")
            }
        case .packed(let reader): try reader.finish(at: position)
        }
    }
}
