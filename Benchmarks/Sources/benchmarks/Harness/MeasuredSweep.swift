import Datasets
import Foundation
import Studies
import Training

/// A whole sweep through `Studies`, files and all, in a folder that is removed afterwards.
struct MeasuredSweep {
    /// Training images, a twelfth of them to validate with.
    let set: ImageSet
    /// Latent sizes: 16, 17, …, so that they cost about the same.
    let sizes: Int
    /// Trainings of each.
    let seeds: Int
    var epochs = 1
    var batchSize = 128

    /// Trains all of them, two side by side.
    func run() async throws {
        try await run(jobs: 2, report: { _ in }, finished: { _ in })
    }

    /// Trains all of them, `jobs` side by side on one thread each; gives the study to `finished` while its
    /// files are there.
    func run(
        jobs: Int, report: @escaping @Sendable (SweepEvent) -> Void,
        finished: (Study) throws -> Void
    ) async throws {
        let data = DataSet(
            name: "random", title: "Random", train: set, test: set.selecting([0]),
            fingerprint: [:], origin: "drawn", credit: "nobody")
        let split = try DataSplit(data.train, trainImages: nil)
        let settings = StudySettings(
            latentSizes: (0..<sizes).map { 16 + $0 }, seeds: seeds, epochs: epochs,
            batchSize: batchSize, study: "sweep")
        let plan = try settings.plan(for: data)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let study = try StudyStore(runs: folder).create(
            plan: plan, description: settings.description(of: plan, data: data, split: split),
            examples: data.test)
        let sweep = Sweep(study: study, images: StudyImages(data, split, plan: plan))
        try await sweep.run(
            tasks: plan.tasks, jobs: jobs, threadsPerJob: 1, stop: { false }, report: report)
        try finished(study)
    }
}
