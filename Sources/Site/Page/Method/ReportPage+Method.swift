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
    mutating func addMethod(
        _ study: StudyResults, answer: StudyVerdict, selfTestNumber: String
    ) {
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
        let evaluations = study.runs.map(\.evaluation)
        hasProbe = evaluations.contains { $0.probe != nil }
        likelihoods = evaluations.first?.likelihood.map { [words.estimate($0)] } ?? []
        generation =
            GenerationMethodView(study, answer: answer, number: selfTestNumber).map { [$0] } ?? []
        generationAbsence = study.baseline.generationAbsence.map { [$0.sentence] } ?? []
        limits = Self.limits(study, answer: answer)
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
        if let judge = study.judge {
            provenance.append(
                Fact(
                    name: "SHA-256 of the judge", value: "judge.safetensors\n\(judge.modelHash)",
                    isCode: true))
        }
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
