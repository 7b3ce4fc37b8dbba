public import Foundation

/// A report that was put into a site folder.
public struct WrittenReport {
    /// Its `index.html`.
    public let page: URL
    /// `FolderDigest` of the files as they were written, whatever lies there since.
    public let digest: String
}
