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
public struct Elementwise: Sendable {
    /// The set chosen at the first use.
    public static let shared = Elementwise(table: kernels_selected().pointee)

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

    /// pre += bias per column, out = nonlinearity(pre).
    public func activate(
        _ pre: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<Float>, rows: Int, columns: Int, _ kind: Nonlinearity
    ) {
        table.bias_activate(pre, bias, out, rows, columns, kind == .silu ? 1 : 0)
    }

    /// out = values + bias per column; `values` and `out` may be the same array.
    public func addBias(
        _ values: UnsafePointer<Float>, bias: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<Float>, rows: Int, columns: Int
    ) {
        table.bias_add(values, bias, out, rows, columns)
    }

    /// out = gradient · nonlinearity'(pre); `gradient` and `out` may be the same array.
    public func activationGradient(
        _ gradient: UnsafePointer<Float>, pre: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<Float>, count: Int, _ kind: Nonlinearity
    ) {
        table.activation_gradient(gradient, pre, out, count, kind == .silu ? 1 : 0)
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

    /// sums += (product · scale + 1)³, summed over each group of `part` neighbouring products:
    /// [groups, part] to [groups].
    public func cubicSums(
        _ products: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Double>, groups: Int,
        part: Int, scale: Float
    ) {
        table.cubic_sums(products, sums, groups, part, scale)
    }

    /// The windows of one padded map as rows: [small pixels, kernel, kernel, large channels].
    func gather(
        _ large: UnsafePointer<Float>, into windows: UnsafeMutablePointer<Float>,
        _ shape: ConvolutionShape
    ) {
        withUnsafePointer(to: shape.window) { table.gather_windows(large, windows, $0) }
    }

    /// Adds rows of windows to one padded map, where they overlap several times.
    func scatter(
        _ windows: UnsafePointer<Float>, into large: UnsafeMutablePointer<Float>,
        _ shape: ConvolutionShape
    ) {
        withUnsafePointer(to: shape.window) { table.scatter_windows(windows, large, $0) }
    }
}

extension ConvolutionShape {
    fileprivate var window: kernels_window {
        kernels_window(
            large_height: largeHeight + 2 * padding, large_width: largeWidth + 2 * padding,
            large_channels: largeChannels, small_height: smallHeight, small_width: smallWidth,
            kernel: kernel, stride: stride)
    }
}
