import Datasets
import Diagnostics
import Foundation
import Models
import Storage
import Testing

@testable import Studies

@Suite struct DescriptionEditTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private var settings: StudySettings {
        var settings = TinyStudy.settings
        settings.preset = .smoke
        settings.pixels = .fixed
        return settings
    }

    @Test func presetsSayHowToMeasure() throws {
        for (preset, samples, images) in [
            (Preset.smoke, 20, 50), (.quick, 100, 500), (.full, 500, 1000),
        ] {
            var settings = settings
            (settings.preset, settings.study) = (preset, preset.rawValue)
            let evaluation = try TinyStudy.create(in: scratch.url, settings).description.evaluation
            #expect(evaluation.likelihoodSamples == samples)
            #expect(evaluation.likelihoodImages == images)
        }
    }

    @Test func otherNumbersAreKeptWithTheCommandThatGivesThem() throws {
        var given = settings
        given.nllSamples = 7
        let first = try TinyStudy.create(in: scratch.url, given)
        #expect(first.description.evaluation == .init(likelihoodSamples: 7, likelihoodImages: 50))
        #expect(first.description.command.hasSuffix("--nll-samples 7 --study tiny"))
        // The plan is another matter.
        #expect(try first.planHash == settings.plan(for: TinyStudy.data).hash)

        // Said no more, they stay; others are taken one by one.
        #expect(try TinyStudy.create(in: scratch.url, settings).description == first.description)
        given.nllSamples = nil
        given.nllImages = 9
        let second = try TinyStudy.create(in: scratch.url, given)
        #expect(second.description.evaluation == .init(likelihoodSamples: 7, likelihoodImages: 9))
        #expect(second.description.command.contains("--nll-samples 7 --study tiny --nll-images 9"))
        let third = try second.edited(DescriptionEdit(title: "T", likelihoodSamples: 20))
        #expect(third.description.evaluation == .init(likelihoodSamples: 20, likelihoodImages: 9))
        #expect(third.description.command.hasSuffix("--study tiny --nll-images 9 --title T"))
        let stored = try StudyStore(runs: scratch.url).open(name: "tiny")
        #expect(stored.description == third.description)

        let lock = try third.lock()
        _ = try third.edited(DescriptionEdit(likelihoodImages: 9))
        let error = #expect(throws: StorageError.self) {
            try third.edited(DescriptionEdit(likelihoodImages: 10))
        }
        #expect(error?.status == .busy)
        withExtendedLifetime(lock) {}
    }

    @Test(arguments: [
        ("pixels: fixed\nnll-samples: 0", "nll-samples: 0 samples"),
        ("pixels: fixed\nnll-samples: 100001", "nll-samples: 100001 samples"),
        ("pixels: dynamic\nnll-images: 0", "nll-images: 0 images"),
        ("pixels: dynamic\nnll-images: 1000001", "nll-images: 1000001 images"),
        ("pixels: grey\nnll-images: 5", "nll-images: the study's pixels are grey"),
        ("beta: 1\nnll-samples: 5", "nll-samples: the study's pixels are grey"),
        ("likelihood: gaussian\npixels: dynamic", "pixels: dynamic pixels are black and white"),
        ("likelihood: continuous-bernoulli\npixels: fixed", "pixels: fixed pixels are black"),
    ])
    func impossibleSettingsNameTheirLine(_ lines: String, _ problem: String) throws {
        let file = try StudySettings(yaml: Data("\(lines)\n".utf8), place: "s.yml")
        let error = #expect(throws: StudyError.self) {
            _ = try file.edit(for: file.plan(for: TinyStudy.data))
        }
        #expect(error?.status == .badData)
        #expect(error?.place?.hasPrefix("s.yml:2:") == true, "\(error?.place ?? "")")
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
    }

    @Test func impossibleFlagsNameTheFlagAndAWayOut() throws {
        let pixels = #expect(throws: StudyError.self) {
            try StudySettings(likelihood: .gaussian, pixels: .fixed).plan(for: TinyStudy.data)
        }
        #expect(pixels?.status == .usage && pixels?.place == "--pixels")
        #expect(pixels?.remedy?.contains("--likelihood bernoulli") == true)
        let grey = try TinyStudy.create(in: scratch.url)
        let samples = #expect(throws: StudyError.self) {
            try grey.edited(DescriptionEdit(likelihoodSamples: 5))
        }
        #expect(samples?.status == .usage && samples?.place == "--nll-samples")
        #expect(samples?.remedy?.contains("--pixels dynamic") == true)
    }

    @Test func commandsTellLikelihoodAndPixels() throws {
        let plain = StudySettings(likelihood: .bernoulli, pixels: .grey)
        let plan = try plain.plan(for: TinyStudy.data)
        let command = try plain.command(for: plan, data: TinyStudy.data)
        #expect(!command.contains("likelihood") && !command.contains("pixels"))
        let binary = StudySettings(pixels: .dynamic, nllSamples: 100, nllImages: 3)
        #expect(
            try binary.command(for: binary.plan(for: TinyStudy.data), data: TinyStudy.data)
                == "vae-report build --dataset tiny --preset quick --pixels dynamic --nll-images 3")
        let gaussian = StudySettings(likelihood: .gaussian)
        #expect(
            try gaussian.command(for: gaussian.plan(for: TinyStudy.data), data: TinyStudy.data)
                .hasSuffix("--likelihood gaussian"))
    }
}
