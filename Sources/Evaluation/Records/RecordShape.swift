/// Whether records have as many numbers as their study has images, dimensions and classes: tables and
/// figures count on it, and a record that was altered may have others.
struct RecordShape {
    /// Test images of the study.
    let testImages: Int
    /// Classes that its judge tells apart; nil without one.
    let classes: Int?

    func fits(_ run: RunEvaluation) -> Bool {
        let qualities = run.generation.map { [$0.prior, $0.mixture] } ?? []
        let groups = [run.mseGroups, run.recognised?.groups].compactMap { $0 }
        return run.testImages == testImages
            && run.klPerDimension.count == run.latentSize
            && run.posteriorMeanVariance.count == run.latentSize
            && (0...run.latentSize).contains(run.activeUnits)
            && groups.allSatisfy(fits) && qualities.allSatisfy(fits)
            && (run.generation?.fit.components ?? 1) > 0 && (run.generation?.fit.images ?? 1) > 0
    }

    func fits(_ baseline: BaselineEvaluation) -> Bool {
        baseline.pca.compactMap(\.mseGroups).allSatisfy(fits)
            && (baseline.generation.map { fits($0.floor) } ?? true)
    }

    func fits(_ judge: JudgeRecord) -> Bool {
        judge.testImages == testImages && fits(judge.accuracyGroups) && judge.featureScale > 0
    }

    private func fits(_ groups: GroupedSums) -> Bool {
        groups.sums.count == groups.counts.count
            && groups.counts.allSatisfy { (1...max(testImages, 1)).contains($0) }
            && groups.counts.reduce(0, +) == testImages
    }

    private func fits(_ quality: SampleQuality) -> Bool {
        quality.count > 0 && quality.classShares.count == classes
            && quality.memorisationSamples >= 0 && quality.memorisationImages >= 0
    }
}
