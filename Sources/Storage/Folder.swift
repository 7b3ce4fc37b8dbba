import Diagnostics
public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Folders made and removed so that a crash leaves nothing half done unnoticed.
public enum Folder {
    /// Makes the folder at `url` and those above it that are missing, each synced into its parent.
    /// Throws `StorageError`.
    public static func make(_ url: URL) throws {
        if try kind(of: url, following: true) == S_IFDIR { return }
        let parent = url.deletingLastPathComponent()
        if parent.path(percentEncoded: false) != url.path(percentEncoded: false) {
            try make(parent)
        }
        do {
            try SystemCall.check("mkdir", url, writing: true) { mkdir($0, 0o777) }
        } catch {
            // Another process may have made it meanwhile.
            if try kind(of: url, following: true) == S_IFDIR { return }
            throw error
        }
        try sync(parent)
    }

    /// Refuses a symbolic link, or anything else but a folder, at `url`; nothing there is fine.
    ///
    /// For folders below one that a person named: a link planted there would send what is written
    /// to a place nobody chose. Throws `StorageError`.
    public static func requireReal(_ url: URL) throws {
        guard let kind = try kind(of: url, following: false, writing: true), kind != S_IFDIR
        else { return }
        throw StorageError(
            status: .cannotCreate, place: url.relativePath,
            problem: kind == S_IFLNK
                ? "a symbolic link stands where a folder should be"
                : "a file stands where a folder should be",
            remedy: "remove it")
    }

    /// Whether a folder (or a link to one) is at `url`. Throws `StorageError` where that cannot be
    /// told.
    public static func exists(_ url: URL) throws -> Bool {
        try kind(of: url, following: true) == S_IFDIR
    }

    /// Names in the folder, sorted by their bytes; none where there is no folder. Throws
    /// `StorageError`.
    public static func names(in url: URL) throws -> [String] {
        guard try exists(url) else { return [] }
        do {
            let path = url.path(percentEncoded: false)
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw StorageError(
                status: .inputOutput, place: url.relativePath,
                problem: "the folder cannot be listed: \(error.localizedDescription)",
                remedy: "check its permissions")
        }
    }

    /// Removes what is at `url` and below it, links without following them; nothing there is fine.
    static func remove(_ url: URL) throws {
        guard let kind = try kind(of: url, following: false) else { return }
        if kind == S_IFDIR {
            for name in try names(in: url) { try remove(url.appending(path: name)) }
        }
        do {
            try SystemCall.check(kind == S_IFDIR ? "rmdir" : "unlink", url, writing: true) {
                kind == S_IFDIR ? rmdir($0) : unlink($0)
            }
        } catch {
            // Another process may clean the same leftovers.
            if try self.kind(of: url, following: false) != nil { throw error }
        }
    }

    /// Makes the names in the folder at `url` durable.
    static func sync(_ url: URL) throws {
        let folder = try Descriptor(url, O_RDONLY | O_DIRECTORY, writing: true)
        do {
            try folder.sync(url)
        } catch let error as StorageError where error.code == EINVAL || error.code == ENOTSUP {
            // Some network and FUSE file systems keep folders durable by themselves and refuse.
        }
    }

    /// The file type bits of what is at `url`, nil where there is nothing.
    static func kind(of url: URL, following: Bool, writing: Bool = false) throws -> mode_t? {
        var result = stat()
        do {
            try SystemCall.check("stat", url, writing: writing) {
                following ? stat($0, &result) : lstat($0, &result)
            }
        } catch let error as StorageError where error.code == ENOENT {
            return nil
        }
        return result.st_mode & S_IFMT
    }
}
