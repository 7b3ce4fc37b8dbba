import Compute
import Datasets
import Evaluation
import Foundation
import Models
import Studies
import Testing
import Training

@testable import Figures

@Suite struct StudyRenderingTests {
    /// A study of drawn digits, trained for a moment, measured, and rendered from its folder alone.
    @Test func figuresComeFromTheStudysFolder() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vae-report-figures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let study = try await trained(in: folder)
        let results = try StudyResults.load(study)
        let verdict = StudyVerdict(results)
        let figures = try FigureCatalogue.render(
            results: results, verdict: verdict, study: study)
        // Of so few images nothing is generated to be measured, so there is no mixture either.
        let unmeasured = ["generation-by-size", "mixture-samples"]
        #expect(figures.map(\.id) == FigureCatalogue.ids.filter { !unmeasured.contains($0) })

        let grid = try #require(figures.first { $0.id == "reconstructions" })
        #expect(grid.rowLabels == ["original", "size 2", "size 3"])
        // The squared errors of the table are those of the model on those images.
        let model = try study.model(of: study.plan.tasks[0])
        let examples = try study.examples
        let source = ImageSource(examples: examples) { _ in model }
        let images = source.tensor(source.chosen(10))
        let decoded = model.decodeMeans(model.encode(images).mean)
        let error = zip(images.values, decoded.values).prefix(256).reduce(0.0) {
            $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
        }
        guard case .number(let first, _) = grid.table.rows[0][3] else {
            return #expect(Bool(false), "no number")
        }
        #expect(abs(first - error / 256) < 1e-6)

        // Opened anew and asked for in another order: the same bytes.
        let again = try FigureCatalogue.render(
            FigureCatalogue.ids.reversed(), results: results, verdict: verdict,
            study: try StudyStore(runs: folder).open(name: "tiny"))
        for (left, right) in zip(figures, again) {
            #expect(left.files.map(\.data) == right.files.map(\.data), "\(left.id)")
            #expect(left.dataFiles.map(\.data) == right.dataFiles.map(\.data), "\(left.id)")
        }
    }

    private func trained(in folder: URL) async throws -> Study {
        let glyphs = Glyphs(size: 16)
        let (train, test) = (
            try glyphs.images(.train, count: 200), try glyphs.images(.test, count: 60)
        )
        let data = DataSet(
            name: "glyphs", title: "Drawn glyphs", train: train, test: test,
            fingerprint: ["pixels": "a"], origin: "drawn", credit: "none")
        let split = try DataSplit(train, trainImages: nil)
        let plan = StudyPlan(
            dataset: data.name, fingerprint: data.fingerprint, image: train.shape,
            trainImages: nil, latentSizes: [2, 3], seeds: [1], channels: [3, 4],
            hiddenWidths: [12],
            training: TrainingConfiguration(epochs: 2, batchSize: 32, warmUpSteps: 2))
        let description = StudyDescription(
            name: "tiny", title: "Tiny", dataTitle: data.title,
            dataCredit: data.credit, dataSubstitution: nil, trainingImages: split.training.count,
            validationImages: split.validation.count, testImages: test.count,
            command: "vae-report build")
        let study = try StudyStore(runs: folder).create(
            plan: plan, description: description, examples: test)
        try await Sweep(study: study, images: StudyImages(data, split, plan: plan))
            .run(tasks: plan.tasks, jobs: 2, stop: { false }, report: { _ in })
        try await StudyEvaluator(study: study, data: data, split: split)
            .run(jobs: 2, report: { _ in })
        return study
    }

    /// With `FIGURE_STUDY=RUNS/NAME` set, leaves that study's figures for looking at.
    @Test func studiesCanBeLookedAt() throws {
        guard let path = ProcessInfo.processInfo.environment["FIGURE_STUDY"] else { return }
        let folder = URL(fileURLWithPath: path)
        let study = try StudyStore(runs: folder.deletingLastPathComponent())
            .open(name: folder.lastPathComponent)
        let results = try StudyResults.load(study)
        for figure in try FigureCatalogue.render(
            results: results, verdict: StudyVerdict(results), study: study)
        {
            try Previews.keep(figure, study: "study")
        }
    }
}
