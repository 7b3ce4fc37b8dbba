public import Compute

/// Draws some of the images of a set.
public enum Subset {
    /// `count` of the indices `candidates`, in rising order, spread evenly over the classes.
    ///
    /// Classes differ by at most one image as long as each has enough; what a small class lacks comes
    /// from the others. Without labels every image is as likely as any other. With the same
    /// generator, a smaller subset is a part of a larger one.
    ///
    /// - Parameter labels: the class of every image of the set, or nil.
    /// - Precondition: `count` is from 0 to the number of candidates, which are indices of the set.
    public static func classBalanced(
        count: Int, of labels: [UInt8]?, among candidates: Range<Int>,
        using generator: inout Philox
    ) -> [Int] {
        precondition((0...candidates.count).contains(count), "no such subset")
        var classes: [[Int]] = [[]]
        if let labels {
            classes = Array(repeating: [], count: 256)
            for index in candidates { classes[Int(labels[index])].append(index) }
            classes.removeAll { $0.isEmpty }
        } else {
            classes = [Array(candidates)]
        }
        for index in classes.indices { generator.shuffle(&classes[index]) }
        // The last, incomplete round must not always favour the same classes.
        generator.shuffle(&classes)
        var chosen = [Int]()
        chosen.reserveCapacity(count)
        var round = 0
        while chosen.count < count {
            for members in classes where round < members.count && chosen.count < count {
                chosen.append(members[round])
            }
            round += 1
        }
        return chosen.sorted()
    }
}
