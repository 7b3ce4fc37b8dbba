import Datasets
import Diagnostics
import Foundation
import Models
import Storage
import Synchronization
import Testing
import Training

@testable import Studies

@Suite struct SweepTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func trainsSavesAndDoesNothingTwice() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        let events = try await TinyStudy.train(study)
        #expect(events.epochs == 4 * 4)
        #expect(events.resumedEpochs == [0, 0, 0, 0])
        for task in study.plan.tasks {
            let record = try study.record(of: task)
            let epochs = try study.epochs(of: task)
            #expect(record.state == .done)
            #expect(epochs.map(\.epoch) == [1, 2, 3, 4])
            #expect(epochs.last(where: \.isBest)?.epoch == record.bestEpoch)
            #expect(
                epochs.min { $0.validation.negativeELBO < $1.validation.negativeELBO }?.epoch
                    == record.bestEpoch)
            #expect(try study.model(of: task).configuration.latentSize == task.latentSize)
            let names = try Folder.names(in: study.url(of: task))
            #expect(
                names.filter { $0.hasPrefix("checkpoint") } == [
                    "checkpoint-000003.safetensors", "checkpoint-000004.safetensors",
                ])
            #expect(!names.contains { $0.hasSuffix(".tmp") })
        }
        let before = try TinyStudy.results(study)
        let again = try await TinyStudy.train(study, jobs: 3)
        #expect(again.count == 4 && again.alreadyDone == 4)
        #expect(try TinyStudy.results(study) == before)
    }

    @Test func bytesDoNotDependOnJobs() async throws {
        let one = try TinyStudy.create(in: scratch("one"))
        let three = try TinyStudy.create(in: scratch("three"))
        try await TinyStudy.train(one, jobs: 1)
        try await TinyStudy.train(three, jobs: 3)
        #expect(try TinyStudy.results(one) == TinyStudy.results(three))
    }

    @Test func threadsAreThoseAskedForOrThoseThatWouldBeIdle() async throws {
        func threads(_ name: String, jobs: Int, perJob: Int?) async throws -> Set<Int> {
            let study = try TinyStudy.create(in: scratch(name))
            let task = study.plan.tasks[0]
            try await TinyStudy.train(study, tasks: [task], jobs: jobs, threadsPerJob: perJob)
            let file = study.url(of: task).appending(path: "timing.jsonl")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            return Set(
                try lines.map {
                    try JSONDecoder().decode(TimingRecord.self, from: Data($0.utf8)).threads
                })
        }
        #expect(try await threads("asked", jobs: 1, perJob: 2) == [2])
        #expect(try await threads("idle", jobs: 3, perJob: nil) == [3])
        #expect(try await threads("one", jobs: 1, perJob: nil) == [1])
    }

    @Test func bytesDoNotDependOnThreads() async throws {
        let one = try TinyStudy.create(in: scratch("one"))
        let two = try TinyStudy.create(in: scratch("two"))
        try await TinyStudy.train(one, jobs: 1)
        try await TinyStudy.train(two, jobs: 2, threadsPerJob: 2)
        #expect(try TinyStudy.results(one) == TinyStudy.results(two))
    }

    @Test(arguments: [1, 4, 5, 6, 13, 19, 20])
    func interruptedAndResumedGivesTheSameBytes(_ steps: Int) async throws {
        let whole = try TinyStudy.create(in: scratch("whole"))
        let broken = try TinyStudy.create(in: scratch("broken"))
        let tasks = Array(whole.plan.tasks.prefix(1))
        try await TinyStudy.train(whole, tasks: tasks)
        // Of 77 training images in batches of 16, an epoch has 5 steps.
        let error = await #expect(throws: StudyError.self) {
            try await TinyStudy.train(broken, tasks: tasks) { $0.steps >= steps }
        }
        #expect(error?.code == .stopped)
        let events = try await TinyStudy.train(broken, tasks: tasks)
        // It was stopped before the end of the epoch of its last step, and that step was saved.
        let saved = (steps - 1) / 5
        #expect(events.resumedEpochs == [saved])
        #expect(events.resumedSteps == [steps - saved * 5])
        #expect(events.steps == 20 - steps)
        #expect(events.epochs == 4 - saved)
        for name in ["model.safetensors", "progress.jsonl", "run.json"] {
            let path = "\(tasks[0].path)/\(name)"
            #expect(
                try DurableFile.read(broken.folder.appending(path: path))
                    == DurableFile.read(whole.folder.appending(path: path)), "\(name)")
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7])
    func savedWithinEpochsEndsWithTheSameBytes(_ steps: Int) async throws {
        let whole = try TinyStudy.create(in: scratch("whole"))
        let saved = try TinyStudy.create(in: scratch("saved"))
        try await TinyStudy.train(whole, jobs: 2)
        let events = try await TinyStudy.train(saved, jobs: 2, interval: .steps(steps))
        // Of five steps an epoch, the last is saved as the epoch's end, which counts anew.
        #expect(events.saves == 4 * 4 * (4 / steps))
        #expect(try TinyStudy.results(saved) == TinyStudy.results(whole))
    }

    @Test(arguments: 1...19)
    func killedWithinAnEpochLosesAtMostAnInterval(_ steps: Int) async throws {
        let whole = try TinyStudy.create(in: scratch("whole"))
        let broken = try TinyStudy.create(in: scratch("broken"))
        let task = whole.plan.tasks[0]
        try await TinyStudy.train(whole, tasks: [task])
        // As it is on the disk after a step whose work was not kept: what a kill leaves.
        let images = StudyImages(TinyStudy.data, try TinyStudy.split(), plan: broken.plan)
        let (runs, copy) = (scratch("broken"), scratch("killed"))
        let events = Events()
        try await Sweep(study: broken, images: images, interval: .steps(2)).run(
            tasks: [task], jobs: 1, stop: { false }
        ) { event in
            events.add(event)
            guard case .step = event.kind, events.all.steps == steps else { return }
            do {
                try FileManager.default.copyItem(at: runs, to: copy)
            } catch { Issue.record(error) }
        }
        let killed = try StudyStore(runs: copy).open(name: "tiny")
        let resumed = try await TinyStudy.train(killed, tasks: [task], interval: .steps(2))
        // The copy was made before the step was saved.
        let (epoch, step) = ((steps - 1) / 5, (steps - 1) % 5 / 2 * 2)
        #expect(resumed.resumedEpochs == [epoch] && resumed.resumedSteps == [step])
        for name in ["model.safetensors", "progress.jsonl", "run.json"] {
            let path = "\(task.path)/\(name)"
            #expect(
                try DurableFile.read(killed.folder.appending(path: path))
                    == DurableFile.read(whole.folder.appending(path: path)), "\(name)")
        }
        let checkpoints = try Folder.names(in: killed.url(of: task)).filter {
            $0.hasPrefix("checkpoint")
        }
        #expect(
            checkpoints == [
                "checkpoint-000003-000004.safetensors", "checkpoint-000004.safetensors",
            ])
    }

    @Test func stoppedAfterEachEpochGoesOnFromThere() async throws {
        let whole = try TinyStudy.create(in: scratch("whole"))
        let broken = try TinyStudy.create(in: scratch("broken"))
        try await TinyStudy.train(whole)
        // Four trainings of four epochs, one after the other.
        for count in 0..<16 {
            let resumed = Mutex<[Int]>([])
            do {
                try await TinyStudy.train(broken) { events in
                    resumed.withLock { $0 = events.resumedEpochs }
                    return events.epochs >= 1
                }
                #expect(count == 15)
            } catch let error as StudyError where error.code == .stopped {
                #expect(count < 15)
            }
            #expect(resumed.withLock { $0 } == [count % 4])
        }
        let last = try await TinyStudy.train(broken)
        #expect(last.alreadyDone == 4 && last.epochs == 0)
        #expect(try TinyStudy.results(broken) == TinyStudy.results(whole))
    }

    @Test func killedBetweenWritesGoesOn() async throws {
        let whole = try TinyStudy.create(in: scratch("whole"))
        let task = whole.plan.tasks[3]
        try await TinyStudy.train(whole)
        let good = try TinyStudy.results(whole)
        let folder = whole.url(of: task)
        let log = folder.appending(path: "progress.jsonl")
        let run = folder.appending(path: "run.json")
        let model = folder.appending(path: "model.safetensors")
        let recordBefore = try DurableFile.read(run)

        // Killed after the last epoch, before the model was written.
        try DurableFile.remove(model)
        var events = try await TinyStudy.train(whole)
        #expect(events.notes == ["model.safetensors was damaged or missing: made again"])
        #expect(try TinyStudy.results(whole) == good)

        // Killed after a line of the log, before its checkpoint; the line torn at every length.
        let lines = try DurableFile.read(log)
        let lastLine = try #require(lines.dropLast().lastIndex(of: 0x0A)) + 1
        for cut in stride(from: lastLine, through: lines.count, by: 37) {
            try DurableFile.remove(folder.appending(path: "checkpoint-000004.safetensors"))
            try DurableFile.write(lines.prefix(cut), to: log)
            try DurableFile.remove(run)
            events = try await TinyStudy.train(whole)
            #expect(events.resumedEpochs == [3])
            #expect(try TinyStudy.results(whole) == good)
        }
        #expect(try DurableFile.read(run) == recordBefore)
    }

    @Test func damagedCheckpointsArePassedOver() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        let task = study.plan.tasks[0]
        try await TinyStudy.train(study, tasks: [task])
        let good = try DurableFile.read(study.url(of: task).appending(path: "model.safetensors"))
        let folder = study.url(of: task)
        let newest = folder.appending(path: "checkpoint-000004.safetensors")
        let data = try DurableFile.read(newest)
        for length in [0, 7, 8, 100, data.count / 2, data.count - 1] {
            try DurableFile.write(data.prefix(length), to: newest)
            try DurableFile.remove(folder.appending(path: "model.safetensors"))
            let events = try await TinyStudy.train(study, tasks: [task])
            #expect(events.resumedEpochs == [3])
            #expect(events.notes.contains { $0.contains("checkpoint-000004") })
            #expect(
                try DurableFile.read(folder.appending(path: "model.safetensors")) == good)
        }
        let notes = try DurableFile.read(folder.appending(path: "recovery.jsonl"))
        #expect(notes.count { $0 == 0x0A } >= 12)

        for name in ["checkpoint-000003.safetensors", "checkpoint-000004.safetensors"] {
            try DurableFile.write(data.prefix(50), to: folder.appending(path: name))
        }
        try DurableFile.remove(folder.appending(path: "model.safetensors"))
        let error = await #expect(throws: StudyError.self) {
            try await TinyStudy.train(study, tasks: [task])
        }
        #expect(error?.code == .noValidCheckpoint)
        #expect(error?.status == .badData)
    }

    @Test func anAlteredLogIsNotGoneOnWith() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        let task = study.plan.tasks[0]
        await #expect(throws: StudyError.self) {
            try await TinyStudy.train(study, tasks: [task]) { $0.epochs >= 3 }
        }
        let log = study.url(of: task).appending(path: "progress.jsonl")
        var lines = try DurableFile.read(log)
        lines[lines.startIndex + 40] ^= 1
        try DurableFile.write(lines, to: log)
        let error = await #expect(throws: StudyError.self) {
            try await TinyStudy.train(study, tasks: [task])
        }
        #expect(error?.code == .noValidCheckpoint)
        #expect(error?.problem.contains("progress.jsonl") == true)
    }

    @Test func aSecondWriterIsToldToWait() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        func status(_ tasks: [StudyTask]?) async -> Diagnostics.ExitStatus? {
            do {
                try await TinyStudy.train(study, tasks: tasks)
                return .done
            } catch {
                return (error as? any DiagnosedError)?.status
            }
        }
        let tasks = study.plan.tasks
        var lock: StudyLock? = try study.lock()
        #expect(await status(nil) == .busy)
        #expect(await status([tasks[1]]) == .busy)
        withExtendedLifetime(lock) {}
        lock = nil
        lock = try study.lock(tasks: [tasks[0]])
        #expect(await status([tasks[1]]) == .done)
        #expect(await status([tasks[0]]) == .busy)
        #expect(await status(nil) == .busy)
        withExtendedLifetime(lock) {}
        lock = nil
        #expect(await status(nil) == .done)
    }

    @Test func theCallersLockServes() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        let lock = try study.lock()
        let images = StudyImages(TinyStudy.data, try TinyStudy.split(), plan: study.plan)
        try await Sweep(study: study, images: images, lock: lock).run(
            tasks: [study.plan.tasks[0]], jobs: 1, stop: { false }, report: { _ in })
        #expect(try study.record(of: study.plan.tasks[0]).state == .done)
    }

    @Test func oneFailureStopsTheOthers() async throws {
        var settings = TinyStudy.settings
        settings.epochs = 2000
        let study = try TinyStudy.create(in: scratch.url, settings)
        // A file in the place of the third run's folder.
        let tasks = study.plan.tasks
        try DurableFile.write(Data(), to: study.url(of: tasks[2]))
        let error = await #expect(throws: StorageError.self) {
            try await TinyStudy.train(study, jobs: 3)
        }
        #expect(error?.problem.contains("a file stands where a folder should be") == true)
        #expect(try study.record(of: tasks[0]).state != .done)
    }

    @Test func linksAreNotWrittenThrough() async throws {
        let study = try TinyStudy.create(in: scratch("runs"))
        try FileManager.default.createDirectory(
            at: scratch("target"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: study.folder.appending(path: "latent-001"), withDestinationURL: scratch("target"))
        await #expect(throws: StorageError.self) { try await TinyStudy.train(study) }
        #expect(try Folder.names(in: scratch("target")).isEmpty)
    }

    @Test func otherImagesAreRefused() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        let images = StudyImages(
            TinyStudy.data, try DataSplit(TinyStudy.images(20, stream: 9), trainImages: nil),
            plan: study.plan)
        let error = await #expect(throws: StudyError.self) {
            try await Sweep(study: study, images: images)
                .run(tasks: study.plan.tasks, jobs: 1, stop: { false }, report: { _ in })
        }
        #expect(error?.code == .otherPlan)
    }

    @Test func alteredWeightsAreNotLoaded() async throws {
        let study = try TinyStudy.create(in: scratch.url)
        let task = study.plan.tasks[0]
        #expect(throws: StudyError.self) { try study.model(of: task) }
        try await TinyStudy.train(study, tasks: [task])
        let file = study.url(of: task).appending(path: "model.safetensors")
        var data = try DurableFile.read(file)
        data[data.endIndex - 2] ^= 1
        try DurableFile.write(data, to: file)
        let error = #expect(throws: StudyError.self) { try study.model(of: task) }
        #expect(error?.code == .damaged)
    }
}
