public import Foundation

/// Compares a report's page with one recomputed from the same study.
public struct PageComparison: Sendable {
    /// In the page's order.
    public private(set) var differences: [PageDifference] = []
    /// Numbers and pictures (charts and grids) that were compared.
    public private(set) var numbers = 0, pictures = 0

    private let tolerance: PageTolerance
    /// Tags that stand in one of the pages alone.
    private var tags: [PageDifference] = []

    /// Compares whole pages.
    public init(page: Data, recomputed: Data, tolerance: PageTolerance) {
        self.tolerance = tolerance
        let found = PageScanner.pieces(of: page)
        let expected = PageScanner.pieces(of: recomputed)
        guard Self.isComparable(found, expected) else {
            differences = [
                PageDifference(
                    place: "", kind: .words, page: "another page than this study’s report",
                    recomputed: "the report")
            ]
            return
        }
        for step in Self.aligned(found, expected) {
            switch step {
            case (let found?, let expected?): compare(found, expected)
            case (let found?, nil): report(.onlyInPage, found, found.text, "")
            case (nil, let expected?): report(.missing, expected, "", expected.text)
            case (nil, nil): break
            }
        }
        // Words and files say enough where they change with their tags. Else the tags matter alone: bold
        // that is on another number, something that hides what stands in it.
        let told = Set(differences.map(\.place))
        var alone: Set<String> = []
        differences += tags.filter { !told.contains($0.place) && alone.insert($0.place).inserted }
    }

    /// Whether so much is alike that it is worth while to look for what differs: the work grows with the
    /// square of the number of pieces that one page has alone.
    private static func isComparable(_ found: [PagePiece], _ expected: [PagePiece]) -> Bool {
        var surplus: [String: Int] = [:]
        for piece in found { surplus[piece.shape, default: 0] += 1 }
        for piece in expected { surplus[piece.shape, default: 0] -= 1 }
        return surplus.values.reduce(0) { $0 + abs($1) } <= mostAlone
    }

    private static let mostAlone = 4000

    /// Pieces of the same shape side by side, the others alone.
    private static func aligned(
        _ found: [PagePiece], _ expected: [PagePiece]
    ) -> [(PagePiece?, PagePiece?)] {
        let change = expected.map(\.shape).difference(from: found.map(\.shape))
        var removed = Set<Int>(), inserted = Set<Int>()
        for step in change {
            switch step {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var steps: [(PagePiece?, PagePiece?)] = []
        var (i, j) = (0, 0)
        while i < found.count || j < expected.count {
            if i < found.count, removed.contains(i) {
                steps.append((found[i], nil))
                i += 1
            } else if j < expected.count, inserted.contains(j) {
                steps.append((nil, expected[j]))
                j += 1
            } else {
                steps.append((found[i], expected[j]))
                i += 1
                j += 1
            }
        }
        return steps
    }

    private mutating func compare(_ found: PagePiece, _ expected: PagePiece) {
        if let file = EmbeddedFile(address: found.text),
            let other = EmbeddedFile(address: expected.text)
        {
            return compare(file, other, at: found)
        }
        if found.kind == .code || found.kind == .weights {
            // Weights are rounded, so that another processor may round them elsewhere.
            let isCompared = found.kind == .code || tolerance == .exact
            if isCompared, found.text != expected.text {
                report(
                    .code, found, "\(found.text.utf8.count) bytes",
                    "\(expected.text.utf8.count) bytes, others")
            }
            return
        }
        let (a, b) = (WrittenNumber.all(in: found.text), WrittenNumber.all(in: expected.text))
        if found.kind == .words { numbers += b.count }
        if found.text == expected.text { return }
        let isNear = a.count == b.count && zip(a, b).allSatisfy(tolerance.allows)
        if !isNear { report(.words, found, found.text, expected.text) }
    }

    private mutating func compare(
        _ found: EmbeddedFile, _ expected: EmbeddedFile, at piece: PagePiece
    ) {
        switch FileComparison.Form(mediaType: expected.type) {
        case .image, .chart: pictures += 1
        case .text: numbers += WrittenNumber.all(in: expected.text).count
        }
        let comparison = FileComparison(
            mediaType: expected.type, found: found.data, recomputed: expected.data, tolerance)
        if let (kind, words) = comparison.difference { report(kind, piece, words, "") }
    }

    private mutating func report(
        _ kind: PageDifference.Kind, _ piece: PagePiece, _ page: String, _ recomputed: String
    ) {
        if case .tag(let name) = piece.kind {
            tags.append(
                PageDifference(
                    place: piece.place, kind: kind, page: kind == .missing ? "" : "<\(name)>",
                    recomputed: kind == .missing ? "<\(name)>" : ""))
            return
        }
        differences.append(
            PageDifference(
                place: piece.place, kind: kind, page: Self.short(page),
                recomputed: Self.short(recomputed)))
    }

    private static func short(_ text: String) -> String {
        text.count <= 120 ? text : text.prefix(118) + " …"
    }
}
