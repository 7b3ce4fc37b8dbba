import FlyingFox
import FlyingSocks

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sockets that wait for a limited time: FlyingFox alone would wait for a request for ever.
struct ImpatientPool: AsyncSocketPool {
    private let base: any AsyncSocketPool
    private let deadlines: Deadlines

    /// Gives each connection `patience` from the first time it has to wait.
    init(patience: Duration) {
        base = HTTPServer.defaultPool()
        deadlines = Deadlines(patience: patience)
    }

    func prepare() async throws { try await base.prepare() }

    func run() async throws { try await base.run() }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        let number = socket.file.rawValue
        guard !Self.isListening(number), let identity = Self.identity(number) else {
            return try await base.suspendSocket(socket, untilReadyFor: events)
        }
        let deadline = await deadlines.deadline(of: identity)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await base.suspendSocket(socket, untilReadyFor: events) }
            group.addTask {
                try await Task.sleep(until: deadline, clock: .continuous)
                throw SocketError.timeout(message: "the connection took too long")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private static func isListening(_ number: Int32) -> Bool {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) == 0 && value != 0
    }

    /// What tells a socket from a later one with the same number; nil where it is gone already.
    private static func identity(_ number: Int32) -> UInt64? {
        var status = stat()
        return fstat(number, &status) == 0 ? UInt64(status.st_ino) : nil
    }
}

/// When each connection's time is over.
private actor Deadlines {
    private let patience: Duration
    private var known: [UInt64: ContinuousClock.Instant] = [:]

    init(patience: Duration) {
        self.patience = patience
    }

    func deadline(of identity: UInt64) -> ContinuousClock.Instant {
        if let deadline = known[identity] { return deadline }
        let now = ContinuousClock.now
        // Whoever is past its time was closed; the number of the socket may come again.
        known = known.filter { $0.value > now }
        let deadline = now + patience
        known[identity] = deadline
        return deadline
    }
}
