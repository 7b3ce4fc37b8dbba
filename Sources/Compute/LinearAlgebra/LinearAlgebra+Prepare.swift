import CKernels
import CLinearAlgebra
import Foundation

extension LinearAlgebra {
    /// To be called first of all in a program: one thread a call, and the kernels that fit.
    ///
    /// OpenBLAS 0.3.21 takes processors newer than itself for old ones and then leaves half their
    /// speed unused. It reads `OPENBLAS_CORETYPE` only while it is loaded, so where AVX-512 is there
    /// and unused, the process is started once more with that variable set.
    public static func prepare() {
        openblas_set_num_threads(1)
        #if os(Linux) && arch(x86_64)
            let known: Set = ["SkylakeX", "Cooperlake", "SapphireRapids"]
            guard getenv("OPENBLAS_CORETYPE") == nil, kernels_has_avx512() != 0,
                !known.contains(coreName)
            else { return }
            setenv("OPENBLAS_CORETYPE", "SkylakeX", 1)
            // On failure the call returns, and the program goes on with the slower kernels.
            execv("/proc/self/exe", CommandLine.unsafeArgv)
        #endif
    }

    /// The kernels OpenBLAS chose, as it names them.
    static var coreName: String {
        openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    }

    /// OpenBLAS's version: the second word of its configuration.
    static var version: String {
        let words = openblas_get_config().map { String(cString: $0) }?.split(separator: " ") ?? []
        return words.count > 1 ? String(words[1]) : "unknown"
    }
}
