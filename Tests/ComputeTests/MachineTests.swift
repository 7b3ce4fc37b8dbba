import Testing

@testable import Compute

@Suite struct MachineTests {
    private static func error(_ environment: [String: String]) -> ComputeError? {
        do {
            try Machine.checkInstructionSet(environment)
            return nil
        } catch {
            return error
        }
    }

    @Test func setsOfThisProcessorCanBeForced() {
        #expect(Self.error([:]) == nil && Self.error(["VAE_REPORT_ISA": ""]) == nil)
        #expect(Machine.instructionSets.last == "baseline")
        for name in Machine.instructionSets {
            #expect(Self.error(["VAE_REPORT_ISA": name]) == nil)
            #expect(Kernels(instructionSet: name)?.name == name)
        }
    }

    @Test(arguments: ["mmx", "AVX2", "avx512 ", "baseline,avx2"])
    func othersAreWrongUsage(name: String) throws {
        let error = try #require(Self.error(["VAE_REPORT_ISA": name]))
        #expect(error.place == "VAE_REPORT_ISA=\(name)")
        #expect(error.problem.contains("avx512, avx2 and baseline"))
        #expect(error.remedy?.contains(Machine.instructionSets.joined(separator: ", ")) == true)
    }

    @Test func aSetThatTheProcessorLacksIsAnotherMistake() {
        let error = ComputeError.instructionSet("avx512")
        #expect(error.problem.contains("this processor lacks"))
        for name in Machine.allInstructionSets where !Machine.instructionSets.contains(name) {
            #expect(Self.error(["VAE_REPORT_ISA": name])?.problem == error.problem)
        }
    }
}
