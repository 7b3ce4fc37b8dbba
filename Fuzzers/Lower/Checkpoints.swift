import Diagnostics
import Foundation
import Models
import Storage
import Training

@testable import Studies

extension FuzzTarget {
    /// Checkpoints, as they are and with the checksum that they ought to have; what is read is written
    /// as it was.
    static let checkpoint = FuzzTarget(
        name: "checkpoint",
        seeds: {
            let between = Checkpoint(
                planHash: String(repeating: "ab", count: 32),
                task: StudyTask(number: 3, latentSize: 2, seed: .max),
                state: TrainingState(
                    epoch: 12, step: 60, parameters: [0.5, -0.0], firstMoments: [1, 2],
                    secondMoments: [3, 4], bestParameters: [5, 6], bestEpoch: 11, bestScore: 0.1),
                log: RunLog.Mark(length: 77, hash: String(repeating: "cd", count: 32)),
                snapshots: [Snapshot(epoch: 1, hash: String(repeating: "ef", count: 32))])
            var best = between
            (best.state.bestParameters, best.state.bestEpoch) = (between.state.parameters, 12)
            var within = between
            within.state.step = 63
            within.state.running = ELBOSums(
                reconstruction: 0.3, klPerDimension: [-0.0, 1e300], count: 48)
            return try [between, best, within].map { try $0.encoded() }
        }
    ) { bytes in
        do { _ = try Checkpoint(decoding: bytes, place: "file") } catch is any DiagnosedError {}
        let read = try Checkpoint(decoding: mended(bytes), place: "mended")
        let count = read.state.parameters.count
        if read.misfit(parameterCount: count, stepsPerEpoch: 5, epochs: 20) == nil {
            let place = read.place(stepsPerEpoch: 5)
            require(Checkpoint.Place(name: place.name) == place, "a place without a name")
        }
        // A run's own checkpoint has these; without a bound the checksum would have no place.
        guard read.planHash.count <= 64, read.log.hash.count <= 64 else { return }
        let written = try read.encoded()
        let again = try Checkpoint(decoding: written, place: "again")
        require(try again.encoded() == written, "what was read is written otherwise")
    }

    /// A checkpoint with the right checksum, where it has a place for one.
    private static func mended(_ file: Data) -> Data {
        let key = Data(#""sha256":""#.utf8)
        guard let place = file.range(of: key)?.upperBound, file.count - place >= 64 else {
            return file
        }
        var file = file
        file.replaceSubrange(place..<place + 64, with: String(repeating: "0", count: 64).utf8)
        file.replaceSubrange(place..<place + 64, with: Digest.sha256(file).utf8)
        return file
    }
}
