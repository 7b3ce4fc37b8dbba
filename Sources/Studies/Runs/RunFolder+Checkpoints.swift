import Diagnostics
import Foundation
import Storage
import Training

extension RunFolder {
    /// Writes a checkpoint, reads it back, and only then removes those before the last two.
    func write(_ checkpoint: Checkpoint, at place: Checkpoint.Place) throws {
        let data = try checkpoint.encoded()
        let file = url.appending(path: place.name)
        try DurableFile.write(data, to: file)
        guard try DurableFile.holds(data, at: file) else {
            throw StorageError(
                status: .inputOutput, place: file.relativePath,
                problem: "other bytes came back than were written",
                remedy: "check the disk; earlier checkpoints are unchanged")
        }
        for old in try checkpoints().dropFirst(2) {
            try DurableFile.remove(url.appending(path: old.name))
        }
    }

    /// The checkpoint to go on from, and notes on what was mended. No checkpoint where there never was
    /// one: the training starts. Throws `StudyError` where there are checkpoints but none
    /// is whole, or where one belongs to another plan.
    func restore(
        parameterCount: Int, stepsPerEpoch: Int
    ) throws -> (checkpoint: Checkpoint?, notes: [String]) {
        var notes = [String]()
        let places = try checkpoints()
        for (index, place) in places.enumerated() {
            switch try checkpoint(place, parameterCount, stepsPerEpoch) {
            case .failure(let flaw): notes.append("\(place.name) was passed over: \(flaw.problem)")
            case .success(let checkpoint):
                // Only now that a good one is known may the bad ones go.
                for bad in places.prefix(index) {
                    try DurableFile.remove(url.appending(path: bad.name))
                }
                let lost = try progress.cut(to: checkpoint.log)
                if lost > 0 {
                    notes.append("\(Self.progressName) was cut back to epoch \(place.epoch)")
                }
                try cutTiming(to: place.epoch)
                return (checkpoint, notes)
            }
        }
        guard places.isEmpty else {
            throw StudyError(
                .noValidCheckpoint, .badData, place: url.relativePath,
                problem: "no checkpoint is whole: \(notes.joined(separator: "; "))",
                remedy: "restore one, or remove this folder to train again from the start")
        }
        if try progress.cut(to: RunLog.Mark(length: 0, hash: "")) > 0 {
            notes.append("\(Self.progressName) was emptied: there is no checkpoint yet")
        }
        try cutTiming(to: 0)
        return (nil, notes)
    }

    /// A flaw that lets an earlier checkpoint be used.
    private struct Flaw: Error {
        let problem: String
    }

    private func checkpoint(
        _ place: Checkpoint.Place, _ parameterCount: Int, _ stepsPerEpoch: Int
    ) throws -> Result<Checkpoint, Flaw> {
        let file = url.appending(path: place.name)
        // Four arrays and a header, which has a loss for each latent dimension; more is read of no
        // file.
        let limit =
            Checkpoint.fileSize(parameterCount: parameterCount) + 65_536 + 32 * task.latentSize
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(
                decoding: DurableFile.read(file, limit: limit), place: file.relativePath)
        } catch let error as any DiagnosedError where error.status == .badData {
            return .failure(Flaw(problem: error.problem))
        }
        guard checkpoint.planHash == study.planHash, checkpoint.task == task else {
            throw StudyError(
                .otherPlan, .badData, place: file.relativePath,
                problem: "the checkpoint belongs to another plan or task",
                remedy: "remove the run's folder to train it again")
        }
        let misfit = checkpoint.misfit(
            parameterCount: parameterCount, stepsPerEpoch: stepsPerEpoch,
            epochs: study.plan.training.epochs)
        if let misfit { return .failure(Flaw(problem: misfit)) }
        guard place == checkpoint.place(stepsPerEpoch: stepsPerEpoch) else {
            return .failure(Flaw(problem: "its name and its counters differ"))
        }
        guard try progress.holds(checkpoint.log) else {
            return .failure(Flaw(problem: "\(Self.progressName) is not the log it belongs to"))
        }
        return .success(checkpoint)
    }

    /// The checkpoints there are, newest first.
    private func checkpoints() throws -> [Checkpoint.Place] {
        try Folder.names(in: url).compactMap(Checkpoint.Place.init(name:)).sorted(by: >)
    }
}
