import Diagnostics
import Foundation
import Storage
import Testing
import Training

@testable import Studies

@Suite struct CheckpointTests {
    let checkpoint = Checkpoint(
        planHash: String(repeating: "ab", count: 32),
        task: StudyTask(number: 3, latentSize: 8, seed: .max),
        state: TrainingState(
            epoch: 12, step: 60, parameters: [0.1, -0.0, .leastNonzeroMagnitude],
            firstMoments: [1, 2, 3],
            secondMoments: [4, 5, 6], bestParameters: [7, 8, 3.4e38], bestEpoch: 11,
            bestScore: 0.1 + 0.2),
        log: RunLog.Mark(length: 77, hash: String(repeating: "cd", count: 32)),
        snapshots: [
            Snapshot(epoch: 1, hash: String(repeating: "ef", count: 32)),
            Snapshot(epoch: 5, hash: String(repeating: "01", count: 32)),
        ])

    @Test func roundTripsBitForBit() throws {
        let data = try checkpoint.encoded()
        let back = try Checkpoint(decoding: data, place: "memory")
        #expect(back == checkpoint)
        #expect(back.state.parameters.map(\.bitPattern) == [0x3DCC_CCCD, 0x8000_0000, 1])
        #expect(try back.encoded() == data)
        var first = checkpoint
        first.state.bestScore = .infinity
        first.state.bestParameters = []
        #expect(try Checkpoint(decoding: first.encoded(), place: "memory") == first)
    }

    @Test func everyCutAndEveryFlipIsRefused() throws {
        let data = try checkpoint.encoded()
        for length in 0..<data.count {
            expectRefused(data.prefix(length), "cut at \(length)")
        }
        for index in data.indices {
            for bit in 0..<8 {
                var flipped = data
                flipped[index] ^= 1 << bit
                expectRefused(flipped, "bit \(bit) of byte \(index)")
            }
        }
        expectRefused(data + [0], "a byte more")
    }

    private func expectRefused(_ data: Data, _ what: String) {
        do {
            _ = try Checkpoint(decoding: data, place: "bad")
            Issue.record("\(what) was taken")
        } catch {
            #expect((error as? any DiagnosedError)?.status == .badData, "\(what)")
        }
    }

    @Test func countersThatCannotBeAreFound() {
        #expect(checkpoint.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) == nil)
        #expect(checkpoint.misfit(parameterCount: 4, stepsPerEpoch: 5, epochs: 12) != nil)
        #expect(checkpoint.misfit(parameterCount: 3, stepsPerEpoch: 4, epochs: 12) != nil)
        #expect(checkpoint.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 11) != nil)
        var hostile = checkpoint
        hostile.state.epoch = .max
        #expect(hostile.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) != nil)
        hostile = checkpoint
        hostile.state.bestEpoch = 13
        #expect(hostile.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) != nil)
        hostile.state.bestEpoch = 0
        #expect(hostile.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) != nil)
        hostile = checkpoint
        hostile.state.bestScore = .nan
        #expect(hostile.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) != nil)
    }

    @Test func namesTellTheEpoch() {
        #expect(Checkpoint.name(epoch: 12) == "checkpoint-000012.safetensors")
        #expect(Checkpoint.epoch(name: "checkpoint-000012.safetensors") == 12)
        #expect(Checkpoint.epoch(name: "checkpoint-1000000.safetensors") == 1_000_000)
        for name in [
            "checkpoint-12.safetensors", "checkpoint-+00012.safetensors",
            "checkpoint-.safetensors", ".checkpoint-000012.safetensors.0123456789abcdef.tmp",
        ] {
            #expect(Checkpoint.epoch(name: name) == nil)
        }
    }
}
