import Diagnostics
import Foundation
import Models
import Storage

/// `model.safetensors`: a model's weights under PyTorch's names and layouts.
struct ModelFile {
    private let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// Writes the weights of `model`; its SHA-256 comes back.
    func write(_ model: VAE, metadata: [String: String]) throws -> String {
        let entries = model.parameters.map { Safetensors.Entry(name: $0.name, tensor: $0.tensor) }
        let data = try Safetensors(entries: entries, metadata: metadata).encoded()
        try DurableFile.write(data, to: url)
        return Digest.sha256(data)
    }

    /// Loads the weights into `model`; they must be those with this SHA-256.
    func load(_ model: VAE, hash: String) throws {
        let data = try DurableFile.read(url)
        guard Digest.sha256(data) == hash else {
            throw StudyError.damaged(
                url.relativePath, "not the weights that were written",
                "restore the file, or train again: the checkpoints beside it are still there")
        }
        let file = try Safetensors(decoding: data, place: url.relativePath)
        try model.load(file.entries.map { NamedTensor(name: $0.name, tensor: $0.tensor) })
    }

    /// Whether the file is there with this SHA-256.
    func isWhole(hash: String) throws -> Bool {
        guard try DurableFile.exists(url) else { return false }
        return Digest.sha256(try DurableFile.read(url)) == hash
    }
}
