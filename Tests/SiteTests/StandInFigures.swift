import Drawing
import Figures
import Foundation

/// Figures with the shape of real ones, drawn with a few lines of SVG.
enum StandInFigures {
    static func all() throws -> [RenderedFigure] {
        try FigureCatalogue.recipes.map { recipe in
            switch recipe.form {
            case .images: try image(recipe.id)
            case .chart: chart(recipe.id)
            }
        }
    }

    static func chart(_ id: String, rows: Int = 40) -> RenderedFigure {
        RenderedFigure(
            id: id, title: words(id),
            caption: "A curve that falls by epoch. One line a latent size; lower is better.",
            altText: "A line that falls from the upper left to the lower right.",
            table: table(rows: rows),
            content: .chart(
                light: svg(.light, width: 860, height: 380),
                dark: svg(.dark, width: 860, height: 380), png: Data("png".utf8),
                pdf: Data("pdf".utf8), width: 860, height: 380),
            narrow: RenderedFigure.Narrow(
                light: svg(.light, width: 360, height: 300),
                dark: svg(.dark, width: 360, height: 300), width: 360, height: 300))
    }

    static func image(_ id: String) throws -> RenderedFigure {
        var grid = GreyImage(width: 299, height: 179)
        for row in 0..<6 {
            for column in 0..<10 {
                grid.fill(
                    x: column * 30 + 6 + row, y: row * 30 + 5, width: 12, height: 18,
                    grey: UInt8(90 + 15 * column))
            }
        }
        return RenderedFigure(
            id: id, title: words(id),
            caption: "The first row holds test images, each row below one latent size.",
            altText: "Ten columns of digits; they get sharper from row to row.",
            table: table(rows: 60),
            content: .image(png: try PNG.encode(grid), width: 299, height: 179, scale: 3),
            rowLabels: ["test", "d = 2", "d = 4", "d = 8", "d = 16", "d = 32"])
    }

    private static func words(_ id: String) -> String {
        let text = id.replacing("-", with: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func table(rows: Int) -> DataTable {
        DataTable(
            columns: [
                DataTable.Column("Latent size", key: "latent_size"),
                DataTable.Column("Part", key: "part"),
                DataTable.Column("Loss (nats per image)", key: "loss_nats"),
            ],
            rows: (0..<rows).map { row in
                [
                    .integer(1 << (row % 5 + 1)), .text(row.isMultiple(of: 2) ? "KL" : "=SUM(A1)"),
                    .number(150 - Double(row) / 3, digits: 2),
                ]
            })
    }

    private static func svg(_ theme: Theme, width: Int, height: Int) -> Data {
        let points = (0...40).map { step in
            let x = 50 + Double(width - 90) * Double(step) / 40
            let y = Double(height - 60) - Double(height - 110) * exp(-Double(step) / 9)
            return "\(x),\(Double(height) - y)"
        }
        let text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)"><rect width="100%" height="100%" \
            fill="\(theme.ground.css)"/><path d="M50 20V\(height - 40)H\(width - 40)" fill="none" \
            stroke="\(theme.muted.css)"/><polyline points="\(points.joined(separator: " "))" \
            fill="none" stroke="\(theme.colour(of: .series(1, of: 3)).css)" stroke-width="2.5"/>\
            <text x="\(width / 2)" y="\(height - 12)" font-family="sans-serif" font-size="13" \
            fill="\(theme.text.css)">epoch</text></svg>
            """
        return Data(text.utf8)
    }
}
