import Evaluation

/// Which latent sizes an explorer carries the decoders of.
public enum ExplorerSizes: String, Sendable, Hashable, Codable, CaseIterable {
    /// The smallest, the one that the answer speaks of and the largest.
    case usual
    /// Every one.
    case all
    /// None: the strip alone is shown.
    case none
}

extension ExplorerSizes {
    /// The smallest, the one to look at between them, and the largest.
    ///
    /// That is the verdict's; without one, of the sizes between, the one that misses least, else that
    /// whose prior's samples are nearest to test images, or where that is not measured, that of the
    /// lowest negative ELBO.
    static func usual(_ view: StudyView) -> [Int] {
        let sizes = view.sizes.map(\.latentSize)
        let between = view.sizes.dropFirst().dropLast()
        let closest = between.first { $0.latentSize == view.answeredSize }
        let middle =
            view.markedSize
            ?? (closest ?? between.min { score($0) < score($1) })?.latentSize
        return [sizes.first, middle, sizes.last].compactMap { $0 }
    }

    /// Lower is better; the smaller of equals comes first.
    private static func score(_ size: StudyView.Size) -> Double {
        let distances = size.runs.compactMap(\.evaluation.generation?.prior.frechetDistance.value)
        return distances.count == size.runs.count
            ? distances.reduce(0, +) / Double(distances.count)
            : size.spread(\.negativeELBO.mean).mean
    }
}
