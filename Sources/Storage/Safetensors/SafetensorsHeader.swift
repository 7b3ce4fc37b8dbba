/// The JSON header of a safetensors file, parsed strictly.
///
/// Foundation's JSON keeps one of two equal keys without a word; two readers of such a file may
/// disagree, so it is parsed here, where the grammar needed is small.
struct SafetensorsHeader {
    /// What the header says of one tensor.
    struct Item {
        var name: String
        var type: String
        var shape: [Int]
        var begin: Int, end: Int
    }

    /// What is wrong, and where in the header.
    struct Flaw: Error {
        let offset: Int
        let problem: String
    }

    private(set) var items: [Item] = []
    private(set) var metadata: [String: String] = [:]

    /// Parses the whole of `bytes`; spaces may follow.
    init(_ bytes: [UInt8]) throws {
        var scanner = JSONScanner(bytes)
        var names: Set<String> = []
        try scanner.object { name, scanner in
            guard names.insert(name).inserted else { throw scanner.flaw("\(name) is there twice") }
            if name == Safetensors.metadataKey {
                metadata = try Self.metadata(&scanner)
            } else {
                items.append(try Self.item(name, &scanner))
            }
        }
        try scanner.end()
    }

    private static func metadata(_ scanner: inout JSONScanner) throws -> [String: String] {
        var result: [String: String] = [:]
        try scanner.object { key, scanner in
            guard result.updateValue(try scanner.string(), forKey: key) == nil else {
                throw scanner.flaw("\(key) is there twice")
            }
        }
        return result
    }

    private static func item(_ name: String, _ scanner: inout JSONScanner) throws -> Item {
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?
        try scanner.object { key, scanner in
            switch key {
            case "dtype" where type == nil: type = try scanner.string()
            case "shape" where shape == nil: shape = try scanner.integers(limit: 8)
            case "data_offsets" where offsets == nil: offsets = try scanner.integers(limit: 2)
            default: throw scanner.flaw("\(name): unexpected key \(key)")
            }
        }
        guard let type, let shape, let offsets, offsets.count == 2 else {
            throw scanner.flaw("\(name) lacks its dtype, shape or two data_offsets")
        }
        return Item(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
    }
}
