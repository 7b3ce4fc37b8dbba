import Diagnostics
import Foundation
import Models
import Storage
import Testing
import Training

@testable import Studies

@Suite struct SnapshotTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func study(epochs: Int, in folder: String) throws -> Study {
        var settings = TinyStudy.settings
        settings.epochs = epochs
        return try TinyStudy.create(in: scratch(folder), settings)
    }

    private func files(_ study: Study, _ task: StudyTask) throws -> [String] {
        try Folder.names(in: study.url(of: task)).filter { $0.hasPrefix("snapshot-") }
    }

    @Test func earlyEpochsAreKeptAndTheLastWhereItIsNotTheBest() {
        func due(_ epochs: Int, isBest: Bool) -> [Int] {
            (1...epochs).filter { Snapshot.isDue(epoch: $0, of: epochs, isBest: isBest) }
        }
        #expect(due(8, isBest: true) == [1, 2, 5])
        #expect(due(8, isBest: false) == [1, 2, 5, 8])
        #expect(due(5, isBest: true) == [1, 2])
        #expect(due(2, isBest: false) == [1, 2])
        #expect(due(1, isBest: true).isEmpty)
    }

    /// A training of so many epochs begins as a longer one does, but for the rate's schedule: so the
    /// weights are held against those of a checkpoint of the same training.
    @Test func theyHoldTheWeightsOfTheirEpoch() async throws {
        let study = try study(epochs: 6, in: "runs")
        let task = study.plan.tasks[0]
        await #expect(throws: StudyError.self) {
            try await TinyStudy.train(study, tasks: [task]) { $0.epochs >= 2 }
        }
        let folder = study.url(of: task)
        let second = try Checkpoint(
            decoding: DurableFile.read(
                folder.appending(path: Checkpoint.Place(epoch: 2).name)), place: "checkpoint")
        #expect(second.snapshots.map(\.epoch) == [1, 2])
        #expect(try study.record(of: task).snapshots == nil)
        try await TinyStudy.train(study, tasks: [task])
        let record = try study.record(of: task)
        let snapshots = try #require(record.snapshots)
        let last = record.bestEpoch == 6 ? [] : [6]
        #expect(snapshots.map(\.epoch) == [1, 2, 5] + last)
        #expect(try files(study, task) == snapshots.map(\.name))
        #expect(snapshots[0].name == "snapshot-00001.safetensors")
        for snapshot in snapshots {
            let data = try DurableFile.read(folder.appending(path: snapshot.name))
            #expect(Digest.sha256(data) == snapshot.hash)
        }
        func decoder(_ model: VAE) -> [NamedTensor] {
            model.parameters.filter { $0.name.hasPrefix("decoder.") }
        }
        let whole = try study.model(of: task)
        whole.flatParameters = second.state.parameters
        let model = try study.decoder(of: task, at: snapshots[1])
        #expect(decoder(model) == decoder(whole) && !decoder(model).isEmpty)
        #expect(decoder(try study.decoder(of: task, at: snapshots[0])) != decoder(model))
        let file = try Safetensors(
            decoding: DurableFile.read(folder.appending(path: snapshots[1].name)), place: "file")
        #expect(file.entries.map(\.name).sorted() == decoder(model).map(\.name).sorted())
    }

    @Test(arguments: [1, 2, 3, 5, 6]) func interruptionsChangeNothing(_ epochs: Int) async throws {
        let whole = try study(epochs: 6, in: "whole")
        let broken = try study(epochs: 6, in: "broken")
        try await TinyStudy.train(whole, jobs: 3)
        await #expect(throws: StudyError.self) {
            try await TinyStudy.train(broken) { $0.epochs >= epochs }
        }
        try await TinyStudy.train(broken)
        let results = try TinyStudy.results(whole)
        #expect(try TinyStudy.results(broken) == results)
        #expect(results.keys.contains { $0.hasSuffix("snapshot-00005.safetensors") })
    }

    /// Killed after a snapshot, before its checkpoint: the epoch is trained again.
    @Test func aTornEpochWritesThemAgain() async throws {
        let study = try study(epochs: 6, in: "runs")
        try await TinyStudy.train(study)
        let good = try TinyStudy.results(study)
        let folder = study.url(of: study.plan.tasks[0])
        for epoch in 5...6 {
            try DurableFile.remove(folder.appending(path: Checkpoint.Place(epoch: epoch).name))
        }
        for name in ["run.json", "progress.jsonl", "snapshot-00001.safetensors"] {
            try DurableFile.remove(folder.appending(path: name))
        }
        try await TinyStudy.train(study)
        #expect(try TinyStudy.results(study) == good)
    }

    @Test func damageIsToldWithTheFilesName() async throws {
        let study = try study(epochs: 3, in: "runs")
        let task = study.plan.tasks[1]
        try await TinyStudy.train(study, tasks: [task])
        let snapshot = try #require(try study.record(of: task).snapshots?.first)
        let file = study.url(of: task).appending(path: snapshot.name)
        var data = try DurableFile.read(file)
        data[data.endIndex - 2] ^= 1
        try DurableFile.write(data, to: file)
        let error = #expect(throws: StudyError.self) { try study.decoder(of: task, at: snapshot) }
        #expect(error?.code == .damaged)
        #expect(error?.place?.hasSuffix("\(task.path)/snapshot-00001.safetensors") == true)
        try DurableFile.remove(file)
        let missing = #expect(throws: StorageError.self) {
            try study.decoder(of: task, at: snapshot)
        }
        #expect(missing?.place?.hasSuffix(snapshot.name) == true)
    }

    /// As written before snapshots were kept.
    @Test func olderRecordsHaveNone() throws {
        let text = """
            {"task": {"number": 0, "latentSize": 2, "seed": 1}, "state": "done", "planHash": "p",
             "toolVersion": "0", "machine": "m", "bestEpoch": 1, "modelHash": "h"}
            """
        let record = try RecordCoding.decode(
            RunRecord.self, from: Data(text.utf8), place: "run.json")
        #expect(record.snapshots == nil)
    }
}
