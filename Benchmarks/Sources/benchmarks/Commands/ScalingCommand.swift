import ArgumentParser
import Datasets
import Foundation
import Models
import Training

/// `benchmarks scaling`: whether work grows as what is asked for, and no faster.
struct ScalingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaling",
        abstract: "Processor time against images, and of a sweep against its trainings.",
        discussion: """
            "relative" is the time for each image or training divided by that of the first line: 1 \
            means linear.
            """)

    @Option(help: "Images of the smallest training; the others have twice and four times as many.")
    var images = 2560
    @Option(help: "How often each is measured, in turns.")
    var rounds = 3
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let set = RandomValues.images(VAEConfiguration.measured.image, count: 4 * images)
        try output.print("One training", try await table(trainings(set)))
        try output.print(
            "Sweeps of one epoch on \(images) images, two jobs", try await table(sweeps(set)))
    }

    /// What is done, and how many times the first's work that is.
    private typealias Case = (name: String, size: Double, run: () async throws -> Void)

    private func trainings(_ set: ImageSet) -> [Case] {
        [1, 2, 4].map { factor in
            let part = set.selecting(Array(0..<factor * images))
            return ("\(part.count) images", Double(factor), { try train(part) })
        }
    }

    private func train(_ set: ImageSet) throws {
        var trainer = Trainer(
            model: VAE(.measured, seed: 1), configuration: TrainingConfiguration(epochs: 1), seed: 1
        )
        try trainer.run(on: set, validating: set.selecting([0])) { _ in .proceed }
    }

    private func sweeps(_ set: ImageSet) -> [Case] {
        let part = set.selecting(Array(0..<images))
        return [(1, 1), (2, 1), (2, 2)].map { sizes, seeds in
            let sweep = MeasuredSweep(set: part, sizes: sizes, seeds: seeds)
            return ("sizes x seeds: \(sizes) x \(seeds)", Double(sizes * seeds), sweep.run)
        }
    }

    /// In turns, so that a drift of the machine meets all alike; the first run warms up.
    private func table(_ cases: [Case]) async throws -> [Measurement] {
        try await cases[0].run()
        var seconds = cases.map { _ in [Double]() }
        for _ in 0..<rounds {
            for (index, one) in cases.enumerated() {
                seconds[index].append(try await ProcessorTime.of(one.run))
            }
        }
        return zip(cases, seconds).map { one, times in
            var row = Measurement(one.name, times, "s")
            // Round by round: neighbours in time compare.
            row.relative = zip(times, seconds[0]).map { $0 / $1 / one.size }.median
            return row
        }
    }
}
