import Datasets
import Diagnostics
public import Foundation
import Models
import Storage
import Yams

extension StudySettings {
    /// Reads a study file: YAML, one mapping, its keys the long names of flags. Throws
    /// `StudyError` with file, line and column, and `StorageError` where it cannot be read.
    public init(contentsOf url: URL) throws {
        let text = try DurableFile.read(url, limit: 1 << 20)
        try self.init(yaml: text, place: url.relativePath)
    }

    /// Reads the bytes of a study file; `place` names it in errors. Throws `StudyError`.
    public init(yaml data: Data, place: String) throws {
        self.init()
        let reader = StudyFile(place: place)
        for entry in try reader.entries(data) {
            let value = entry.value
            origins[entry.key] = value.place
            switch entry.key {
            case .dataset: dataset = try value.text()
            case .preset: preset = try value.choice(Preset.self)
            case .latentSizes: latentSizes = try value.integers()
            case .seeds: seeds = try value.integer()
            case .epochs: epochs = try value.integer()
            case .trainImages: trainImages = try value.integer()
            case .batchSize: batchSize = try value.integer()
            case .learningRate: learningRate = try value.number()
            case .warmUpSteps: warmUpSteps = try value.integer()
            case .beta: beta = try value.number()
            case .klWarmUpEpochs: klWarmUpEpochs = try value.integer()
            case .channels: channels = try value.integers()
            case .kernelSize: kernelSize = try value.integer()
            case .hiddenWidths: hiddenWidths = try value.integers()
            case .activation: activation = try value.choice(Activation.self)
            case .likelihood: likelihood = try value.choice(Likelihood.self)
            case .pixels: pixels = try value.choice(Pixels.self)
            case .nllSamples: nllSamples = try value.integer()
            case .nllImages: nllImages = try value.integer()
            case .study: study = try value.text()
            case .title: title = try value.text()
            }
        }
    }
}
