import Compute
import Drawing
import Studies

extension HealthCheck {
    /// The program itself.
    static func program() -> HealthCheck {
        .ok("vae-report", "\(ToolVersion.current), built with \(ToolVersion.compiler)")
    }

    /// What the arithmetic runs on.
    static func processor(environment: [String: String]) -> HealthCheck {
        let finding = "\(Machine.processor), \(counted(Machine.cores, "core"))"
        do {
            try Machine.checkInstructionSet(environment)
        } catch {
            let variable = Machine.instructionSetVariable
            return .fail(
                "processor", "\(finding); \(error.place ?? variable): \(error.problem)",
                remedy: error.remedy ?? "unset \(variable)")
        }
        if let forced = Machine.forcedInstructionSet(environment) {
            return .warn(
                "processor",
                "\(finding), \(forced), forced by \(Machine.instructionSetVariable)=\(forced)",
                remedy: "unset that variable, unless results must be those of this set")
        }
        // On other processors the baseline is all there is, and uses their vectors.
        #if arch(x86_64)
            let isSlow = Machine.instructionSet == "baseline"
        #else
            let isSlow = false
        #endif
        guard isSlow else {
            return .ok("processor", "\(finding), \(Machine.instructionSet)")
        }
        return .warn(
            "processor", "\(finding), baseline: without AVX2",
            remedy: "training works, several times slower; another machine would do better")
    }

    /// Whose kernels multiply the evaluation's matrices; trainings use our own.
    static func linearAlgebra(environment: [String: String]) -> HealthCheck {
        guard let forced = environment["OPENBLAS_CORETYPE"] else {
            return .ok("algebra", Machine.linearAlgebra)
        }
        return .warn(
            "algebra", "\(Machine.linearAlgebra), forced by OPENBLAS_CORETYPE=\(forced)",
            remedy: "unset that variable, unless results must be those of these kernels")
    }

    /// The one font of all charts.
    static func font() -> HealthCheck {
        do {
            let font = try FontCheck.run()
            return .ok("font", "\(PinnedFont.family) \(font.version)")
        } catch let error as DrawingError {
            return .fail(
                "font", error.problem, remedy: error.remedy ?? "install \(PinnedFont.package)")
        } catch {
            return .fail("font", "\(error)", remedy: "install \(PinnedFont.package)")
        }
    }

    /// What progress will look like.
    static func terminal(_ terminal: Terminal) -> HealthCheck {
        guard terminal.isInteractive else {
            return .ok("terminal", "none on standard error: progress is told in plain lines")
        }
        let size = Terminal.size(of: StandardStream.error.rawValue)
        let finding =
            "\(size.columns) x \(size.rows)"
            + (terminal.usesColor ? ", colours" : ", no colours")
            + (terminal.usesUnicode ? ", UTF-8" : ", ASCII")
        return size.columns < 60
            ? .warn("terminal", finding, remedy: "progress is cut short below 60 columns")
            : .ok("terminal", finding)
    }
}
