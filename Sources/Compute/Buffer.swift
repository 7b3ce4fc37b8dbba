import Foundation

/// Memory for floats that inner loops work on: aligned to 64 bytes, zeroed, freed with its owner.
///
/// One owner, one thread.
public final class Buffer {
    /// Number of floats.
    public let count: Int
    /// The first of them.
    public let pointer: UnsafeMutablePointer<Float>

    /// What was taken, in which `pointer` is the first place on a line of the cache.
    private let memory: UnsafeMutableRawPointer

    /// Floats beyond the last, zeros: kernels read rows to the end of a panel.
    static let slack = Panels.width

    /// `count` zeros. Memory of large buffers is the system's fresh pages, which cost nothing before
    /// they are written to.
    public init(count: Int) {
        self.count = count
        let line = 64
        let floats = count + Self.slack
        guard let memory = calloc(floats * MemoryLayout<Float>.stride + line, 1) else {
            fatalError("no memory for \(count) floats")
        }
        self.memory = memory
        pointer = memory.alignedUp(toMultipleOf: line).bindMemory(to: Float.self, capacity: floats)
    }

    deinit {
        free(memory)
    }

    /// A copy of all elements.
    public var values: [Float] {
        Array(UnsafeBufferPointer(start: pointer, count: count))
    }

    /// Overwrites `array` with all elements, in its own memory where it has as many.
    public func copy(to array: inout [Float]) {
        guard array.count == count else { return array = values }
        array.withUnsafeMutableBufferPointer { target in
            target.baseAddress?.update(from: pointer, count: count)
        }
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
