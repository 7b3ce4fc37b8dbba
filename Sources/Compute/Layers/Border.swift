/// Copies between maps with and without a border, one image at a time.
enum Border {
    /// [height, width, channels] into the inside of [height + 2p, width + 2p, channels].
    static func insert(
        _ plain: UnsafePointer<Float>, into padded: UnsafeMutablePointer<Float>,
        _ shape: ConvolutionShape
    ) {
        let rows = Rows(shape)
        for y in 0..<shape.largeHeight {
            (padded + rows.start(y)).update(from: plain + y * rows.length, count: rows.length)
        }
    }

    /// The inside of [height + 2p, width + 2p, channels] into [height, width, channels].
    static func remove(
        _ padded: UnsafePointer<Float>, into plain: UnsafeMutablePointer<Float>,
        _ shape: ConvolutionShape
    ) {
        let rows = Rows(shape)
        for y in 0..<shape.largeHeight {
            (plain + y * rows.length).update(from: padded + rows.start(y), count: rows.length)
        }
    }

    /// The rows of a large map inside its border.
    struct Rows {
        /// Values in a row without the border.
        let length: Int
        private let stride: Int, first: Int

        init(_ shape: ConvolutionShape) {
            length = shape.largeWidth * shape.largeChannels
            stride = (shape.largeWidth + 2 * shape.padding) * shape.largeChannels
            first = shape.padding * stride + shape.padding * shape.largeChannels
        }

        /// Where row `y` begins in the padded map.
        func start(_ y: Int) -> Int { first + y * stride }
    }
}
