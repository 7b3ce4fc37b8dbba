import Compute
import Diagnostics
import Testing

@testable import Datasets

@Suite struct DataSplitTests {
    /// Images of one pixel that tells their place, labels in an uneven mixture.
    static func set(_ count: Int, labelled: Bool = true) -> ImageSet {
        ImageSet(
            shape: ImageShape(height: 1, width: 2),
            pixels: (0..<count).flatMap { [UInt8($0 / 256), UInt8($0 % 256)] },
            labels: labelled ? (0..<count).map { UInt8($0 * $0 % 7) } : nil)
    }

    static func counts(_ labels: [UInt8]?) -> [Int] {
        var counts = [Int](repeating: 0, count: 10)
        for label in labels ?? [] { counts[Int(label)] += 1 }
        return counts.filter { $0 > 0 }
    }

    @Test func takesTheLastTwelfthOfAllImages() throws {
        let split = try DataSplit(Self.set(1200), trainImages: nil)
        #expect(split.trainingIndices == Array(0..<1100))
        #expect(split.validationIndices == Array(1100..<1200))
        #expect(split.training == Self.set(1200).selecting(Array(0..<1100)))
        #expect(split.validation == Self.set(1200).selecting(Array(1100..<1200)))
        #expect(DataSplit.validationCount(of: 60_000) == 5_000)
    }

    @Test func allImagesByNumberAreAllImages() throws {
        let split = try DataSplit(Self.set(1200), trainImages: 1200)
        #expect(split.trainingIndices == Array(0..<1100))
        #expect(split.validationIndices == Array(1100..<1200))
    }

    @Test(arguments: [2, 3, 11, 12, 24, 100, 240, 1199], [true, false])
    func partsAreDisjointSortedAndOfTheRightSize(count: Int, labelled: Bool) throws {
        let all = Self.set(1200, labelled: labelled)
        let split = try DataSplit(all, trainImages: count)
        #expect(split.training.count + split.validation.count == count)
        #expect(split.validation.count == max(1, count / 12))
        #expect(split.trainingIndices.allSatisfy { (0..<1100).contains($0) })
        #expect(split.validationIndices.allSatisfy { (1100..<1200).contains($0) })
        #expect(split.trainingIndices == Set(split.trainingIndices).sorted())
        #expect(split.validationIndices == Set(split.validationIndices).sorted())
        #expect(split.training == all.selecting(split.trainingIndices))
        #expect((split.training.labels != nil) == labelled)
    }

    @Test func smallestSetsCanBeSplit() throws {
        for size in 2..<30 {
            for count in 2...size {
                let split = try DataSplit(Self.set(size), trainImages: count)
                #expect(split.training.count + split.validation.count == count)
            }
        }
    }

    @Test func isTheSameEveryTime() throws {
        let first = try DataSplit(Self.set(1200), trainImages: 240)
        let second = try DataSplit(Self.set(1200), trainImages: 240)
        #expect(first.trainingIndices == second.trainingIndices)
        #expect(first.trainingIndices != Array(first.trainingIndices.indices))
        // Every part of the file is drawn from.
        #expect(first.trainingIndices.contains { $0 > 900 })
    }

    @Test func subsetsAreClassBalanced() throws {
        // The set's classes are 0, 1, 2 and 4, class 0 half as frequent as the others.
        let split = try DataSplit(Self.set(1200), trainImages: 240)
        #expect(Self.counts(split.training.labels) == [55, 55, 55, 55])
        #expect(Self.counts(split.validation.labels) == [5, 5, 5, 5])
        let odd = try DataSplit(Self.set(1200), trainImages: 243)
        #expect(Self.counts(odd.training.labels).sorted() == [55, 56, 56, 56])
    }

    @Test func smallClassesGiveAllTheyHave() throws {
        let labels: [UInt8] = [3, 3, 3, 3, 3, 3, 3, 8, 3, 3]
        var generator = Philox(seed: 1, purpose: .subset)
        let chosen = Subset.classBalanced(count: 5, of: labels, among: 0..<10, using: &generator)
        #expect(chosen.count == 5)
        #expect(chosen.contains(7))
    }

    @Test func smallerSubsetsArePartsOfLargerOnes() throws {
        var previous = Set<Int>()
        for count in 0...100 {
            var generator = Philox(seed: 1, purpose: .subset)
            let chosen = Set(
                Subset.classBalanced(
                    count: count, of: Self.set(100).labels, among: 0..<100, using: &generator))
            #expect(chosen.count == count)
            #expect(chosen.isSuperset(of: previous))
            previous = chosen
        }
    }

    @Test(arguments: [-1, 0, 1, 1201, Int.max, Int.min])
    func refusesCountsThatCannotBe(count: Int) throws {
        let error = try #require(throws: DatasetError.self) {
            try DataSplit(Self.set(1200), trainImages: count)
        }
        #expect(error.status == .usage)
        #expect(error.place == "--train-images \(count)")
        #expect(error.remedy == "give a number from 2 to 1200")
    }

    @Test func refusesAFileOfOneImage() throws {
        let error = try #require(throws: DatasetError.self) {
            try DataSplit(Self.set(1), trainImages: nil)
        }
        #expect(error.status == .badData)
    }

    @Test func everyEpochHasItsOwnOrder() {
        let first = BatchOrder.shuffled(count: 1000, seed: 1, epoch: 1)
        #expect(first.sorted() == Array(0..<1000))
        #expect(first == BatchOrder.shuffled(count: 1000, seed: 1, epoch: 1))
        #expect(first != BatchOrder.shuffled(count: 1000, seed: 1, epoch: 2))
        #expect(first != BatchOrder.shuffled(count: 1000, seed: 2, epoch: 1))
        #expect(first != Array(0..<1000))
        #expect(BatchOrder.shuffled(count: 0, seed: 1, epoch: 1) == [])
    }
}
