import Dispatch
import Synchronization

/// The threads that one training or one measurement works with.
///
/// Work is cut into parts by the problem alone; who takes which part changes no result.
public struct Workers: Sendable, Hashable {
    /// Threads at work at a time, the caller's among them.
    public let count: Int

    /// More find nothing to do in convolutions: batches are cut into that many parts.
    public static let most = PartialGradients.parts

    /// The caller's thread alone.
    public static let one = Workers(count: 1)

    /// - Precondition: at least one.
    public init(count: Int) {
        precondition(count > 0, "no thread to work with")
        self.count = count
    }

    /// Calls `body` once for each part, and returns when all are done. A lane, in 0..<count, is worked
    /// on by one thread at a time: it names working memory.
    public func run(parts: Int, _ body: (_ part: Int, _ lane: Int) -> Void) {
        guard count > 1, parts > 1 else {
            for part in 0..<parts { body(part, 0) }
            return
        }
        let next = Atomic(0)
        // The call returns when all are done, and the body's threads touch different parts.
        nonisolated(unsafe) let body = body
        DispatchQueue.concurrentPerform(iterations: min(count, parts)) { lane in
            while true {
                let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard part < parts else { return }
                body(part, lane)
            }
        }
    }
}
