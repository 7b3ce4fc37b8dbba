public import Datasets
import Diagnostics
public import Foundation
public import Models
import Storage
public import Training

/// A saved study: its plan, what it says of itself, and its runs.
public struct Study: Sendable {
    /// `runs/<name>`
    public let folder: URL
    /// What its results depend on.
    public let plan: StudyPlan
    /// SHA-256 of the plan.
    public let planHash: String
    /// Name, title, data.
    public let description: StudyDescription

    /// Opens the study in `folder`. Throws `StudyError` where `study.json` is damaged, and
    /// `StorageError`.
    init(folder: URL) throws {
        let file = Self.file(in: folder)
        try Self.checkFormat(file)
        let record = try RecordCoding.decode(StudyRecord.self, from: file)
        let remedy = "the file was changed: restore it, or remove the folder and start again"
        do {
            try record.plan.validate()
            try StudyName.check(record.description.name)
        } catch let error as StudyError {
            throw StudyError.damaged(file.relativePath, error.problem, error.remedy ?? remedy)
        }
        if let problem = record.description.problem {
            throw StudyError.damaged(file.relativePath, problem, remedy)
        }
        guard try record.plan.hash == record.planHash else {
            throw StudyError.damaged(
                file.relativePath, "the plan and its hash do not belong together", remedy)
        }
        self.folder = folder
        plan = record.plan
        planHash = record.planHash
        var description = record.description
        // A folder that was copied or renamed is a study of its own, with a report of its own.
        description.name = folder.lastPathComponent
        self.description = description
    }

    /// The folder of one run.
    public func url(of task: StudyTask) -> URL { folder.appending(path: task.path) }

    /// The test images its figures show. Throws `StudyError` where they are of another size than the
    /// models', `DatasetError` and `StorageError`.
    public var examples: ImageSet {
        get throws {
            let stored = StudyExamples(folder: folder)
            let examples = try stored.read()
            guard examples.shape == plan.image else {
                throw StudyError.damaged(
                    stored.images.relativePath,
                    "images of \(examples.shape.height) x \(examples.shape.width) pixels, while the "
                        + "models see \(plan.image.height) x \(plan.image.width)",
                    "restore the file, or train again under another --study")
            }
            return examples
        }
    }

    /// How far a training has come; `planned` where it was never begun. Throws `StudyError` where
    /// the record belongs to another plan, and `StorageError`.
    public func record(of task: StudyTask) throws -> RunRecord {
        let file = url(of: task).appending(path: RunFolder.recordName)
        guard try DurableFile.exists(file) else {
            return RunRecord(
                task: task, state: .planned, planHash: planHash,
                toolVersion: ToolVersion.current, machine: "")
        }
        let record = try RecordCoding.decode(RunRecord.self, from: file)
        guard record.planHash == planHash, record.task == task else {
            throw StudyError(
                .otherPlan, .badData, place: file.relativePath,
                problem: "the run belongs to another plan or task",
                remedy: "remove its folder to train it again")
        }
        return record
    }

    /// The epochs of a training so far, none where it was never begun. Throws `StorageError`.
    public func epochs(of task: StudyTask) throws -> [EpochRecord] {
        let log = RunLog(url(of: task).appending(path: RunFolder.progressName))
        return try log.records(EpochRecord.self)
    }

    /// The epochs of a training that is done, as its record stands for them: unaltered, and of
    /// older records, without a hash, at least all of the plan. Throws `StudyError` that names
    /// `progress.jsonl`, and `StorageError`.
    public func epochs(of record: RunRecord) throws -> [EpochRecord] {
        let file = url(of: record.task).appending(path: RunFolder.progressName)
        let remedy = "restore the file, or remove its folder to train again"
        let log = RunLog(file)
        if let hash = record.progressHash, try log.mark().hash != hash {
            throw StudyError.damaged(
                file.relativePath, "not the epochs that this training wrote", remedy)
        }
        let epochs = try log.records(EpochRecord.self)
        guard epochs.map(\.epoch) == Array(1...plan.training.epochs),
            epochs.contains(where: { $0.epoch == record.bestEpoch })
        else {
            throw StudyError.damaged(
                file.relativePath,
                "not the epochs 1 to \(plan.training.epochs) with the best of them", remedy)
        }
        return epochs
    }

    /// The trained model with its best weights. Throws `StudyError` where it is not done or its
    /// file is not the one that was written, `StorageError`, and `ModelError`.
    public func model(of task: StudyTask) throws -> VAE {
        let record = try record(of: task)
        guard record.state == .done, let hash = record.modelHash else {
            throw StudyError(
                .missing, .missingInput, place: url(of: task).relativePath,
                problem: "this training has not ended",
                remedy: "train it: vae-report train \(description.name)")
        }
        let model = VAE(plan.model(latentSize: task.latentSize), seed: task.seed)
        let file = ModelFile(url(of: task).appending(path: RunFolder.modelName))
        try file.load(model, hash: hash)
        return model
    }

    /// Refuses other data than the study was planned with. Throws `StudyError`.
    public func requireSameData(_ data: DataSet) throws {
        guard data.fingerprint == plan.fingerprint, data.train.shape == plan.image else {
            throw StudyError(
                .otherPlan, .badData, place: folder.relativePath,
                problem: "the data set \(data.name) is not the one this study was made with",
                remedy: "give the folder of the same files with --data-dir, or another --study")
        }
    }

    /// Tells a plan of another version, which may lack keys or have others, before a key is missed.
    private static func checkFormat(_ file: URL) throws {
        struct Version: Decodable {
            struct Plan: Decodable { var formatVersion: Int }
            var plan: Plan
        }
        let version = try RecordCoding.decode(Version.self, from: file).plan.formatVersion
        do {
            try StudyPlan.checkFormat(version)
        } catch let error as StudyError {
            throw StudyError.damaged(file.relativePath, error.problem, error.remedy ?? "")
        }
    }

    static func file(in folder: URL) -> URL { folder.appending(path: "study.json") }

    static func lockFile(in folder: URL) -> URL { folder.appending(path: "lock") }
}
