import Compute
import Datasets

/// Real images that samples are compared with, and real images to stand in for samples.
struct GenerationImages: Metric, Sendable {
    static let name = "comparedImages"
    static let definition = 1

    /// Fewer test images than this are not compared with.
    static let fewest = 100
    /// More test images than this are not, so that a comparison ends.
    static let most = 10_000

    /// What samples are compared with.
    let reference: ImageSet
    /// The groups of `reference`; each is a part of the same group of all test images.
    let group: [Int]
    /// As many images that nothing was trained on, none of them in `reference`.
    let heldOut: ImageSet
    /// Groups of `heldOut`.
    let heldOutGroup: [Int]
    /// How many groups there are.
    let groups: Int
    /// Where `heldOut` comes from.
    let source: BaselineEvaluation.Generation.HeldOut

    /// Samples that are drawn of each model.
    var count: Int { reference.count }

    /// Takes as many unused training images as there are test images, balanced over the classes; where
    /// there are not so many, the test images are halved.
    ///
    /// - Parameters:
    ///   - unused: images of the training file that the study does not use.
    ///   - testGroups: the groups that every other metric uses.
    ///   - most: of the test images, at most so many.
    init(test: ImageSet, unused: ImageSet, testGroups: TestGroups, most: Int = Self.most) {
        groups = testGroups.count
        let chosen = Self.limited(test, testGroups, most: most)
        if unused.count >= chosen.count {
            reference = test.selecting(chosen)
            group = chosen.map { testGroups.group[$0] }
            var generator = Philox(seed: 0, purpose: .subset, stream: 2)
            heldOut = unused.selecting(
                Subset.classBalanced(
                    count: chosen.count, of: unused.labels, among: 0..<unused.count,
                    using: &generator))
            heldOutGroup = TestGroups(heldOut, count: groups).group
            source = .unusedTrainingImages
        } else {
            let halves = Self.halves(test, testGroups, among: chosen)
            reference = test.selecting(halves.first)
            group = halves.first.map { testGroups.group[$0] }
            heldOut = test.selecting(halves.second)
            heldOutGroup = halves.second.map { testGroups.group[$0] }
            source = .halfOfTheTestImages
        }
    }

    /// At most `most` test images, rising; equal parts of every group.
    private static func limited(
        _ test: ImageSet, _ groups: TestGroups, most: Int
    ) -> [Int] {
        guard test.count > most else { return Array(0..<test.count) }
        var generator = Philox(seed: 0, purpose: .subset, stream: 4)
        let part = most / groups.count
        return (0..<groups.count).flatMap { group in
            let members = mixed(group, test, groups, using: &generator)
            // Evenly over the classes, in which they are ordered.
            return (0..<part).map { members[$0 * members.count / part] }
        }.sorted()
    }

    /// Random halves, equal in size, rising; equal parts of every group and class but for odd ones.
    private static func halves(
        _ test: ImageSet, _ groups: TestGroups, among chosen: [Int]
    ) -> (first: [Int], second: [Int]) {
        var generator = Philox(seed: 0, purpose: .subset, stream: 3)
        let isChosen = Set(chosen)
        var (first, second) = ([Int](), [Int]())
        for group in 0..<groups.count {
            let members = mixed(group, test, groups, using: &generator)
                .filter(isChosen.contains)
            // An odd member would make the halves unequal.
            for index in 0..<members.count / 2 * 2 {
                if index.isMultiple(of: 2) {
                    first.append(members[index])
                } else {
                    second.append(members[index])
                }
            }
        }
        return (first.sorted(), second.sorted())
    }

    /// The members of a group by class, in random order within a class: in the order of a file,
    /// neighbours are often of one writer.
    private static func mixed(
        _ group: Int, _ test: ImageSet, _ groups: TestGroups, using generator: inout Philox
    ) -> [Int] {
        var members = (0..<test.count).filter { groups.group[$0] == group }
        generator.shuffle(&members)
        guard let labels = test.labels else { return members }
        return members.enumerated()
            .sorted { (labels[$0.element], $0.offset) < (labels[$1.element], $1.offset) }
            .map(\.element)
    }
}
