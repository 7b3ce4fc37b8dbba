public import Foundation

/// Writes files so that a file under its final name is always whole.
public enum DurableFile {
    /// Replaces the file at `url` by `data`: temporary file in the same folder, all bytes written,
    /// synced, renamed, folder synced. Makes missing folders. Throws `StorageError`.
    public static func write(_ data: Data, to url: URL) throws {
        preconditionFailure("not built yet")
    }

    /// Appends whole lines to a log and syncs it. Throws `StorageError`.
    public static func append(_ data: Data, to url: URL) throws {
        preconditionFailure("not built yet")
    }

    /// The bytes of the file at `url`; throws `StorageError` (missing, too large, unreadable).
    public static func read(_ url: URL, limit: Int = 1 << 31) throws -> Data {
        preconditionFailure("not built yet")
    }
}
