import CSodium
public import Foundation

/// Digests as 64 lower-case hexadecimal digits.
public enum Digest {
    private static let isReady = sodium_init() >= 0

    /// SHA-256 (FIPS 180-4).
    public static func sha256(_ bytes: some ContiguousBytes) -> String {
        precondition(isReady, "libsodium does not start")
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        let status = bytes.withUnsafeBytes { input in
            // libsodium takes no null pointer, which an empty buffer may have.
            withUnsafePointer(to: 0 as UInt8) { empty in
                crypto_hash_sha256(
                    &digest, input.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty,
                    UInt64(input.count))
            }
        }
        precondition(status == 0, "libsodium does not hash")
        return hexadecimal(digest)
    }

    /// BLAKE2b (RFC 7693) with 32 bytes, as 64 digits: several times as fast, for large files whose
    /// digest stays on this machine.
    public static func blake2b(_ bytes: some ContiguousBytes) -> String {
        precondition(isReady, "libsodium does not start")
        var digest = [UInt8](repeating: 0, count: 32)
        let status = bytes.withUnsafeBytes { input in
            withUnsafePointer(to: 0 as UInt8) { empty in
                crypto_generichash(
                    &digest, digest.count,
                    input.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty,
                    UInt64(input.count), nil, 0)
            }
        }
        precondition(status == 0, "libsodium does not hash")
        return hexadecimal(digest)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
