/// One line of `timing.jsonl`: what depends on the clock, and is never read by the report.
struct TimingRecord: Codable, Hashable, Sendable {
    /// From 1.
    var epoch: Int
    /// Wall-clock seconds of the epoch, validation included; of an epoch that went on from a
    /// checkpoint, those since then.
    var seconds: Double
    /// Training images a second, while they are trained on: without the validation.
    var imagesPerSecond: Double
    /// Threads that computed it.
    var threads: Int
}

/// One line of `recovery.jsonl`: what was mended before a training went on.
struct RecoveryRecord: Codable, Hashable, Sendable {
    /// When, in UTC, ISO 8601.
    var time: String
    /// What was mended.
    var note: String
}
