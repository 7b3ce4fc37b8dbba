import Testing

@testable import Evaluation

@Suite struct VerdictSentencesTests {
    private func verdict(
        _ scores: [[Double]], error: Double = 0.1, slack: [VerdictEvidence.Gate: [Double]] = [:]
    ) -> Verdict {
        VerdictAnalysis(VerdictTests.evidence(scores, error: error, slack: slack), draws: 2000)
            .verdict(share: 0.1)
    }

    private func text(_ verdict: Verdict) -> String {
        ([verdict.headline] + verdict.sentences).joined(separator: " ")
    }

    @Test func namesTheSmallestSize() {
        let verdict = verdict(
            [[9, 9], [1.2, 1.2], [1, 1]], error: 0.01,
            slack: [.squaredError: [1, 1, 1], .coverage: [1, 1, 1]])
        #expect(
            verdict.headline.hasPrefix(
                "Latent size 4 is the smallest that qualifies: it passes every gate and generates as"
                    + " well as the best within 10 %. Its Fréchet distance is at most 0.2"))
        #expect(verdict.headline.hasSuffix("(simultaneous 95 % bound), and the margin is 1.00."))
        let text = text(verdict)
        #expect(text.contains("at least 2 times") && !text.contains("these trained models"))
        #expect(text.contains("squared error against PCA and coverage of the test images."))
        #expect(text.contains("Latent size 2 does not qualify, with 95 % confidence: its Fréchet"))
        #expect(text.contains("is at least 7.9"))
        #expect(text.contains("Not measured, so not asked for: Fréchet distance against PCA's"))
    }

    @Test func doesNotCallASizeSmallestWhereASmallerOneIsOpen() {
        let verdict = verdict([[2], [1.1], [1]])
        #expect(verdict.outcome == .size(4) && verdict.openBelow == [2])
        #expect(
            verdict.headline.hasPrefix("Latent size 4 is the smallest shown to qualify: it passes"))
        let text = text(verdict)
        #expect(text.contains("Latent size 2 may qualify as well: the bounds leave open Fréchet"))
        #expect(text.contains("This holds for these trained models"))
    }

    @Test func doesNotDenyThatASmallerOneGeneratesAsWell() {
        let verdict = verdict([[1], [1.1], [1]], slack: [.recognition: [-2, 1, 1]])
        #expect(verdict.outcome == .size(4) && verdict.openBelow == [])
        #expect(verdict.headline.hasPrefix("Latent size 4 is the smallest that qualifies"))
        #expect(!verdict.headline.contains("smallest that generates"))
    }

    @Test func namesWhatAllFailIn() {
        let verdict = verdict([[9], [1]], slack: [.coverage: [-3, -2]])
        #expect(
            verdict.headline
                == "No latent size qualifies: beyond its 95 % bounds, each of the 2 studied fails in"
                + " coverage of the test images.")
        #expect(text(verdict).contains("The largest size, 4, has the lowest score"))
        #expect(
            verdict.closestSentence
                == "Latent size 4 misses the fewest criteria: this one alone.")
        let both = self.verdict(
            [[9], [1]], slack: [.coverage: [-3, -2], .recognition: [-3, -2]])
        #expect(both.closestSentence?.hasSuffix(": these alone.") == true)
    }

    @Test func theSmallestStudiedIsSaidToBe() {
        let headline = verdict([[1], [1.1]]).headline
        #expect(headline.hasPrefix("Latent size 2, the smallest studied, qualifies: it passes"))
        let alone = verdict([[1]], slack: [.coverage: [2]]).headline
        #expect(alone.hasPrefix("Only latent size 2 was studied, so there is nothing to compare"))
    }

    @Test func saysThatNoneQualifies() {
        let verdict = verdict([[9], [8], [1]], slack: [.coverage: [1, 1, -2]])
        #expect(
            verdict.headline
                == "No latent size qualifies: beyond its 95 % bounds, each of the 3 studied fails a"
                + " gate or generates worse than the best by more than the margin.")
        let text = text(verdict)
        #expect(
            text.contains("Latent sizes 2 and 4 do not qualify, each with 95 % confidence"))
        #expect(text.contains("confidence: it fails in coverage of the test images."))
        // It is the best, but at the size before it the gate was passed.
        #expect(!text.contains("larger sizes"))
        #expect(
            verdict.closestSentence
                == "Latent size 8 misses the fewest criteria: it fails in coverage of the test images."
        )
        #expect(text.contains("these trained models"))
        let alone = self.verdict([[1]], slack: [.coverage: [-2]]).headline
        #expect(
            alone == "Latent size 2, the only one studied, does not qualify: it fails a gate,"
                + " beyond its 95 % bounds.")
    }

    @Test func saysWhatIsOpenAndWhatWouldSettleIt() {
        let verdict = verdict([[9, 9.5], [1, 2.8], [1, 2.7]], error: 0.1)
        #expect(
            verdict.headline
                == "No latent size is shown to qualify within 10 %, but sizes 4 and 8 may.")
        let text = text(verdict)
        #expect(text.contains("trainings of each size would settle it, if the estimates stay"))
        #expect(text.contains("Latent sizes 4 and 8 may qualify: the bounds leave open Fréchet"))
        let alone = self.verdict([[1]], slack: [.coverage: [0.1]])
        #expect(alone.headline.hasSuffix("shown to qualify, but size 2 may."))
        let lost = self.verdict([[1], [9]], slack: [.coverage: [0, 1]])
        #expect(self.text(lost).hasSuffix("for more seeds or images to settle it."))
        #expect(self.text(self.verdict([[1]])).contains("may qualify: nothing was measured."))
    }

    @Test func numbersHaveThreeDigitsOfTheMargin() {
        var evidence = VerdictTests.evidence([[0.0001], [0.0004]], error: 0)
        evidence.scale = 0.0123
        let verdict = VerdictAnalysis(evidence, draws: 1000).verdict(share: 0.1)
        #expect(verdict.headline.hasSuffix("and the margin is 0.00123."))
        #expect(verdict.headline.contains("is at most 0.00000 above"))
    }
}
