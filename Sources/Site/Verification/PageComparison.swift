import Drawing
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
        let (a, b) = (Self.numbers(found.text), Self.numbers(expected.text))
        if found.kind == .words { numbers += b.count }
        if found.text == expected.text { return }
        let isNear = a.count == b.count && zip(a, b).allSatisfy(tolerance.allows)
        if !isNear { report(.words, found, found.text, expected.text) }
    }

    private mutating func compare(
        _ found: EmbeddedFile, _ expected: EmbeddedFile, at piece: PagePiece
    ) {
        let (a, b) = (found.data, expected.data)
        switch expected.type {
        case "image/png":
            pictures += 1
            if a == b { return }
            let (apart, words) = Self.pixelsApart(a, b)
            if apart > tolerance.pixel { report(.image, piece, words, "") }
        case "image/svg+xml":
            pictures += 1
            if tolerance == .exact, a != b {
                report(.chart, piece, "a chart that draws something else", "")
            }
        default:
            let texts = [a, b].map { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
            let lists = texts.map(Self.numbers)
            numbers += lists[1].count
            if texts[0] == texts[1] { return }
            let isNear =
                tolerance != .exact && Self.rest(texts[0]) == Self.rest(texts[1])
                && lists[0].count == lists[1].count
                && zip(lists[0], lists[1]).allSatisfy(tolerance.allows)
            if !isNear { report(.data, piece, Self.firstChange(texts[0], texts[1]), "") }
        }
    }

    /// The largest difference of two pictures' pixels, of 255, and what there is to say of it.
    private static func pixelsApart(_ a: Data?, _ b: Data?) -> (Int, String) {
        guard let a = a.flatMap({ try? PNG.decode($0) }) else {
            return (256, "a file that is no PNG")
        }
        guard let b = b.flatMap({ try? PNG.decode($0) }), a.width == b.width, a.height == b.height
        else { return (256, "\(a.width) x \(a.height) pixels, not as many as recomputed") }
        let apart = zip(a.pixels, b.pixels).map { abs(Int($0) - Int($1)) }
        let count = apart.count { $0 > 0 }
        let most = apart.max() ?? 0
        return (most, "\(count) of \(apart.count) pixels differ, by up to \(most) of 255")
    }

    /// Numbers as written, with their signs and exponents; a checksum is one of them.
    private static func numbers(_ text: String) -> [Substring] {
        text.matches(of: number).map(\.output)
    }

    /// The text without its numbers.
    private static func rest(_ text: String) -> String { text.replacing(number, with: "#") }

    private static var number: Regex<Substring> {
        /[0-9a-f]{32,}|[\-−]?[0-9]+(?:\.[0-9]+)?(?:[eE][\-+]?[0-9]+)?/
    }

    /// The first line that differs, from a little before where it does.
    private static func firstChange(_ a: String, _ b: String) -> String {
        let lists = [a, b].map { $0.split(whereSeparator: \.isNewline) }
        guard let lines = zip(lists[0], lists[1]).first(where: { $0 != $1 }) else {
            return "\(lists[0].count) lines for \(lists[1].count)"
        }
        let common = lines.0.commonPrefix(with: lines.1).count
        let parts = [lines.0, lines.1].map { $0.dropFirst(max(0, common - 12)).prefix(40) }
        return "“…\(parts[0])” for “…\(parts[1])”"
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
