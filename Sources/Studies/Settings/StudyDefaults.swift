import Datasets
import Models
import Training

/// What the libraries take where nothing is said, so that presets say it only once.
enum StudyDefaults {
    static let model = VAEConfiguration(image: ImageShape(height: 28, width: 28), latentSize: 2)
    static let training = TrainingConfiguration(epochs: 1)
}
