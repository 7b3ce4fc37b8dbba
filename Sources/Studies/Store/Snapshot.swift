import Foundation
public import Models
import Storage

/// A decoder's weights at the end of an early epoch, kept to show how it learned.
public struct Snapshot: Codable, Hashable, Sendable {
    /// From 1.
    public let epoch: Int
    /// SHA-256 of its file.
    public let hash: String

    /// Gives the record as it is.
    public init(epoch: Int, hash: String) {
        self.epoch = epoch
        self.hash = hash
    }

    /// `snapshot-00005.safetensors`
    public var name: String { Self.name(epoch: epoch) }

    static func name(epoch: Int) -> String {
        let digits = String(epoch)
        return "snapshot-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            + ".safetensors"
    }

    /// What the names of the weights that are kept begin with: the half that makes images.
    static let prefix = "decoder."

    /// Epochs whose weights are kept, where a training goes on after them: most is learned in the
    /// first.
    static let earlyEpochs = [1, 2, 5]

    /// Whether an epoch of a training of `epochs` is kept. Of the last epoch only where it is not the
    /// best: then `model.safetensors` holds those very weights.
    static func isDue(epoch: Int, of epochs: Int, isBest: Bool) -> Bool {
        epoch < epochs ? earlyEpochs.contains(epoch) : !isBest
    }
}

extension Study {
    /// A model with the decoder of an earlier epoch; its encoder is untrained. Throws `StudyError` that
    /// names the file where it is not the one that was written, `StorageError`, and `ModelError`.
    public func decoder(of task: StudyTask, at snapshot: Snapshot) throws -> VAE {
        let model = VAE(plan.model(latentSize: task.latentSize), seed: task.seed)
        let file = ModelFile(url(of: task).appending(path: snapshot.name))
        try file.load(
            model, hash: snapshot.hash, prefix: Snapshot.prefix,
            remedy: "restore the file, or remove its folder to train this model again")
        return model
    }
}
