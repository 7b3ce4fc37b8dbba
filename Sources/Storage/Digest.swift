public import Foundation

/// SHA-256 as 64 lower-case hexadecimal digits.
public enum Digest {
    /// The digest of some bytes.
    public static func sha256(_ bytes: some ContiguousBytes) -> String {
        preconditionFailure("not built yet")
    }
}
