import Documents
import Drawing
import Figures
import Foundation

extension Document.NumberedCell {
    /// What the cell shows, as outputs of a notebook's cell. Throws `DrawingError`.
    func notebookOutputs() throws -> [NotebookOutput] {
        switch output {
        case .figure(let figure): return try pictures(of: figure)
        // A notebook runs no decoder: what stands in its place on paper stands here too.
        case .explorer(let explorer): return try pictures(of: explorer.strip)
        case .table(let table):
            return [
                .markdown(caption(table.title, [table.caption])),
                .display([
                    "text/html": NotebookTable.html(table, of: self),
                    "text/markdown": NotebookTable.markdown(table),
                ]),
            ]
        case .value(let value, let title): return [.markdown(value.markdown(title: title))]
        case .log(let log):
            return [.markdown(caption(log.title, [log.caption])), .printed(log.printed)]
        case .verdict(let box): return [.markdown(box.markdown)]
        case .equation(let equation):
            let number = label?.split(separator: " ").last.map { "\\tag{\($0)}" } ?? ""
            return [
                .display([
                    "text/latex": "$$\(equation.mathJax)\(number)$$", "text/plain": equation.tex,
                ])
            ]
        case .nothing: return []
        }
    }

    private func pictures(of figure: RenderedFigure) throws -> [NotebookOutput] {
        [
            try figure.notebookPicture(),
            .markdown(caption(figure.title, [figure.caption, figure.rowWords])),
        ]
    }

    /// `**Figure 3. Loss by epoch.** What it shows.`
    private func caption(_ title: String, _ sentences: [String?]) -> String {
        let head = [label, title].compactMap { $0 }.map { "\($0)." }.joined(separator: " ")
        let words = sentences.compactMap { $0 }.map(MarkdownText.of).joined(separator: " ")
        return "**\(MarkdownText.of(head))** \(words)"
    }
}

extension NotebookOutput {
    /// Words; as they are written where a reader knows no Markdown.
    static func markdown(_ text: String) -> NotebookOutput {
        .display(["text/markdown": text, "text/plain": text])
    }
}

extension RenderedFigure {
    /// A chart at twice its size; a grid of images in whole multiples of its pixels, so that it is as
    /// large as in the page, and sharp.
    func notebookPicture() throws -> NotebookOutput {
        switch content {
        case .chart(_, _, let png, _, let width, let height):
            .picture(png: png, width: width, height: height, altText: altText)
        case .image(_, let width, let height, let scale):
            .picture(
                png: try enlargedPNG(), width: width * scale, height: height * scale,
                altText: altText)
        }
    }

    /// A grid of images as large as it is to be shown, a chart as it is. Throws `DrawingError`.
    func enlargedPNG() throws -> Data {
        switch content {
        case .chart(_, _, let png, _, _, _): png
        case .image(let png, _, _, let scale):
            try PNG.encode(PNG.decode(png).enlarged(by: scale))
        }
    }

    /// What stands beside the rows of images in the page; nil where nothing does.
    fileprivate var rowWords: String? {
        let labels = rowLabels.filter { !$0.isEmpty }
        guard !labels.isEmpty else { return nil }
        return "Rows, from the top: \(labels.joined(separator: "; "))."
    }
}

extension Equation {
    /// As MathJax and KaTeX read it, in HTML too.
    fileprivate var mathJax: String {
        func angles(_ text: String, _ less: String, _ greater: String) -> String {
            text.replacing("<", with: less).replacing(">", with: greater)
        }
        return tex(
            words: { words in
                let escaped = words.map { "%$&#_".contains($0) ? "\\\($0)" : "\($0)" }.joined()
                return angles(escaped, "}\\lt\\text{", "}\\gt\\text{")
            },
            symbols: { angles($0, "\\lt ", "\\gt ") })
    }
}
