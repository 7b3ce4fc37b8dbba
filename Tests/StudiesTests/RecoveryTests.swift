import Foundation
import Models
import Storage
import Testing
import Training

@testable import Studies

/// What a training goes on from when its newest checkpoint is damaged.
@Suite struct RecoveryTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func aCheckpointCutOrFlippedAnywhereGivesTheOneBefore() throws {
        let study = try TinyStudy.create(in: scratch.url)
        let task = study.plan.tasks[0]
        let folder = RunFolder(study: study, task: task)
        try folder.prepare()
        let before = TrainingState(
            epoch: 1, step: 5, parameters: [1, 2, 3], firstMoments: [4, 5, 6],
            secondMoments: [7, 8, 9], bestParameters: [1, 2, 3], bestEpoch: 1, bestScore: 0.5)
        var newest = before
        newest.step = 8
        newest.running = ELBOSums(
            reconstruction: 1 / 3,
            klPerDimension: (0..<task.latentSize).map { Double($0) / 7 }, count: 48)
        try folder.save(before, at: Checkpoint.Place(epoch: 1), snapshots: [])
        let place = Checkpoint.Place(epoch: 1, step: 3)
        try folder.save(newest, at: place, snapshots: [])
        let file = folder.url.appending(path: place.name)
        let whole = try DurableFile.read(file)

        func restored(_ bytes: Data) throws -> (state: TrainingState?, notes: [String]) {
            try bytes.write(to: file)
            let (checkpoint, notes) = try folder.restore(parameterCount: 3, stepsPerEpoch: 5)
            return (checkpoint?.state, notes)
        }
        #expect(try restored(whole) == (newest, []))
        func expectRefused(_ bytes: Data, _ what: String) throws {
            let (state, notes) = try restored(bytes)
            #expect(state == before, "\(what)")
            #expect(notes.count == 1 && notes[0].contains(place.name), "\(what): \(notes)")
            #expect(try !DurableFile.exists(file), "\(what)")
        }
        for length in 0..<whole.count {
            try expectRefused(whole.prefix(length), "cut at \(length)")
        }
        for index in whole.indices {
            var flipped = whole
            flipped[index] ^= 1 << (index % 8)
            try expectRefused(flipped, "byte \(index)")
        }
        #expect(try restored(whole) == (newest, []))
    }
}
