import Datasets
import Drawing

/// Equal images in rows and columns, a line of grey around each.
///
/// All rows are equally high, with half of a gutter above and below, so that words beside them
/// line up with an even division of the picture's height.
struct TileSheet {
    private(set) var image: GreyImage
    private let shape: ImageShape
    private let margin: Int
    /// Rows below which another group of rows begins.
    private let breaks: Set<Int>

    /// - Parameters:
    ///   - margin: pixels around each image; half a gutter.
    ///   - breaks: rows whose lower gutter is lighter, to set groups of rows apart.
    init(shape: ImageShape, columns: Int, rows: Int, margin: Int = 1, breaks: Set<Int> = []) {
        self.shape = shape
        self.margin = margin
        self.breaks = breaks
        image = GreyImage(
            width: columns * (shape.width + 2 * margin), height: rows * (shape.height + 2 * margin),
            filledWith: Self.gutter)
        for row in breaks where row < rows - 1 && margin > 0 {
            image.fill(
                x: 0, y: (row + 1) * (shape.height + 2 * margin) - margin, width: image.width,
                height: 2 * margin, grey: Self.groupGutter)
        }
    }

    /// Seen on black images as on white ones, and on both of the page's grounds.
    private static let gutter: UInt8 = 0x68
    private static let groupGutter: UInt8 = 0xE8

    /// Puts an image in its place.
    mutating func place(_ pixels: some RandomAccessCollection<UInt8>, row: Int, column: Int) {
        image.place(
            pixels, tileWidth: shape.width, x: column * (shape.width + 2 * margin) + margin,
            y: row * (shape.height + 2 * margin) + margin)
    }

    /// The finished picture, shown as large as whole multiples allow in `room` CSS pixels.
    func content(room: Int = 660) throws -> RenderedFigure.Content {
        .image(
            png: try PNG.encode(image), width: image.width, height: image.height,
            scale: max(1, room / max(image.width, 1)))
    }
}
