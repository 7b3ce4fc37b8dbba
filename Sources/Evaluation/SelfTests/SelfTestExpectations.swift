/// How metrics must move between subjects of a self-test.
struct SelfTestExpectations: Metric {
    static let name = "selfTests"
    static let definition = 1

    let entries: [SelfTestRecord.Entry]
    /// Images of each subject.
    let count: Int
    /// See `SelfTestRecord.cutUnits`.
    let cutUnits: Int

    /// The entries, each with what did not happen as it should.
    var judged: [SelfTestRecord.Entry] {
        entries.map { entry in
            var entry = entry
            entry.surprises = expectations(of: entry).filter { !$0.holds }.map(\.words)
            return entry
        }
    }

    private typealias Expectation = (words: String, holds: Bool)

    private func find(_ subject: SelfTestRecord.Subject) -> SelfTestRecord.Entry? {
        entries.first { $0.subject == subject }
    }

    private func expectations(of entry: SelfTestRecord.Entry) -> [Expectation] {
        guard let real = find(.heldOut) else { return [] }
        switch entry.subject {
        case .heldOut:
            return [
                ("coverage is near 1", entry.coverage > 0.7),
                ("both distances are far below those of blurred images", isFarBelowBlurred(entry)),
                ("nothing is memorised", !entry.isMemorised),
            ]
        case .testCopies:
            return [
                ("the Fréchet distance is 0", abs(entry.frechetDistance) < 1e-3),
                ("the kernel distance is not above 0", entry.kernelDistance <= 1e-6),
                ("every copy is precise", entry.precision == 1),
                ("every image is recalled", entry.recall == 1),
                ("every image is covered", entry.coverage == 1),
            ]
        case .trainingCopies:
            return [("copies are flagged", entry.isMemorised)]
        case .oneImage:
            return [
                ("precision is 1", entry.precision == 1),
                ("recall is near 0", entry.recall < few),
                ("coverage is near 0", entry.coverage < few),
                ("the distances are large", isFarther(entry, than: real)),
            ]
        case .blurred, .permuted:
            return [
                ("both distances grow", isFarther(entry, than: real)),
                ("coverage falls", entry.coverage < real.coverage),
                ("recall falls", entry.recall < real.recall),
                ("the squared error grows", isMore(entry.mse, than: real.mse)),
                ("similarity falls", isMore(real.ssim, than: entry.ssim)),
                ("no more are recognised", !isMore(entry.accuracy, than: real.accuracy)),
            ]
        case .model:
            return [("nothing is memorised", !entry.isMemorised)]
        case .cutModel:
            guard let whole = find(.model), cutUnits > 0 else { return [] }
            return [
                ("both distances grow", isFarther(entry, than: whole)),
                ("the squared error grows", isMore(entry.mse, than: whole.mse)),
                ("similarity falls", isMore(whole.ssim, than: entry.ssim)),
                ("no more are recognised", !isMore(entry.accuracy, than: whole.accuracy)),
            ]
        }
    }

    /// An image lies in its own ball and in those of about as many others as their rank, more where
    /// it is a common one.
    private var few: Double {
        max(0.05, 4 * Double(NeighbourCoverage.densityRank) / Double(max(count, 1)))
    }

    private func isFarBelowBlurred(_ entry: SelfTestRecord.Entry) -> Bool {
        guard let blurred = find(.blurred) else { return true }
        return entry.frechetDistance < blurred.frechetDistance / 5
            && entry.kernelDistance < blurred.kernelDistance / 5
    }

    /// By both distances, within three of their standard errors.
    private func isFarther(
        _ entry: SelfTestRecord.Entry, than other: SelfTestRecord.Entry
    ) -> Bool {
        entry.frechetDistance + 3 * entry.frechetError > other.frechetDistance
            && entry.kernelDistance + 3 * entry.kernelError > other.kernelDistance
    }

    private func isMore(_ value: Double?, than other: Double?) -> Bool {
        guard let value, let other else { return false }
        return value > other
    }
}
