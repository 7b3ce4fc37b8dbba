import Datasets
import Diagnostics
import Drawing
import Evaluation
import Foundation
import Models
import Storage
import Studies
import Training

/// How a study was made, in words that depend on its plan.
struct MethodText {
    private let study: StudyResults
    private var plan: StudyPlan { study.plan }

    init(_ study: StudyResults) {
        self.study = study
    }

    /// How the weights were found.
    var schedule: String {
        let training = plan.training
        let warmUpSteps = Schedule(training, images: study.description.trainingImages).warmUpSteps
        var text =
            "Adam with batches of \(NumberText.integer(training.batchSize)), a rate that rises"
            + " over \(NumberText.counted(warmUpSteps, "step")) to"
            + " \(NumberText.short(training.learningRate)) and then falls to 0 along a cosine,"
            + " \(NumberText.counted(training.epochs, "epoch"))."
        if training.klWarmUpEpochs > 0 {
            text +=
                " The weight of the KL term rises from 0 to β over the first"
                + " \(NumberText.counted(training.klWarmUpEpochs, "epoch"))."
        }
        return text
    }

    /// Which images were used for what.
    var splits: String {
        let data = study.description
        let subset =
            switch (plan.trainImages, plan.fingerprint[DataFile.trainLabels.rawValue]) {
            case (nil, _): "All images of the training file are used"
            case (_, nil): "A part of the training file, drawn at random, is used"
            default: "A class-balanced part of the training file is used"
            }
        return
            "\(data.dataTitle), grey images of \(plan.image.height) × \(plan.image.width) pixels."
            + " \(LikelihoodText(study).pixels) \(subset):"
            + " \(NumberText.integer(data.trainingImages)) to learn from and"
            + " \(NumberText.integer(data.validationImages)) for validation;"
            + " \(NumberText.integer(data.testImages)) test images."
    }

    /// Encoder and decoder.
    var architecture: String {
        let activation = plan.activation == .silu ? "SiLU" : "ReLU"
        let hidden = plan.hiddenWidths.map(NumberText.integer)
        let dense =
            hidden.isEmpty
            ? "no hidden layer"
            : "\(hidden.count == 1 ? "a fully-connected layer" : "fully-connected layers") of"
                + " \(ListText.of(hidden))"
        guard !plan.channels.isEmpty else {
            return "Encoder: \(dense), \(activation); the decoder mirrors it."
        }
        let channels = NumberText.list(plan.channels)
        return "Encoder: strided convolutions of \(channels) channels with kernels of"
            + " \(plan.kernelSize) × \(plan.kernelSize), then \(dense), with \(activation) between;"
            + " the decoder mirrors it."
    }

    /// Where the numbers come from; no path, no name of a person or a machine.
    var provenance: [Fact] {
        let data = study.description
        let versions = Set(study.runs.map(\.record.toolVersion)).sorted()
        let machines = Set(study.runs.map(\.record.machine)).sorted()
        let hashes = plan.fingerprint.sorted { $0.key < $1.key }
        var facts = [
            Fact(
                name: "Written by",
                value: "vae-report \(ToolVersion.current), \(ToolVersion.compiler);"
                    + " \(GraphicsLibraries.versions)"),
            Fact(name: "Trained by", value: ListText.of(versions.map { "vae-report \($0)" })),
            Fact(
                name: machines.count == 1 ? "Processor" : "Processors",
                value: machines.joined(separator: "\n")),
            Fact(
                name: plan.seeds.count == 1 ? "Seed" : "Seeds",
                value: ListText.of(plan.seeds.map { "\($0)" })),
            Fact(name: "Study", value: data.name, isCode: true),
            Fact(name: "SHA-256 of the plan", value: study.planHash, isCode: true),
            Fact(name: "Data", value: data.dataCredit),
            Fact(
                name: "SHA-256 of the data",
                value: hashes.map { "\($0.key)\n\($0.value)" }.joined(separator: "\n"),
                isCode: true),
        ]
        if let judge = study.judge {
            facts.append(
                Fact(
                    name: "SHA-256 of the judge", value: "judge.safetensors\n\(judge.modelHash)",
                    isCode: true))
        }
        if let substitution = data.dataSubstitution {
            facts.append(Fact(name: "Data set replaced", value: substitution))
        }
        return facts
    }
}
