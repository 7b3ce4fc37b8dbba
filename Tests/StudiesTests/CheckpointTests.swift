import Diagnostics
import Foundation
import Models
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

    /// The same, saved within its thirteenth epoch.
    private var within: Checkpoint {
        var checkpoint = checkpoint
        checkpoint.state.step = 63
        checkpoint.state.running = ELBOSums(
            reconstruction: 0.1 + 0.2,
            klPerDimension: [-0.0, 1 / 3, .leastNonzeroMagnitude, 4, 5, 6, 7, 1e300],
            count: 48)
        return checkpoint
    }

    @Test func roundTripsBitForBit() throws {
        let data = try checkpoint.encoded()
        let back = try Checkpoint(decoding: data, place: "memory")
        #expect(back == checkpoint)
        #expect(back.state.parameters.map(\.bitPattern) == [0x3DCC_CCCD, 0x8000_0000, 1])
        #expect(try back.encoded() == data)
        let inside = try Checkpoint(decoding: within.encoded(), place: "memory")
        #expect(inside == within)
        #expect(
            inside.state.running?.klPerDimension.map(\.bitPattern)
                == within.state.running?.klPerDimension.map(\.bitPattern))
        var first = checkpoint
        first.state.bestScore = .infinity
        first.state.bestParameters = []
        #expect(try Checkpoint(decoding: first.encoded(), place: "memory") == first)
    }

    /// Weights that are the best so far stand in the file once; a zero of another sign is another weight.
    @Test func theBestAreWrittenOnce() throws {
        var best = checkpoint
        best.state.bestEpoch = best.state.epoch
        let twice = try best.encoded().count
        best.state.bestParameters = best.state.parameters
        #expect(try best.encoded().count < twice - 12)
        #expect(try Checkpoint(decoding: best.encoded(), place: "memory") == best)
        best.state.bestParameters[1] = 0
        #expect(try best.encoded().count == twice)
        let back = try Checkpoint(decoding: best.encoded(), place: "memory")
        #expect(back.state.bestParameters[1].sign == .plus)
        var within = within
        (within.state.bestEpoch, within.state.bestParameters) = (12, within.state.parameters)
        #expect(try Checkpoint(decoding: within.encoded(), place: "memory") == within)
    }

    @Test(arguments: [false, true]) func everyCutAndEveryFlipIsRefused(isWithin: Bool) throws {
        let data = try (isWithin ? within : checkpoint).encoded()
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
        hostile.state.step = .min
        #expect(hostile.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) != nil)
        hostile = checkpoint
        hostile.state.bestScore = .nan
        #expect(hostile.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 12) != nil)
    }

    @Test func countersWithinAnEpochThatCannotBeAreFound() {
        func isTaken(_ change: (inout Checkpoint) -> Void) -> Bool {
            var checkpoint = within
            change(&checkpoint)
            return checkpoint.misfit(parameterCount: 3, stepsPerEpoch: 5, epochs: 20) == nil
        }
        #expect(isTaken { _ in })
        #expect(isTaken { $0.state.step = 65 })
        #expect(!isTaken { $0.state.step = 66 })
        #expect(!isTaken { $0.state.step = 59 })
        // Between two epochs there are no running losses, within one there are.
        #expect(!isTaken { $0.state.step = 60 })
        #expect(!isTaken { $0.state.running = nil })
        #expect(!isTaken { $0.state.running?.klPerDimension.removeLast() })
        #expect(!isTaken { $0.state.running?.count = 0 })
        #expect(!isTaken { $0.state.epoch = 20 })
        func begin(_ checkpoint: inout Checkpoint) {
            checkpoint.state.epoch = 0
            checkpoint.state.step = 3
            checkpoint.state.bestEpoch = 0
            checkpoint.state.bestParameters = []
        }
        #expect(isTaken { begin(&$0) })
        #expect(
            !isTaken {
                begin(&$0); $0.state.bestEpoch = 1
            })
        #expect(
            !isTaken {
                begin(&$0); $0.state.bestParameters = [1, 2, 3]
            })
        #expect(
            !isTaken {
                begin(&$0); $0.state.step = 0; $0.state.running = nil
            })
    }

    @Test func namesTellThePlace() {
        func place(_ name: String) -> Checkpoint.Place? { Checkpoint.Place(name: name) }
        for (place, name) in [
            (Checkpoint.Place(epoch: 12), "checkpoint-000012.safetensors"),
            (Checkpoint.Place(epoch: 0, step: 340), "checkpoint-000000-000340.safetensors"),
            (Checkpoint.Place(epoch: 1_000_000), "checkpoint-1000000.safetensors"),
        ] {
            #expect(place.name == name)
            #expect(Checkpoint.Place(name: name) == place)
        }
        #expect(Checkpoint.Place(epoch: 12) < Checkpoint.Place(epoch: 12, step: 1))
        #expect(Checkpoint.Place(epoch: 12, step: 900) < Checkpoint.Place(epoch: 13))
        for name in [
            "checkpoint-12.safetensors", "checkpoint-+00012.safetensors",
            "checkpoint-.safetensors", "checkpoint-000012-000000.safetensors",
            "checkpoint-000012-34.safetensors", "checkpoint-000012--00034.safetensors",
            "checkpoint-000001-000002-000003.safetensors",
            ".checkpoint-000012.safetensors.0123456789abcdef.tmp",
        ] {
            #expect(place(name) == nil)
        }
    }
}
