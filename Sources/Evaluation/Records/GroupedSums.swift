/// A metric summed over fixed groups of test images.
///
/// Enough to compare two models on the same images, or to leave a group out, without keeping a
/// number for every image.
public struct GroupedSums: Codable, Hashable, Sendable {
    /// The metric summed over the images of each group.
    public var sums: [Double]
    /// Images in each group.
    public var counts: [Int]

    /// Gives the sums as they are.
    public init(sums: [Double], counts: [Int]) {
        self.sums = sums
        self.counts = counts
    }

    /// Sums one value an image over `groups`.
    /// - Precondition: as many values as `groups` divides images.
    public init(_ values: [Double], groups: TestGroups) {
        precondition(values.count == groups.group.count, "values and groups differ")
        self.init(sums: [Double](repeating: 0, count: groups.count), counts: groups.counts)
        for (value, group) in zip(values, groups.group) { sums[group] += value }
    }
}
