import Datasets
import Testing

@testable import Evaluation

@Suite struct GenerationImagesTests {
    /// Images that tell where they came from, of three classes in uneven numbers.
    private func images(_ count: Int, from first: Int, labelled: Bool = true) -> ImageSet {
        let numbers = (first..<first + count)
        return ImageSet(
            shape: ImageShape(height: 1, width: 2),
            pixels: numbers.flatMap { [UInt8($0 / 256), UInt8($0 % 256)] },
            labels: labelled ? numbers.map { UInt8($0 * $0 % 7 % 4) } : nil)
    }

    private func numbers(_ set: ImageSet) -> [Int] {
        (0..<set.count).map { Int(set.pixels[2 * $0]) * 256 + Int(set.pixels[2 * $0 + 1]) }
    }

    private func counts(_ set: ImageSet) -> [Int] {
        (set.labels ?? []).reduce(into: [0, 0, 0]) { $0[Int($1)] += 1 }
    }

    private func members(_ group: [Int], _ groups: Int) -> [Int] {
        group.reduce(into: [Int](repeating: 0, count: groups)) { $0[$1] += 1 }
    }

    @Test func unusedTrainingImagesAreHeldOut() {
        let test = images(1_000, from: 0), unused = images(3_000, from: 1_000)
        let groups = TestGroups(test)
        let chosen = GenerationImages(test: test, unused: unused, testGroups: groups)
        #expect(chosen.source == .unusedTrainingImages)
        #expect(chosen.reference == test && chosen.group == groups.group)
        #expect(chosen.heldOut.count == 1_000)
        #expect(Set(numbers(chosen.heldOut)).count == 1_000)
        #expect(Set(numbers(chosen.heldOut)).isDisjoint(with: numbers(test)))
        let shares = counts(chosen.heldOut)
        #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
        #expect(members(chosen.heldOutGroup, 50) == [Int](repeating: 20, count: 50))
    }

    @Test func halvesAreTakenWhereAllImagesAreUsed() {
        let test = images(1_030, from: 0)
        let groups = TestGroups(test)
        for unused in [images(0, from: 0), images(1_029, from: 2_000)] {
            let chosen = GenerationImages(test: test, unused: unused, testGroups: groups)
            #expect(chosen.source == .halfOfTheTestImages)
            let (first, second) = (numbers(chosen.reference), numbers(chosen.heldOut))
            #expect(first.count == 500 && second.count == 500)
            #expect(Set(first).isDisjoint(with: second))
            #expect(first == first.sorted() && second == second.sorted())
            // Parts of the same groups, equal in size.
            #expect(first.map { groups.group[$0] } == chosen.group)
            #expect(second.map { groups.group[$0] } == chosen.heldOutGroup)
            #expect(members(chosen.group, 50) == [Int](repeating: 10, count: 50))
            #expect(members(chosen.heldOutGroup, 50) == [Int](repeating: 10, count: 50))
            // Every group's classes are divided, but for one odd image of each.
            for (one, other) in zip(counts(chosen.reference), counts(chosen.heldOut)) {
                #expect(abs(one - other) <= 50)
            }
            // In the order of the file, neither half is ahead.
            let means = (first.reduce(0, +) / 500, second.reduce(0, +) / 500)
            #expect(abs(means.0 - means.1) < 60)
        }
    }

    @Test func manyTestImagesAreLimited() {
        let test = images(2_000, from: 0)
        let groups = TestGroups(test)
        let chosen = GenerationImages(
            test: test, unused: images(600, from: 3_000), testGroups: groups, most: 500)
        #expect(chosen.count == 500 && chosen.heldOut.count == 500)
        #expect(members(chosen.group, 50) == [Int](repeating: 10, count: 50))
        #expect(numbers(chosen.reference).map { groups.group[$0] } == chosen.group)
        for (part, all) in zip(counts(chosen.reference), counts(test)) {
            #expect(abs(4 * part - all) <= 4 * 50)
        }
    }

    @Test func imagesWithoutLabelsAreDealtToo() {
        let test = images(200, from: 0, labelled: false)
        let chosen = GenerationImages(
            test: test, unused: images(0, from: 0, labelled: false), testGroups: TestGroups(test))
        #expect(chosen.count == 100)
        #expect(Set(numbers(chosen.reference)).isDisjoint(with: numbers(chosen.heldOut)))
    }

    @Test func subsetsTakeEqualPartsOfEveryGroup() {
        let group = (0..<4_000).map { $0 % 50 }
        let draws = KernelDistance.Draws(group: group, groups: 50, seed: 1, subsets: 3)
        #expect(draws.part == 20 && draws.rows.count == 3)
        for rows in draws.rows {
            #expect(Set(rows).count == 1_000)
            #expect(rows.enumerated().allSatisfy { group[$0.element] == $0.offset / 20 })
        }
        #expect(draws.rows[0] != draws.rows[1])
    }
}
