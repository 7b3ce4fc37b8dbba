import Diagnostics
import Foundation
import Storage
import Training

extension RunFolder {
    /// Writes a checkpoint, reads it back, and only then removes those before the last two.
    func write(_ checkpoint: Checkpoint) throws {
        let data = try checkpoint.encoded()
        let file = url.appending(path: Checkpoint.name(epoch: checkpoint.state.epoch))
        try DurableFile.write(data, to: file)
        guard try DurableFile.read(file) == data else {
            throw StorageError(
                status: .inputOutput, place: file.relativePath,
                problem: "other bytes came back than were written",
                remedy: "check the disk; earlier checkpoints are unchanged")
        }
        for epoch in try checkpointEpochs().dropFirst(2) {
            try DurableFile.remove(url.appending(path: Checkpoint.name(epoch: epoch)))
        }
    }

    /// The checkpoint to go on from, and notes on what was mended. No checkpoint where there never was
    /// one: the training starts. Throws `StudyError` where there are checkpoints but none
    /// is whole, or where one belongs to another plan.
    func restore(
        parameterCount: Int, stepsPerEpoch: Int
    ) throws -> (checkpoint: Checkpoint?, notes: [String]) {
        var notes = [String]()
        let epochs = try checkpointEpochs()
        for (index, epoch) in epochs.enumerated() {
            let name = Checkpoint.name(epoch: epoch)
            switch try checkpoint(name, parameterCount, stepsPerEpoch) {
            case .failure(let flaw): notes.append("\(name) was passed over: \(flaw.problem)")
            case .success(let checkpoint):
                // Only now that a good one is known may the bad ones go.
                for bad in epochs.prefix(index) {
                    try DurableFile.remove(url.appending(path: Checkpoint.name(epoch: bad)))
                }
                let lost = try progress.cut(to: checkpoint.log)
                if lost > 0 {
                    notes.append("\(Self.progressName) was cut back to epoch \(epoch)")
                }
                try cutTiming(to: epoch)
                return (checkpoint, notes)
            }
        }
        guard epochs.isEmpty else {
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
        _ name: String, _ parameterCount: Int, _ stepsPerEpoch: Int
    ) throws -> Result<Checkpoint, Flaw> {
        let file = url.appending(path: name)
        // Four arrays and a header; more is read of no file.
        let limit = 16 * parameterCount + 65_536
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
        guard name == Checkpoint.name(epoch: checkpoint.state.epoch) else {
            return .failure(Flaw(problem: "its name and its epoch differ"))
        }
        guard try progress.holds(checkpoint.log) else {
            return .failure(Flaw(problem: "\(Self.progressName) is not the log it belongs to"))
        }
        return .success(checkpoint)
    }

    /// Epochs with a checkpoint, newest first.
    private func checkpointEpochs() throws -> [Int] {
        try Folder.names(in: url).compactMap(Checkpoint.epoch(name:)).sorted(by: >)
    }
}
