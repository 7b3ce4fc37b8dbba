/// How often a training is saved within an epoch; after each epoch it is saved anyway. Results do not
/// depend on it.
public enum CheckpointInterval: Sendable, Hashable {
    /// After the first step that ends this long after the training was last saved, or began.
    case time(Duration)
    /// After so many steps since the training was last saved, or began.
    case steps(Int)

    /// What a fall costs at most, where nothing else is said.
    public static let usual = CheckpointInterval.time(.seconds(60))
}

/// When a training is to be saved next.
struct CheckpointPace {
    private let interval: CheckpointInterval
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant
    private var steps = 0

    init(_ interval: CheckpointInterval) {
        self.interval = interval
        last = clock.now
    }

    /// Whether it is time after this step.
    mutating func isDue() -> Bool {
        steps += 1
        switch interval {
        case .time(let duration): return clock.now - last >= duration
        case .steps(let count): return steps >= count
        }
    }

    /// It was saved.
    mutating func begin() {
        steps = 0
        last = clock.now
    }
}
