import Compute

/// Gathers samples block by block, then compares them with a reference.
struct SampleMeasurement {
    private let reference: GenerationReference
    private let reader: JudgeReader
    private var features: [FeatureMatrix] = []
    private var recognition: Recognition
    /// [n, classes]: the judge's of what was added.
    private(set) var logits: [Float] = []
    /// [n, pixels] of the first samples, for `Memorisation`.
    private var pixels: [Float] = []

    /// The reader must be of the reference's judge.
    init(_ reference: GenerationReference, _ reader: JudgeReader) {
        self.reference = reference
        self.reader = reader
        recognition = Recognition(classes: reference.judge.classes)
    }

    /// Adds samples [n, pixels] with values in 0…1.
    mutating func add(_ samples: Tensor) {
        let reading = reader.read(samples)
        features.append(reading.features)
        recognition.add(reading)
        logits += reading.logits.values
        let room = Memorisation.samples * samples.rowLength - pixels.count
        if room > 0 { pixels += samples.values.prefix(room) }
    }

    /// The features of what was added.
    var matrix: FeatureMatrix { FeatureMatrix(joining: features) }

    /// The first samples, [n, pixels], for `Memorisation`.
    var first: Tensor {
        let width = reference.test.rowLength
        return Tensor(shape: [pixels.count / width, width], values: pixels)
    }

    /// Everything that is measured of samples. `group` deals them; nil deals them in turn. Throws
    /// `ComputeError`.
    ///
    /// - Precondition: as many samples as reference images.
    func quality(group: [Int]? = nil) throws -> SampleQuality {
        let groups = reference.images.groups
        let matrix = matrix
        let group = group ?? Self.groups(of: matrix.count, groups)
        let distances = try SampleDistances(matrix, group: group, reference)
        let cover = NeighbourCoverage(matrix, group: group, reference.neighbours)
        let first = first
        let memorisation = Memorisation(
            toTraining: Memorisation.nearest(first, reference.training),
            toTest: Memorisation.nearest(first, reference.test, skippingCopies: true),
            group: Array(group.prefix(first.shape[0])), groups: groups)
        return SampleQuality(
            count: matrix.count, frechetDistance: distances.frechet,
            kernelDistance: distances.kernel, precision: JackknifeEstimate(cover.precision),
            recall: JackknifeEstimate(cover.recall), density: JackknifeEstimate(cover.density),
            coverage: JackknifeEstimate(cover.coverage),
            confidence: RunEvaluation.Estimate(recognition.confidences),
            classShares: recognition.classShares,
            memorisation: JackknifeEstimate(memorisation.ratio),
            memorisationSamples: first.shape[0],
            memorisationImages: reference.test.shape[0])
    }

    /// Samples dealt into groups in turn: they come in no order.
    static func groups(of count: Int, _ groups: Int) -> [Int] {
        (0..<count).map { $0 % groups }
    }
}

/// The two distances between samples and a reference.
struct SampleDistances {
    let frechet: JackknifeEstimate
    let kernel: JackknifeEstimate

    /// Throws `ComputeError`.
    init(_ samples: FeatureMatrix, group: [Int], _ reference: GenerationReference) throws {
        let groups = reference.images.groups
        frechet = JackknifeEstimate(
            try FrechetDistance.jackknife(
                GroupedMoments(samples, group: group, groups: groups), reference.frechet),
            removingBias: true)
        kernel = JackknifeEstimate(
            KernelDistance.jackknife(
                samples,
                draws: reference.kernelDraws(group: group), reference.kernel))
    }
}
