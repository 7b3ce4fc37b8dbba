import CKernels

/// The nonlinearity between layers.
public enum Nonlinearity: Sendable {
    /// x · sigmoid(x).
    case silu
    /// max(x, 0); its gradient at 0 is 0.
    case relu
}

/// Loops over arrays, in the best instruction set of this processor.
///
/// Arrays are row-major; where rows and columns are named, they are [rows, columns].
public struct Kernels: Sendable {
    /// The set chosen at the first use.
    public static let shared = Kernels(table: kernels_selected().pointee)

    /// A set by name (`avx512`, `avx2`, `baseline`); nil where this processor lacks it.
    public init?(instructionSet: String) {
        guard let table = kernels_named(instructionSet) else { return nil }
        self.init(table: table.pointee)
    }

    private init(table: kernels_table) {
        self.table = table
    }

    let table: kernels_table

    /// The instruction set's name.
    public var name: String { String(cString: table.name) }

    /// values = nonlinearity(values + bias per column); where `slopes` is given, it becomes the
    /// nonlinearity's derivative there.
    public func activate(
        _ values: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>,
        slopes: UnsafeMutablePointer<Float>?, rows: Int, columns: Int, _ kind: Nonlinearity
    ) {
        table.bias_activate(values, bias, slopes, rows, columns, kind == .silu ? 1 : 0)
    }

    /// out = values + bias per column; `values` and `out` may be the same array.
    public func addBias(
        _ values: UnsafePointer<Float>, bias: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<Float>, rows: Int, columns: Int
    ) {
        table.bias_add(values, bias, out, rows, columns)
    }

    /// values = values · factors.
    public func multiply(
        _ values: UnsafeMutablePointer<Float>, by factors: UnsafePointer<Float>, count: Int
    ) {
        table.multiply(values, factors, count)
    }

    /// sums += values, summed over rows.
    public func addColumnSums(
        _ values: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>, rows: Int,
        columns: Int
    ) {
        table.column_sums(values, sums, rows, columns)
    }

    /// One step of Adam (Kingma and Ba 2015, algorithm 1 in the form of its section 2):
    /// moments updated, then value -= rate · first / (√second · root + epsilon).
    public func adam(
        value: UnsafeMutablePointer<Float>, first: UnsafeMutablePointer<Float>,
        second: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, count: Int,
        rate: Float, root: Float, beta1: Float, beta2: Float, epsilon: Float
    ) {
        table.adam(value, first, second, gradient, count, rate, root, beta1, beta2, epsilon)
    }

    /// out = bytes / 255.
    public func unit(
        _ bytes: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<Float>, count: Int
    ) {
        table.unit(bytes, out, count)
    }

    /// sums += (product · scale + 1)³, summed over each group of `part` neighbouring products:
    /// [groups, part] to [groups].
    public func cubicSums(
        _ products: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Double>, groups: Int,
        part: Int, scale: Float
    ) {
        table.cubic_sums(products, sums, groups, part, scale)
    }

    /// Adds windows, [small pixels, kernel, kernel, large channels], to one map where they lie, some
    /// over others; at the edge, to its border.
    func scatter(
        _ windows: UnsafePointer<Float>, into map: UnsafeMutablePointer<Float>,
        _ shape: ConvolutionShape, _ layout: MapLayout
    ) {
        let corner = layout.origin - shape.padding * (layout.rowStride + layout.channels)
        let window = kernels_window(
            large_row: layout.rowStride, large_channels: shape.largeChannels,
            small_height: shape.smallHeight, small_width: shape.smallWidth,
            kernel: shape.kernel, stride: shape.stride)
        withUnsafePointer(to: window) { table.scatter_windows(windows, map + corner, $0) }
    }
}
