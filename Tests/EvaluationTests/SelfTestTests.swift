import Compute
import Datasets
import Testing

@testable import Evaluation

@Suite struct SelfTestTests {
    /// Where the metrics must move whatever the model is worth; of a model of two epochs nothing is
    /// said.
    private let certain: [SelfTestRecord.Subject] = [
        .heldOut, .testCopies, .trainingCopies, .oneImage, .blurred, .permuted,
    ]

    @Test func metricsMoveTheRightWay() async throws {
        let tiny = try await TinyStudy()
        try await tiny.evaluate()
        let record = try #require(try StudyResults.load(tiny.study).selfTests)
        #expect(record.entries.map(\.subject) == SelfTestRecord.Subject.allCases)
        #expect(record.count == 250 && record.latentSize == 5)
        for subject in certain {
            let entry = try #require(record[subject])
            #expect(entry.surprises.isEmpty, "\(subject): \(entry)")
        }
        try tiny.remove()
    }

    @Test func surprisesAreSaid() {
        func entry(_ subject: SelfTestRecord.Subject, distance: Double) -> SelfTestRecord.Entry {
            SelfTestRecord.Entry(
                subject: subject, frechetDistance: distance, kernelDistance: distance,
                precision: 0.9, recall: 0.9, density: 1, coverage: 0.9, memorisation: 1,
                isMemorised: false, mse: distance, ssim: 1 - distance, accuracy: 1 - distance)
        }
        let entries = [
            entry(.heldOut, distance: 0.1), entry(.model, distance: 0.5),
            entry(.cutModel, distance: 0.4), entry(.trainingCopies, distance: 0.1),
        ]
        let judged = SelfTestExpectations(entries: entries, count: 2_000, cutUnits: 2).judged
        let uncut = SelfTestExpectations(entries: entries, count: 2_000, cutUnits: 0).judged
        #expect(uncut[2].surprises.isEmpty)
        #expect(judged[0].surprises.isEmpty && judged[1].surprises.isEmpty)
        #expect(judged[2].surprises.contains("both distances grow"))
        #expect(judged[3].surprises == ["copies are flagged"])
    }

    @Test func spoiledImagesAreWhatTheySay() {
        let images = TinyStudy.images(3, stream: 4)
        let tensor = images.tensor(0..<3)
        // A permutation keeps every image's values.
        let permuted = tensor.permuted()
        for row in 0..<3 {
            let (one, other) = (permuted.rows(row..<row + 1), tensor.rows(row..<row + 1))
            #expect(one.values != other.values && one.values.sorted() == other.values.sorted())
        }
        // A blur of one point is a bell around it, symmetric in both axes, of the same sum.
        var values = [Float](repeating: 0, count: 21 * 21)
        values[10 * 21 + 10] = 1
        let point = ImageShape(height: 21, width: 21)
        let bell = Tensor(shape: [1, 21 * 21], values: values).blurred(point).values
        #expect(abs(bell.reduce(0, +) - 1) < 1e-5)
        #expect(bell[10 * 21 + 8] == bell[10 * 21 + 12] && bell[8 * 21 + 10] == bell[10 * 21 + 8])
        #expect(bell[10 * 21 + 10] == bell.max())
        let kept = Tensor(shape: [1, 6], values: [1, 2, 3, 4, 5, 6]).zeroing(columns: [1, 5])
        #expect(kept.values == [1, 0, 3, 4, 5, 0])
    }
}
