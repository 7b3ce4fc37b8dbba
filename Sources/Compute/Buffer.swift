/// Memory for floats that inner loops work on: aligned to 64 bytes, zeroed, freed with its owner.
///
/// One owner, one thread.
public final class Buffer {
    /// Number of floats.
    public let count: Int
    /// The first of them.
    public let pointer: UnsafeMutablePointer<Float>

    /// Floats beyond the last: kernels read rows to the end of a vector.
    private static let slack = 32

    /// `count` zeros.
    public init(count: Int) {
        self.count = count
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: (count + Self.slack) * MemoryLayout<Float>.stride, alignment: 64)
        pointer = memory.bindMemory(to: Float.self, capacity: count + Self.slack)
        pointer.initialize(repeating: 0, count: count + Self.slack)
    }

    deinit {
        pointer.deallocate()
    }

    /// A copy of all elements.
    public var values: [Float] {
        Array(UnsafeBufferPointer(start: pointer, count: count))
    }

    /// Overwrites the first elements.
    ///
    /// - Precondition: `values` fits.
    public func assign(_ values: [Float]) {
        precondition(values.count <= count, "\(values.count) values for \(count) places")
        values.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            pointer.update(from: first, count: source.count)
        }
    }
}

@available(*, unavailable)
extension Buffer: Sendable {}
