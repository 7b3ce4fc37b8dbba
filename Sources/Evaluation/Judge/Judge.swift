import Compute
import Datasets
import Models

/// A trained judge, to be shared between threads: each takes a reader of its own.
struct Judge: Sendable {
    /// SHA-256 of its file: what depends on the judge names it.
    let hash: String
    private let configuration: ClassifierConfiguration
    private let parameters: [NamedTensor]
    private let featureScale: Double

    init(_ classifier: Classifier, _ record: JudgeRecord) {
        hash = record.modelHash
        configuration = classifier.configuration
        parameters = classifier.parameters
        featureScale = record.featureScale
    }

    /// Classes that it tells apart.
    var classes: Int { configuration.classes }

    /// A reader for one thread. Throws `ModelError` where the parameters are not a classifier's.
    func reader() throws -> JudgeReader {
        let classifier = Classifier(configuration, seed: 0)
        try classifier.load(parameters)
        return JudgeReader(classifier, featureScale: featureScale)
    }
}

/// Reads images with the judge; one owner, one caller at a time.
struct JudgeReader {
    /// What the judge makes of some images.
    struct Reading {
        /// [n, features], scaled.
        let features: FeatureMatrix
        /// [n, classes]
        let logits: Tensor
        /// The likeliest class of each.
        let classes: [UInt8]
        /// Its probability.
        let confidences: [Double]
    }

    private let classifier: Classifier
    private let featureScale: Double

    /// Features are multiplied by `featureScale`.
    init(_ classifier: Classifier, featureScale: Double) {
        self.classifier = classifier
        self.featureScale = featureScale
    }

    /// Takes as many threads for what is read from now on.
    func use(_ workers: Workers) {
        classifier.workers = workers
    }

    /// Images are [n, height · width] on 0…1.
    func read(_ images: Tensor) -> Reading {
        let prediction = classifier.predict(images)
        return Reading(
            features: FeatureMatrix(
                count: images.shape[0], width: prediction.features.rowLength,
                values: prediction.features.values.map { Double($0) * featureScale }),
            logits: prediction.logits, classes: prediction.classes,
            confidences: prediction.confidences)
    }

    /// The features of all images of a set.
    func features(_ images: ImageSet) -> FeatureMatrix {
        FeatureMatrix(joining: images.blocks.map { read(images.tensor($0)).features })
    }
}
