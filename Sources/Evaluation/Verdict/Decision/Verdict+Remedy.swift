extension Verdict {
    /// What would settle an open verdict, or could change one that names no size.
    public enum Remedy: Sendable, Hashable {
        /// So many trainings of every size, if the estimates stay as they are.
        case moreSeeds(total: Int)
        /// So many times as many test images and samples, if the estimates stay as they are.
        case moreImages(times: Int)
        /// Sizes above the largest, which came out best.
        case largerSizes(than: Int)
        /// More epochs for these sizes, whose training had not levelled off.
        case longerTraining([Int])
    }

    /// Beyond this many seeds, or times as many images, no remedy is proposed.
    static let reasonableEffort = 100.0
}

extension VerdictAnalysis {
    func remedies(
        _ outcome: Verdict.Outcome, rows: [Verdict.Row], margin: Double, undertrained: [Int]
    ) -> [Verdict.Remedy] {
        if case .size = outcome { return [] }
        var remedies: [Verdict.Remedy] = []
        if outcome == .inconclusive {
            let effort = effort(rows, margin: margin)
            if effort.seeds <= Verdict.reasonableEffort {
                remedies.append(.moreSeeds(total: Int(effort.seeds.rounded(.up))))
            } else if effort.images <= Verdict.reasonableEffort {
                remedies.append(.moreImages(times: Int(effort.images.rounded(.up))))
            }
        }
        if let last = rows.last, rows.allSatisfy({ $0.score >= last.score }), isImproving(rows) {
            remedies.append(.largerSizes(than: last.latentSize))
        }
        let studied = undertrained.filter { estimates.latentSizes.contains($0) }.sorted()
        if !studied.isEmpty { remedies.append(.longerTraining(studied)) }
        return remedies
    }

    /// Whether all that the largest size misses is nearer than at the size before it.
    private func isImproving(_ rows: [Verdict.Row]) -> Bool {
        guard let last = rows.last, let before = rows.dropLast().last else { return false }
        return last.findings.allSatisfy { finding in
            guard finding.standing != .passes, finding.criterion != .score else { return true }
            return before.finding(finding.criterion).map { finding.estimate > $0.estimate } ?? true
        }
    }

    /// Seeds in all, or times as many images, that would move every bound in the way across.
    private struct Effort {
        var seeds: Double
        var images: Double

        static let none = Effort(seeds: 0, images: 0)
        static let never = Effort(seeds: .infinity, images: .infinity)

        func and(_ other: Effort) -> Effort {
            Effort(seeds: max(seeds, other.seeds), images: max(images, other.images))
        }

        func or(_ other: Effort) -> Effort {
            Effort(seeds: min(seeds, other.seeds), images: min(images, other.images))
        }
    }

    /// The least that makes one size pass that does by its estimates; where none does, what makes
    /// every open one fail.
    private func effort(_ rows: [Verdict.Row], margin: Double) -> Effort {
        let open = rows.indices.filter {
            rows[$0].standing == .open && !rows[$0].openCriteria.isEmpty
        }
        guard !open.isEmpty else { return .never }
        let promising = open.filter { size in
            rows[size].findings.allSatisfy { isPassed($0, margin: margin) }
        }
        guard promising.isEmpty else {
            return promising.reduce(Effort.never) { least, size in
                let findings = rows[size].findings.filter { $0.standing == .open }
                return least.or(
                    findings.reduce(Effort.none) { $0.and(effort($1, size: size, margin: margin)) })
            }
        }
        return open.reduce(Effort.none) { most, size in
            let findings = rows[size].findings.filter { !isPassed($0, margin: margin) }
            return most.and(
                findings.reduce(Effort.never) { $0.or(effort($1, size: size, margin: margin)) })
        }
    }

    private func isPassed(_ finding: Verdict.Finding, margin: Double) -> Bool {
        finding.criterion == .score ? finding.estimate <= margin : finding.estimate > 0
    }

    /// With the variance cut so far that the critical value times the standard error fits between
    /// the estimate and what it is held against.
    private func effort(_ finding: Verdict.Finding, size: Int, margin: Double) -> Effort {
        let passes = isPassed(finding, margin: margin)
        let gap: Double
        let reach: Double
        let variance: SizeEstimates.Variance
        switch finding.criterion {
        case .score:
            // The bound that reaches furthest decides, which is not always the best size's.
            gap = abs(finding.estimate - margin)
            reach = passes ? finding.upper - finding.estimate : finding.estimate - finding.lower
            variance = scoreVariance(size)
        case .gate(let gate):
            guard let slack = estimates.gates.first(where: { $0.gate == gate })?.slack else {
                return .never
            }
            gap = abs(finding.estimate)
            reach = passes ? finding.estimate - finding.lower : finding.upper - finding.estimate
            variance = slack.variance(size)
        }
        guard gap > 0, reach > gap else { return .never }
        // The reach is in proportion to the root of the whole variance.
        let whole = variance.images + variance.seeds
        let allowed = whole * (gap / reach) * (gap / reach)
        let seeds = Double(estimates.seeds[size])
        return Effort(
            seeds: allowed > variance.images
                ? seeds * variance.seeds / (allowed - variance.images) : .infinity,
            images: allowed > variance.seeds
                ? variance.images / (allowed - variance.seeds) : .infinity)
    }

    /// Of a size's score minus the best other size's.
    private func scoreVariance(_ size: Int) -> SizeEstimates.Variance {
        let score = estimates.score
        let others = score.means.indices.filter { $0 != size }
        let best = others.min { score.means[$0] < score.means[$1] } ?? size
        return score.variance(size, minus: best)
    }
}
