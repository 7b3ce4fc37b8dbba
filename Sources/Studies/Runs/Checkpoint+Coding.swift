import Compute
import Foundation
import Models
import Storage
import Training

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Checkpoint {
    /// Raised with the file's layout, and where a training that goes on from an older one would not
    /// end with the bytes of one that was never stopped: then it begins anew.
    private static let format = "2"
    private static let digestKey = "sha256"
    private static let noDigest = String(repeating: "0", count: 64)

    /// The losses of the epoch at work, bit for bit; nothing between two epochs. Their keys stand
    /// behind the checksum's, which has to be near the file's beginning.
    private var running: [String: String] {
        guard let sums = state.running else { return [:] }
        let values = [sums.reconstruction] + sums.klPerDimension
        return [
            "sumsBits": values.map { String($0.bitPattern, radix: 16) }.joined(separator: " "),
            "sumsCount": String(sums.count),
        ]
    }

    /// Whether the best weights are the present ones, as after most epochs: then they are written once.
    private var isBest: Bool {
        guard state.running == nil, state.bestEpoch == state.epoch else { return false }
        return state.parameters.withUnsafeBytes { present in
            state.bestParameters.withUnsafeBytes { best in
                guard present.count == best.count, let one = present.baseAddress,
                    let other = best.baseAddress
                else { return false }
                return memcmp(one, other, present.count) == 0
            }
        }
    }

    /// The file's bytes. Its checksum is of all bytes, with zeros in the checksum's own place.
    func encoded() throws -> Data {
        func entry(_ name: String, _ values: [Float]) -> Safetensors.Entry {
            Safetensors.Entry(name: name, tensor: Tensor(shape: [values.count], values: values))
        }
        let file = Safetensors(
            entries: [
                entry("parameters", state.parameters), entry("adam.first", state.firstMoments),
                entry("adam.second", state.secondMoments),
            ] + (isBest ? [] : [entry("best", state.bestParameters)]),
            metadata: [
                "kind": "vae-report checkpoint", "format": Self.format, "plan": planHash,
                "task": String(task.number), "latentSize": String(task.latentSize),
                "seed": String(task.seed), "epoch": String(state.epoch),
                "step": String(state.step), "bestEpoch": String(state.bestEpoch),
                "bestScoreBits": String(state.bestScore.bitPattern, radix: 16),
                "logLength": String(log.length), "logHash": log.hash,
                "snapshots": snapshots.map { "\($0.epoch):\($0.hash)" }.joined(separator: " "),
                Self.digestKey: Self.noDigest,
            ].merging(running) { $1 })
        var data = try file.encoded()
        guard let place = Self.digestRange(in: data) else {
            preconditionFailure("a checkpoint without a place for its checksum")
        }
        data.replaceSubrange(place, with: Digest.sha256(data).utf8)
        return data
    }

    /// Reads a file's bytes; `place` names them in errors. Throws `StudyError` or `StorageError`
    /// of status `badData` where they are not those that were written.
    init(decoding data: Data, place: String) throws {
        func flaw(_ problem: String) -> StudyError {
            .damaged(place, problem, "it was torn or altered: the one before it is used")
        }
        // First of all: everything below is only worth reading in an unaltered file.
        guard let range = Self.digestRange(in: data) else {
            throw flaw("it has no checksum")
        }
        let digest = String(decoding: data[range], as: UTF8.self)
        var blank = data
        blank.replaceSubrange(range, with: Self.noDigest.utf8)
        guard digest == Digest.sha256(blank) else {
            throw flaw("the checksum does not fit")
        }

        let file = try Safetensors(decoding: data, place: place)
        func text(_ key: String) throws -> String {
            guard let text = file.metadata[key] else { throw flaw("\(key) is missing") }
            return text
        }
        func number<Number: FixedWidthInteger>(_ key: String, radix: Int = 10) throws -> Number {
            guard let number = Number(try text(key), radix: radix) else {
                throw flaw("\(key) is no number")
            }
            return number
        }
        func values(_ name: String) throws -> [Float] {
            guard let tensor = file[name] else { throw flaw("\(name) is missing") }
            return tensor.values
        }
        guard try text("format") == Self.format else {
            throw flaw("it has format \(try text("format")), not \(Self.format)")
        }
        // Checkpoints of older versions have none, and say nothing of them.
        let snapshots = try (file.metadata["snapshots"] ?? "").split(separator: " ").map { word in
            let parts = word.split(separator: ":")
            guard parts.count == 2, let epoch = Int(parts[0]) else {
                throw flaw("snapshots is no list of epochs and hashes")
            }
            return Snapshot(epoch: epoch, hash: String(parts[1]))
        }
        let running = try file.metadata["sumsBits"].map { words in
            let values = try words.split(separator: " ").map { word in
                guard let bits = UInt64(word, radix: 16) else {
                    throw flaw("sumsBits holds what is no number")
                }
                return Double(bitPattern: bits)
            }
            return ELBOSums(
                reconstruction: values.first ?? .nan, klPerDimension: Array(values.dropFirst()),
                count: try number("sumsCount"))
        }
        let epoch: Int = try number("epoch"), bestEpoch: Int = try number("bestEpoch")
        let parameters = try values("parameters")
        let isBest = file["best"] == nil && running == nil && bestEpoch == epoch
        self.init(
            planHash: try text("plan"),
            task: StudyTask(
                number: try number("task"), latentSize: try number("latentSize"),
                seed: try number("seed")),
            state: TrainingState(
                epoch: epoch, step: try number("step"),
                parameters: parameters, firstMoments: try values("adam.first"),
                secondMoments: try values("adam.second"),
                bestParameters: isBest ? parameters : try values("best"), bestEpoch: bestEpoch,
                bestScore: Double(bitPattern: try number("bestScoreBits", radix: 16)),
                running: running),
            log: RunLog.Mark(length: try number("logLength"), hash: try text("logHash")),
            snapshots: snapshots)
    }

    /// Where the checksum's 64 digits are: in the header's beginning, since keys are sorted and
    /// metadata stands first.
    private static func digestRange(in data: Data) -> Range<Data.Index>? {
        let key = Data("\"\(digestKey)\":\"".utf8)
        let head = data.prefix(8192)
        guard let found = head.range(of: key), head.endIndex - found.upperBound >= 64 else {
            return nil
        }
        return found.upperBound..<found.upperBound + 64
    }
}
