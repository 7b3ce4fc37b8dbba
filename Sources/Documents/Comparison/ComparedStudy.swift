public import Evaluation
import Datasets
import Studies

/// One of the two studies of a comparison, with its document.
public struct ComparedStudy: Sendable {
    /// Its records.
    public let results: StudyResults
    /// Its answer.
    public let verdict: StudyVerdict
    /// Its report, or another document of it.
    public let document: Document

    /// Puts the parts together.
    public init(results: StudyResults, verdict: StudyVerdict, document: Document) {
        self.results = results
        self.verdict = verdict
        self.document = document
    }

    /// Its folder's name, unique among the studies of one folder.
    public var name: String { results.description.name }
}

/// Which of two studies.
public enum ComparedSide: String, Sendable, Hashable, CaseIterable, Codable {
    case a, b

    /// `A`
    public var letter: String { rawValue.uppercased() }
}

/// Two values, one of each study.
public struct Both<Value> {
    /// Of the first and of the second.
    public var a: Value, b: Value

    /// Puts two together.
    public init(_ a: Value, _ b: Value) {
        self.a = a
        self.b = b
    }

    /// One of them.
    public subscript(side: ComparedSide) -> Value {
        get { side == .a ? a : b }
        set { if side == .a { a = newValue } else { b = newValue } }
    }

    /// Something of each.
    public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Both<Other> {
        Both<Other>(try transform(a), try transform(b))
    }

    /// The first, then the second.
    public var list: [Value] { [a, b] }
}

extension Both: Sendable where Value: Sendable {}
extension Both: Equatable where Value: Equatable {}
extension Both: Hashable where Value: Hashable {}
extension Both: Encodable where Value: Encodable {}

extension Both<ComparedStudy> {
    /// `A: mnist-quick`, at the head of whatever is of one study.
    var heads: Both<String> {
        Both<String>("A: \(a.name)", "B: \(b.name)")
    }

    /// What tells them apart in a few words: their data sets where those differ, else their names.
    var labels: Both<String> {
        let titles = map(\.results.description.dataTitle)
        return titles.a == titles.b ? map(\.name) : titles
    }

    /// Whether both are measured on the very same test images, in the same groups.
    var shareImages: Bool {
        func images(_ study: ComparedStudy) -> (Int, Bool, [String: String]) {
            let results = study.results
            return (
                results.description.testImages, results.plan.pixels.isBinary,
                results.plan.fingerprint
            )
        }
        return images(a) == images(b)
    }

    /// Whether one judge measured both: the same weights.
    var shareJudge: Bool {
        a.results.judge != nil && a.results.judge?.modelHash == b.results.judge?.modelHash
    }
}
