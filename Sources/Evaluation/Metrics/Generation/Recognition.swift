import Datasets

/// What the judge makes of images: whether it tells their class, how sure it is, and of which classes
/// samples are.
struct Recognition: Metric {
    static let name = "recognition"
    static let definition = 1

    /// 1 for each image of `range` whose class is told, else 0.
    ///
    /// - Precondition: labelled images; without labels there is no judge.
    static func hits(
        _ reading: JudgeReader.Reading, _ images: ImageSet, _ range: Range<Int>
    ) -> [Double] {
        guard let labels = images.labels else { preconditionFailure("images without labels") }
        return zip(reading.classes, labels[range]).map { $0 == $1 ? 1 : 0 }
    }

    /// The softmax's largest probability, one an image.
    private(set) var confidences: [Double] = []
    /// Images that the judge counts to each class.
    private(set) var classCounts: [Int]

    init(classes: Int) {
        classCounts = [Int](repeating: 0, count: classes)
    }

    mutating func add(_ reading: JudgeReader.Reading) {
        confidences += reading.confidences
        for label in reading.classes { classCounts[Int(label)] += 1 }
    }

    /// Share of the images that the judge counts to each class.
    var classShares: [Double] {
        classCounts.map { Double($0) / Double(max(confidences.count, 1)) }
    }
}
