public import Diagnostics

/// What is wrong with a document: everything that was found, in its order.
public struct DocumentError: DiagnosedError, Hashable {
    /// At least one.
    public let problems: [DocumentSource.Problem]

    /// - Precondition: at least one problem.
    init(_ problems: [DocumentSource.Problem]) {
        precondition(!problems.isEmpty, "an error without a problem")
        self.problems = problems.sorted { $0.place < $1.place }
    }

    /// See `DiagnosedError`.
    public var status: ExitStatus { .badData }

    /// See `DiagnosedError`.
    public var place: String? {
        problems.first.map { "\($0.place.file):\($0.place.line):\($0.place.column)" }
    }

    /// See `DiagnosedError`.
    public var problem: String { problems.first?.problem ?? "" }

    /// See `DiagnosedError`.
    public var remedy: String? { problems.first?.remedy }

    /// More problems are not looked for: they mostly come from one mistake.
    static let most = 50

    /// A line for each problem.
    public var description: String {
        let lines = problems.prefix(Self.most).map(\.description)
        let rest = problems.count > lines.count ? ["and more"] : []
        return (lines + rest).joined(separator: "\n")
    }
}
