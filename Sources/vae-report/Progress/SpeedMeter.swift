/// Items per second over the last ten seconds.
struct SpeedMeter {
    /// Seconds looked back.
    private static let window = 10.0
    /// Seconds between samples that are kept.
    private static let interval = 0.25

    private var samples: [(time: Double, count: Int)] = []

    /// Takes a rising count at a time in seconds.
    mutating func record(_ count: Int, at time: Double) {
        // The newest sample is replaced until it lies an interval after the one before.
        if samples.count > 1, time - samples[samples.count - 2].time < Self.interval {
            samples.removeLast()
        }
        samples.append((time, count))
        // The oldest sample is kept until the next one is as old as the window.
        while samples.count > 2, samples[1].time <= time - Self.window { samples.removeFirst() }
    }

    /// Nil until two samples lie apart.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last, last.time > first.time,
            last.count > first.count
        else { return nil }
        return Double(last.count - first.count) / (last.time - first.time)
    }
}
