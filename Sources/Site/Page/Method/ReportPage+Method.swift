import Datasets
import Diagnostics
import Drawing
import Evaluation
import Foundation
import Models
import Storage
import Studies
import Training

extension ReportPage {
    /// The words of the method that depend on the plan.
    mutating func addMethod(_ study: StudyResults, answer: StudyVerdict) {
        let plan = study.plan
        let training = plan.training
        let data = study.description
        let words = LikelihoodText(study)
        architecture = Self.architecture(plan)
        beta = NumberText.short(training.beta)
        let warmUpSteps = Schedule(training, images: data.trainingImages).warmUpSteps
        schedule =
            "Adam with batches of \(NumberText.integer(training.batchSize)), a rate that rises"
            + " over \(NumberText.counted(warmUpSteps, "step")) to"
            + " \(NumberText.short(training.learningRate)) and then falls to 0 along a cosine,"
            + " \(NumberText.counted(training.epochs, "epoch"))."
        if training.klWarmUpEpochs > 0 {
            schedule +=
                " The weight of the KL term rises from 0 to β over the first"
                + " \(NumberText.counted(training.klWarmUpEpochs, "epoch"))."
        }
        let subset =
            switch (plan.trainImages, plan.fingerprint[DataFile.trainLabels.rawValue]) {
            case (nil, _): "All images of the training file are used"
            case (_, nil): "A part of the training file, drawn at random, is used"
            default: "A class-balanced part of the training file is used"
            }
        splits =
            "\(data.dataTitle), grey images of \(plan.image.height) × \(plan.image.width) pixels."
            + " \(words.pixels) \(subset): \(NumberText.integer(data.trainingImages)) to learn from and"
            + " \(NumberText.integer(data.validationImages)) for validation;"
            + " \(NumberText.integer(data.testImages)) test images."
        decoder = words.decoder
        pixelLoss = words.loss
        reconstructionKind = words.reconstruction
        similarityWindow = NumberText.integer(StructuralSimilarity(shape: plan.image).window)
        hasPCA = study.hasPCA
        limits = Self.limits(study)
    }

    private static func architecture(_ plan: StudyPlan) -> String {
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

    private static func limits(_ study: StudyResults) -> [String] {
        var limits = [
            "The answer looks at reconstruction. Whether samples of the prior look like the data is"
                + " shown above but not measured here.",
            "Sizes between the ones studied were not trained, so the smallest that would do may lie"
                + " below the answer.",
        ]
        if !study.hasPCA {
            limits.append(
                "There is no PCA to compare with: it was not fitted to images of"
                    + " \(study.plan.image.height) × \(study.plan.image.width) pixels, so nothing"
                    + " here shows that the models beat a linear code of the same size.")
        }
        if study.plan.seeds.count == 1 {
            limits.append(
                "n = 1: with one seed a size, another seed may give another order of sizes that are"
                    + " close.")
        }
        if study.description.dataSubstitution != nil {
            limits.append(
                "The data set replaced MNIST, which could not be had; figures from elsewhere about"
                    + " MNIST do not apply.")
        }
        return limits
    }

    /// Where the numbers come from; no path, no name of a person or a machine.
    mutating func addProvenance(_ study: StudyResults) throws {
        let data = study.description
        let versions = Set(study.runs.map(\.record.toolVersion)).sorted()
        let machines = Set(study.runs.map(\.record.machine)).sorted()
        let hashes = study.plan.fingerprint.sorted { $0.key < $1.key }
        command = data.command
        provenance = [
            Fact(
                name: "Written by", value: "vae-report \(ToolVersion.current)"),
            Fact(name: "Trained by", value: ListText.of(versions.map { "vae-report \($0)" })),
            Fact(
                name: machines.count == 1 ? "Processor" : "Processors",
                value: machines.joined(separator: "\n")),
            Fact(
                name: study.plan.seeds.count == 1 ? "Seed" : "Seeds",
                value: ListText.of(study.plan.seeds.map { "\($0)" })),
            Fact(name: "Study", value: data.name, isCode: true),
            Fact(name: "SHA-256 of the plan", value: study.planHash, isCode: true),
            Fact(name: "Data", value: data.dataCredit),
            Fact(
                name: "SHA-256 of the data",
                value: hashes.map { "\($0.key)\n\($0.value)" }.joined(separator: "\n"),
                isCode: true),
        ]
        if let substitution = data.dataSubstitution {
            provenance.append(Fact(name: "Data set replaced", value: substitution))
        }
        checkpointCount = NumberText.integer(study.runs.count)
        checkpoints = study.runs.map { run in
            Checkpoint(
                size: NumberText.integer(run.record.task.latentSize),
                seed: "\(run.record.task.seed)",
                epoch: run.record.bestEpoch.map(NumberText.integer) ?? "–",
                hash: run.record.modelHash ?? run.evaluation.modelHash)
        }
        plan = String(decoding: try RecordCoding.encode(study.plan), as: UTF8.self)
    }
}
