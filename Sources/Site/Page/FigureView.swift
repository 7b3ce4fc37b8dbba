import Documents
import Drawing
import Figures
import Foundation

/// A figure as the page shows it.
struct FigureView: TemplateView {
    /// A chart in its forms, each a `data:` address that serves on both grounds.
    struct Chart: TemplateView {
        var source = "", altText = ""
        var width = 0, height = 0
        /// Whether it has one form, which is not made smaller than can be read.
        var isFixed = false
        /// The form for small windows, if there is one.
        var narrow: [NarrowChart] = []
        /// For the read-outs of the page's script.
        var places: [Places] = []
    }

    /// A chart's form for small windows.
    struct NarrowChart: TemplateView {
        var narrowSource = ""
    }

    /// Where the rows of a chart's numbers are drawn: the width of the form, then `x,y` of each row in
    /// its CSS pixels, `-` for a row that is no point.
    struct Places: TemplateView {
        var widePlaces = "", narrowPlaces = ""
    }

    /// A grid of images.
    struct Picture: TemplateView {
        var source = "", altText = ""
        /// Its pixels, times the scale at which it is shown where there is room.
        var width = 0, height = 0
        /// The class that the style sheet's rules for its scale go by.
        var sizeClass = ""
        var hasRowLabels = false
        var rowLabels: [String] = []
    }

    /// A table folded under the figure.
    struct Numbers: TemplateView {
        var summary = ""
        var head: [Head] = []
        var rows: [Row] = []
    }

    /// A column's heading.
    struct Head: TemplateView {
        var title = ""
        var isText = false
    }

    /// A line of a table.
    struct Row: TemplateView {
        var cells: [Cell] = []
    }

    /// An entry of a table.
    struct Cell: TemplateView {
        var text = ""
        var isText = false
    }

    var anchor = "", label = "", title = "", caption = ""
    var charts: [Chart] = []
    var images: [Picture] = []
    var tables: [Numbers] = []
    var notes: [String] = []
    var downloads: [ReportPage.Download] = []
}

extension FigureView {
    /// Longer tables are in the CSV only.
    static let longestTable = 200

    /// The figure that a cell shows; `isHalf` where it has half of the page’s width.
    init(_ figure: RenderedFigure, of cell: Document.NumberedCell, isHalf: Bool = false) {
        anchor = cell.anchor
        label = cell.label ?? ""
        title = figure.title
        caption = figure.caption
        switch figure.content {
        case .chart where isHalf && figure.narrow != nil:
            charts = figure.narrow.map { [Chart($0, altText: figure.altText)] } ?? []
        case .chart(let light, let dark, _, _, let width, let height):
            // No download of the SVG: the script makes one from what the page has already.
            charts = [
                Chart(
                    source: DataAddress.of(light: light, dark: dark), altText: figure.altText,
                    width: width, height: height, isFixed: figure.narrow == nil,
                    narrow: figure.narrow.map {
                        [NarrowChart(narrowSource: DataAddress.of(light: $0.light, dark: $0.dark))]
                    } ?? [], places: Places(figure, width: width).map { [$0] } ?? [])
            ]
        case .image(let png, let width, let height, let scale):
            // No download: the picture itself can be saved, and would be in the page twice.
            images = [
                Picture(
                    source: DataAddress.of(png, type: .png), altText: figure.altText,
                    width: width * scale, height: height * scale,
                    sizeClass: Self.sizeClass(width, scale),
                    hasRowLabels: !figure.rowLabels.isEmpty,
                    rowLabels: figure.rowLabels)
            ]
        }
        addNumbers(figure)
    }

    private mutating func addNumbers(_ figure: RenderedFigure) {
        let rows = figure.table.rows.count
        guard rows > 0 else { return }
        downloads.append(
            ReportPage.Download(
                address: DataAddress.of(text: figure.table.csv, type: .csv),
                fileName: "\(figure.id).csv", kind: "CSV", what: "Numbers of \(label)"))
        if rows <= Self.longestTable {
            tables = [Numbers(figure.table)]
        } else {
            notes = ["Its \(NumberText.integer(rows)) rows of numbers are in the CSV file."]
        }
    }

    /// The class of images of this width in pixels that may be shown so many times as large.
    private static func sizeClass(_ width: Int, _ scale: Int) -> String { "px\(width)x\(scale)" }

    /// Rules that show images at the largest whole scale that their column has room for, each width
    /// once.
    static func scaleRules(_ figures: [RenderedFigure]) -> String {
        var rules: [String] = []
        for case .image(_, let width, _, let scale) in figures.map(\.content) {
            let image = ".\(sizeClass(width, scale)) img"
            for step in 1...max(1, scale) {
                let rule = "\(image){width:\(width * step)px}"
                let whole = step == 1 ? rule : "@container(min-width:\(width * step)px){\(rule)}"
                if !rules.contains(whole) { rules.append(whole) }
            }
        }
        return rules.map { "\($0)\n" }.joined()
    }
}

extension FigureView.Chart {
    /// A chart in its form for small windows, whatever the window.
    fileprivate init(_ form: RenderedFigure.Narrow, altText: String) {
        self.init(
            source: DataAddress.of(light: form.light, dark: form.dark), altText: altText,
            width: form.width, height: form.height,
            places: FigureView.Places(form).map { [$0] } ?? [])
    }
}

extension FigureView.Places {
    /// Of one form alone; nil where it does not tell where it draws its rows.
    init?(_ form: RenderedFigure.Narrow) {
        guard form.positions.contains(where: { $0 != nil }) else { return nil }
        widePlaces = Self.text(form.positions, width: form.width)
    }

    /// Nil where a figure does not tell where it draws its rows.
    init?(_ figure: RenderedFigure, width: Int) {
        guard figure.positions.contains(where: { $0 != nil }) else { return nil }
        widePlaces = Self.text(figure.positions, width: width)
        narrowPlaces = figure.narrow.map { Self.text($0.positions, width: $0.width) } ?? ""
    }

    private static func text(_ positions: [Point?], width: Int) -> String {
        let places = positions.map { point in
            // What is not a number is nowhere.
            guard let point, let x = Int(exactly: point.x.rounded()),
                let y = Int(exactly: point.y.rounded())
            else { return "-" }
            return "\(x),\(y)"
        }
        return "\(width) \(places.joined(separator: " "))"
    }
}

extension FigureView.Numbers {
    /// The whole table, rounded for reading.
    init(_ table: DataTable) {
        summary = "Numbers (\(NumberText.counted(table.rows.count, "row")))"
        let isText = table.columns.indices.map { column in
            table.rows.contains { row in
                if case .text = row[column] { true } else { false }
            }
        }
        head = zip(table.columns, isText).map { FigureView.Head(title: $0.title, isText: $1) }
        rows = table.rows.map { row in
            FigureView.Row(
                cells: zip(row, isText).map { FigureView.Cell(text: $0.shown, isText: $1) })
        }
    }
}

extension DataTable.Cell {
    /// Rounded, for people.
    var shown: String {
        switch self {
        case .number(let value, let digits): NumberText.fixed(value, digits: digits)
        case .integer(let value): NumberText.integer(value)
        case .text(let words): words
        case .empty: ""
        }
    }
}
