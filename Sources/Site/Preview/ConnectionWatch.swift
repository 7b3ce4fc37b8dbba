import Foundation
import Synchronization

/// Ends the connections of a listening socket that take too long or send too much.
///
/// On a thread of its own: a connection whose bytes come faster than they are read never waits, and
/// a few of them keep all the threads that tasks and queues share at work.
final class ConnectionWatch: Sendable {
    /// Bytes that a request may have; browsers send hundreds. FlyingFox's time for a line grows with
    /// its square: a second for 60,000 bytes.
    static let largestRequest = 1 << 14

    /// Seconds between two looks: for so long a flood can keep others waiting.
    private static let pause = 0.1

    private let patience: Duration
    /// The listening socket that is looked after.
    private let identity = Mutex<UInt64?>(nil)

    init(patience: Duration) {
        self.patience = patience
    }

    /// Looks after the connections of a listening socket until it is closed; once for each socket.
    func begin(at listener: Connection) {
        guard let identity = listener.identity else { return }
        let isNew = self.identity.withLock { known in
            defer { known = identity }
            return known != identity
        }
        guard isNew else { return }
        // A request that is too large has not come whole before it is seen to be.
        listener.holdBack(Self.largestRequest)
        let thread = Thread { self.look(after: listener, identity) }
        thread.name = "preview connections"
        thread.start()
    }

    private func look(after listener: Connection, _ identity: UInt64) {
        var ends: [UInt64: ContinuousClock.Instant] = [:]
        while listener.identity == identity {
            let now = ContinuousClock.now
            var open: [UInt64: ContinuousClock.Instant] = [:]
            for connection in listener.connections {
                guard let identity = connection.identity else { continue }
                let end = ends[identity] ?? now + patience
                open[identity] = end
                if end <= now || connection.bytesReceived > Self.largestRequest {
                    connection.end()
                }
            }
            ends = open
            Thread.sleep(forTimeInterval: Self.pause)
        }
    }
}
