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

    /// The instruction set our own kernels use: the best of `instructionSets`, or the forced one.
    public static let instructionSet = String(cString: kernels_selected().pointee.name)

    /// The sets there are kernels for that this processor has, best first; `baseline` is always there.
    public static let instructionSets = allInstructionSets.filter { kernels_named($0) != nil }

    static let allInstructionSets = ["avx512", "avx2", "baseline"]

    /// The variable of the environment that forces a set.
    public static let instructionSetVariable = "VAE_REPORT_ISA"

    /// What that variable says; nil where it is not there or empty.
    public static func forcedInstructionSet(_ environment: [String: String]) -> String? {
        environment[instructionSetVariable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Throws `ComputeError.instructionSet` where the environment forces a set that is none or that
    /// this processor lacks: `instructionSet` is another one then.
    public static func checkInstructionSet(_ environment: [String: String]) throws(ComputeError) {
        guard let name = forcedInstructionSet(environment), !instructionSets.contains(name) else {
            return
        }
        throw ComputeError.instructionSet(name)
    }

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
