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
    /// As people read it.
    public let values: Both<String>

    /// Whether both have it the same.
    public var isSame: Bool { values.a == values.b }
}

extension ComparedSetting {
    /// All that plans and records hold, in the order of a reader's interest.
    static func all(_ studies: Both<ComparedStudy>) -> [ComparedSetting] {
        let values = studies.map { Self.values($0.results) }
        return zip(values.a, values.b).compactMap { a, b in
            a.value.isEmpty && b.value.isEmpty
                ? nil
                : ComparedSetting(
                    name: a.name,
                    values: Both(a.value, b.value).map { $0.isEmpty ? "–" : $0 })
        }
    }

    /// The same names for every study, in the same order; a value is empty where a study has none.
    private static func values(_ results: StudyResults) -> [Fact] {
        data(results) + training(results) + model(results) + measurement(results)
    }

    private static func data(_ results: StudyResults) -> [Fact] {
        let (plan, description) = (results.plan, results.description)
        let files = plan.fingerprint.sorted { $0.key < $1.key }.map { $0.value.prefix(8) }
        return [
            Fact(name: "Data", value: description.dataTitle),
            Fact(name: "SHA-256 of the data begins", value: files.joined(separator: ", ")),
            Fact(name: "Stands in for another data set", value: description.dataSubstitution ?? ""),
            Fact(name: "Image size", value: "\(plan.image.height) × \(plan.image.width)"),
            Fact(name: "Pixels", value: plan.pixels.rawValue),
            Fact(name: "Training images", value: NumberText.integer(description.trainingImages)),
            Fact(
                name: "Validation images", value: NumberText.integer(description.validationImages)),
            Fact(name: "Test images", value: NumberText.integer(description.testImages)),
        ]
    }

    private static func training(_ results: StudyResults) -> [Fact] {
        let (plan, training) = (results.plan, results.plan.training)
        return [
            Fact(name: "Latent sizes", value: NumberText.list(plan.latentSizes)),
            Fact(name: "Likelihood", value: plan.likelihood.rawValue),
            Fact(name: "β", value: NumberText.short(training.beta)),
            Fact(name: "Epochs", value: NumberText.integer(training.epochs)),
            Fact(name: "Seeds", value: ListText.of(plan.seeds.map { "\($0)" })),
            Fact(name: "Batch size", value: NumberText.integer(training.batchSize)),
            Fact(name: "Learning rate", value: NumberText.short(training.learningRate)),
            Fact(name: "Warm-up steps", value: NumberText.integer(training.warmUpSteps)),
            Fact(name: "KL warm-up epochs", value: NumberText.integer(training.klWarmUpEpochs)),
        ]
    }

    private static func model(_ results: StudyResults) -> [Fact] {
        let plan = results.plan
        func widths(_ list: [Int]) -> String {
            list.isEmpty ? "none" : list.map(NumberText.integer).joined(separator: ", ")
        }
        return [
            Fact(name: "Channels", value: widths(plan.channels)),
            Fact(name: "Kernel size", value: NumberText.integer(plan.kernelSize)),
            Fact(name: "Hidden widths", value: widths(plan.hiddenWidths)),
            Fact(name: "Activation", value: plan.activation.rawValue),
        ]
    }

    private static func measurement(_ results: StudyResults) -> [Fact] {
        let likelihood = results.runs.first?.evaluation.likelihood
        func joined(_ values: [String]) -> String { Set(values).sorted().joined(separator: "; ") }
        return [
            Fact(
                name: "Samples of the log-likelihood",
                value: likelihood.map { "\($0.samples) of \($0.images) images" } ?? ""),
            Fact(
                name: "Judge, its SHA-256 and test accuracy",
                value: results.judge.map { judge in
                    AnswerText.bound(
                        "\(judge.modelHash.prefix(8)),"
                            + " \(NumberText.fixed(100 * judge.accuracy.mean, digits: 1)) %")
                } ?? ""),
            Fact(
                name: "Trained by",
                value: joined(results.runs.map { "vae-report \($0.record.toolVersion)" })),
            Fact(name: "Processor", value: joined(results.runs.map(\.record.machine))),
        ]
    }
}
