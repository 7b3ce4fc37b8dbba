/// Moves labels apart along one line, as little as possible.
enum LabelPlacement {
    /// New places, in the order given, at least `gap` apart and inside `range` where there is room,
    /// with the least sum of squared moves: the pool-adjacent-violators algorithm.
    static func spread(_ places: [Double], gap: Double, within range: ClosedRange<Double>)
        -> [Double]
    {
        guard !places.isEmpty else { return [] }
        let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        // With the gaps taken out, "at least a gap apart" is "not falling".
        let room = range.upperBound - range.lowerBound
        let gap = min(gap, room / Double(max(places.count - 1, 1)))
        var blocks: [(sum: Double, count: Int)] = []
        for (rank, index) in order.enumerated() {
            blocks.append((places[index] - Double(rank) * gap, 1))
            while blocks.count > 1, let last = blocks.last,
                case let before = blocks[blocks.count - 2],
                before.sum / Double(before.count) > last.sum / Double(last.count)
            {
                blocks.removeLast()
                blocks[blocks.count - 1] = (before.sum + last.sum, before.count + last.count)
            }
        }
        let flat = blocks.flatMap { block in
            [Double](repeating: block.sum / Double(block.count), count: block.count)
        }
        let top = range.upperBound - Double(places.count - 1) * gap
        var moved = places
        for (rank, index) in order.enumerated() {
            moved[index] = min(max(flat[rank], range.lowerBound), top) + Double(rank) * gap
        }
        return moved
    }
}
