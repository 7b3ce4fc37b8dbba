import Foundation
import Storage

extension Study {
    /// The same study with what a person gave of its description, which `study.json` holds from now
    /// on, with the command that gives it. Throws `StudyError` where it cannot be, and
    /// `StorageError`, of status `busy` where another process works on the study.
    public func edited(_ edit: DescriptionEdit) throws -> Study {
        try edit.validate(for: plan)
        if edit.isDone(in: description) { return self }
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        let file = Self.file(in: folder)
        // Read again: only now can nobody else change it.
        var record = try RecordCoding.decode(StudyRecord.self, from: file)
        edit.apply(to: &record.description)
        try DurableFile.write(try RecordCoding.encode(record), to: file)
        return try Study(folder: folder)
    }
}
