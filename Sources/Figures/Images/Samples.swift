import Compute
import Studies

/// Figure `samples`: images decoded from the prior, a block of rows for each latent size.
struct Samples {
    static let id = "samples"
    static let columns = 10
    static let rowsPerSize = 2

    /// Draws the figure, heeding `images` and `rows`; throws `FigureError.option`, `DrawingError` and
    /// what loading a model throws.
    static func rendered(
        _ view: StudyView, _ source: ImageSource, _ options: FigureOptions = FigureOptions()
    ) throws -> RenderedFigure {
        let (columns, rows) = try extent(options)
        let count = columns * rows
        let noise = noise(count: count, latentSize: view.sizes.map(\.latentSize).max() ?? 0)
        let sheet = try SampleSheet(view, source, columns: columns, rowsPerSize: rows) {
            // The first coordinates of the common noise: sizes differ as little as they can.
            size in
            Tensor(
                shape: [count, size.latentSize],
                values: noise.flatMap { $0.prefix(size.latentSize) })
        }
        return try sheet.figure(
            id: id, title: "Samples from the prior",
            caption: "Decoder means of \(count) draws from the prior N(0, I) for each latent size. "
                + "Every size decodes the same draws, of which it takes as many coordinates as it "
                + "has. The draws are fixed, none was left out. "
                + view.shownSeedSentence)
    }

    /// Images in a row, and rows for each latent size.
    static func extent(_ options: FigureOptions) throws -> (columns: Int, rows: Int) {
        (
            try options.count(.images, or: columns, in: 1...30),
            try options.count(.rows, or: rowsPerSize, in: 1...20)
        )
    }

    /// Standard normal numbers, `count` rows of `latentSize`; a row's beginning does not depend on
    /// its length.
    static func noise(count: Int, latentSize: Int) -> [[Float]] {
        (0..<count).map { index in
            Philox(seed: 1, purpose: .samples, stream: UInt64(index)).normals(latentSize)
        }
    }
}
