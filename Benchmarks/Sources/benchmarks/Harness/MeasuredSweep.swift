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

    /// Trains all of them, two side by side.
    func run() async throws {
        let data = DataSet(
            name: "random", title: "Random", train: set, test: set.selecting([0]),
            fingerprint: [:], origin: "drawn", credit: "nobody")
        let split = try DataSplit(data.train, trainImages: nil)
        let settings = StudySettings(
            latentSizes: (0..<sizes).map { 16 + $0 }, seeds: seeds, epochs: 1, batchSize: 128,
            study: "sweep")
        let plan = try settings.plan(for: data)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let study = try StudyStore(runs: folder).create(
            plan: plan, description: settings.description(of: plan, data: data, split: split),
            examples: data.test)
        let sweep = Sweep(study: study, images: StudyImages(data, split, plan: plan))
        try await sweep.run(
            tasks: plan.tasks, jobs: 2, threadsPerJob: 1, stop: { false }, report: { _ in })
    }
}
