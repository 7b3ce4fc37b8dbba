public import Foundation
import Storage

/// The text of a document, and where things stand in it.
public struct DocumentSource: Sendable {
    /// Names it in errors, as the user wrote it: `my-report.md`.
    public let name: String
    /// Lines end with a line feed.
    public let text: String
    /// Where its pictures lie; nil for a text that has no file.
    let folder: URL?
    /// Whether it may show pictures beside it, which are no part of its text.
    public var hasPictures: Bool { folder != nil && text.contains("![") }
    private let lines: [Substring]

    /// A text, whatever its line ends.
    public init(name: String, text: String, folder: URL? = nil) {
        self.name = name
        var text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        self.text = text
        self.folder = folder
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The largest document that is read, in bytes.
    static let limit = 1 << 20
    /// The longest cell, and the longest run of lines without an empty one, in bytes: what Markdown
    /// takes longest for stands in one paragraph.
    static let blockLimit = 32 << 10

    /// What the squares of these lengths may add up to, since that is what Markdown's time may grow with:
    /// runs of 4 KiB all through the largest document, or four of the longest.
    private static let workLimit = limit * 4096

    /// The first run of lines without an empty one that is too long, alone or with those before it.
    var oversizedRun: Problem? {
        var (first, length, work) = (1, 0, 0)
        for (index, line) in lines.enumerated() {
            if line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
                work += length * length
                (first, length) = (index + 2, 0)
                continue
            }
            length += line.utf8.count + 1
            if length > Self.blockLimit {
                return Problem(
                    place: place(first),
                    problem: "more than \(Self.blockLimit >> 10) KiB without an empty line",
                    remedy: "part it by empty lines")
            }
            if work + length * length > Self.workLimit {
                return Problem(
                    place: place(first), problem: "too many long paragraphs up to this one",
                    remedy: "part it and those before it by empty lines")
            }
        }
        return nil
    }

    /// Reads a file; throws `DocumentError` where it is no text of UTF-8, and `StorageError`.
    public init(file: URL, name: String) throws {
        let data = try DurableFile.read(file, limit: Self.limit)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw DocumentError([
                Problem(
                    place: Place(file: name, line: 1, column: 1), problem: "not UTF-8",
                    remedy: "save the file as UTF-8")
            ])
        }
        self.init(name: name, text: text, folder: file.deletingLastPathComponent())
    }

    /// A place in a document, counted from 1.
    public struct Place: Sendable, Hashable, Comparable {
        /// The document's name.
        public let file: String
        /// Lines from the top, characters from the left.
        public let line: Int, column: Int

        /// From the top, then from the left.
        public static func < (left: Place, right: Place) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// Something that has to be mended.
    public struct Problem: Sendable, Hashable {
        /// Where it is.
        public let place: Place
        /// What is wrong, one sentence without a full stop.
        public let problem: String
        /// What to do about it.
        public let remedy: String

        /// `file:line:column: problem — remedy`
        public var description: String {
            "\(place.file):\(place.line):\(place.column): \(problem) — \(remedy)"
        }
    }

    func place(_ line: Int, _ column: Int = 1) -> Place {
        Place(file: name, line: line, column: column)
    }

    /// A line of the text, counted from 1; empty beyond its end.
    func line(_ number: Int) -> Substring {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// Where the `occurrence`-th `words` stand in some lines; their beginning where they are not found,
    /// as where Markdown wrote them otherwise.
    func place(of words: String, occurrence: Int, in range: ClosedRange<Int>) -> Place {
        var left = occurrence
        for number in range {
            let line = line(number)
            var start = line.startIndex
            while let found = line[start...].range(of: words) {
                if left == 0 {
                    return place(
                        number, line.distance(from: line.startIndex, to: found.lowerBound) + 1)
                }
                left -= 1
                start = found.upperBound
            }
        }
        return place(range.lowerBound)
    }
}
