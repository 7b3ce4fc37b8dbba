import Foundation
import Storage

/// A log with one record a line, of which the last may be torn.
struct RunLog {
    /// How much of a log a checkpoint stands for.
    struct Mark: Hashable, Sendable {
        /// Bytes from the start.
        let length: Int
        /// Their SHA-256.
        let hash: String
    }

    private let url: URL
    private static let limit = 256 << 20
    private static let newline = UInt8(ascii: "\n")

    init(_ url: URL) {
        self.url = url
    }

    /// Adds a line.
    func append(_ record: some Encodable) throws {
        try DurableFile.append(try RecordCoding.encodeLine(record), to: url)
    }

    /// All that is there now.
    func mark() throws -> Mark {
        let data = try bytes()
        return Mark(length: data.count, hash: Digest.sha256(data))
    }

    /// Whether the log begins with what `mark` stands for.
    func holds(_ mark: Mark) throws -> Bool {
        let data = try bytes()
        return mark.length >= 0 && mark.length <= data.count
            && Digest.sha256(data.prefix(mark.length)) == mark.hash
    }

    /// Cuts the log back to `mark`; the number of bytes that fell off comes back.
    func cut(to mark: Mark) throws -> Int {
        try keep(try bytes().prefix(mark.length))
    }

    /// Cuts off the first line that is torn or that `isKept` refuses, and all after it.
    func cut<Record: Decodable>(_ type: Record.Type, while isKept: (Record) -> Bool) throws {
        let data = try bytes()
        var length = 0
        for line in data.split(separator: Self.newline, omittingEmptySubsequences: false).dropLast()
        {
            guard
                let record = try? RecordCoding.decode(
                    type, from: Data(line), place: url.relativePath),
                isKept(record)
            else { break }
            length += line.count + 1
        }
        _ = try keep(data.prefix(length))
    }

    /// The records of all whole lines.
    func records<Record: Decodable>(_ type: Record.Type) throws -> [Record] {
        try bytes().split(separator: Self.newline, omittingEmptySubsequences: false).dropLast()
            .enumerated().map { index, line in
                try RecordCoding.decode(
                    type, from: Data(line), place: "\(url.relativePath):\(index + 1)")
            }
    }

    private func keep(_ data: Data) throws -> Int {
        let lost = try bytes().count - data.count
        if lost > 0 { try DurableFile.write(Data(data), to: url) }
        return lost
    }

    private func bytes() throws -> Data {
        try DurableFile.exists(url) ? DurableFile.read(url, limit: Self.limit) : Data()
    }
}
