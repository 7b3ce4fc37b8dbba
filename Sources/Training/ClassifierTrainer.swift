import Compute
public import Datasets
public import Models

/// Trains a classifier: Adam on the cross-entropy, the same schedule and order as for a VAE.
///
/// Equal classifier, configuration, seed and images give equal bits.
public struct ClassifierTrainer {
    /// The classifier at work; after the training it holds the last weights.
    public let classifier: Classifier
    /// Epochs, batch size and rate; what concerns the KL term is not looked at.
    public let configuration: TrainingConfiguration
    /// Keys the order of images.
    public let seed: UInt64

    /// A training from its start.
    public init(classifier: Classifier, configuration: TrainingConfiguration, seed: UInt64) {
        self.classifier = classifier
        self.configuration = configuration
        self.seed = seed
    }

    /// Trains until the last epoch; `report` is told after every step how many steps are done, and in
    /// all, and may throw to end it. Throws `TrainingError.classifierDiverged`.
    ///
    /// - Precondition: labelled images of the classifier's size.
    public func run(on images: ImageSet, report: (_ done: Int, _ total: Int) throws -> Void) throws
    {
        let schedule = Schedule(configuration, images: images.count)
        let optimizer = Adam(
            parameterCount: classifier.parameterCount, step: 0, first: [], second: [])
        for epoch in 0..<configuration.epochs {
            let order = BatchOrder.shuffled(count: images.count, seed: seed, epoch: epoch)
            for start in stride(from: 0, to: order.count, by: configuration.batchSize) {
                let end = min(start + configuration.batchSize, order.count)
                optimizer.begin(rate: schedule.learningRate(step: optimizer.step))
                let loss = classifier.differentiate(
                    images, at: order[start..<end], use: optimizer.move)
                guard loss.isFinite else {
                    throw TrainingError.classifierDiverged(step: optimizer.step)
                }
                try report(optimizer.step, schedule.totalSteps)
            }
        }
    }
}
