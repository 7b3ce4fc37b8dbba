import Compute
public import Datasets
public import Models

/// Trains one VAE: Adam on the negative ELBO, checked on validation images after each epoch.
///
/// Equal model, configuration, seed and images give equal bits, interrupted or not.
public struct Trainer {
    /// The model at work; after the training it holds the last weights, not the best.
    public let model: VAE
    /// How it is trained.
    public let configuration: TrainingConfiguration
    /// Keys the order of images and the noise.
    public let seed: UInt64
    /// Where the training stood after its last epoch, or where it was saved or stopped within one.
    public private(set) var state: TrainingState
    private let optimizer: Adam

    /// A training from its start.
    public init(model: VAE, configuration: TrainingConfiguration, seed: UInt64) {
        self.init(
            model: model, configuration: configuration, seed: seed,
            resuming: TrainingState(
                epoch: 0, step: 0, parameters: model.flatParameters, firstMoments: [],
                secondMoments: [], bestParameters: [], bestEpoch: 0, bestScore: .infinity))
    }

    /// A training that goes on from `state`, with the same bytes as if it had not stopped.
    ///
    /// - Precondition: the state is of this model.
    public init(
        model: VAE, configuration: TrainingConfiguration, seed: UInt64,
        resuming state: TrainingState
    ) {
        self.model = model
        self.configuration = configuration
        self.seed = seed
        self.state = state
        model.flatParameters = state.parameters
        optimizer = Adam(
            parameterCount: model.parameterCount, step: state.step, first: state.firstMoments,
            second: state.secondMoments)
    }

    /// Trains until the last epoch, or until the listener answers `.stop`.
    ///
    /// The best weights by validation objective (reconstruction + beta · KL) are in
    /// `state.bestParameters` afterwards. Images are taken as they are, but for training images of a
    /// configuration with dynamic pixels: these are grey, and drawn here in black and white, each
    /// epoch anew. Throws `TrainingError.diverged` and what the listener
    /// throws.
    ///
    /// - Precondition: both sets hold images of the model's size.
    public mutating func run(
        on training: ImageSet, validating validation: ImageSet,
        report: (TrainingEvent) throws -> TrainingReply
    ) throws {
        let schedule = Schedule(configuration, images: training.count)
        // No more memory than there are images, however large a batch was asked for.
        let batch = Batch(
            model.configuration,
            capacity: min(configuration.batchSize, max(training.count, validation.count)))
        while state.epoch < configuration.epochs {
            guard
                let sums = try trainEpoch(
                    on: training, schedule: schedule, batch: batch, report: report)
            else { return }
            let record = try finishEpoch(
                sums, validation: measure(validation, batch: batch), schedule: schedule)
            if try report(.epoch(record, state)) == .stop { return }
        }
    }

    /// What is left of one pass over the training images; nil where the listener stopped it.
    private mutating func trainEpoch(
        on training: ImageSet, schedule: Schedule, batch: Batch,
        report: (TrainingEvent) throws -> TrainingReply
    ) throws -> ELBOSums? {
        let order = BatchOrder.shuffled(count: training.count, seed: seed, epoch: state.epoch)
        // By the image's place in the set, whatever the order.
        let binarization =
            configuration.pixels == .dynamic ? Binarization.epoch(state.epoch, seed: seed) : nil
        var sums = state.running ?? ELBOSums(latentSize: model.configuration.latentSize)
        let done = state.step - state.epoch * schedule.stepsPerEpoch
        for start in stride(
            from: done * configuration.batchSize, to: order.count, by: configuration.batchSize)
        {
            let step = optimizer.step
            batch.load(
                training, at: order[start..<min(start + batch.capacity, order.count)],
                binarization: binarization)
            batch.drawNoise(Philox(seed: seed, purpose: .trainingNoise, stream: UInt64(step)))
            optimizer.begin(rate: schedule.learningRate(step: step))
            model.differentiate(
                batch, klWeight: schedule.klWeight(step: step), addingTo: &sums,
                use: optimizer.move)
            guard (sums.reconstruction + sums.kl).isFinite else {
                throw TrainingError.diverged(
                    latentSize: model.configuration.latentSize, step: step + 1)
            }
            let progress = StepProgress(
                epoch: state.epoch + 1, step: step + 1, totalSteps: schedule.totalSteps,
                imagesSeen: state.epoch * order.count + start + batch.count,
                negativeELBO: LossParts(sums).negativeELBO)
            var reply = try report(.step(progress))
            if reply != .proceed { keep(running: sums) }
            if reply == .save { reply = try report(.saved(state)) }
            if reply == .stop { return nil }
        }
        return sums
    }

    /// The negative ELBO's parts over all validation images, with the same noise after each epoch.
    private func measure(_ validation: ImageSet, batch: Batch) -> ELBOSums {
        var sums = ELBOSums(latentSize: model.configuration.latentSize)
        let noise = Philox(seed: seed, purpose: .validationNoise)
        let indices = Array(0..<validation.count)
        for start in stride(from: 0, to: indices.count, by: batch.capacity) {
            batch.load(validation, at: indices[start..<min(start + batch.capacity, indices.count)])
            batch.drawNoise(noise, from: start)
            model.elbo(batch, addingTo: &sums)
        }
        return sums
    }

    /// Moves the state one epoch on and says what it came to.
    private mutating func finishEpoch(
        _ training: ELBOSums, validation: ELBOSums, schedule: Schedule
    ) throws -> EpochRecord {
        let parts = LossParts(validation)
        // The last step of an epoch can ruin weights that no training loss has been taken of.
        guard parts.negativeELBO.isFinite else {
            throw TrainingError.diverged(
                latentSize: model.configuration.latentSize, step: optimizer.step)
        }
        let score = parts.reconstruction + configuration.beta * parts.kl
        let isBest = score < state.bestScore
        state.epoch += 1
        keep(running: nil)
        if isBest {
            state.bestParameters = state.parameters
            state.bestEpoch = state.epoch
            state.bestScore = score
        }
        return EpochRecord(
            epoch: state.epoch, step: state.step,
            learningRate: schedule.learningRate(step: state.step - 1),
            klWeight: schedule.klWeight(step: state.step - 1), training: LossParts(training),
            validation: parts, isBest: isBest)
    }

    /// Copies where the training is now into the state.
    private mutating func keep(running: ELBOSums?) {
        state.step = optimizer.step
        model.copyParameters(to: &state.parameters)
        optimizer.first.copy(to: &state.firstMoments)
        optimizer.second.copy(to: &state.secondMoments)
        state.running = running
    }
}

@available(*, unavailable)
extension Trainer: Sendable {}
