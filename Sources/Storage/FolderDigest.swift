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
        digest(files.map { ($0.key, Digest.sha256($0.value)) })
    }

    /// Of the files below `folder` in whose paths every name `isWanted`. Links are not followed; they
    /// are refused, as all that is neither a file nor a folder. Throws `StorageError`.
    public static func of(_ folder: URL, where isWanted: (String) -> Bool = { _ in true }) throws
        -> String
    {
        digest(try files(in: folder, below: "", where: isWanted))
    }

    private static func files(
        in folder: URL, below prefix: String, where isWanted: (String) -> Bool
    ) throws -> [(path: String, digest: String)] {
        try Folder.names(in: folder).filter(isWanted).flatMap { name in
            let url = folder.appending(path: name)
            switch try Folder.kind(of: url, following: false) {
            case S_IFDIR:
                return try files(in: url, below: "\(prefix)\(name)/", where: isWanted)
            case S_IFREG: return [("\(prefix)\(name)", Digest.sha256(try DurableFile.read(url)))]
            default:
                throw StorageError(
                    status: .badData, place: url.relativePath,
                    problem: "neither a file nor a folder", remedy: nil)
            }
        }
    }

    private static func digest(_ files: [(path: String, digest: String)]) -> String {
        let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return Digest.sha256(Data(sorted.map { "\($0.digest) \($0.path)\n" }.joined().utf8))
    }
}
