public import Datasets
import Diagnostics
public import Foundation
import Storage

/// The folder of all studies.
public struct StudyStore: Sendable {
    /// Usually `runs`; need not exist.
    public let runs: URL

    /// Studies below `runs`, which is made when the first is.
    public init(runs: URL) {
        self.runs = runs
    }

    /// The names of all studies, sorted by their bytes. Throws `StorageError`.
    public func names() throws -> [String] {
        try Folder.names(in: runs).filter { name in
            guard StudyName.isValid(name) else { return false }
            return try DurableFile.exists(Study.file(in: runs.appending(path: name)))
        }
    }

    /// Opens a saved study. Throws `StudyError` where there is none of that name or where it is
    /// damaged, and `StorageError`.
    public func open(name: String) throws -> Study {
        try StudyName.check(name)
        let folder = runs.appending(path: name)
        guard try DurableFile.exists(Study.file(in: folder)) else {
            let names = try names()
            throw StudyError(
                .missing, .missingInput, place: folder.relativePath,
                problem: "no study of this name",
                remedy: names.isEmpty
                    ? "train one: vae-report build"
                    : NearMatches.remedy(for: name, among: names, most: 8))
        }
        return try Study(folder: folder)
    }

    /// Makes a study, or opens the one there with the same plan; its description stays then as it
    /// was, but for the `edit` that a person gave. `examples` are the test images its figures show.
    ///
    /// Throws `StudyError` where the name cannot be, or belongs to another plan, or where only one
    /// of the two has images that stand in for others; and `StorageError`, of status `busy` where
    /// another process makes the study at this moment, or works on it and the edit is new.
    public func create(
        plan: StudyPlan, description: StudyDescription, examples: ImageSet,
        edit: DescriptionEdit = DescriptionEdit()
    ) throws -> Study {
        try StudyName.check(description.name)
        try plan.validate()
        let folder = runs.appending(path: description.name)
        try Folder.requireReal(folder)
        let file = Study.file(in: folder)
        if try !DurableFile.exists(file) {
            // Two processes with different plans must not both find the name free.
            let lock = try FileLock(
                Study.lockFile(in: folder), mode: .exclusive, command: StudyLock.command)
            try withExtendedLifetime(lock) {
                if try DurableFile.exists(file) { return }
                try DurableFile.removeLeftovers(in: folder)
                try StudyExamples(folder: folder).write(examples)
                // Last: a study that has this file is whole.
                let record = StudyRecord(
                    plan: plan, planHash: try plan.hash, description: description)
                try DurableFile.write(try RecordCoding.encode(record), to: file)
            }
        }
        let study = try Study(folder: folder)
        guard study.plan == plan else {
            throw StudyError(
                .otherPlan, .usage, place: folder.relativePath,
                problem: "a study of this name has other settings or other data",
                remedy: "give another name with --study, or remove that folder")
        }
        let isStandIn = study.description.dataSubstitution != nil
        guard isStandIn == (description.dataSubstitution != nil) else {
            let (then, now) = ("asked for by name", "standing in for another data set")
            throw StudyError(
                .otherPlan, .usage, place: folder.relativePath,
                problem: "the study was made with its images \(isStandIn ? now : then), and they "
                    + "are \(isStandIn ? then : now) this time",
                remedy: "give another name with --study: its report tells which of both it is")
        }
        return try study.edited(edit)
    }
}
