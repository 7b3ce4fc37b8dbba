import Studies

extension FirstAnswer {
    /// What weakens the answer, as data.
    public enum Warning: Sendable, Hashable {
        /// Sizes whose mean squared error is not below PCA's with as many components: a defect of
        /// the training, not a finding.
        case notBetterThanPCA(latentSizes: [Int])
        /// Sizes whose validation curve was still falling when training ended, or was one epoch
        /// long, so that nobody can tell.
        case undertrained(latentSizes: [Int])
        /// One training of each size: nothing is known of the differences between trainings.
        case oneSeed

        /// All that apply, the gravest first.
        static func all(in results: StudyResults) -> [Warning] {
            let sizes = Set(results.runs.map(\.record.task.latentSize)).sorted()
            var warnings: [Warning] = []
            let behind = sizes.filter { isBehindPCA($0, in: results) }
            if !behind.isEmpty { warnings.append(.notBetterThanPCA(latentSizes: behind)) }
            let falling = sizes.filter { size in
                results.runs(latentSize: size).contains { LevellingOff($0.epochs).isUndertrained }
            }
            if !falling.isEmpty { warnings.append(.undertrained(latentSizes: falling)) }
            if sizes.contains(where: { results.runs(latentSize: $0).count < 2 }) {
                warnings.append(.oneSeed)
            }
            return warnings
        }

        static func isBehindPCA(_ size: Int, in results: StudyResults) -> Bool {
            guard let line = results.baseline.pca.first(where: { $0.latentSize == size }) else {
                return false
            }
            let errors = results.runs(latentSize: size).map(\.evaluation.mse.mean)
            return errors.reduce(0, +) / Double(errors.count) >= line.mse
        }
    }
}
