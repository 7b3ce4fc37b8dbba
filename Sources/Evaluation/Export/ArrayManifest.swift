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
    }

    /// One trained model.
    struct Run: Encodable {
        let path: String
        let latentSize: Int
        let seed: UInt64
        let modelHash: String
        /// By what they hold: `noise`, `mean`, …
        let files: [String: String]
    }

    /// Changes when a file's meaning does.
    let formatVersion = 1
    let study: String
    let planHash: String
    let fingerprint: [String: String]
    let definitions: [String: Int]
    let model: Model
    let testImages: Int
    let trainingImages: Int
    /// `test_images`, `training_images`.
    let files: [String: String]
    /// PCA reconstructions of the test images, by latent size.
    let pca: [String: String]
    let runs: [Run]
}
