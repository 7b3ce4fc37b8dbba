import Compute
public import Foundation

extension Safetensors {
    /// Reads the file at `url`. Throws `StorageError` that tells what is wrong with it.
    public init(contentsOf url: URL, limit: Int = 1 << 31) throws {
        try self.init(decoding: DurableFile.read(url, limit: limit), place: url.relativePath)
    }

    /// Reads a file's bytes; `place` names them in errors.
    ///
    /// Stricter than the format asks: only finite 32-bit floats, no gap, no byte too many, no key
    /// twice. Memory is taken only for what was checked against the file's size. Throws
    /// `StorageError`.
    public init(decoding data: Data, place: String) throws {
        func fail(_ problem: String) -> StorageError { .malformed(place, problem) }
        guard data.count >= 8 else {
            throw fail("only \(data.count) bytes, a header's length takes 8")
        }
        let bytes = data.startIndex == 0 ? data : Data(data)
        let length = bytes.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(Self.headerLimit) else {
            throw fail("a header of \(length) bytes, more than \(Self.headerLimit)")
        }
        guard length <= UInt64(bytes.count - 8) else {
            throw fail("a header of \(length) bytes, but only \(bytes.count - 8) follow its length")
        }
        let start = 8 + Int(length)
        let header: SafetensorsHeader
        do {
            header = try SafetensorsHeader(Array(bytes[8..<start]))
        } catch let error as SafetensorsHeader.Flaw {
            throw fail("header, offset \(8 + error.offset): \(error.problem)")
        }

        let size = bytes.count - start
        var position = 0
        var entries = [Entry]()
        for item in header.items.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            let name = item.name
            guard item.type == "F32" else { throw fail("\(name) is of type \(item.type), not F32") }
            guard item.begin <= item.end, item.end <= size else {
                throw fail("\(name) ends at byte \(item.end) of \(size)")
            }
            guard item.begin >= position else { throw fail("\(name) overlaps another tensor") }
            guard item.begin == position else {
                throw fail("a hole of \(item.begin - position) bytes before \(name)")
            }
            guard let count = Self.product(item.shape) else {
                throw fail("\(name): the shape \(item.shape) is too large")
            }
            guard count == (item.end - item.begin) / 4, (item.end - item.begin) % 4 == 0 else {
                throw fail(
                    "\(name): \(item.end - item.begin) bytes do not fill the shape \(item.shape)")
            }
            let values = Self.floats(bytes[start + item.begin..<start + item.end], count: count)
            guard values.allSatisfy({ $0.isFinite }) else {
                throw fail("\(name) holds a number that is not finite")
            }
            entries.append(Entry(name: name, tensor: Tensor(shape: item.shape, values: values)))
            position = item.end
        }
        guard position == size else {
            throw fail("\(size - position) bytes follow the last tensor")
        }
        self.init(entries: entries, metadata: header.metadata)
    }

    private static let headerLimit = 16 << 20

    /// The number of elements, nil where it or a product of some axes does not fit.
    private static func product(_ shape: [Int]) -> Int? {
        var result = 1
        for length in shape where length != 0 {
            let (product, overflow) = result.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            result = product
        }
        return shape.contains(0) ? 0 : result
    }

    private static func floats(_ bytes: Data, count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            #if _endian(big)
                for index in 0..<count {
                    buffer[index] = Float(bitPattern: buffer[index].bitPattern.byteSwapped)
                }
            #endif
            initialized = count
        }
    }
}
