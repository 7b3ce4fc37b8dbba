/// A picture of 8-bit grey pixels: 0 is black, 255 white.
public struct GreyImage: Sendable, Hashable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Row after row, from the top; `width * height` entries.
    public private(set) var pixels: [UInt8]

    /// A picture of one grey.
    ///
    /// - Precondition: neither side is negative.
    public init(width: Int, height: Int, filledWith grey: UInt8 = 0) {
        precondition(width >= 0 && height >= 0, "a picture of negative size")
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: grey, count: width * height)
    }

    /// A picture of given pixels.
    ///
    /// - Precondition: there are `width * height` of them.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(
            width >= 0 && height >= 0 && pixels.count == width * height, "broken picture")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Copies `rows` of `tileWidth` pixels each to a place inside the picture.
    ///
    /// - Precondition: whole rows, and all of them inside.
    public mutating func place(
        _ tile: some RandomAccessCollection<UInt8>, tileWidth: Int, x: Int, y: Int
    ) {
        precondition(tileWidth > 0 && tile.count % tileWidth == 0, "broken tile")
        let tileHeight = tile.count / tileWidth
        precondition(
            x >= 0 && y >= 0 && x + tileWidth <= width && y + tileHeight <= height,
            "a tile outside of the picture")
        var source = tile.startIndex
        for row in 0..<tileHeight {
            for column in 0..<tileWidth {
                pixels[(y + row) * width + x + column] = tile[source]
                source = tile.index(after: source)
            }
        }
    }

    /// Paints a rectangle in one grey.
    ///
    /// - Precondition: it lies inside.
    public mutating func fill(x: Int, y: Int, width: Int, height: Int, grey: UInt8) {
        precondition(
            x >= 0 && y >= 0 && width >= 0 && height >= 0 && x + width <= self.width
                && y + height <= self.height, "a rectangle outside of the picture")
        for row in y..<y + height {
            for column in x..<x + width { pixels[row * self.width + column] = grey }
        }
    }
}
