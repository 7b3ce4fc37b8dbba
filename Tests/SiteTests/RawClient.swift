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

    /// How a client never ends its request.
    enum Manner: Sendable {
        case silent, slow
        /// A beginning, then the same again and again.
        case fast(String, String)
    }

    /// Sends a request without end; whether the other side ends it within so many seconds.
    static func isCutOff(_ port: UInt16, _ manner: Manner, within seconds: Double) async throws
        -> Bool
    {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try send(port, manner, seconds) })
            }
        }
    }

    private static func send(_ port: UInt16, _ manner: Manner, _ seconds: Double) throws -> Bool {
        let number = try connected(port, patience: 1)
        defer { close(number) }
        let end = ContinuousClock.now + .seconds(seconds)
        var bytes = Array("GET / HTTP/1.1\r\nHost: 127.0.0.1:".utf8)
        if case .fast(let beginning, _) = manner { bytes = Array(beginning.utf8) }
        while ContinuousClock.now < end {
            if !bytes.isEmpty, write(number, &bytes, bytes.count, silently) < 0, errno != EAGAIN {
                return true
            }
            switch manner {
            case .silent: bytes = []
            case .slow: bytes = [UInt8(ascii: "1")]
            case .fast(_, let unit):
                if bytes.count < 1 << 16 {
                    bytes = Array(String(repeating: unit, count: (1 << 16) / unit.utf8.count).utf8)
                }
                continue
            }
            var byte: UInt8 = 0
            // Waits for a second at most.
            let count = recv(number, &byte, 1, 0)
            if count == 0 || count < 0 && errno != EAGAIN { return true }
        }
        return false
    }

    private static func wait(_ port: UInt16, _ request: String) throws -> String {
        let number = try connected(port, patience: 120)
        defer { close(number) }
        var bytes = Array(request.utf8)
        guard write(number, &bytes, bytes.count, 0) == bytes.count else {
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

    private static func write(
        _ number: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ flags: Int32
    ) -> Int {
        #if canImport(Glibc)
            Glibc.send(number, bytes, count, flags)
        #else
            Darwin.send(number, bytes, count, flags)
        #endif
    }

    /// No signal where the other side is gone.
    private static var silently: Int32 {
        #if canImport(Glibc)
            Int32(MSG_NOSIGNAL)
        #else
            0
        #endif
    }

    /// A socket that is connected and waits for `patience` seconds at most.
    private static func connected(_ port: UInt16, patience: Int) throws -> Int32 {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let number = socket(AF_INET, kind, 0)
        guard number >= 0 else { throw Failed(call: "socket", code: errno) }
        var patience = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                number, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(number)
            throw Failed(call: "connect", code: errno)
        }
        return number
    }
}
