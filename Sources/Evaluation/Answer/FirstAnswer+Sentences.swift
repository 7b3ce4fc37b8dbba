import Diagnostics
import Foundation

extension FirstAnswer {
    /// The answer in one sentence, plain text.
    public var headline: String {
        guard let latentSize else {
            return "No latent size can be named: size \(smallestWithinTolerance) is the smallest"
                + " within 5 % of the best test reconstruction, but its mean squared error is not"
                + " below that of PCA."
        }
        if candidates.count == 1 {
            return "Only latent size \(latentSize) was trained, so there is nothing to compare"
                + " it with: its test reconstruction is \(nats(chosen)) nats per image."
        }
        if latentSize == bestLatentSize, rejected == nil {
            return "Latent size \(latentSize), the smallest studied, reconstructs test images best,"
                + " at \(nats(chosen)) nats per image."
        }
        if latentSize == bestLatentSize {
            return "Latent size \(latentSize) reconstructs test images best, at \(nats(chosen))"
                + " nats per image, and no smaller size comes within 5 % of it."
        }
        return "The smallest latent size within 5 % of the best test reconstruction is"
            + " \(latentSize): \(nats(chosen)) nats per image, \(above(chosen)) the \(nats(best))"
            + " of size \(bestLatentSize)\(range(chosen))."
    }

    /// What goes with the headline: the size left behind, how firm the answer is, and each warning;
    /// plain sentences in reading order.
    public var sentences: [String] {
        var sentences: [String] = []
        if let rejected {
            sentences.append(
                "The next smaller size, \(rejected.latentSize), is \(above(rejected)) the"
                    + " best\(range(rejected)).")
        }
        if candidates.count > 1, latentSize != nil {
            let others = seeds > 1 ? "other test images or seeds" : "other test images"
            let scope = seeds > 1 ? "" : " It holds for these trained models."
            sentences.append(
                isClear
                    ? "Taking \(others) would hardly change this answer.\(scope)"
                    : "The difference is so close to 5 % that \(others) could change this"
                        + " answer.\(scope)")
        }
        return sentences + warnings.map(\.sentence)
    }

    private var best: Candidate? { candidates.first { $0.latentSize == bestLatentSize } }

    private func nats(_ candidate: Candidate?) -> String {
        fixed(candidate?.reconstruction ?? 0, digits: 1)
    }

    private func above(_ candidate: Candidate?) -> String {
        "\(fixed(100 * (candidate?.excess ?? 0), digits: 1)) % above"
    }

    /// ` (95 % interval 1.2 % to 1.9 %)`, or nothing.
    private func range(_ candidate: Candidate?) -> String {
        guard let interval = candidate?.interval else { return "" }
        let low = fixed(100 * interval.lowerBound, digits: 1)
        let high = fixed(100 * interval.upperBound, digits: 1)
        return " (95 % interval \(low) % to \(high) %)"
    }
}

extension FirstAnswer.Warning {
    /// One plain sentence for the report and the terminal.
    public var sentence: String {
        switch self {
        case .notBetterThanPCA(let sizes):
            return "\(subject(sizes, "has", "have")) a mean squared error that is not below that of"
                + " PCA with as many components: the training failed there, so it tells nothing"
                + " about the latent size."
        case .undertrained(let sizes):
            return "\(subject(sizes, "is", "are")) undertrained: the validation loss had not"
                + " levelled off in the last epoch, so more epochs may change the answer."
        case .oneSeed:
            return
                "Each size was trained once (n = 1), so differences between trainings of the same"
                + " size are unknown."
        }
    }

    /// `Latent size 8 has` or `Latent sizes 2, 4 and 8 have`.
    private func subject(_ sizes: [Int], _ one: String, _ many: String) -> String {
        let list = ListText.of(sizes.map(String.init))
        return sizes.count == 1 ? "Latent size \(list) \(one)" : "Latent sizes \(list) \(many)"
    }
}

/// A number with a point, a true minus sign and a fixed count of digits, whatever the locale.
private func fixed(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)f", value).replacing("-", with: "\u{2212}")
}
