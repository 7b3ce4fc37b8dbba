import Diagnostics
import Studies

/// A study's answer: the verdict at several margins, other opinions beside it, and what weakens it.
public struct StudyVerdict: Sendable {
    /// The verdict, or why there is none.
    public enum Result: Sendable {
        /// At the margin that decides.
        case decided(Verdict)
        /// Generation was not measured, or there is no scale for a margin.
        case notMeasured(String)
    }

    /// The share of the scale that decides where nothing else is asked for.
    public static let usualShare = 0.1

    /// What decides.
    public let endpoint: Endpoint
    /// Of which samples.
    public let sampler: Sampler
    /// The verdict, or why there is none.
    public let result: Result
    /// At `Verdict.usualShares` and the deciding share, rising; empty where there is none.
    public let byShare: [Verdict]
    /// Other ways to name a size; nil where there is no verdict.
    public let opinions: SecondOpinions?
    /// Sizes that may qualify where the other kind of samples decides, and none is named.
    let openOtherwise: [Int]
    /// What a reader should know before believing the answer, the gravest first.
    public let warnings: [StudyWarning]

    /// Decides on a study's records; a pure function of them.
    ///
    /// - Precondition: at least one run.
    public init(
        _ results: StudyResults, share: Double = usualShare,
        endpoint: Endpoint = .frechetDistance, sampler: Sampler = .prior
    ) {
        precondition(!results.runs.isEmpty, "a study has at least one run")
        self.endpoint = endpoint
        self.sampler = sampler
        warnings = StudyWarning.all(in: results)
        guard let evidence = VerdictEvidence(results, endpoint: endpoint, sampler: sampler) else {
            result = .notMeasured(Self.absence(results))
            byShare = []
            opinions = nil
            openOtherwise = []
            return
        }
        let undertrained = StudyWarning.undertrained(in: results)
        let analysis = VerdictAnalysis(evidence)
        let shares = Set(Verdict.usualShares + [share]).sorted()
        byShare = shares.map { analysis.verdict(share: $0, undertrained: undertrained) }
        let verdict = analysis.verdict(share: share, undertrained: undertrained)
        result = .decided(verdict)
        func other(_ endpoint: Endpoint, _ sampler: Sampler) -> Verdict? {
            VerdictEvidence(results, endpoint: endpoint, sampler: sampler).map {
                VerdictAnalysis($0).verdict(share: share, undertrained: undertrained)
            }
        }
        let otherwise = other(endpoint, sampler.other)
        openOtherwise = (otherwise?.rows ?? []).filter { $0.standing == .open }.map(\.latentSize)
        opinions = SecondOpinions(
            verdict, sizes: Self.sizes(results),
            otherEndpoint: other(endpoint.other, sampler)?.outcome,
            otherSampler: otherwise?.outcome)
    }

    /// The verdict at the deciding margin.
    public var verdict: Verdict? {
        if case .decided(let verdict) = result { verdict } else { nil }
    }

    /// The size that is named, where one is.
    public var latentSize: Int? { verdict?.outcome.latentSize }

    /// The answer in one sentence.
    public var headline: String {
        switch result {
        case .decided(let verdict): verdict.headline
        case .notMeasured(let reason): "No verdict. \(reason)"
        }
    }

    /// What goes with the headline, in reading order, the warnings left out.
    public var sentences: [String] {
        (verdict?.sentences ?? []) + (mixtureSentence.map { [$0] } ?? [])
    }

    /// Where the prior's samples name no size and the mixture's do, or leave some open that the prior's
    /// exclude: what is missing is not capacity.
    public var mixtureSentence: String? {
        guard sampler == .prior, let verdict, latentSize == nil else { return nil }
        guard let size = opinions?.otherSampler?.latentSize else {
            let excluded = verdict.rows.filter { $0.standing == .fails }.map(\.latentSize)
            let open = openOtherwise.filter(excluded.contains)
            guard !open.isEmpty else { return nil }
            return "On samples from a mixture fitted to posterior means, latent"
                + " size\(open.count == 1 ? "" : "s") \(ListText.of(open.map { "\($0)" })) may"
                + " qualify: part of what fails is that the codes of images do not fill the prior."
        }
        return
            "On samples from a mixture fitted to posterior means, latent size \(size) qualifies: the"
            + " decoder is good enough, but the codes of images do not fill the prior."
    }

    private static func absence(_ results: StudyResults) -> String {
        if let absence = results.baseline.generationAbsence { return absence.sentence }
        return "The images are too large to fit PCA to, which sets the scale of the margin."
    }

    private static func sizes(_ results: StudyResults) -> [SecondOpinions.Size] {
        results.latentSizes.map { size in
            let runs = results.runs(latentSize: size).map(\.evaluation)
            func mean(_ value: (RunEvaluation) -> Double) -> Double {
                runs.map(value).reduce(0, +) / Double(runs.count)
            }
            return SecondOpinions.Size(
                latentSize: size, activeUnits: mean { Double($0.activeUnits) },
                divergence: mean(\.kl.mean), reconstruction: mean(\.reconstruction.mean))
        }
    }
}
