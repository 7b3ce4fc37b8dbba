import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small HTTP server on the loopback address that can misbehave in the ways a mirror can.
final class LocalServer: Sendable {
    enum Answer: Sendable {
        case content(Data)
        case status(Int)
        case redirect(to: String)
        /// The connection ends before the length that was announced.
        case cutOff(Data)
        /// Bytes for ever, without an announced length.
        case endless
        /// Never a word.
        case silence
        /// A byte now and then.
        case drip
        /// The content, or the range of it that was asked for, but the connection ends after so many
        /// bytes.
        case breaking(Data, after: Int)
        /// That, of a server that knows no ranges.
        case breakingAnew(Data, after: Int)
    }

    private struct State {
        var answers: [String: Answer] = [:]
        var requests: [String] = []
        var isClosed = false
    }

    struct Failure: Error { let call: String, code: Int32 }

    /// Shared with the threads, so that they do not keep the server itself alive.
    private final class Shared: Sendable {
        let state = Mutex(State())
    }

    private let shared = Shared()
    private let socket: Int32
    let port: UInt16

    init() throws {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        socket = Self.makeSocket(AF_INET, kind, 0)
        guard socket >= 0 else { throw Failure(call: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                guard bind(socket, name, length) == 0, listen(socket, 16) == 0 else { return errno }
                return getsockname(socket, name, &length) == 0 ? 0 : errno
            }
        }
        guard status == 0 else { throw Failure(call: "bind", code: status) }
        port = UInt16(bigEndian: address.sin_port)
        let shared = shared
        Thread.detachNewThread {
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0 else {
                    // Closed here, lest this loop takes the connections of the number's next owner.
                    close(socket)
                    return
                }
                Thread.detachNewThread { Self.serve(connection, shared) }
            }
        }
    }

    deinit {
        shared.state.withLock { $0.isClosed = true }
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// The paths asked for so far.
    var requests: [String] { shared.state.withLock { $0.requests } }

    /// The address of a folder on this server.
    func url(_ path: String) throws -> URL {
        guard let url = URL(string: "http://127.0.0.1:\(port)/\(path)") else {
            throw Failure(call: "URL", code: 0)
        }
        return url
    }

    func answer(_ path: String, _ answer: Answer) {
        shared.state.withLock { $0.answers["/" + path] = answer }
    }

    private static func makeSocket(_ domain: Int32, _ kind: Int32, _ number: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.socket(domain, kind, number)
        #else
            Darwin.socket(domain, kind, number)
        #endif
    }

    private static func serve(_ connection: Int32, _ shared: Shared) {
        defer { close(connection) }
        var request = [UInt8]()
        var byte: UInt8 = 0
        while !request.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard recv(connection, &byte, 1, 0) == 1 else { return }
            request.append(byte)
        }
        let text = String(decoding: request, as: UTF8.self)
        let words = text.split(separator: " ")
        guard words.count > 1 else { return }
        let path = String(words[1])
        let answer = shared.state.withLock { state in
            state.requests.append(path)
            return state.answers[path] ?? .status(404)
        }
        switch answer {
        case .content(let data):
            head(connection, "200 OK", ["Content-Length: \(data.count)"])
            send(connection, data)
        case .status(let status):
            head(connection, "\(status) No", ["Content-Length: 0"])
        case .redirect(let target):
            head(connection, "302 Found", ["Content-Length: 0", "Location: \(target)"])
        case .cutOff(let data):
            head(connection, "200 OK", ["Content-Length: \(data.count + 10)"])
            send(connection, data)
        case .endless:
            head(connection, "200 OK", [])
            let piece = Data(repeating: 0, count: 1 << 16)
            while send(connection, piece), !shared.state.withLock({ $0.isClosed }) {}
        case .breaking(let data, let count):
            let start = text.firstMatch(of: /Range: bytes=([0-9]+)-/).flatMap { Int($0.output.1) }
            let rest = data.dropFirst(start ?? 0)
            head(
                connection, start == nil ? "200 OK" : "206 Partial Content",
                ["Content-Length: \(rest.count)"])
            send(connection, rest.prefix(count))
        case .breakingAnew(let data, let count):
            head(connection, "200 OK", ["Content-Length: \(data.count)"])
            send(connection, data.prefix(count))
        case .silence:
            while !shared.state.withLock({ $0.isClosed }) { Thread.sleep(forTimeInterval: 0.05) }
        case .drip:
            head(connection, "200 OK", ["Content-Length: 10000"])
            while send(connection, Data([0])), !shared.state.withLock({ $0.isClosed }) {
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
    }

    private static func head(_ connection: Int32, _ status: String, _ lines: [String]) {
        let text = (["HTTP/1.1 \(status)", "Connection: close"] + lines).joined(separator: "\r\n")
        send(connection, Data((text + "\r\n\r\n").utf8))
    }

    /// False where the other side is gone.
    @discardableResult
    private static func send(_ connection: Int32, _ data: Data) -> Bool {
        #if canImport(Glibc)
            let flags = Int32(MSG_NOSIGNAL)
        #else
            let flags: Int32 = 0
        #endif
        return data.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = bytes[done...]
                let sent = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self)
                {
                    #if canImport(Glibc)
                        Glibc.send(connection, $0.baseAddress, $0.count, flags)
                    #else
                        Darwin.send(connection, $0.baseAddress, $0.count, flags)
                    #endif
                }
                guard sent > 0 else { return false }
                done += sent
            }
            return true
        }
    }
}
