import Compute
import Diagnostics
import Foundation
import Models
import Storage
import Training

/// The folder of one run, for the one who writes it and holds its lock.
struct RunFolder {
    static let recordName = "run.json"
    static let progressName = "progress.jsonl"
    static let modelName = "model.safetensors"

    let study: Study
    let task: StudyTask
    let url: URL
    var progress: RunLog { RunLog(url.appending(path: Self.progressName)) }
    private var timing: RunLog { RunLog(url.appending(path: "timing.jsonl")) }
    private var recovery: RunLog { RunLog(url.appending(path: "recovery.jsonl")) }
    private var modelFile: ModelFile { ModelFile(url.appending(path: Self.modelName)) }

    init(study: Study, task: StudyTask) {
        self.study = study
        self.task = task
        url = study.url(of: task)
    }

    /// Refuses links in the place of the folders.
    func requireReal() throws {
        try Folder.requireReal(study.folder)
        try Folder.requireReal(url.deletingLastPathComponent())
        try Folder.requireReal(url)
    }

    /// Makes the folder and cleans what dead writers left.
    func prepare() throws {
        try requireReal()
        try Folder.make(url)
        try DurableFile.removeLeftovers(in: url)
    }

    /// The record of a training that is done and whose model is whole; nil where there is work.
    /// The second is a note where it was done but the model is not what was written.
    func finishedRecord() throws -> (record: RunRecord?, note: String?) {
        let record = try study.record(of: task)
        guard record.state == .done else { return (nil, nil) }
        if let hash = record.modelHash, try modelFile.isWhole(hash: hash) { return (record, nil) }
        return (nil, "\(Self.modelName) was damaged or missing: made again")
    }

    /// Says that the training is at work on this machine. Where it was begun on another, both are
    /// named, since the bits may depend on either.
    func begin() throws {
        var record = try study.record(of: task)
        let known = record.machine.isEmpty ? [] : record.machine.components(separatedBy: "; ")
        let machines = known.contains(Machine.summary) ? known : known + [Machine.summary]
        record = RunRecord(
            task: task, state: .running, planHash: study.planHash,
            toolVersion: ToolVersion.current, machine: machines.joined(separator: "; "))
        try write(record)
    }

    /// Keeps an epoch. The log comes first: a checkpoint whose epochs are not in the log would be
    /// of no use, while a line too many is cut off. `snapshots` are those there are now.
    func save(
        _ epoch: EpochRecord, _ state: TrainingState, _ time: TimingRecord, snapshots: [Snapshot]
    ) throws {
        try progress.append(epoch)
        try timing.append(time)
        try save(state, at: Checkpoint.Place(epoch: state.epoch), snapshots: snapshots)
    }

    /// Keeps where a training stands; within an epoch nothing of it is in the log yet.
    func save(
        _ state: TrainingState, at place: Checkpoint.Place, snapshots: [Snapshot]
    ) throws {
        try write(
            Checkpoint(
                planHash: study.planHash, task: task, state: state, log: try progress.mark(),
                snapshots: snapshots), at: place)
    }

    /// Writes a note to `recovery.jsonl`.
    func note(_ text: String) throws {
        let time = Date.now.ISO8601Format()
        try recovery.append(RecoveryRecord(time: time, note: text))
    }

    /// Cuts `timing.jsonl` back to the epochs that are kept.
    func cutTiming(to epoch: Int) throws {
        try timing.cut(TimingRecord.self) { $0.epoch <= epoch }
    }

    /// Writes the best weights, then says that the training is done.
    func finish(
        _ model: VAE, _ state: TrainingState, snapshots: [Snapshot]
    ) throws -> RunRecord {
        // The trainer throws where a validation loss is not finite, so the first epoch has a best.
        precondition(state.bestEpoch > 0, "finished without an epoch")
        model.flatParameters = state.bestParameters
        var record = try study.record(of: task)
        record.modelHash = try modelFile.write(model, metadata: metadata(epoch: state.bestEpoch))
        record.progressHash = try progress.mark().hash
        record.snapshots = snapshots.isEmpty ? nil : snapshots
        record.bestEpoch = state.bestEpoch
        record.state = .done
        try write(record)
        return record
    }

    /// What a file of weights says of itself; `format` is what the Python packages put and look for.
    func metadata(epoch: Int) -> [String: String] {
        ["format": "pt", "plan": study.planHash, "task": task.path, "epoch": String(epoch)]
    }

    private func write(_ record: RunRecord) throws {
        let file = url.appending(path: Self.recordName)
        try DurableFile.write(try RecordCoding.encode(record), to: file)
    }
}
