import CKernels
import Foundation

/// What the bits of a result can depend on beside plan and seed.
public enum Machine {
    /// The processor's model, as the system names it.
    public static let processor: String = {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = model?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
        return name ?? "unknown processor"
    }()

    /// The instruction set our own kernels use: `avx512`, `avx2` or `baseline`.
    public static let instructionSet = String(cString: kernels_selected().pointee.name)

    /// The linear algebra library, its version and kernels: `OpenBLAS 0.3.21 (SkylakeX)`.
    public static let linearAlgebra =
        "OpenBLAS \(LinearAlgebra.version) (\(LinearAlgebra.coreName))"

    /// All of it on one line.
    public static var summary: String {
        "\(processor), \(instructionSet) kernels, \(linearAlgebra)"
    }

    /// Processors this process may use.
    public static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
}
