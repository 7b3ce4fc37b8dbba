import Datasets
import Diagnostics
import Drawing
import Evaluation
import Models
import Studies
import Training

/// Something that results depend on, as two studies have it.
public struct ComparedSetting: Sendable, Hashable, Encodable {
    /// What it is: `Epochs`.
    public let name: String
    /// As people read it; in full where that tells apart what is the same in short.
    public let values: Both<String>

    /// Whether both have it the same.
    public var isSame: Bool { values.a == values.b }
}

extension ComparedSetting {
    /// One study's value.
    private struct Entry: Equatable {
        let name: String
        /// As people read it; empty where the study has none.
        let short: String
        /// All of it: shown where the short ones of both studies coincide and these do not.
        let full: String
        /// Whether it follows from the plan, whose hash covers it.
        let isOfPlan: Bool

        init(_ name: String, _ short: String, full: String? = nil, isOfPlan: Bool = true) {
            self.name = name
            self.short = short
            self.full = full ?? short
            self.isOfPlan = isOfPlan
        }

        init(_ name: String, _ count: Int) {
            self.init(name, NumberText.integer(count))
        }

        init(_ name: String, _ value: Double) {
            // Swift's own digits are as many as tell a number from every other.
            let digits = "\(value)"
            self.init(
                name, NumberText.short(value),
                full: digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
        }
    }

    private init(_ a: Entry, _ b: Entry) {
        let isRounded = a.short == b.short && a.full != b.full
        name = a.name
        values = Both(a, b).map { entry in
            let text = isRounded ? entry.full : entry.short
            return text.isEmpty ? "–" : text
        }
    }

    /// All that plans and records hold, in the order of a reader's interest.
    static func all(_ studies: Both<ComparedStudy>) -> [ComparedSetting] {
        let entries = studies.map { Self.entries($0.results) }
        let settings = zip(entries.a, entries.b).compactMap { a, b -> ComparedSetting? in
            a.full.isEmpty && b.full.isEmpty ? nil : ComparedSetting(a, b)
        }
        // Plans that differ in what is not listed, such as their format, must not pass for the same.
        let plans = entries.map { $0.filter(\.isOfPlan) }
        let hashes = studies.map(\.results.planHash)
        guard hashes.a != hashes.b, plans.a == plans.b else { return settings }
        let plan = hashes.map {
            Entry("SHA-256 of the plan begins", String($0.prefix(8)), full: $0)
        }
        return settings + [ComparedSetting(plan.a, plan.b)]
    }

    /// The same names for every study, in the same order.
    private static func entries(_ results: StudyResults) -> [Entry] {
        data(results) + training(results) + model(results) + measurement(results)
    }

    private static func data(_ results: StudyResults) -> [Entry] {
        let (plan, description) = (results.plan, results.description)
        let files = plan.fingerprint.sorted { $0.key < $1.key }
        return [
            Entry("Data", description.dataTitle, isOfPlan: false),
            Entry(
                "SHA-256 of the data begins",
                files.map { String($0.value.prefix(8)) }.joined(separator: ", "),
                full: files.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
            Entry(
                "Stands in for another data set", description.dataSubstitution ?? "",
                isOfPlan: false),
            Entry("Image size", "\(plan.image.height) × \(plan.image.width)"),
            Entry("Pixels", plan.pixels.rawValue),
            Entry("Training images", description.trainingImages),
            Entry("Validation images", description.validationImages),
            Entry("Test images", description.testImages),
        ]
    }

    private static func training(_ results: StudyResults) -> [Entry] {
        let (plan, training) = (results.plan, results.plan.training)
        return [
            Entry("Latent sizes", NumberText.list(plan.latentSizes)),
            Entry("Likelihood", plan.likelihood.rawValue),
            Entry("β", training.beta),
            Entry("Epochs", training.epochs),
            Entry("Seeds", ListText.of(plan.seeds.map { "\($0)" })),
            Entry("Batch size", training.batchSize),
            Entry("Learning rate", training.learningRate),
            Entry("Warm-up steps", training.warmUpSteps),
            Entry("KL warm-up epochs", training.klWarmUpEpochs),
        ]
    }

    private static func model(_ results: StudyResults) -> [Entry] {
        let plan = results.plan
        func widths(_ list: [Int]) -> String {
            list.isEmpty ? "none" : list.map(NumberText.integer).joined(separator: ", ")
        }
        return [
            Entry("Channels", widths(plan.channels)),
            Entry("Kernel size", plan.kernelSize),
            Entry("Hidden widths", widths(plan.hiddenWidths)),
            Entry("Activation", plan.activation.rawValue),
        ]
    }

    private static func measurement(_ results: StudyResults) -> [Entry] {
        let likelihood = results.runs.first?.evaluation.likelihood
        func joined(_ values: [String]) -> String { Set(values).sorted().joined(separator: "; ") }
        func judge(_ words: (JudgeRecord) -> String) -> String {
            results.judge.map { AnswerText.bound(words($0)) } ?? ""
        }
        return [
            Entry(
                "Samples of the log-likelihood",
                likelihood.map { "\($0.samples) of \($0.images) images" } ?? "",
                isOfPlan: false),
            Entry(
                "Judge, its SHA-256 and test accuracy",
                judge {
                    "\($0.modelHash.prefix(8)),"
                        + " \(NumberText.fixed(100 * $0.accuracy.mean, digits: 1)) %"
                },
                full: judge { "\($0.modelHash), \(100 * $0.accuracy.mean) %" }, isOfPlan: false),
            Entry(
                "Trained by", joined(results.runs.map { "vae-report \($0.record.toolVersion)" }),
                isOfPlan: false),
            Entry("Processor", joined(results.runs.map(\.record.machine)), isOfPlan: false),
        ]
    }
}
