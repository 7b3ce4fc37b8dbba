import Compute

/// Gathers samples block by block, then compares them with a reference.
struct SampleMeasurement {
    private let reference: GenerationReference
    private let reader: JudgeReader
    private var features: [FeatureMatrix] = []
    private var recognition: Recognition
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
        let room = Memorisation.samples * samples.rowLength - pixels.count
        if room > 0 { pixels += samples.values.prefix(room) }
    }

    /// The features of what was added.
    var matrix: FeatureMatrix { FeatureMatrix(joining: features) }

    /// Everything that is measured of samples. `group` deals them; nil deals them in turn. Throws
    /// `ComputeError`.
    ///
    /// - Precondition: as many samples as reference images.
    func quality(group: [Int]? = nil) throws -> SampleQuality {
        let groups = reference.images.groups
        let matrix = matrix
        let group = group ?? SampleMeasurement.groups(of: matrix.count, groups)
        let distances = try SampleDistances(matrix, group: group, reference)
        let cover = NeighbourCoverage(matrix, group: group, reference.neighbours)
        let count = min(Memorisation.samples, matrix.count)
        let width = reference.test.rowLength
        let first = Tensor(shape: [count, width], values: Array(pixels.prefix(count * width)))
        let memorisation = Memorisation(
            toTraining: Memorisation.nearest(first, reference.training),
            toTest: Memorisation.nearest(first, reference.test),
            group: Array(group.prefix(count)), groups: groups)
        return SampleQuality(
            count: matrix.count, frechetDistance: distances.frechet,
            kernelDistance: distances.kernel, precision: JackknifeEstimate(cover.precision),
            recall: JackknifeEstimate(cover.recall), density: JackknifeEstimate(cover.density),
            coverage: JackknifeEstimate(cover.coverage),
            confidence: RunEvaluation.Estimate(recognition.confidences),
            classShares: recognition.classShares,
            memorisation: JackknifeEstimate(memorisation.ratio), memorisationSamples: count,
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
                draws: KernelDistance.Draws(
                    group: group, groups: groups, seed: 1,
                    subsets: reference.kernel.draws.rows.count),
                reference.kernel))
    }
}
