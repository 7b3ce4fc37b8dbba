import Compute
import Datasets
import Models

/// The real side of every comparison of samples, computed once for all models of a study.
struct GenerationReference: Sendable {
    let images: GenerationImages
    let judge: Judge
    /// Of `images.reference`.
    let features: FeatureMatrix
    let frechet: FrechetDistance.Reference
    let kernel: KernelDistance.Reference
    let neighbours: NeighbourCoverage.Reference
    /// Groups of samples that come in no order, and their subsets: the same for all models.
    private let dealt: (group: [Int], draws: KernelDistance.Draws)
    /// Equally many training and test images, [n, pixels], for `Memorisation`.
    let training: Tensor, test: Tensor

    /// Keys the subsets of samples.
    private static let drawSeed: UInt64 = 1

    /// `subsets` are those of the kernel distance. Throws `ComputeError` and `ModelError`.
    init(
        _ images: GenerationImages, judge: Judge, training: ImageSet, test: ImageSet,
        subsets: Int = KernelDistance.subsets
    ) throws {
        let reader = try judge.reader()
        let features = reader.features(images.reference)
        self.images = images
        self.judge = judge
        self.features = features
        frechet = try FrechetDistance.Reference(
            GroupedMoments(features, group: images.group, groups: images.groups))
        kernel = KernelDistance.Reference(
            features,
            draws: KernelDistance.Draws(
                group: images.group, groups: images.groups, seed: 0, subsets: subsets))
        neighbours = NeighbourCoverage.Reference(
            features, group: images.group, groups: images.groups)
        let dealtGroup = SampleMeasurement.groups(of: images.count, images.groups)
        dealt = (
            dealtGroup,
            KernelDistance.Draws(
                group: dealtGroup, groups: images.groups, seed: Self.drawSeed, subsets: subsets)
        )
        let count = min(Memorisation.images, training.count, test.count)
        func part(_ set: ImageSet, _ stream: UInt64) -> Tensor {
            var generator = Philox(seed: 0, purpose: .memorisationImages, stream: stream)
            let chosen = Subset.classBalanced(
                count: count, of: set.labels, among: 0..<set.count, using: &generator)
            let images = set.selecting(chosen)
            return images.tensor(0..<images.count)
        }
        self.training = part(training, 0)
        self.test = part(test, 1)
    }

    /// The kernel distance's subsets of samples that are dealt into these groups.
    func kernelDraws(group: [Int]) -> KernelDistance.Draws {
        if group == dealt.group { return dealt.draws }
        return KernelDistance.Draws(
            group: group, groups: images.groups, seed: Self.drawSeed,
            subsets: kernel.draws.rows.count)
    }
}
