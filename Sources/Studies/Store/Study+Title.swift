import Foundation
import Storage

extension Study {
    /// The same study under another title, which `study.json` holds from now on, with the command
    /// that gives it. Throws `StorageError`, of status `busy` where another process works on it.
    func retitled(_ title: String, command: String) throws -> Study {
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        let file = Self.file(in: folder)
        // Read again: only now can nobody else change it.
        var record = try RecordCoding.decode(StudyRecord.self, from: file)
        record.description.title = title
        record.description.command = command
        try DurableFile.write(try RecordCoding.encode(record), to: file)
        return try Study(folder: folder)
    }
}
