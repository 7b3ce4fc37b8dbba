/// The two maps that a convolution connects, and the window that slides over the larger one.
///
/// A strided convolution reads the large map and writes the small one; a transposed convolution,
/// its adjoint, goes the other way. Both keep their weights as [kernel, kernel, large channels,
/// small channels] in row-major order. Maps are [height, width, channels].
public struct ConvolutionShape: Hashable, Sendable {
    /// The large map, without its border.
    public let largeHeight: Int, largeWidth: Int, largeChannels: Int
    /// The small map.
    public let smallHeight: Int, smallWidth: Int, smallChannels: Int
    /// Height and width of the window, its step, and the border of zeros around the large map.
    public let kernel: Int, stride: Int, padding: Int

    /// The small map follows: `(large + 2 · padding - kernel) / stride + 1`, rounded down.
    ///
    /// - Precondition: the window fits into the padded map.
    public init(
        largeHeight: Int, largeWidth: Int, largeChannels: Int, smallChannels: Int, kernel: Int,
        stride: Int = 2, padding: Int
    ) {
        precondition(
            min(largeHeight, largeWidth) + 2 * padding >= kernel,
            "the window is larger than the map")
        self.largeHeight = largeHeight
        self.largeWidth = largeWidth
        self.largeChannels = largeChannels
        self.smallHeight = (largeHeight + 2 * padding - kernel) / stride + 1
        self.smallWidth = (largeWidth + 2 * padding - kernel) / stride + 1
        self.smallChannels = smallChannels
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    /// Pixels of the small map.
    public var smallPixels: Int { smallHeight * smallWidth }
    /// Values of the small map.
    public var smallCount: Int { smallPixels * smallChannels }
    /// Pixels of the large map without its border.
    public var largePixels: Int { largeHeight * largeWidth }
    /// Values of the large map without its border.
    public var largeCount: Int { largePixels * largeChannels }
    /// Values under one window: kernel · kernel · large channels.
    public var windowCount: Int { kernel * kernel * largeChannels }
    /// Values of the weights.
    public var weightCount: Int { windowCount * smallChannels }

    /// Pixels of zeros that windows see around the large map.
    public var largeBorder: Int { padding }

    /// Pixels of zeros that the taps of large pixels see around the small map.
    public var smallBorder: Int {
        (0..<stride).map { rest in
            let rows = quotients(rest: rest, size: largeHeight)
            let columns = quotients(rest: rest, size: largeWidth)
            let before = taps(rest: rest) - 1
            return max(
                0, before - rows.lowerBound, before - columns.lowerBound,
                rows.upperBound - smallHeight, columns.upperBound - smallWidth)
        }.max() ?? 0
    }

    /// The rests by the stride, of y and of x, that large pixels' places in the padded map leave, and
    /// kernel rows and columns likewise: pixels of one class see taps of one class.
    var classes: [(y: Int, x: Int)] {
        (0..<stride * stride).map { (y: $0 / stride, x: $0 % stride) }
    }

    /// Where the weights [large channels, small channels] of a kernel row and column begin; with
    /// differences of rows and columns, how far apart they are.
    func tap(y: Int, x: Int) -> Int { (y * kernel + x) * largeChannels * smallChannels }

    /// Kernel rows (or columns) whose number leaves `rest` by the stride.
    func taps(rest: Int) -> Int { (kernel - rest + stride - 1) / stride }

    /// Of the large rows (or columns) whose number in the padded map leaves `rest` by the stride, the
    /// quotients; `size` is the map's height (or width).
    func quotients(rest: Int, size: Int) -> Range<Int> {
        let first = (padding - rest + stride - 1) / stride
        let end = (padding + size - 1 - rest + stride) / stride
        return first..<max(first, end)
    }
}
