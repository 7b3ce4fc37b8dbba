public import Datasets

/// The test images dealt into groups of equal size and equal shares of every class.
///
/// The groups depend on the labels and the order of the images alone, so every model of a study is
/// measured on the same ones.
public struct TestGroups: Sendable, Hashable {
    /// Groups that images are dealt into where there are enough images.
    public static let usualCount = 50

    /// How many groups there are.
    public let count: Int
    /// The group of each image, from 0.
    public let group: [Int]

    /// Deals images in the order of their class, within a class in the order of the file; images
    /// without labels in the order of the file.
    public init(_ images: ImageSet, count: Int = usualCount) {
        self.count = max(1, min(count, images.count))
        var order = Array(0..<images.count)
        if let labels = images.labels {
            order.sort { (labels[$0], $0) < (labels[$1], $1) }
        }
        var group = [Int](repeating: 0, count: images.count)
        for (position, image) in order.enumerated() { group[image] = position % self.count }
        self.group = group
    }

    /// Images in each group; they differ by one at most.
    public var counts: [Int] {
        group.reduce(into: [Int](repeating: 0, count: count)) { $0[$1] += 1 }
    }
}
