import Testing

@testable import Compute

/// One instruction set, by its name in the test's output.
struct KernelSet: CustomTestStringConvertible, Sendable {
    let kernels: Kernels
    var testDescription: String { kernels.name }

    /// All that this processor has.
    static let all = ["baseline", "avx2", "avx512"].compactMap {
        Kernels(instructionSet: $0).map(KernelSet.init)
    }
}
