import FlyingFox
import FlyingSocks

/// Sockets that are open for a limited time and take in a limited request: FlyingFox alone would
/// wait for one, or read one without end, for ever.
struct ImpatientPool: AsyncSocketPool {
    private let base: any AsyncSocketPool
    private let watch: ConnectionWatch

    /// Gives each connection `patience` from when it is there.
    init(patience: Duration) {
        base = HTTPServer.defaultPool()
        watch = ConnectionWatch(patience: patience)
    }

    func prepare() async throws { try await base.prepare() }

    func run() async throws { try await base.run() }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        let connection = Connection(number: socket.file.rawValue)
        if connection.isListening { watch.begin(at: connection) }
        try await base.suspendSocket(socket, untilReadyFor: events)
    }
}
