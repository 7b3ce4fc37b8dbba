import Compute

/// In which order a training sees its images.
public enum BatchOrder {
    /// The indices 0 ..< `count`, shuffled for one epoch of the training keyed by `seed`.
    ///
    /// Depends on nothing else, so a resumed training goes on in the same order.
    ///
    /// - Precondition: `epoch` is not negative.
    public static func shuffled(count: Int, seed: UInt64, epoch: Int) -> [Int] {
        var generator = Philox(seed: seed, purpose: .order, stream: UInt64(epoch))
        var order = Array(0..<count)
        generator.shuffle(&order)
        return order
    }
}
