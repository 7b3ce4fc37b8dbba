import Foundation
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files below a site folder, by the paths of requests.
struct PreviewFiles {
    /// What a path leads to.
    enum Answer: Equatable {
        case file(URL, MediaType)
        /// A folder named without its slash.
        case redirect(String)
        case missing
    }

    /// The site folder with all links resolved.
    private let root: String

    /// Throws `SiteError` where there is no such folder.
    init(site: URL) throws {
        guard try Folder.exists(site), let root = Self.resolved(site.path(percentEncoded: false))
        else {
            throw SiteError.missingSite(path: site.relativePath)
        }
        self.root = root
    }

    /// What the raw path of a request, percent signs and all, leads to.
    ///
    /// Only regular files whose path with all links resolved is below the site folder are given;
    /// parts named `.` or `..`, however they are written, and names that begin with a dot never are.
    func answer(_ path: String) throws -> Answer {
        guard path.utf8.first == UInt8(ascii: "/") else { return .missing }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map { $0.removingPercentEncoding ?? "/" }
        let asksForFolder = parts.last == ""
        if asksForFolder { parts.removeLast() }
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && !part.utf8.starts(with: ".".utf8)
                && !part.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
        }
        guard isPlain else { return .missing }
        let wanted = parts.reduce(root) { "\($0)/\($1)" }
        guard let real = Self.resolved(wanted), real == root || real.hasPrefix("\(root)/") else {
            return .missing
        }
        let url = URL(filePath: real)
        if try Folder.exists(url) {
            guard asksForFolder else { return .redirect("\(path)/") }
            return try answer(path + "index.html")
        }
        guard !asksForFolder, Self.isRegularFile(real) else { return .missing }
        return .file(url, MediaType(fileName: url.lastPathComponent))
    }

    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
