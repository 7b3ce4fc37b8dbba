import ArgumentParser
import Foundation
import Models
import Studies
import Synchronization

/// `benchmarks checkpoints`: what saving costs a training.
struct CheckpointsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoints",
        abstract: "Time of saving after each epoch, beside the time of the epoch.",
        discussion: """
            By the clock, syncing to the disk of the temporary folder (TMPDIR) and reading back included: \
            an epoch is timed by the program itself, and what passes from one epoch's end to the next \
            beyond that is saving. Without options as preset quick trains, two side by side.
            """)

    @Option(help: "Training images.")
    var images = 10_000
    @Option(help: "Images in a step.")
    var batchSize = 64
    @Option(help: "Epochs of each training.")
    var epochs = 8
    @Option(help: "Trainings side by side.")
    var jobs = 2
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let set = RandomValues.images(VAEConfiguration.measured.image, count: images)
        let sweep = MeasuredSweep(
            set: set, sizes: jobs, seeds: 1, epochs: epochs, batchSize: batchSize)
        let ends = Mutex<[StudyTask: [ContinuousClock.Instant]]>([:])
        let note: @Sendable (SweepEvent) -> Void = { event in
            guard case .epoch = event.kind else { return }
            ends.withLock { $0[event.task, default: []].append(.now) }
        }
        var saving = [Double](), shares = [Double]()
        try await sweep.run(jobs: jobs, report: note) { study in
            for (task, ends) in ends.withLock({ $0 }) {
                let gaps = zip(ends.dropFirst(), ends).map { ($0 - $1) / .seconds(1) }
                let times = try Self.epochSeconds(study.url(of: task))
                // The first epoch has no end before it.
                for (gap, seconds) in zip(gaps, times.dropFirst()) {
                    saving.append(gap - seconds)
                    shares.append((gap - seconds) / gap * 100)
                }
            }
        }
        try output.print(
            "Saving after each epoch of \(images) images, \(jobs) side by side",
            [
                Measurement("saving", saving, "s"),
                Measurement("share of the training's time", shares, "%"),
            ])
    }

    /// What the program says that its epochs took, without saving.
    private static func epochSeconds(_ run: URL) throws -> [Double] {
        struct Line: Decodable { let seconds: Double }
        let text = try Data(contentsOf: run.appending(path: "timing.jsonl"))
        return try text.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: $0).seconds
        }
    }
}
