import Diagnostics
import Figures
import Storage

/// Reads cells from the code blocks of a document and keeps account of what is wrong with them.
struct CellReader {
    let source: DocumentSource
    private(set) var problems: [DocumentSource.Problem] = []
    private var names: [String: DocumentSource.Place] = [:]

    init(_ source: DocumentSource) { self.source = source }

    /// Whether the words after a fence announce a cell rather than the language of a listing: two or
    /// more of them, or one that is the name of a kind but for one mistake.
    static func isCell(_ info: String) -> Bool {
        let words = info.split(whereSeparator: \.isWhitespace)
        // No language is called nearly as a kind is.
        return words.count > 1
            || words.first.map { word in
                CellKind.allCases.contains { NearMatches.isNear(String(word), $0.rawValue) }
            } ?? false
    }

    /// The cell of a code block; nil where something is wrong with it, which is then on record.
    mutating func read(_ block: MarkdownNode) -> Cell? {
        let place = source.place(block.lines.lowerBound, block.column)
        let words = block.fenceInfo.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let kind = CellKind(rawValue: words[0]) else {
            note(
                find(words[0], after: place), "there is no kind of cell “\(words[0])”",
                NearMatches.remedy(for: words[0], among: CellKind.allCases.map(\.rawValue)))
            return nil
        }
        guard words.count == 2 else {
            note(
                place, words.count == 1 ? "the cell has no id" : "words after the cell’s id",
                "write ```\(kind.rawValue) and a name, such as ```\(kind.rawValue)"
                    + " \(Self.example(kind))")
            return nil
        }
        let id = words[1]
        let idPlace = find(id, after: place)
        guard Self.isName(id, kind) else {
            note(
                idPlace, "“\(id)” cannot be an id",
                "use lower-case letters, digits and “-”, and begin with a letter")
            return nil
        }
        if let first = names[id] {
            note(
                idPlace, "the id \(id) is taken by the cell of line \(first.line)",
                "give this one another, and name what it shows with show: \(id)")
            return nil
        }
        names[id] = place
        guard isClosed(block, place), isShort(block, place),
            let (options, places, values) = options(of: block, kind)
        else { return nil }
        let cell = Cell(
            kind: kind, id: id, options: options,
            source: block.lines.map { String(source.line($0)) }.joined(separator: "\n"),
            place: place, places: places,
            values: values)
        return check(cell, idPlace) ? cell : nil
    }

    private mutating func options(
        of block: MarkdownNode, _ kind: CellKind
    ) -> (CellOptions, [String: DocumentSource.Place], [String: DocumentSource.Place])? {
        let first = block.lines.lowerBound
        var options = CellOptions()
        var places: [String: DocumentSource.Place] = [:], values = places
        do {
            for entry in try YAMLMapping(block.literal).entries {
                let place = source.place(first + entry.line, entry.column)
                places[entry.key] = place
                let valuePlace = source.place(first + entry.value.line, entry.value.column)
                values[entry.key] = valuePlace
                guard kind.options.contains(entry.key) else {
                    note(
                        place, "a cell of kind \(kind.rawValue) has no option “\(entry.key)”",
                        NearMatches.remedy(for: entry.key, among: kind.options))
                    continue
                }
                do {
                    try options.take(entry.key, entry.value)
                } catch let expected as CellOptions.Expected {
                    note(
                        valuePlace, "\(entry.key) cannot be “\(entry.value.canonical.prefix(60))”",
                        "give \(expected.words)")
                }
            }
            return (options, places, values)
        } catch let flaw as YAMLFlaw {
            note(
                source.place(first + (flaw.line ?? 1), flaw.column ?? 1), flaw.problem, flaw.remedy)
        } catch {
            note(source.place(first), "the options cannot be read: \(error)", "write key: value")
        }
        return nil
    }

    /// A fence that is never closed takes in all that follows it, or another cell.
    private mutating func isClosed(
        _ block: MarkdownNode, _ place: DocumentSource.Place
    ) -> Bool {
        let last = source.line(block.lines.upperBound).drop { $0 == " " }
        let isEnded = block.lines.count > 1 && (last.hasPrefix("```") || last.hasPrefix("~~~"))
        let inner = block.literal.split(separator: "\n").contains { $0.hasPrefix("```") }
        if !isEnded || inner {
            note(
                place, "the cell is not closed", "put a line of ``` alone where its options end")
        }
        return isEnded && !inner
    }

    private mutating func isShort(_ block: MarkdownNode, _ place: DocumentSource.Place) -> Bool {
        let isShort = block.literal.utf8.count <= DocumentSource.blockLimit
        if !isShort {
            note(
                place, "the cell has more than \(DocumentSource.blockLimit >> 10) KiB",
                "shorten its options")
        }
        return isShort
    }

    /// Whether there is what the cell wants to show, and the options fit it.
    private mutating func check(_ cell: Cell, _ idPlace: DocumentSource.Place) -> Bool {
        let place = cell.places["show"] ?? idPlace
        let count = problems.count
        switch cell.kind {
        case .figure, .images: check(figure: cell, place)
        case .table: check(table: cell, place)
        case .equation: check(equation: cell)
        case .verdict: checkMetric(cell)
        case .value, .log, .explorer: break
        }
        checkFiles(cell, idPlace)
        return problems.count == count
    }

    private mutating func check(equation cell: Cell) {
        guard let tex = cell.options.tex else {
            return note(cell.place, "the equation has no formula", "write it after tex:")
        }
        do {
            _ = try Equation(tex: tex)
        } catch let flaw as Equation.Flaw {
            note(cell.values["tex"] ?? cell.place, flaw.problem, flaw.remedy)
        } catch {
            note(cell.place, "the formula cannot be read: \(error)", "write it anew")
        }
    }

    private mutating func check(table cell: Cell, _ place: DocumentSource.Place) {
        guard let table = TableCell(rawValue: cell.subject) else {
            return note(
                place, "there is no table “\(cell.subject)”",
                NearMatches.remedy(
                    for: cell.subject, among: TableCell.allCases.map(\.rawValue)))
        }
        let words = ["show", "title", "caption", "optional"]
        for (key, place) in cell.places.sorted(by: { $0.value < $1.value })
        where !(words + table.options).contains(key) {
            note(
                place, "the table \(table.rawValue) has no option “\(key)”",
                "use one of: \((table.options + words).joined(separator: ", "))")
        }
        checkMetric(cell)
    }

    private mutating func checkMetric(_ cell: Cell) {
        guard let place = cell.values["metric"], cell.options.metric == nil else { return }
        note(
            place, "the verdict is not decided by that",
            "use one of: frechet-distance, kernel-distance")
    }

    /// Cells whose files would be others'.
    private mutating func checkFiles(_ cell: Cell, _ place: DocumentSource.Place) {
        switch cell.kind {
        case .figure, .images, .explorer, .table, .log:
            guard cell.id == "results" || cell.id.hasSuffix("-dark") else { return }
            note(
                place, "the id \(cell.id) would name a file that is another’s",
                "give the cell another")
        case .value, .verdict, .equation: return
        }
    }

    private mutating func check(figure cell: Cell, _ place: DocumentSource.Place) {
        let form: FigureRecipe.Form = cell.kind == .figure ? .chart : .images
        let others = FigureCatalogue.recipes.filter { $0.form == form }.map(\.id)
        guard let recipe = FigureCatalogue.recipes.first(where: { $0.id == cell.subject }) else {
            note(
                place, "there is no figure “\(cell.subject)”",
                NearMatches.remedy(for: cell.subject, among: others))
            return
        }
        guard recipe.form == form else {
            let kind: CellKind = recipe.form == .chart ? .figure : .images
            note(
                place,
                "\(recipe.id) is \(kind == .figure ? "a chart" : "a grid of images")",
                "write ```\(kind.rawValue) \(cell.id)")
            return
        }
        if let short = cell.places["metric"], cell.places["metrics"] != nil {
            note(short, "metric beside metrics", "name all after metrics")
        }
        // `metric` is short for a list of one.
        let heeded = recipe.options.map(\.rawValue)
        for (key, place) in cell.places.sorted(by: { $0.value < $1.value })
        where FigureOptions.Key(rawValue: key) != nil || key == "metric" {
            guard !heeded.contains(key == "metric" ? "metrics" : key) else { continue }
            note(
                place,
                "the \(form == .chart ? "figure" : "grid of images") \(recipe.id) has no option “\(key)”",
                "use one of: \((heeded + ["title", "caption", "alt"]).joined(separator: ", "))")
        }
    }

    /// Puts a problem on record.
    mutating func note(_ place: DocumentSource.Place, _ problem: String, _ remedy: String) {
        problems.append(
            DocumentSource.Problem(place: place, problem: problem, remedy: remedy))
    }

    private func find(_ word: String, after place: DocumentSource.Place) -> DocumentSource.Place {
        source.place(of: word, occurrence: 0, in: place.line...place.line)
    }

    /// Ids are parts of files' names; values are named as in sentences.
    private static func isName(_ id: String, _ kind: CellKind) -> Bool {
        guard id.utf8.count <= 64 else { return false }
        return kind == .value
            ? id.wholeMatch(of: /[a-z][A-Za-z0-9]*([.\-][A-Za-z0-9]+)*/) != nil
            : id.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil
    }

    private static func example(_ kind: CellKind) -> String {
        switch kind {
        case .figure: "loss-curves"
        case .images: "reconstructions"
        case .table: "comparison"
        case .value: "study.facts"
        case .log: "training"
        case .explorer: "explorer"
        case .verdict: "answer"
        case .equation: "objective"
        }
    }
}
