import CZlib
import Foundation

/// Bytes packed as zlib does (RFC 1950), which browsers unpack as `deflate`.
enum Deflated {
    /// At zlib's best. Equal bytes give equal bytes.
    ///
    /// - Precondition: there is memory for it.
    static func data(_ bytes: [UInt8]) -> Data {
        var length = compressBound(UInt(bytes.count))
        var packed = Data(count: Int(length))
        let status = packed.withUnsafeMutableBytes { out in
            compress2(
                out.bindMemory(to: UInt8.self).baseAddress, &length, bytes, UInt(bytes.count), 9)
        }
        // With room for the bound nothing else can be wrong.
        precondition(status == Z_OK, "zlib's compress2 failed with status \(status)")
        return packed.prefix(Int(length))
    }
}
