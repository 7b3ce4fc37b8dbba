import CCrypto
public import Foundation

/// Digests as 64 lower-case hexadecimal digits.
public enum Digest {
    /// SHA-256 (FIPS 180-4).
    public static func sha256(_ bytes: some ContiguousBytes) -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        bytes.withUnsafeBytes { input in
            // An empty buffer may have a null pointer, which C functions need not take.
            withUnsafePointer(to: 0 as UInt8) { empty in
                _ = SHA256(
                    input.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty, input.count,
                    &digest)
            }
        }
        return hexadecimal(digest)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
