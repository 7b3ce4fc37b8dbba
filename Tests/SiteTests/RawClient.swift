import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends bytes to a port of this machine as they are and reads until the other side ends.
enum RawClient {
    struct Failed: Error {
        let call: String
        let code: Int32
    }

    /// On a thread of its own: it waits, and the server needs those of the pool.
    static func ask(_ port: UInt16, _ request: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try wait(port, request) })
            }
        }
    }

    private static func wait(_ port: UInt16, _ request: String) throws -> String {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let number = socket(AF_INET, kind, 0)
        guard number >= 0 else { throw Failed(call: "socket", code: errno) }
        defer { close(number) }
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(
            number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failed(call: "connect", code: errno) }
        var bytes = Array(request.utf8)
        guard send(number, &bytes, bytes.count, 0) == bytes.count else {
            throw Failed(call: "send", code: errno)
        }
        var answer = [UInt8]()
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(number, &block, block.count, 0)
            if count < 0 { throw Failed(call: "recv", code: errno) }
            if count == 0 { return String(decoding: answer, as: UTF8.self) }
            answer += block[..<count]
            // The first answer is all that is asked for.
            if answer.count > 2048 { return String(decoding: answer, as: UTF8.self) }
        }
    }
}
