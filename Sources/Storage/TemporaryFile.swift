import CFileSystem
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file with a name of its own beside the one it will become; removed unless it was renamed.
///
/// It is locked while its writer lives, so that leftovers of dead writers can be told from files at
/// work.
struct TemporaryFile: ~Copyable {
    /// Where it is now.
    let url: URL
    /// Open for writing.
    let descriptor: Descriptor
    private var isRenamed = false

    private init(_ url: URL, _ descriptor: consuming Descriptor) {
        self.url = url
        self.descriptor = descriptor
    }

    /// Makes `.<name>.<16 digits>.tmp` in the folder of `target`.
    static func make(beside target: URL) throws -> TemporaryFile {
        let folder = target.deletingLastPathComponent()
        let name = target.lastPathComponent
        var attempt = 1
        while true {
            let url = folder.appending(path: ".\(name).\(uniqueDigits()).tmp")
            do {
                let file = try Descriptor(
                    url, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, writing: true)
                // A cleaner may have taken it for a leftover between these two calls.
                if try lock(file, url), try file.status(url, writing: true).st_nlink > 0 {
                    return TemporaryFile(url, file)
                }
            } catch let error as StorageError where error.code == EEXIST && attempt < 100 {}
            attempt += 1
        }
    }

    deinit {
        if !isRenamed {
            // On the way out of the error that a person is told; a file that stays is cleaned later.
            _ = url.path(percentEncoded: false).withCString { unlink($0) }
        }
    }

    /// Gives it its final name and closes it.
    consuming func rename(to target: URL) throws {
        let path = target.path(percentEncoded: false)
        try SystemCall.check("rename", url, writing: true) { old in
            path.withCString { Self.renameCall(old, $0) }
        }
        isRenamed = true
    }

    /// Gives it its final name, which must be free, and closes it.
    consuming func renameToNew(_ target: URL) throws {
        let path = target.path(percentEncoded: false)
        do {
            try SystemCall.check("rename", target, writing: true) { _ in
                url.path(percentEncoded: false).withCString { old in
                    path.withCString { rename_to_new(old, $0) }
                }
            }
            isRenamed = true
        } catch let error as StorageError
            where error.code == EINVAL || error.code == ENOSYS || error.code == ENOTSUP
        {
            // The file system cannot: a second name is as good, and the first goes at the end.
            try SystemCall.check("link", target, writing: true) { new in
                url.path(percentEncoded: false).withCString { link($0, new) }
            }
        }
    }

    /// Whether a file name is one of a temporary file.
    static func isTemporary(_ name: String) -> Bool {
        guard name.hasPrefix("."), name.hasSuffix(".tmp") else { return false }
        let digits = name.dropLast(4).split(separator: ".").last ?? ""
        return digits.count == 16 && digits.allSatisfy(\.isHexDigit)
    }

    /// Removes the temporary file at `url` unless its writer lives.
    static func removeIfAbandoned(_ url: URL) throws {
        do {
            let file = try Descriptor(url, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, writing: true)
            guard try lock(file, url) else { return }
            try SystemCall.check("unlink", url, writing: true) { unlink($0) }
        } catch let error as StorageError where error.code == ENOENT {
            // Its writer renamed or removed it meanwhile.
        }
    }

    /// Sixteen hexadecimal digits that no other writer takes: names only, no result depends on them.
    static func uniqueDigits() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Takes the lock of a living writer; false where another has it.
    static func lock(_ file: borrowing Descriptor, _ url: URL) throws -> Bool {
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return false
            // Some network file systems know no locks; the random name still is nobody else's.
            case ENOLCK, ENOTSUP, EINVAL: return true
            default: throw StorageError.failed("flock", url, code: errno, writing: true)
            }
        }
        return true
    }

    private static func renameCall(
        _ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>
    ) -> Int32 {
        #if canImport(Glibc)
            Glibc.rename(old, new)
        #else
            Darwin.rename(old, new)
        #endif
    }
}
