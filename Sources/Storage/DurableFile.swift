import CFileSystem
import Diagnostics
public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes files so that a file under its final name is always whole.
public enum DurableFile {
    /// Replaces the file at `url` by `data`: temporary file in the same folder, all bytes written,
    /// synced, renamed, folder synced. Makes missing folders. A link at `url` is replaced, not
    /// followed. Throws `StorageError`; what was at `url` is then as it was.
    public static func write(_ data: Data, to url: URL) throws {
        let folder = url.deletingLastPathComponent()
        try Folder.make(folder)
        if try Folder.kind(of: url, following: false) == S_IFDIR {
            throw StorageError.failed("rename", url, code: EISDIR, writing: true)
        }
        let temporary = try TemporaryFile.make(beside: url)
        try temporary.descriptor.write(data, temporary.url)
        try temporary.descriptor.sync(temporary.url)
        try temporary.rename(to: url)
        try Folder.sync(folder)
    }

    /// As `write`, where nothing may be at `url`: of several that create it at once one does, and the
    /// others throw, of `isTaken`, as where something is there, a link included.
    public static func create(_ data: Data, at url: URL) throws {
        let folder = url.deletingLastPathComponent()
        try Folder.make(folder)
        let temporary = try TemporaryFile.make(beside: url)
        try temporary.descriptor.write(data, temporary.url)
        try temporary.descriptor.sync(temporary.url)
        try temporary.renameToNew(url)
        try Folder.sync(folder)
    }

    /// Appends whole lines to a log and syncs it; a failure cuts off what it had appended. Throws
    /// `StorageError`.
    public static func append(_ data: Data, to url: URL) throws {
        let folder = url.deletingLastPathComponent()
        try Folder.make(folder)
        let isNew = try Folder.kind(of: url, following: false) == nil
        let file = try Descriptor(
            url, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, writing: true)
        let before = try file.status(url, writing: true)
        guard before.st_mode & S_IFMT == S_IFREG else { throw notRegular(url, .cannotCreate) }
        do {
            try file.write(data, url)
            try file.sync(url)
        } catch {
            // The first failure is what a person must know; readers cut a torn last line anyway.
            _ = ftruncate(file.number, before.st_size)
            throw error
        }
        try file.finish(url)
        if isNew { try Folder.sync(folder) }
    }

    /// The bytes of the file at `url`. Throws `StorageError` where it is missing or not a regular
    /// file, larger than `limit` bytes (told before memory is taken), or unreadable.
    public static func read(_ url: URL, limit: Int = 1 << 31) throws -> Data {
        // Without O_NONBLOCK a named pipe in a file's place would hang the program.
        let file = try Descriptor(url, O_RDONLY | O_NONBLOCK, writing: false)
        let status = try file.status(url, writing: false)
        guard status.st_mode & S_IFMT == S_IFREG else { throw notRegular(url, .missingInput) }
        guard let size = Int(exactly: status.st_size), size >= 0, size <= limit else {
            throw StorageError.malformed(
                url.relativePath, "the file has \(status.st_size) bytes, more than \(limit)")
        }
        var data = Data(count: size)
        let count = try data.withUnsafeMutableBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
                let got = try file.read(into: rest, url)
                if got == 0 { break }
                done += got
            }
            return done
        }
        return count == size ? data : data.prefix(count)
    }

    /// Whether the file at `url` has these bytes; read in parts, so that no copy of it is made. Throws
    /// `StorageError` as `read`.
    public static func holds(_ data: Data, at url: URL) throws -> Bool {
        let file = try Descriptor(url, O_RDONLY | O_NONBLOCK, writing: false)
        let status = try file.status(url, writing: false)
        guard status.st_mode & S_IFMT == S_IFREG else { throw notRegular(url, .missingInput) }
        guard status.st_size == data.count else { return false }
        let part = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { part.deallocate() }
        return try data.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let got = try file.read(into: part, url)
                guard got > 0, got <= bytes.count - done, let here = part.baseAddress,
                    let there = bytes.baseAddress, memcmp(here, there + done, got) == 0
                else { return false }
                done += got
            }
            return true
        }
    }

    /// Throws `StorageError` where no file of `bytes` bytes can be written into `folder`, as far as
    /// that can be told beforehand: where the process's limit on file sizes (`ulimit -f`) is lower.
    public static func requireSize(_ bytes: Int, in folder: URL) throws {
        guard file_size_limit() < bytes else { return }
        throw StorageError(
            status: .cannotCreate, place: folder.relativePath,
            problem: "files of \(bytes) bytes are to be written here, and the limit is "
                + "\(file_size_limit())",
            remedy: "raise the limit on file sizes (ulimit -f)")
    }

    /// Whether anything is at `url`, a link included. Throws `StorageError` where that cannot be
    /// told.
    public static func exists(_ url: URL) throws -> Bool {
        try Folder.kind(of: url, following: false) != nil
    }

    /// Removes the file at `url` and syncs its folder; nothing there is fine. Throws `StorageError`.
    public static func remove(_ url: URL) throws {
        guard try exists(url) else { return }
        try SystemCall.check("unlink", url, writing: true) { unlink($0) }
        try Folder.sync(url.deletingLastPathComponent())
    }

    /// Removes temporary files in `folder` that dead writers left; those of living ones stay.
    /// Throws `StorageError`.
    public static func removeLeftovers(in folder: URL) throws {
        for name in try Folder.names(in: folder) where TemporaryFile.isTemporary(name) {
            try TemporaryFile.removeIfAbandoned(folder.appending(path: name))
        }
    }

    private static func notRegular(_ url: URL, _ status: ExitStatus) -> StorageError {
        StorageError(
            status: status, place: url.relativePath, problem: "not a regular file",
            remedy: "check the path")
    }
}
