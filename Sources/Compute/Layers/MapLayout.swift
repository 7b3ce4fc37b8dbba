/// How a batch of feature maps lies in memory: [image][y][x][channel] with a border of zeros around
/// each map, so that a window at its edge needs no special case.
public struct MapLayout: Hashable, Sendable {
    /// The map without its border.
    public let height: Int, width: Int, channels: Int
    /// Pixels of zeros on every side.
    public let border: Int
    /// Floats from a row to the next, and from a map to the next.
    public let rowStride: Int, imageStride: Int

    /// Lays out maps of `height` x `width` pixels.
    public init(height: Int, width: Int, channels: Int, border: Int) {
        self.height = height
        self.width = width
        self.channels = channels
        self.border = border
        let row = (width + 2 * border) * channels
        // Rows a power of two apart meet in the same lines of the L1 cache.
        rowStride = row % 128 == 0 ? row + 16 : row
        imageStride = (height + 2 * border) * rowStride
    }

    private init(plain other: MapLayout) {
        height = other.height
        width = other.width
        channels = other.channels
        border = 0
        rowStride = width * channels
        imageStride = height * rowStride
    }

    /// Where pixel (0, 0) inside the border is, from the map's beginning.
    public var origin: Int { border * (rowStride + channels) }

    /// Where row `y` inside the border begins.
    func row(_ y: Int) -> Int { origin + y * rowStride }

    /// Values of a map without its border, and of one row.
    public var count: Int { height * rowLength }
    var rowLength: Int { width * channels }

    /// Calls `body` with the beginning of each row inside the border, in order.
    func eachRow(images: Int, _ body: (_ place: Int) -> Void) {
        eachRow(with: self, images: images) { place, _ in body(place) }
    }

    /// The same with the beginning of that row in `other`, where the same maps lie otherwise.
    func eachRow(with other: MapLayout, images: Int, _ body: (_ place: Int, _ other: Int) -> Void) {
        for image in 0..<images {
            for y in 0..<height {
                body(image * imageStride + row(y), image * other.imageStride + other.row(y))
            }
        }
    }

    /// The same maps without a border.
    var plain: MapLayout { MapLayout(plain: self) }

    /// Sets the borders of `maps` to zero.
    func clearBorder(_ maps: UnsafeMutablePointer<Float>, images: Int) {
        guard border > 0 else { return }
        for image in 0..<images {
            let map = maps + image * imageStride
            map.update(repeating: 0, count: origin)
            for y in 0..<height {
                // The right of this row, and the left of the next.
                let end = row(y) + rowLength
                let next = y + 1 < height ? row(y + 1) : imageStride
                (map + end).update(repeating: 0, count: next - end)
            }
        }
    }

    /// Maps without border, [images, height, width, channels], into the inside of `maps`.
    func insert(
        _ plain: UnsafePointer<Float>, into maps: UnsafeMutablePointer<Float>, images: Int
    ) {
        for image in 0..<images {
            for y in 0..<height {
                (maps + image * imageStride + row(y)).update(
                    from: plain + image * count + y * rowLength, count: rowLength)
            }
        }
    }

    /// The inside of `maps` as [images, height, width, channels].
    func extract(
        _ maps: UnsafePointer<Float>, into plain: UnsafeMutablePointer<Float>, images: Int
    ) {
        for image in 0..<images {
            for y in 0..<height {
                (plain + image * count + y * rowLength).update(
                    from: maps + image * imageStride + row(y), count: rowLength)
            }
        }
    }
}

extension ConvolutionShape {
    /// The layouts of the maps that convolutions connect, each the next one's input: one more than
    /// there are layers, or none. A map's border serves both the layer that makes it and the one that
    /// reads it.
    static func levels(of shapes: [ConvolutionShape]) -> [MapLayout] {
        guard let first = shapes.first else { return [] }
        let images = MapLayout(
            height: first.largeHeight, width: first.largeWidth, channels: first.largeChannels,
            border: first.largeBorder)
        return [images]
            + shapes.indices.map { index in
                let shape = shapes[index]
                let next = index + 1 < shapes.count ? shapes[index + 1].largeBorder : 0
                return MapLayout(
                    height: shape.smallHeight, width: shape.smallWidth,
                    channels: shape.smallChannels, border: max(shape.smallBorder, next))
            }
    }
}
