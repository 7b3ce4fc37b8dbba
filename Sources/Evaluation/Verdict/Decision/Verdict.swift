/// Which latent size is the smallest that generates as well as the best within a margin and passes
/// every gate, and what the bounds allow to claim.
///
/// A size *qualifies* if its score is above the best other size's by at most the margin, and the
/// slack of each of its gates is not below 0. Two claims can be made, each wrong in at most 5 % of
/// studies:
///
/// - **A size qualifies.** Hsu's multiple comparisons with the best (Hsu 1981, 1984; Hsu 1996,
///   chapter 4). With b the truly best size, the event that all upper bounds on "score − score of b"
///   and all gates' lower bounds hold has 95 % probability, if the critical value is that of a
///   comparison of all with the control b (Dunnett 1955) together with the gates. Nobody knows b, so
///   a size's upper bound is the largest over all j, each with j's own critical value: it is at least
///   the one for b. On that event *every* size that passes qualifies, so any rule may choose among
///   them, the smallest included, and the curve need not be monotone.
/// - **A size fails.** Its excess over the best is at least that over any j, so the largest of the
///   lower bounds on "score − score of j" bounds it from below, if these and the upper bounds on its
///   own gates hold together. That critical value is the size's own: "none of these sizes qualifies"
///   is wrong only if one that does was rejected, which happens to any one in at most 5 %, so that
///   no allowance for the number of sizes is needed (an intersection-union test, Berger 1982).
///
/// No bound depends on the margin, so that verdicts at several margins hold together. A size that is
/// named and "no smaller one qualifies" are two claims, each with its own 5 %.
///
/// With one seed both claims are about the trained models only. The values are estimates of large
/// samples: the coverage is nominal as far as statistics are nearly normal over groups and seeds.
/// The draws take the estimated parts of each variance for the true ones; where the part between
/// seeds is most of it and has only two or three degrees of freedom, 5 % can become 6 or 7.
/// What seeds differ by includes their own samples' noise, which the jackknife counts as well, so
/// that intervals are somewhat too wide.
public struct Verdict: Sendable, Hashable, Encodable {
    /// 5 %, 10 % (the one that decides) and 20 %.
    public static let usualShares = [0.05, 0.10, 0.20]

    /// What the bounds allow to say.
    public enum Outcome: Sendable, Hashable {
        /// The smallest latent size that is shown to qualify.
        case size(Int)
        /// Every size is shown to fail.
        case noSizeQualifies
        /// Neither.
        case inconclusive
    }

    /// How a criterion or a size stands.
    public enum Standing: String, Sendable, Hashable, Encodable {
        /// Shown by the bounds; of a size: by all of them, it qualifies.
        case passes
        /// Not shown either way; of a size: it may qualify.
        case open
        /// Shown not to pass; of a size: in at least one criterion.
        case fails
    }

    /// What is asked of a size.
    public enum Criterion: Sendable, Hashable {
        /// The excess of its score over the best other size's is at most the margin.
        case score
        /// A slack is above 0.
        case gate(VerdictEvidence.Gate)
    }

    /// A criterion of one size: the excess, or a gate's slack, with bounds.
    public struct Finding: Sendable, Hashable, Encodable {
        /// What is asked.
        public let criterion: Criterion
        /// Of the excess or the slack, mean over seeds.
        public let estimate: Double
        /// 95 % bound from below: of a slack simultaneous with the upper bounds of all excesses, of
        /// an excess with the upper bounds of the same size's slacks.
        public let lower: Double
        /// 95 % bound from above, the other way round. Of an excess never below 0: these bounds
        /// cannot tell by how much the best is the best.
        public let upper: Double
        /// Whether the bounds lie on one side of the margin, or of 0.
        public let standing: Standing
    }

    /// One latent size.
    public struct Row: Sendable, Hashable, Encodable {
        /// Dimensions of the latent space.
        public let latentSize: Int
        /// Mean over seeds.
        public let score: Double
        /// Of `score`, over test images and seeds.
        public let standardError: Double
        /// The score's, except with one size, then the gates' in their fixed order.
        public let findings: [Finding]
        /// Whether it qualifies.
        public let standing: Standing

        /// What keeps the size from being judged.
        public var openCriteria: [Criterion] {
            findings.filter { $0.standing == .open }.map(\.criterion)
        }

        /// The finding for one criterion, if it was examined.
        public func finding(_ criterion: Criterion) -> Finding? {
            findings.first { $0.criterion == criterion }
        }
    }

    /// What can be said.
    public let outcome: Outcome
    /// What the scores are.
    public let endpoint: Endpoint
    /// The margin as a share of the evidence's scale.
    public let share: Double
    /// In units of the score.
    public let margin: Double
    /// By rising latent size.
    public let rows: [Row]
    /// Trainings of a size, the fewest of any.
    public let seeds: Int
    /// Of the variance over test images: groups − 1.
    public let imageFreedom: Int
    /// Of the variance between seeds: sizes · (seeds − 1); 0 with one seed.
    public let seedFreedom: Int
    /// How far the bounds reach, by size in the order of `rows`.
    public let critical: CriticalValues
    /// What would settle or change the verdict; none where a size is named.
    public let remedies: [Remedy]
}

extension Verdict {
    /// The row of the size that is named.
    public var chosen: Row? {
        outcome.latentSize.flatMap { size in rows.first { $0.latentSize == size } }
    }

    /// Where no size is named, the one that misses least: with the fewest criteria that fail, then the
    /// fewest that are open, then the lowest score; nil with one size.
    public var closest: Row? {
        guard outcome.latentSize == nil, rows.count > 1 else { return nil }
        func misses(_ row: Row) -> (Int, Int, Double) {
            (row.findings.count { $0.standing == .fails }, row.openCriteria.count, row.score)
        }
        return rows.min { misses($0) < misses($1) }
    }

    /// Sizes below the named one that may qualify as well.
    public var openBelow: [Int] {
        guard let chosen else { return [] }
        return rows.filter { $0.latentSize < chosen.latentSize && $0.standing == .open }
            .map(\.latentSize)
    }
}

extension Verdict.Outcome {
    /// The size that is named.
    public var latentSize: Int? {
        if case .size(let latentSize) = self { latentSize } else { nil }
    }
}
