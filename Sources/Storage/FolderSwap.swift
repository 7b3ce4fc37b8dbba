public import Foundation

/// Replaces a folder whole: a reader sees the old or the new one, never a mixture.
public enum FolderSwap {
    /// Calls `fill` with an empty folder beside `url`, then puts that folder in `url`'s place.
    /// Where `fill` throws, `url` stays as it was. Throws `StorageError` and what `fill` throws.
    public static func replace(_ url: URL, fill: (URL) throws -> Void) throws {
        preconditionFailure("not built yet")
    }
}
