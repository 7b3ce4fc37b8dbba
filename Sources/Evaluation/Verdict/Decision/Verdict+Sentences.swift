import Diagnostics
import Foundation

extension Verdict {
    /// The verdict in one sentence, plain text.
    public var headline: String {
        switch outcome {
        case .size: return chosen.map(named) ?? ""
        case .noSizeQualifies:
            guard rows.count > 1 else {
                return "\(Self.subject(rows, "Latent size", "")), the only one studied, does not"
                    + " qualify: it fails a gate, beyond its 95 % bounds."
            }
            return "No latent size qualifies: beyond its 95 % bounds, each of the \(rows.count)"
                + " studied \(commonFailure)."
        case .inconclusive:
            let open = rows.filter { $0.standing == .open }
            return "No latent size is shown to qualify\(within), but"
                + " \(Self.subject(open, "size", "sizes")) may."
        }
    }

    /// What goes with the headline, in reading order: what it holds for, how the sizes stand, what
    /// was not measured, and what would settle it.
    public var sentences: [String] {
        scope + passed + standings + unmeasured + remedies.map(\.sentence) + hopeless
    }

    /// Which size misses least, and what it misses; nil where a size is named, or one was studied.
    public var closestSentence: String? {
        guard let closest else { return nil }
        func part(_ words: String, _ standing: Standing) -> String? {
            let criteria = closest.findings.filter { $0.standing == standing }.map(\.criterion)
            return criteria.isEmpty ? nil : words + ListText.of(criteria.map(self.words))
        }
        if !commonFailures.isEmpty, closest.openCriteria.isEmpty,
            closest.findings.filter({ $0.standing == .fails }).map(\.criterion) == commonFailures
        {
            let these = commonFailures.count == 1 ? "this one" : "these"
            return "Latent size \(closest.latentSize) misses the fewest criteria: \(these) alone."
        }
        let misses = [part("it fails in ", .fails), part("it leaves open ", .open)]
            .compactMap { $0 }.joined(separator: ", and ")
        return misses.isEmpty
            ? nil : "Latent size \(closest.latentSize) misses the fewest criteria: \(misses)."
    }

    /// What every size fails in; where there is no such thing, what it may be.
    private var commonFailure: String {
        commonFailures.isEmpty
            ? "fails a gate or generates worse than the best by more than the margin"
            : "fails in \(ListText.of(commonFailures.map(words)))"
    }

    private var commonFailures: [Criterion] {
        let failures = rows.map { row in
            row.findings.filter { $0.standing == .fails }.map(\.criterion)
        }
        return failures.first?.filter { criterion in
            failures.allSatisfy { $0.contains(criterion) }
        } ?? []
    }

    /// Of the margin: `10 %`, `12.5 %`.
    public var percent: String {
        let value = 100 * share
        let digits = [0, 1, 2].first {
            abs(value - (value * pow(10, Double($0))).rounded() / pow(10, Double($0))) < 1e-9
        }
        return "\(Self.fixed(value, digits: digits ?? 3)) %"
    }

    private var within: String { rows.count > 1 ? " within \(percent)" : "" }

    private func named(_ row: Row) -> String {
        guard let excess = row.finding(.score) else {
            return "Only latent size \(row.latentSize) was studied, so there is nothing to compare"
                + " it with: it passes every gate that was measured."
        }
        let isFirst = row.latentSize == rows.first?.latentSize
        let rank =
            isFirst
            ? ", the smallest studied, qualifies"
            : openBelow.isEmpty
                ? " is the smallest that qualifies" : " is the smallest shown to qualify"
        return "Latent size \(row.latentSize)\(rank): it passes every gate and generates as well as"
            + " the best within \(percent). Its \(endpoint.name) is at most \(number(excess.upper)) above the best other size's"
            + " (simultaneous 95 % bound), and the margin is \(number(margin))."
    }

    /// What the claims hold for, one sentence.
    public var reach: String {
        seeds > 1
            ? "The bounds allow for other test images and other trainings; every size was trained"
                + " at least \(seeds) times."
            : "This holds for these trained models, on other test images as well: with one training"
                + " of a size, the differences between trainings are unknown."
    }

    private var scope: [String] {
        guard rows.count > 1 else { return [reach] }
        return [
            "The margin, \(number(margin)), is \(percent) of how much further samples of"
                + " probabilistic PCA with 32 components are from test images than real images"
                + " are.",
            reach,
        ]
    }

    private var passed: [String] {
        guard let chosen, rows.count > 1 else { return [] }
        let gates = chosen.findings.map(\.criterion).filter { $0 != .score }
        guard !gates.isEmpty else { return [] }
        return ["It passes at the same confidence: \(ListText.of(gates.map(words)))."]
    }

    /// Of the sizes below the named one, or of all; sizes of one kind share a sentence.
    private var standings: [String] {
        let others = rows.filter { row in chosen.map { row.latentSize < $0.latentSize } ?? true }
        return [Standing.fails, .open].flatMap { standing in
            let sizes = others.filter { $0.standing == standing }
            let reasons = sizes.map { row in
                row.findings.filter { $0.standing == standing }.map(\.criterion)
            }
            var seen: [[Criterion]] = []
            for reason in reasons where !seen.contains(reason) { seen.append(reason) }
            return seen.map { reason in
                let same = zip(sizes, reasons).filter { $0.1 == reason }.map(\.0)
                return sentence(same, standing, reason)
            }
        }
    }

    private func sentence(_ rows: [Row], _ standing: Standing, _ reason: [Criterion]) -> String {
        let subject = Self.subject(rows, "Latent size", "Latent sizes")
        let one = rows.count == 1 ? rows.first : nil
        guard standing == .fails else {
            let also = chosen == nil ? "" : " as well"
            let list = ListText.of(reason.map(words))
            return "\(subject) may qualify\(also): "
                + (reason.isEmpty ? "nothing was measured." : "the bounds leave open \(list).")
        }
        // One size's excess is told with its bound.
        let excess = reason.contains(.score) ? one?.finding(.score) : nil
        let rest = excess == nil ? reason : reason.filter { $0 != .score }
        var reasons: [String] = []
        if let excess {
            reasons.append(
                "its \(endpoint.name) is at least \(number(excess.lower)) above the best's")
        }
        if !rest.isEmpty {
            reasons.append(
                "\(one == nil ? "they fail" : "it fails") in \(ListText.of(rest.map(words)))")
        }
        let confidence =
            one == nil
            ? "do not qualify, each with 95 % confidence" : "does not qualify, with 95 % confidence"
        return "\(subject) \(confidence): \(reasons.joined(separator: ", and "))."
    }

    private var unmeasured: [String] {
        let measured = rows.first?.findings.map(\.criterion) ?? []
        let missing = VerdictEvidence.Gate.allCases.map(Criterion.gate)
            .filter { !measured.contains($0) }
        return missing.isEmpty
            ? [] : ["Not measured, so not asked for: \(ListText.of(missing.map(words)))."]
    }

    private var hopeless: [String] {
        guard outcome == .inconclusive, remedies.isEmpty else { return [] }
        return [
            "The estimates lie too close to what they are held against for more seeds or images to"
                + " settle it."
        ]
    }

    /// After the point, for numbers in units of the score: as many as show three of the margin.
    public var digits: Int {
        let digits = margin > 0 ? 2 - Int(Foundation.log10(margin).rounded(.down)) : 2
        return min(max(digits, 0), 9)
    }

    private func number(_ value: Double) -> String { Self.fixed(value, digits: digits) }

    private func words(_ criterion: Criterion) -> String { criterion.name(endpoint) }

    private static func subject(_ rows: [Row], _ one: String, _ many: String) -> String {
        let list = ListText.of(rows.map { String($0.latentSize) })
        return "\(rows.count == 1 ? one : many) \(list)"
    }

    /// A number with a point, a true minus sign and a fixed count of digits, whatever the locale;
    /// what rounds to zero has no sign.
    private static func fixed(_ value: Double, digits: Int) -> String {
        let text = String(format: "%.\(digits)f", value)
        let isZero = text.allSatisfy { "-0.".contains($0) }
        return text.replacing("-", with: isZero ? "" : "\u{2212}")
    }
}

extension Verdict.Criterion {
    /// What is asked, in a few words.
    public func name(_ endpoint: Endpoint) -> String {
        switch self {
        case .score: "\(endpoint.name) against the best size"
        case .gate(.squaredError): "squared error against PCA"
        case .gate(.sampleDistance): "\(endpoint.name) against PCA's samples"
        case .gate(.coverage): "coverage of the test images"
        case .gate(.recognition): "the judge's accuracy on reconstructions"
        }
    }
}

extension Verdict.Remedy {
    /// One plain sentence.
    public var sentence: String {
        switch self {
        case .moreSeeds(let total):
            "About \(total) trainings of each size would settle it, if the estimates stay as they"
                + " are."
        case .moreImages(let times):
            "About \(times) times as many test images would settle it, where there are any, if the"
                + " estimates stay as they are."
        case .largerSizes(let size):
            "The largest size, \(size), has the lowest score, so larger sizes should be studied."
        case .longerTraining: "Longer training may change it."
        }
    }
}
