public import Compute
import Diagnostics
public import Foundation

/// Named tensors in one file, as the `safetensors` packages read and write them; 32-bit floats only.
///
/// Layout: length of the header (8 bytes, little-endian), a JSON header padded with spaces to a
/// multiple of 8, then the tensors' bytes, little-endian and row-major, without gaps.
public struct Safetensors: Sendable, Hashable {
    /// A tensor and its name.
    public struct Entry: Sendable, Hashable {
        /// Unique in its file, not `__metadata__`.
        public let name: String
        /// Only finite numbers.
        public let tensor: Tensor

        /// Names a tensor.
        public init(name: String, tensor: Tensor) {
            self.name = name
            self.tensor = tensor
        }
    }

    /// In the order of their bytes in the file.
    public var entries: [Entry]
    /// The file's own words about itself.
    public var metadata: [String: String]

    /// Gives the content as it is; `encoded()` checks it.
    public init(entries: [Entry], metadata: [String: String] = [:]) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The tensor called `name`.
    public subscript(name: String) -> Tensor? { entries.first { $0.name == name }?.tensor }

    /// The file's bytes: equal content gives equal bytes. Throws `StorageError` where a name is
    /// there twice or a number is not finite.
    public func encoded() throws -> Data {
        var names: Set<String> = [Self.metadataKey]
        var fields = [String]()
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
            fields.append("\"\(Self.metadataKey)\":{\(pairs.joined(separator: ","))}")
        }
        var offset = 0
        for entry in entries {
            guard names.insert(entry.name).inserted else {
                throw Self.defect("the name \(entry.name) is used twice")
            }
            guard entry.tensor.values.allSatisfy({ $0.isFinite }) else {
                throw StorageError(
                    status: .badData, place: nil,
                    problem: "the tensor \(entry.name) holds a number that is not finite",
                    remedy: "the training diverged: lower the learning rate")
            }
            let end = offset + 4 * entry.tensor.values.count
            let shape = entry.tensor.shape.map(String.init).joined(separator: ",")
            fields.append(
                "\(Self.quoted(entry.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var header = "{\(fields.joined(separator: ","))}"
        header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
        var data = Data()
        data.reserveCapacity(8 + header.utf8.count + offset)
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) {
            data.append(contentsOf: $0)
        }
        data.append(contentsOf: header.utf8)
        for entry in entries { data.append(floats: entry.tensor.values) }
        return data
    }

    static let metadataKey = "__metadata__"

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func defect(_ problem: String) -> StorageError {
        StorageError(status: .defect, place: nil, problem: problem, remedy: "report this defect")
    }
}
