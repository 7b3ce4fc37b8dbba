/// How metrics must move between subjects of a self-test.
struct SelfTestExpectations {
    let entries: [SelfTestRecord.Entry]

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
                ("nothing is memorised", !entry.isMemorised),
            ]
        case .testCopies:
            return [
                ("the Fréchet distance is 0", abs(entry.frechetDistance) < 1e-6),
                ("the kernel distance is not above 0", entry.kernelDistance <= 1e-9),
                ("every copy is precise", entry.precision == 1),
                ("every image is recalled", entry.recall == 1),
                ("every image is covered", entry.coverage == 1),
            ]
        case .trainingCopies:
            return [("copies are flagged", entry.isMemorised)]
        case .oneImage:
            return [
                ("precision is 1", entry.precision == 1),
                ("recall is near 0", entry.recall < 0.05),
                ("coverage is near 0", entry.coverage < 0.05),
                ("the distances are large", isFarther(entry, than: real)),
            ]
        case .blurred, .permuted:
            return [
                ("both distances grow", isFarther(entry, than: real)),
                ("coverage falls", entry.coverage < real.coverage),
                ("recall falls", entry.recall < real.recall),
                ("the squared error grows", isMore(entry.mse, than: real.mse)),
                ("similarity falls", isMore(real.ssim, than: entry.ssim)),
                ("fewer are recognised", isMore(real.accuracy, than: entry.accuracy)),
            ]
        case .model:
            return [("nothing is memorised", !entry.isMemorised)]
        case .cutModel:
            guard let whole = find(.model) else { return [] }
            return [
                ("both distances grow", isFarther(entry, than: whole)),
                ("the squared error grows", isMore(entry.mse, than: whole.mse)),
                ("similarity falls", isMore(whole.ssim, than: entry.ssim)),
                ("fewer are recognised", isMore(whole.accuracy, than: entry.accuracy)),
            ]
        }
    }

    private func isFarther(
        _ entry: SelfTestRecord.Entry, than other: SelfTestRecord.Entry
    ) -> Bool {
        entry.frechetDistance > other.frechetDistance
            && entry.kernelDistance > other.kernelDistance
    }

    private func isMore(_ value: Double?, than other: Double?) -> Bool {
        guard let value, let other else { return false }
        return value > other
    }
}
