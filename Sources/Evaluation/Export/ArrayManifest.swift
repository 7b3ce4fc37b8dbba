import Studies

/// `manifest.json`: what the exported arrays are, and which file holds which.
struct ArrayManifest: Encodable {
    /// What is needed to build the network in another language.
    struct Model: Encodable {
        let height: Int, width: Int
        let channels: [Int]
        let kernelSize: Int
        let hiddenWidths: [Int]
        let activation: String
        let likelihood: String
        let pixels: String
    }

    /// One trained model.
    struct Run: Encodable {
        let path: String
        let latentSize: Int
        let seed: UInt64
        let modelHash: String
        /// By what they hold: `noise`, `mean`, …
        let files: [String: String]
        /// `prior` and `mixture`: of each `features`, `logits` and `images`; none where generation is not
        /// measured.
        let samples: [String: [String: String]]
    }

    /// What samples are compared with.
    struct Generation: Encodable {
        let judgeHash: String
        let heldOut: BaselineEvaluation.Generation.HeldOut
        /// Groups of the jackknife.
        let groups: Int
        /// By what they hold: `reference_features`, …
        let files: [String: String]
        /// Samples of the linear model by its size, as those of a run.
        let linear: [String: [String: String]]
    }

    /// Changes when a file's meaning does.
    let formatVersion = 2
    let study: String
    let planHash: String
    let fingerprint: [String: String]
    let definitions: [String: Int]
    let model: Model
    let testImages: Int
    let trainingImages: Int
    /// `test_images`, `training_images`, `test_labels`.
    let files: [String: String]
    /// PCA reconstructions of the test images, by latent size.
    let pca: [String: String]
    /// Nil where generation is not measured.
    let generation: Generation?
    let runs: [Run]
}
