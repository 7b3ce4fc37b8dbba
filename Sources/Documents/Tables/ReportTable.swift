import Evaluation
public import Figures

/// A table of the report: rounded words for people, and the numbers in full for files.
public struct ReportTable: Sendable, Hashable, Codable {
    /// A column's heading.
    public struct Head: Sendable, Hashable, Codable {
        /// What is in the column.
        public let title: String
        /// Its unit or what it is of; nil for none.
        public let unit: String?
        /// Whether its cells are words, set to the left.
        public let isText: Bool

        init(_ title: String, unit: String = "", isText: Bool = false) {
            self.title = title
            self.unit = unit.isEmpty ? nil : unit
            self.isText = isText
        }
    }

    /// How something stands: by a glyph, in words, and by a kind that looks go by.
    public struct Standing: Sendable, Hashable, Codable {
        /// `✓`, seen without colour.
        public let glyph: String
        /// `passes`
        public let word: String
        /// `passes`, `open` or `fails`; empty where it is neither.
        public let kind: String
    }

    /// One entry.
    public struct Cell: Sendable, Hashable, Codable {
        /// What it says.
        public var text: String
        /// Smaller, below: an interval or bounds.
        public var detail: String?
        /// Whether it is the best of its column.
        public var isBest = false
        /// Whether it is set in a fixed-width face.
        public var isCode = false
        /// A judgement of it.
        public var standing: Standing?

        init(
            _ text: String, detail: String? = nil, isBest: Bool = false, isCode: Bool = false,
            standing: Standing? = nil
        ) {
            self.text = text
            self.detail = detail
            self.isBest = isBest
            self.isCode = isCode
            self.standing = standing
        }
    }

    /// One line.
    public struct Row: Sendable, Hashable, Codable {
        /// What it is about.
        public let head: Cell
        /// A word for the line that stands out, such as `verdict`; nil for the others.
        public let mark: String?
        /// As many as columns after the first.
        public let cells: [Cell]
    }

    /// A heading of a few words.
    public var title: String
    /// What is listed and how to read it.
    public var caption: String
    /// Left to right, that of the lines' heads first.
    public let heads: [Head]
    /// Top to bottom.
    public let rows: [Row]
    /// The same for files.
    public let data: DataTable
}

extension ReportTable.Standing {
    init(_ standing: Verdict.Standing, word: String? = nil) {
        self.init(
            glyph: standing.glyph, word: word ?? standing.rawValue, kind: standing.rawValue)
    }
}
