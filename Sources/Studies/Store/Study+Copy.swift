import Diagnostics
import Foundation
import Storage

extension Study {
    /// Copies what trainings left into another study of the same plan: records, epochs, weights and
    /// snapshots, each as its record says it was written. Measurements are left out.
    ///
    /// Throws `StudyError` that names the file where one is not what was written or a training is not
    /// done, and `StorageError`.
    public func copyTrainings(to other: Study) throws {
        for task in plan.tasks {
            let record = try record(of: task)
            let folder = url(of: task)
            guard record.state == .done, let hash = record.modelHash else {
                throw StudyError(
                    .missing, .missingInput, place: folder.relativePath,
                    problem: "the training is not done", remedy: "end it with vae-report train")
            }
            _ = try epochs(of: record)
            let copy = other.url(of: task)
            try Folder.make(copy)
            let weights =
                [(RunFolder.modelName, hash)] + (record.snapshots ?? []).map { ($0.name, $0.hash) }
            for (name, hash) in weights {
                let file = folder.appending(path: name)
                let data = try DurableFile.read(file)
                guard Digest.sha256(data) == hash else {
                    throw StudyError.damaged(
                        file.relativePath, "not the weights that were written",
                        "restore the file, or remove its folder to train this model again")
                }
                try DurableFile.write(data, to: copy.appending(path: name))
            }
            for name in [RunFolder.recordName, RunFolder.progressName] {
                try DurableFile.write(
                    try DurableFile.read(folder.appending(path: name)),
                    to: copy.appending(path: name))
            }
        }
    }

    /// Copies files of the study's folder as they are, those that are there. Throws `StorageError`.
    public func copy(_ names: [String], to other: Study) throws {
        for name in names {
            let file = folder.appending(path: name)
            guard try DurableFile.exists(file) else { continue }
            try DurableFile.write(
                try DurableFile.read(file), to: other.folder.appending(path: name))
        }
    }
}
