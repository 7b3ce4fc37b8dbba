import Foundation
import Synchronization

/// Runs long computations each on a thread of its own, so that the cooperative pool stays free.
public enum WorkerThread {
    /// A flag that one thread sets and others read.
    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .relaxed) }
        func set() { value.store(true, ordering: .relaxed) }
    }

    /// Bytes of stack of each thread.
    private static let stackSize = 16 << 20

    /// The result of `body`, which is handed a question to ask often: whether the task that awaits
    /// it was cancelled.
    public static func run<Value: Sendable>(
        _ body: @escaping @Sendable (_ isCancelled: () -> Bool) throws -> Value
    ) async throws -> Value {
        let flag = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(with: Result { try body { flag.isSet } })
                }
                thread.stackSize = stackSize
                thread.start()
            }
        } onCancel: {
            flag.set()
        }
    }
}
