import Compute

/// The order in which an epoch takes its images.
public enum BatchOrder {
    /// A uniformly random order of 0 ..< count, its own for each seed and epoch (from 0).
    public static func shuffled(count: Int, seed: UInt64, epoch: Int) -> [Int] {
        var generator = Philox(seed: seed, purpose: .order, stream: UInt64(epoch))
        var order = Array(0..<count)
        generator.shuffle(&order)
        return order
    }
}
