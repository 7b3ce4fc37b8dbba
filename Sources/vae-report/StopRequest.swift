import Diagnostics
import Dispatch
import Foundation
import Synchronization

/// Remembers that SIGINT or SIGTERM came; a second one ends the process at once.
final class StopRequest: Sendable {
    private let received = Atomic<Int32>(0)

    /// Takes both signals over, on a queue of its own; `announce` is called at the first one, elsewhere:
    /// it may wait for a terminal, and a second signal must not wait for it.
    init(announce: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let queue = DispatchQueue(label: "stop", qos: .userInteractive)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            // The handler holds the source, which so lives as long as the process.
            source.setEventHandler { [self] in
                defer { withExtendedLifetime(source) {} }
                let first = received.compareExchange(
                    expected: 0, desired: number, ordering: .relaxed
                ).exchanged
                if first {
                    DispatchQueue.global().async(execute: announce)
                } else {
                    _exit(128 + number)
                }
            }
            source.activate()
        }
    }

    /// Whether work is to stop.
    var isRaised: Bool { received.load(ordering: .relaxed) != 0 }

    /// Throws where work was asked to stop.
    func check() throws {
        switch received.load(ordering: .relaxed) {
        case 0: return
        case SIGINT: throw CommandError.stopped(.interrupted)
        default: throw CommandError.stopped(.terminated)
        }
    }
}
