import Datasets
import Testing

@testable import Evaluation

@Suite struct TestGroupsTests {
    private func images(_ labels: [UInt8]?, count: Int) -> ImageSet {
        ImageSet(
            shape: ImageShape(height: 1, width: 1), pixels: [UInt8](repeating: 0, count: count),
            labels: labels)
    }

    @Test func everyGroupHasItsShareOfEveryClass() {
        let labels = (0..<1003).map { UInt8($0 * $0 % 10) }
        let groups = TestGroups(images(labels, count: 1003))
        #expect(groups.count == 50)
        #expect(groups.counts.allSatisfy { $0 == 20 || $0 == 21 })
        for label in Set(labels) {
            let members = zip(labels, groups.group).filter { $0.0 == label }.map(\.1)
            let shares = (0..<50).map { group in members.count { $0 == group } }
            #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
        }
    }

    @Test func fewImagesMakeFewGroups() {
        let groups = TestGroups(images(nil, count: 3))
        #expect(groups.count == 3)
        #expect(groups.group == [0, 1, 2])
    }

    @Test func sumsAddUp() {
        let groups = TestGroups(images(nil, count: 5), count: 2)
        let sums = GroupedSums([1, 2, 3, 4, 5], groups: groups)
        #expect(sums == GroupedSums(sums: [9, 6], counts: [3, 2]))
    }
}
