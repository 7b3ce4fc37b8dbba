import Diagnostics
public import Foundation
public import Models
import Storage

/// `model.safetensors`: a model's weights under PyTorch's names and layouts.
public struct ModelFile {
    private let url: URL

    /// The file at `url`; need not exist.
    public init(_ url: URL) {
        self.url = url
    }

    /// Writes the weights of `model`, or those whose names begin with `prefix`; the file's SHA-256
    /// comes back. Throws `StorageError`.
    public func write(
        _ model: some Trainable, metadata: [String: String], prefix: String = ""
    ) throws -> String {
        let parameters = model.parameters.filter { $0.name.hasPrefix(prefix) }
        let entries = parameters.map { Safetensors.Entry(name: $0.name, tensor: $0.tensor) }
        let data = try Safetensors(entries: entries, metadata: metadata).encoded()
        try DurableFile.write(data, to: url)
        return Digest.sha256(data)
    }

    /// Loads the weights into `model`, all, or those whose names begin with `prefix`; they must be
    /// those with this SHA-256, else `remedy` says what to do instead of the usual. Throws `StudyError`, `StorageError` and
    /// `ModelError`.
    public func load(
        _ model: some Trainable, hash: String, prefix: String = "", remedy: String? = nil
    ) throws {
        let data = try DurableFile.read(url)
        guard Digest.sha256(data) == hash else {
            throw remedy.map { StudyError.otherWeights(url, remedy: $0) }
                ?? .otherWeights(url)
        }
        let file = try Safetensors(decoding: data, place: url.relativePath)
        let others = model.parameters.filter { !$0.name.hasPrefix(prefix) }
        try model.load(
            others + file.entries.map { NamedTensor(name: $0.name, tensor: $0.tensor) })
    }

    /// The file's SHA-256, where it is there with this entry in its metadata, else nil. Throws
    /// `StorageError` where it cannot be read.
    public func found(key: String, value: String) throws -> String? {
        guard try DurableFile.exists(url) else { return nil }
        let data = try DurableFile.read(url)
        let file = try? Safetensors(decoding: data, place: url.relativePath)
        return file?.metadata[key] == value ? Digest.sha256(data) : nil
    }

    /// Whether the file is there with this SHA-256. Throws `StorageError`.
    public func isWhole(hash: String) throws -> Bool {
        guard try DurableFile.exists(url) else { return false }
        return Digest.sha256(try DurableFile.read(url)) == hash
    }
}
