public import Datasets
public import Models

/// Trains one VAE: Adam on the negative ELBO, checked on validation images after each epoch.
public struct Trainer {
    /// The model at work.
    public let model: VAE
    /// How it is trained.
    public let configuration: TrainingConfiguration
    /// Keys the order of images and the noise.
    public let seed: UInt64
    /// Where the training stands.
    public private(set) var state: TrainingState

    /// A training from its start.
    public init(model: VAE, configuration: TrainingConfiguration, seed: UInt64) {
        self.init(
            model: model, configuration: configuration, seed: seed,
            resuming: TrainingState(
                epoch: 0, step: 0, parameters: model.flatParameters, firstMoments: [],
                secondMoments: [], bestParameters: [], bestEpoch: 0, bestScore: .infinity))
    }

    /// A training that goes on from `state`, with the same bytes as if it had not stopped.
    public init(
        model: VAE, configuration: TrainingConfiguration, seed: UInt64,
        resuming state: TrainingState
    ) {
        self.model = model
        self.configuration = configuration
        self.seed = seed
        self.state = state
    }

    /// Trains until the last epoch, or until the listener answers `.stop`; throws what it throws.
    ///
    /// The best weights by validation objective are in `state.bestParameters` afterwards.
    public mutating func run(
        on training: ImageSet, validating validation: ImageSet,
        report: (TrainingEvent) throws -> TrainingReply
    ) throws {
        preconditionFailure("not built yet")
    }
}
