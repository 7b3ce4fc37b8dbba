import CFileSystem
import Diagnostics
public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Replaces a folder whole: a reader sees the old or the new one, never a mixture.
public enum FolderSwap {
    /// Calls `fill` with an empty folder beside `url`, then puts that folder in `url`'s place, all
    /// its files synced. Where `fill` throws, `url` stays as it was. A link at `url` is replaced,
    /// not followed. Throws `StorageError` and what `fill` throws.
    public static func replace(_ url: URL, fill: (URL) throws -> Void) throws {
        let parent = url.deletingLastPathComponent()
        try Folder.make(parent)
        try removeLeftovers(of: url, in: parent)
        let kind = try Folder.kind(of: url, following: false)
        if let kind, kind != S_IFDIR, kind != S_IFLNK {
            throw StorageError.failed("rename", url, code: ENOTDIR, writing: true)
        }

        let temporary = parent.appending(
            path: ".\(url.lastPathComponent).\(TemporaryFile.uniqueDigits()).swap")
        try SystemCall.check("mkdir", temporary, writing: true) { mkdir($0, 0o777) }
        let holder = try Descriptor(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, writing: true)
        _ = try TemporaryFile.lock(holder, temporary)
        do {
            try fill(temporary)
            try syncTree(temporary)
            try exchange(temporary, url, isNew: kind == nil)
            try Folder.sync(parent)
        } catch {
            let first = error
            do {
                try Folder.remove(temporary)
            } catch {
                // A person must know the first failure; the next swap removes what stays.
            }
            throw first
        }
        try Folder.remove(temporary)
    }

    /// Puts `new` in the place of `old`; afterwards `new` holds what was there, if anything was.
    private static func exchange(_ new: URL, _ old: URL, isNew: Bool) throws {
        if isNew {
            do {
                return try rename(new, old)
            } catch let error as StorageError
                where error.code == ENOTEMPTY || error.code == EEXIST
            {
                // Another swap was faster: its folder is the one to replace now.
            }
        }
        do {
            try exchangeAtOnce(new, old)
        } catch let error as StorageError
            where error.code == EINVAL || error.code == ENOSYS || error.code == ENOTSUP
        {
            // The file system cannot exchange: for an instant there is nothing under the name, and
            // `removeLeftovers` mends that after a crash.
            let aside = new.deletingPathExtension().appendingPathExtension("old")
            try rename(old, aside)
            do {
                try rename(new, old)
            } catch {
                try rename(aside, old)
                throw error
            }
            try rename(aside, new)
        }
    }

    private static func rename(_ from: URL, _ to: URL) throws {
        let target = SystemCall.withoutTrailingSlash(to.path(percentEncoded: false))
        try SystemCall.check("rename", to, writing: true) { _ in
            SystemCall.withoutTrailingSlash(from.path(percentEncoded: false)).withCString { old in
                target.withCString { new in
                    #if canImport(Glibc)
                        Glibc.rename(old, new)
                    #else
                        Darwin.rename(old, new)
                    #endif
                }
            }
        }
    }

    private static func exchangeAtOnce(_ new: URL, _ old: URL) throws {
        let target = SystemCall.withoutTrailingSlash(old.path(percentEncoded: false))
        try SystemCall.check("rename", new, writing: true) { new in
            target.withCString { exchange_names(new, $0) }
        }
    }

    /// Syncs every file and folder below and at `url`; a link in it is refused.
    private static func syncTree(_ url: URL) throws {
        for name in try Folder.names(in: url) {
            let item = url.appending(path: name)
            switch try Folder.kind(of: item, following: false) {
            case S_IFDIR: try syncTree(item)
            case S_IFREG:
                try Descriptor(item, O_RDONLY | O_NOFOLLOW, writing: true).sync(item)
            default:
                throw StorageError(
                    status: .cannotCreate, place: item.relativePath,
                    problem: "neither a file nor a folder", remedy: "remove it")
            }
        }
        try Folder.sync(url)
    }

    /// Removes what earlier swaps of `url` left when they died, and puts the old folder back where
    /// one died between two renames.
    private static func removeLeftovers(of url: URL, in parent: URL) throws {
        let prefix = ".\(url.lastPathComponent)."
        for name in try Folder.names(in: parent) where name.hasPrefix(prefix) {
            let item = parent.appending(path: name)
            let digits = name.dropFirst(prefix.count).prefix(16)
            guard digits.count == 16, digits.allSatisfy(\.isHexDigit) else { continue }
            switch name.dropFirst(prefix.count + 16) {
            case ".swap":
                if try isAbandoned(item) { try Folder.remove(item) }
            case ".old":
                if try Folder.kind(of: url, following: false) == nil {
                    try rename(item, url)
                } else {
                    try Folder.remove(item)
                }
            default: continue
            }
        }
    }

    private static func isAbandoned(_ url: URL) throws -> Bool {
        guard try Folder.kind(of: url, following: false) == S_IFDIR else { return true }
        do {
            let folder = try Descriptor(url, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, writing: true)
            return try TemporaryFile.lock(folder, url)
        } catch let error as StorageError where error.code == ENOENT {
            return false
        }
    }
}
