import Compute
import Datasets
import Foundation
import Models
import Storage
import Synchronization
import Training

@testable import Studies

/// A data set and a plan that train in milliseconds.
enum TinyStudy {
    static let shape = ImageShape(height: 8, width: 8)

    static func images(_ count: Int, stream: UInt64) -> ImageSet {
        var generator = Philox(seed: 7, purpose: .examples, stream: stream)
        var pixels = [UInt8]()
        for _ in 0..<count {
            let row = generator.below(8)
            for index in 0..<shape.count {
                pixels.append(index / 8 == row ? 255 : UInt8(generator.below(60)))
            }
        }
        return ImageSet(
            shape: shape, pixels: pixels, labels: (0..<count).map { UInt8($0 % 10) })
    }

    static let data = DataSet(
        name: "tiny", title: "Tiny", train: images(84, stream: 0), test: images(10, stream: 1),
        fingerprint: ["pixels": "abc"], origin: "drawn", credit: "nobody")

    /// The same images where another data set was wanted.
    static let standIn = DataSet(
        name: data.name, title: data.title, train: data.train, test: data.test,
        fingerprint: data.fingerprint, origin: data.origin, credit: data.credit,
        substitution: "MNIST was not found, so tiny images stand in for it.")

    static let settings = StudySettings(
        latentSizes: [2, 1], seeds: 2, epochs: 4, batchSize: 16, learningRate: 0.01,
        channels: [2], hiddenWidths: [6], study: "tiny")

    static func split() throws -> DataSplit { try DataSplit(data.train, trainImages: nil) }

    static func create(
        in runs: URL, _ settings: StudySettings = settings, data: DataSet = data
    ) throws -> Study {
        let plan = try settings.plan(for: data)
        let description = try settings.description(of: plan, data: data, split: split())
        return try StudyStore(runs: runs).create(
            plan: plan, description: description, examples: data.test,
            edit: settings.edit(for: plan))
    }

    /// Trains until `stop` says otherwise; all events come back.
    @discardableResult
    static func train(
        _ study: Study, tasks: [StudyTask]? = nil, jobs: Int = 1, threadsPerJob: Int? = nil,
        interval: CheckpointInterval = .usual,
        stop: @escaping @Sendable ([SweepEvent]) -> Bool = { _ in false }
    ) async throws -> [SweepEvent] {
        let events = Events()
        let sweep = Sweep(
            study: study, images: StudyImages(data, try split(), plan: study.plan),
            interval: interval)
        try await sweep.run(
            tasks: tasks ?? study.plan.tasks, jobs: jobs, threadsPerJob: threadsPerJob,
            stop: { stop(events.all) }, report: { events.add($0) })
        return events.all
    }

    /// What results are made of, by path.
    static func results(_ study: Study) throws -> [String: Data] {
        var result: [String: Data] = [:]
        for task in study.plan.tasks {
            let snapshots = try Folder.names(in: study.url(of: task)).filter {
                $0.hasPrefix("snapshot-")
            }
            for name in ["model.safetensors", "progress.jsonl", "run.json"] + snapshots {
                result["\(task.path)/\(name)"] = try DurableFile.read(
                    study.url(of: task).appending(path: name))
            }
        }
        return result
    }
}

/// Events of several threads in one list.
final class Events: Sendable {
    private let list = Mutex<[SweepEvent]>([])
    var all: [SweepEvent] { list.withLock { $0 } }
    func add(_ event: SweepEvent) { list.withLock { $0.append(event) } }
}

extension [SweepEvent] {
    var epochs: Int {
        count { if case .epoch = $0.kind { true } else { false } }
    }
    var steps: Int {
        count { if case .step = $0.kind { true } else { false } }
    }
    var alreadyDone: Int {
        count { if case .alreadyDone = $0.kind { true } else { false } }
    }
    var resumedEpochs: [Int] {
        compactMap { if case .started(let epoch, _) = $0.kind { epoch } else { nil } }
    }
    var resumedSteps: [Int] {
        compactMap { if case .started(_, let step) = $0.kind { step } else { nil } }
    }
    var saves: Int {
        count { if case .saved = $0.kind { true } else { false } }
    }
    var notes: [String] {
        compactMap { if case .recovered(let note) = $0.kind { note } else { nil } }
    }
}
