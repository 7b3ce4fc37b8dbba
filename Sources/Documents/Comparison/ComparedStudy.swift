public import Evaluation
import Datasets
import Drawing
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

    /// Whether both are measured on the same images, of one file, whatever models see of them.
    var shareTestImages: Bool {
        let digests = map { $0.results.plan.fingerprint[DataFile.testImages.rawValue] }
        return digests.a != nil && digests.a == digests.b
            && a.results.description.testImages == b.results.description.testImages
    }

    /// Whether these are in the same groups, which depend on their labels too. Groups of the same images
    /// can be paired even where one study has drawn them in black and white.
    var shareGroups: Bool {
        let labels = map { $0.results.plan.fingerprint[DataFile.testLabels.rawValue] }
        return shareTestImages && labels.a == labels.b
    }

    /// Whether the models of both see grey, or of both black and white.
    var sharePixels: Bool {
        a.results.plan.pixels.isBinary == b.results.plan.pixels.isBinary
    }

    /// Whether both compare samples with as many images, and take real images in their place from the
    /// same part of the data; true where a study compares none.
    var shareReference: Bool {
        let lines = map(\.results.baseline.generation)
        guard let a = lines.a, let b = lines.b else { return true }
        return a.heldOut == b.heldOut && a.floor.count == b.floor.count
    }

    /// What samples are compared with, for the middle of a sentence; empty where a study compares none.
    var referenceWords: String {
        let lines = map(\.results.baseline.generation)
        guard let a = lines.a, let b = lines.b else { return "" }
        func images(_ lines: BaselineEvaluation.Generation) -> String {
            let count = NumberText.integer(lines.floor.count)
            return switch lines.heldOut {
            case .unusedTrainingImages: "\(count) test images"
            case .halfOfTheTestImages: "one half of the test images, \(count),"
            }
        }
        return "samples are compared with \(images(a)) in A and with \(images(b)) in B"
    }

    /// Whether one judge measured both: the same weights.
    var shareJudge: Bool {
        a.results.judge != nil && a.results.judge?.modelHash == b.results.judge?.modelHash
    }
}
