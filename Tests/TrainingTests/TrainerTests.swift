import Compute
import Datasets
import Models
import Testing

@testable import Training

@Suite struct TrainerTests {
    /// Bars at eight angles and positions: something to learn in little time.
    private static func bars(_ count: Int, from first: Int = 0) -> ImageSet {
        var pixels = [UInt8]()
        for index in first..<first + count {
            for y in 0..<8 {
                for x in 0..<8 {
                    let across = index % 2 == 0 ? x : y
                    pixels.append(across == index / 2 % 8 ? 255 : UInt8((index * 7 + x * y) % 32))
                }
            }
        }
        return ImageSet(shape: ImageShape(height: 8, width: 8), pixels: pixels, labels: nil)
    }

    private func trainer(
        epochs: Int = 4, pixels: Pixels = .grey, resuming state: TrainingState? = nil
    ) -> Trainer {
        let model = VAE(
            VAEConfiguration(
                image: ImageShape(height: 8, width: 8), latentSize: 3, channels: [4, 6],
                hiddenWidths: [16]), seed: 5)
        let configuration = TrainingConfiguration(
            epochs: epochs, batchSize: 24, warmUpSteps: 3, pixels: pixels)
        guard let state else {
            return Trainer(model: model, configuration: configuration, seed: 5)
        }
        return Trainer(model: model, configuration: configuration, seed: 5, resuming: state)
    }

    @Test func itLearns() throws {
        var records = [EpochRecord]()
        var trainer = trainer(epochs: 30)
        try trainer.run(on: Self.bars(200), validating: Self.bars(40, from: 200)) { event in
            if case .epoch(let record, _) = event { records.append(record) }
            return .proceed
        }
        #expect(records.count == 30 && records.map(\.epoch) == Array(1...30))
        #expect(records[29].validation.negativeELBO < 0.75 * records[0].validation.negativeELBO)
        let best = records.min { $0.validation.negativeELBO < $1.validation.negativeELBO }
        #expect(trainer.state.bestEpoch == best?.epoch)
        #expect(records.last { $0.isBest }?.epoch == best?.epoch)
        // 200 images in batches of 24: nine steps, the last on eight images.
        #expect(records[29].step == 30 * 9)
    }

    @Test func validationDoesNotDependOnTheBatches() throws {
        let losses = try [24, 7, 40].map { batchSize in
            let model = trainer().model
            var trainer = Trainer(
                model: model,
                configuration: TrainingConfiguration(
                    epochs: 1, batchSize: batchSize, learningRate: 0), seed: 5)
            var found = Double.nan
            try trainer.run(on: Self.bars(24), validating: Self.bars(40)) { event in
                if case .epoch(let record, _) = event { found = record.validation.negativeELBO }
                return .proceed
            }
            return found
        }
        for loss in losses { #expect(abs(loss - losses[0]) < 1e-9 * losses[0]) }
    }

    @Test func threadsChangeNoBit() throws {
        let states = try [1, 2, 3, 8].map { threads in
            var trainer = trainer(epochs: 2)
            let model = trainer.model
            model.workers = Workers(count: threads)
            try trainer.run(on: Self.bars(200), validating: Self.bars(40)) { event in
                // Nor does changing their number on the way.
                if case .epoch = event, threads == 3 { model.workers = .one }
                return .proceed
            }
            return trainer.state
        }
        #expect(states.allSatisfy { $0 == states[0] })
    }

    @Test(arguments: [Pixels.grey, .dynamic])
    func resumingGivesTheSameBits(pixels: Pixels) throws {
        var states = [TrainingState]()
        var records = [EpochRecord]()
        var whole = trainer(pixels: pixels)
        try whole.run(on: Self.bars(100), validating: Self.bars(20)) { event in
            if case .epoch(let record, let state) = event {
                states.append(state)
                records.append(record)
            }
            return .proceed
        }
        for (index, state) in states.enumerated() {
            var again = [EpochRecord]()
            var resumed = trainer(pixels: pixels, resuming: state)
            try resumed.run(on: Self.bars(100), validating: Self.bars(20)) { event in
                if case .epoch(let record, _) = event { again.append(record) }
                return .proceed
            }
            #expect(resumed.state == whole.state)
            #expect(again == Array(records[(index + 1)...]))
        }
    }

    @Test(arguments: [Pixels.grey, .dynamic])
    func savedWithinAnEpochGivesTheSameBits(pixels: Pixels) throws {
        var records = [EpochRecord](), states = [TrainingState]()
        var whole = trainer(pixels: pixels)
        try whole.run(on: Self.bars(100), validating: Self.bars(20)) { event in
            if case .epoch(let record, _) = event { records.append(record) }
            return .proceed
        }
        // Five steps an epoch; saving changes nothing for the one who is saved.
        var saved = trainer(pixels: pixels)
        try saved.run(on: Self.bars(100), validating: Self.bars(20)) { event in
            switch event {
            case .step(let progress): return progress.step % 3 == 0 ? .save : .proceed
            case .saved(let state): states.append(state)
            case .epoch: break
            }
            return .proceed
        }
        #expect(saved.state == whole.state)
        #expect(states.map(\.step) == [3, 6, 9, 12, 15, 18])
        #expect(states.map(\.epoch) == [0, 1, 1, 2, 2, 3])
        #expect(states.map { $0.running?.count } == [72, 24, 96, 48, 100, 72])
        for state in states {
            var again = [EpochRecord]()
            var resumed = trainer(pixels: pixels, resuming: state)
            try resumed.run(on: Self.bars(100), validating: Self.bars(20)) { event in
                if case .epoch(let record, _) = event { again.append(record) }
                return .proceed
            }
            #expect(resumed.state == whole.state)
            #expect(again == Array(records[state.epoch...]))
        }
    }

    @Test func stoppingLeavesTheStateToGoOnFrom() throws {
        var trainer = trainer()
        var steps = 0
        try trainer.run(on: Self.bars(100), validating: Self.bars(20)) { event in
            if case .step = event { steps += 1 }
            return steps == 12 ? .stop : .proceed
        }
        // Five steps an epoch: stopped in the third.
        #expect(steps == 12 && trainer.state.epoch == 2 && trainer.state.step == 12)
        #expect(trainer.state.running?.count == 48)
    }

    @Test func divergenceInTheOnlyStepIsAnError() {
        // Its loss is still finite; the weights it leaves are not fit for the validation images.
        var trainer = Trainer(
            model: VAE(
                VAEConfiguration(
                    image: ImageShape(height: 8, width: 8), latentSize: 2, channels: [4],
                    hiddenWidths: [8]), seed: 1),
            configuration: TrainingConfiguration(
                epochs: 1, batchSize: 1 << 40, learningRate: 1e4, warmUpSteps: 0), seed: 1)
        #expect(throws: TrainingError.diverged(latentSize: 2, step: 1)) {
            try trainer.run(on: Self.bars(50), validating: Self.bars(10)) { _ in .proceed }
        }
    }

    @Test func divergenceIsAnError() {
        let model = VAE(
            VAEConfiguration(
                image: ImageShape(height: 8, width: 8), latentSize: 2, channels: [4],
                hiddenWidths: [8]), seed: 1)
        var trainer = Trainer(
            model: model,
            configuration: TrainingConfiguration(
                epochs: 5, batchSize: 10, learningRate: 1e6, warmUpSteps: 0), seed: 1)
        #expect(throws: TrainingError.self) {
            try trainer.run(on: Self.bars(50), validating: Self.bars(10)) { _ in .proceed }
        }
    }
}
