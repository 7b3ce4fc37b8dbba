import Diagnostics
public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a folder holds, as one number: SHA-256 over the paths of all files below it and the SHA-256
/// of each. Empty folders do not count.
public enum FolderDigest {
    /// Of files that are still in memory, by path.
    public static func of(_ files: [String: Data]) -> String {
        of(files.mapValues { Digest.sha256($0) })
    }

    /// Of files whose SHA-256 is known, by path.
    public static func of(_ digests: [String: String]) -> String {
        let sorted = digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return Digest.sha256(Data(sorted.map { "\($0.value) \($0.key)\n" }.joined().utf8))
    }

    /// Of the files below `folder`. Links are not followed; they are refused, as all that is neither a
    /// file nor a folder. Throws `StorageError`.
    public static func of(_ folder: URL) throws -> String {
        of(Dictionary(uniqueKeysWithValues: try files(in: folder, below: "")))
    }

    private static func files(in folder: URL, below prefix: String) throws -> [(String, String)] {
        try Folder.names(in: folder).flatMap { name in
            let url = folder.appending(path: name)
            switch try Folder.kind(of: url, following: false) {
            case S_IFDIR: return try files(in: url, below: "\(prefix)\(name)/")
            case S_IFREG: return [("\(prefix)\(name)", Digest.sha256(try DurableFile.read(url)))]
            default:
                throw StorageError(
                    status: .badData, place: url.relativePath,
                    problem: "neither a file nor a folder", remedy: nil)
            }
        }
    }
}
