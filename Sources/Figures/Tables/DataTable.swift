/// The numbers behind a figure or a table of the report.
public struct DataTable: Sendable, Hashable {
    /// A column's heading.
    public struct Column: Sendable, Hashable, Codable {
        /// For people, with the unit: `Negative ELBO (nats per image)`.
        public let title: String
        /// For files: `negative_elbo_nats`.
        public let key: String

        /// Names a column.
        public init(_ title: String, key: String) {
            self.title = title
            self.key = key
        }
    }

    /// One entry.
    public enum Cell: Sendable, Hashable {
        /// Shown rounded to `digits` after the point; written in full to files.
        case number(Double, digits: Int)
        /// A count.
        case integer(Int)
        /// Words.
        case text(String)
        /// Nothing to say.
        case empty
    }

    /// Left to right.
    public let columns: [Column]
    /// Each as long as `columns`.
    public let rows: [[Cell]]

    /// - Precondition: every row is as long as `columns`.
    public init(columns: [Column], rows: [[Cell]]) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "ragged table")
        self.columns = columns
        self.rows = rows
    }
}
