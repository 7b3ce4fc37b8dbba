import Datasets
import Models
import Storage
import Testing
import Training

@testable import Studies

@Suite struct StudyImagesTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func images(_ pixels: Pixels, trainImages: Int? = nil) throws -> StudyImages {
        var settings = TinyStudy.settings
        settings.pixels = pixels
        settings.trainImages = trainImages
        let plan = try settings.plan(for: TinyStudy.data)
        return StudyImages(
            TinyStudy.data, try DataSplit(TinyStudy.data.train, trainImages: plan.trainImages),
            plan: plan)
    }

    @Test func greyImagesStayAsTheyAre() throws {
        let split = try TinyStudy.split()
        let images = try images(.grey)
        #expect(images.training == split.training && images.trainingSource == split.training)
        #expect(images.validation == split.validation && images.test == TinyStudy.data.test)
    }

    @Test func binaryImagesAreDrawnOnce() throws {
        let split = try TinyStudy.split()
        let fixed = try images(.fixed)
        for set in [fixed.training, fixed.validation, fixed.test] {
            #expect(Set(set.pixels) == [0, 255])
        }
        #expect(fixed.training.labels == split.training.labels)
        #expect(fixed.trainingSource == fixed.training)
        let dynamic = try images(.dynamic)
        #expect(dynamic.trainingSource == split.training)
        #expect(dynamic.training == fixed.training)
        #expect(dynamic.validation == fixed.validation && dynamic.test == fixed.test)
    }

    @Test func smallerStudiesSeeTheSame() throws {
        let part = try DataSplit(TinyStudy.data.train, trainImages: 40)
        let all = TinyStudy.data.train.binarized(.trainingFile)
        let images = try images(.fixed, trainImages: 40)
        #expect(images.training == all.selecting(part.trainingIndices))
        #expect(images.validation == all.selecting(part.validationIndices))
    }

    /// Every likelihood and treatment trains, and again to the same bytes from a checkpoint.
    @Test(arguments: [
        (Likelihood.bernoulli, Pixels.dynamic), (.bernoulli, .fixed),
        (.continuousBernoulli, .grey), (.gaussian, .grey),
    ])
    func resumedTrainingsHaveTheSameBytes(likelihood: Likelihood, pixels: Pixels) async throws {
        var settings = TinyStudy.settings
        (settings.likelihood, settings.pixels, settings.seeds) = (likelihood, pixels, 1)
        settings.latentSizes = [2]
        let whole = try TinyStudy.create(in: scratch("whole"), settings)
        try await TinyStudy.train(whole)
        let broken = try TinyStudy.create(in: scratch("broken"), settings)
        let error = await #expect(throws: StudyError.self) {
            try await TinyStudy.train(broken) { $0.epochs == 2 }
        }
        #expect(error?.code == .stopped)
        try await TinyStudy.train(broken)
        #expect(try TinyStudy.results(broken) == TinyStudy.results(whole))
        let names = try whole.model(of: whole.plan.tasks[0]).parameters.map(\.name)
        #expect(names.contains("pixel_log_variance") == (likelihood == .gaussian))
        let losses = try whole.epochs(of: whole.plan.tasks[0]).map(\.training.reconstruction)
        #expect(losses.count == 4 && losses[3] < losses[0])
    }

    @Test func dynamicAndFixedDiffer() async throws {
        var logs: [[EpochRecord]] = []
        for pixels in Pixels.allCases {
            var settings = TinyStudy.settings
            (settings.pixels, settings.seeds, settings.latentSizes) = (pixels, 1, [2])
            let study = try TinyStudy.create(in: scratch(pixels.rawValue), settings)
            try await TinyStudy.train(study)
            logs.append(try study.epochs(of: study.plan.tasks[0]))
        }
        #expect(Set(logs).count == 3)
    }
}
