import CLinearAlgebra

extension LinearAlgebra {
    /// Touched before every call of the library: one thread a call, so that trainings side by side do
    /// not fight for processors and sums are taken in one order.
    static let usesOneThread: Bool = {
        openblas_set_num_threads(1)
        return true
    }()

    /// The kernels OpenBLAS chose, as it names them; `OPENBLAS_CORETYPE` in the environment forces
    /// others.
    static var coreName: String {
        openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    }

    /// OpenBLAS's version: the second word of its configuration.
    static var version: String {
        let words = openblas_get_config().map { String(cString: $0) }?.split(separator: " ") ?? []
        return words.count > 1 ? String(words[1]) : "unknown"
    }
}
