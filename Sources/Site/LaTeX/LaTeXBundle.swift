public import Documents
public import Foundation
import Figures
import Storage
import Studies

/// A report's figures, tables and formulas for a paper in LaTeX.
///
///     report.tex       compiles with pdflatex as it is
///     figures.tex      each figure with its caption, label and alternative text
///     tables.tex       each table with its caption and label
///     equations.tex    each formula with its label
///     figures/ID.pdf   each chart; ID.png: each grid of images, in whole multiples of its pixels
///     tables/ID.tex    each table alone
public struct LaTeXBundle {
    private let document: Document

    /// Of a document with the output of its cells.
    public init(_ document: Document) { self.document = document }

    /// Puts the bundle where nothing or an empty folder is, whole or not at all. Throws
    /// `StorageError`, and `DrawingError` for a grid of images that cannot be enlarged.
    public func write(to folder: URL) throws {
        let files = try files
        try FolderSwap.replace(folder) { folder in
            for file in files {
                try DurableFile.write(file.data, to: folder.appending(path: file.path))
            }
        }
    }

    /// All files; equal documents give equal bytes.
    var files: [SiteFile] {
        get throws {
            let parts = Part.allCases.compactMap { part in
                Self.text(document.cells.filter { part.holds($0.kind) }).map { (part, $0) }
            }
            return [file("report.tex", report(parts.map(\.0)))]
                + parts.map { file("\($0.rawValue).tex", $1) }
                + (try document.cells.compactMap { try file(of: $0) })
        }
    }

    /// A file of floats.
    private enum Part: String, CaseIterable {
        case figures, tables, equations

        func holds(_ kind: CellKind) -> Bool {
            switch kind {
            case .figure, .images, .explorer: self == .figures
            case .table: self == .tables
            case .equation: self == .equations
            case .value, .log, .verdict: false
            }
        }
    }

    /// Nil where there is nothing to show.
    private static func text(_ cells: [Document.NumberedCell]) -> String? {
        let floats = cells.compactMap { LaTeXFloat(cell: $0).text }
        guard !floats.isEmpty else { return nil }
        // LaTeX keeps only so many floats until it has set them.
        return floats.enumerated().map { $0 > 0 && $0 % 8 == 0 ? "\\clearpage\n\($1)" : $1 }
            .joined(separator: "\n")
    }

    private func file(_ path: String, _ text: String) -> SiteFile {
        SiteFile(path: path, data: Data(text.utf8))
    }

    private func file(of cell: Document.NumberedCell) throws -> SiteFile? {
        switch cell.output {
        case .figure(let figure): return try file(of: figure)
        case .explorer(let explorer): return try file(of: explorer.strip)
        case .table(let table): return file("tables/\(cell.id).tex", LaTeXTable(table: table).text)
        case .value, .log, .verdict, .equation, .nothing: return nil
        }
    }

    private func file(of figure: RenderedFigure) throws -> SiteFile {
        if case .chart(_, _, _, let pdf, _, _) = figure.content {
            return SiteFile(path: "figures/\(figure.id).pdf", data: pdf)
        }
        return SiteFile(path: "figures/\(figure.id).png", data: try figure.enlargedPNG())
    }

    private func report(_ parts: [Part]) -> String {
        """
        % Made by vae-report \(ToolVersion.current). Compile with: pdflatex report && pdflatex report
        % For a paper of your own, copy figures/ and tables/ beside it and take what you need of
        % figures.tex, tables.tex and equations.tex, with the packages below.
        \\documentclass{article}
        \\usepackage[T1]{fontenc}
        \\usepackage[utf8]{inputenc}
        \\usepackage{textcomp}
        \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
        \\usepackage[a4paper,margin=2.5cm]{geometry}
        \\usepackage{amsmath,amssymb}
        \\usepackage{booktabs}
        \\usepackage{graphicx}
        % Alternative text is a key of graphicx since 2021; older ones skip it with this.
        \\makeatletter
        \\@ifundefined{KV@Gin@alt}{\\define@key{Gin}{alt}{}}{}
        \\makeatother
        \\title{\(LaTeXText.of(document.title))}
        \\author{}
        \\date{}
        \\begin{document}
        \\maketitle
        \(document.cells.compactMap(Self.answer).joined(separator: "\n\n"))

        \(parts.map { "\\input{\($0.rawValue)}" }.joined(separator: "\n"))
        \\end{document}

        """
    }

    /// What weakens the answer, and the answer.
    private static func answer(_ cell: Document.NumberedCell) -> String? {
        guard case .verdict(let box) = cell.output else { return nil }
        let banners = box.banners.map {
            "\\textbf{\(LaTeXText.of($0.heading))} \(LaTeXText.of($0.text))"
        }
        let answer =
            "\\textbf{Verdict: \(LaTeXText.of(box.phrase)).}"
            + " \(LaTeXText.of(box.paragraph))"
        return (banners + [answer]).joined(separator: "\n\n")
    }
}
