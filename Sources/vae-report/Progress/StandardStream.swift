import Diagnostics
import Foundation
import Storage

/// Standard output or standard error, written without a buffer.
enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Writes all of `text`. Where the reader of standard output has closed the pipe the process ends
    /// quietly; other failures throw.
    func write(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.write(rawValue, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno == EPIPE, self == .output {
                exit(ExitStatus.done.rawValue)
            } else if errno != EINTR {
                throw CommandError.streamNotWritten(self, code: errno)
            }
        }
    }

    /// Writes a value as JSON, keys sorted.
    func write(json value: some Encodable) throws {
        try write(String(decoding: try RecordCoding.encode(value), as: UTF8.self))
    }

    /// For people, where a failure has nobody to be told to.
    func tell(_ text: String) {
        do { try write(text) } catch { return }
    }
}
