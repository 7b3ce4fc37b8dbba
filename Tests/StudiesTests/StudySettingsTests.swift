import Datasets
import Diagnostics
import Foundation
import Models
import Testing
import Training

@testable import Studies

@Suite struct StudySettingsTests {
    /// As large as MNIST, of the smallest images.
    static let data: DataSet = {
        func images(_ count: Int) -> ImageSet {
            ImageSet(
                shape: ImageShape(height: 4, width: 4),
                pixels: [UInt8](repeating: 0, count: 16 * count), labels: nil)
        }
        return DataSet(
            name: "my digits", title: "My digits", train: images(60_000), test: images(10),
            fingerprint: ["a": "b"], origin: "given folder", credit: "me")
    }()

    @Test func presetsAreThoseOfTheManual() throws {
        let quick = try StudySettings().plan(for: Self.data)
        #expect(quick.latentSizes == [2, 4, 8, 16] && quick.seeds == [1])
        #expect(quick.trainImages == 10_000)
        #expect(quick.training == TrainingConfiguration(epochs: 8, batchSize: 64))
        #expect(quick.channels == [32, 64] && quick.activation == .silu)
        #expect(quick.likelihood == .bernoulli && quick.pixels == .grey)
        #expect(quick.model(latentSize: 2).likelihood == .bernoulli)
        let smoke = try StudySettings(preset: .smoke).plan(for: Self.data)
        #expect(smoke.latentSizes == [2, 8] && smoke.trainImages == 2_000)
        #expect(smoke.training.epochs == 1 && smoke.seeds == [1])
        let full = try StudySettings(preset: .full).plan(for: Self.data)
        #expect(full.latentSizes == [2, 4, 8, 12, 16, 24, 32] && full.seeds == [1, 2, 3])
        #expect(full.trainImages == nil)
        #expect(full.training == TrainingConfiguration(epochs: 20, batchSize: 128))
        #expect(full.tasks.count == 21)
    }

    @Test func flagsWinOverTheFileOverThePreset() throws {
        let file = try StudySettings(
            yaml: Data("preset: full\nepochs: 3\nbeta: 2\n".utf8), place: "s.yml")
        let plan = try StudySettings(epochs: 5).merging(file).plan(for: Self.data)
        #expect(plan.training.epochs == 5)
        #expect(plan.training.beta == 2)
        #expect(plan.latentSizes.count == 7)
    }

    @Test func readsEveryKey() throws {
        let text = """
            # a study
            dataset: fashion-mnist
            preset: smoke
            latent-sizes: [16, 2]
            seeds: 2
            epochs: 3
            train-images: 500
            batch-size: 32
            learning-rate: 1e-3
            warm-up-steps: 10
            beta: 0.5
            kl-warm-up-epochs: 1
            channels: [8]
            kernel-size: 3
            hidden-widths: [64, 32]
            activation: relu
            likelihood: continuous-bernoulli
            pixels: dynamic
            nll-samples: 30
            nll-images: 40
            study: mine
            title: "Tom & Jerry: *all*"
            """
        let read = try StudySettings(yaml: Data(text.utf8), place: "s.yml")
        var expected = StudySettings(
            dataset: "fashion-mnist", preset: .smoke, latentSizes: [16, 2], seeds: 2, epochs: 3,
            trainImages: 500, batchSize: 32, learningRate: 1e-3, warmUpSteps: 10, beta: 0.5,
            klWarmUpEpochs: 1, channels: [8], kernelSize: 3, hiddenWidths: [64, 32],
            activation: .relu, likelihood: .continuousBernoulli, pixels: .dynamic, nllSamples: 30,
            nllImages: 40, study: "mine", title: "Tom & Jerry: *all*")
        expected.origins = read.origins
        #expect(read == expected)
        #expect(read.origins.count == SettingKey.allCases.count)
        #expect(try StudySettings(yaml: Data(), place: "s.yml") == StudySettings())
    }

    @Test(arguments: [
        ("epochs: 8\nepoch: 9\n", "s.yml:2:1", "unknown key \"epoch\"", "epochs"),
        ("epochs: many\n", "s.yml:1:9", "epochs", "a whole number"),
        ("epochs: \"8\"\n", "s.yml:1:9", "epochs", "a whole number"),
        ("epochs: 8.0\n", "s.yml:1:9", "epochs", "a whole number"),
        ("epochs: 99999999999999999999\n", "s.yml:1:9", "epochs", "a whole number"),
        ("epochs:\n", "s.yml:1:8", "epochs", "a whole number"),
        ("learning-rate: .nan\n", "s.yml:1:16", "learning-rate", "a number"),
        ("learning-rate: 1e999\n", "s.yml:1:16", "learning-rate", "a number"),
        ("learning-rate: nan\n", "s.yml:1:16", "learning-rate", "a number"),
        ("beta: 0x1p3\n", "s.yml:1:7", "beta", "a number"),
        ("latent-sizes: 8\n", "s.yml:1:15", "latent-sizes", "a list"),
        ("latent-sizes: [2, [4]]\n", "s.yml:1:15", "latent-sizes", "a list"),
        ("activation: tanh\n", "s.yml:1:13", "activation", "silu, relu"),
        ("likelihood: normal\n", "s.yml:1:13", "likelihood", "gaussian"),
        ("pixels: binary\n", "s.yml:1:9", "pixels", "grey, dynamic, fixed"),
        ("nll-samples: many\n", "s.yml:1:14", "nll-samples", "a whole number"),
        ("preset: [full]\n", "s.yml:1:9", "preset", "smoke, quick, full"),
        ("title: {a: b}\n", "s.yml:1:8", "title", "a text"),
        ("epochs: 8\nepochs: 9\n", "s.yml:1:1", "epochs is there twice", "keep one"),
        ("- epochs\n", "s.yml:1:1", "not a list of key: value", "epochs: 8"),
        ("? [a]\n: 1\n", "s.yml:1:3", "a key that is no word", "epochs: 8"),
        ("epochs: [8\n", "s.yml:2:1", "not YAML", "epochs: 8"),
        ("epochs: 8\n---\nepochs: 9\n", "s.yml:2:1", "not YAML", "epochs: 8"),
        ("title: &a x\nstudy: *a\n", "s.yml:1:8", "anchors", "write the value out"),
        ("study: *a\n", "s.yml:1:8", "not YAML", "epochs: 8"),
        ("\"title\":&a x\n", "s.yml:1:9", "anchors", "write the value out"),
    ])
    func badFilesNameLineAndColumn(
        _ text: String, _ place: String, _ problem: String, _ remedy: String
    ) {
        let error = #expect(throws: StudyError.self) {
            try StudySettings(yaml: Data(text.utf8), place: "s.yml")
        }
        #expect(error?.status == .badData)
        #expect(error?.place == place)
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
        #expect(error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "")")
    }

    /// As the command line reads them: by path, which errors begin with.
    @Test func filesAreReadWhereTheyLie() throws {
        let folder = try ScratchFolder()
        let file = folder("s.yml")
        try Data("epochs: 3\ntitle: mine\n".utf8).write(to: file)
        let settings = try StudySettings(contentsOf: file)
        #expect(settings.epochs == 3 && settings.title == "mine")
        try Data("epochs: 3\ntitel: mine\n".utf8).write(to: file)
        #expect(
            problem { _ = try StudySettings(contentsOf: file) }.hasPrefix(
                "\(file.path):2:1: unknown key \"titel\" — did you mean title?"))
        try Data(count: (1 << 20) + 1).write(to: file)
        #expect(
            problem { _ = try StudySettings(contentsOf: file) }
                .contains("the file has 1048577 bytes, more than 1048576"))
        #expect(
            problem { _ = try StudySettings(contentsOf: folder("none")) }
                .contains("No such file or directory"))
    }

    @Test func largeDeepAndAliasedFilesAreRefusedAtOnce() throws {
        func check(_ text: String) {
            #expect(throws: StudyError.self) {
                try StudySettings(yaml: Data(text.utf8), place: "s.yml")
            }
        }
        check("title: " + String(repeating: "x", count: 1 << 20))
        check("title: " + String(repeating: "[", count: 500_000))
        check(String(repeating: "- ", count: 500_000))
        check(String(repeating: "{a: ", count: 200_000))
        check(String(repeating: "? ", count: 500_000))
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<30 {
            let before = "*a\(level - 1)"
            bomb +=
                "a\(level): &a\(level) [\(Array(repeating: before, count: 9).joined(separator: ", "))]\n"
        }
        check(bomb + "? *a29\n: 1\n? *a29\n: 2\n")
        #expect(throws: StudyError.self) {
            try StudySettings(yaml: Data([0x74, 0xFF, 0xFE]), place: "s.yml")
        }
    }

    @Test(arguments: [
        ("latent-sizes: [0]", "latent-sizes: 0 is no latent size"),
        ("latent-sizes: [-1, 2]", "latent-sizes: -1 is no latent size"),
        ("latent-sizes: [1000000000000000000]", "latent-sizes: 1000000000000000000"),
        ("latent-sizes: []", "latent-sizes: 0 latent sizes"),
        ("latent-sizes: [2, 4, 2]", "latent-sizes: a size is there twice"),
        ("seeds: 0", "seeds: 0 seeds"),
        ("seeds: 1000000000000", "seeds: 1000000000000 seeds"),
        ("epochs: 0", "epochs: 0 epochs"),
        ("epochs: 9223372036854775807", "epochs"),
        ("train-images: 1", "train-images: 1 images"),
        ("train-images: 60001", "train-images: 60001 images, but the data set has 60000"),
        ("batch-size: 0", "batch-size"),
        ("learning-rate: 0", "learning-rate"),
        ("learning-rate: -1", "learning-rate"),
        ("beta: -0.1", "beta"),
        ("warm-up-steps: -1", "warm-up-steps"),
        ("kl-warm-up-epochs: -1", "kl-warm-up-epochs"),
        ("kernel-size: 100", "kernel-size"),
        ("channels: [0]", "channels"),
        ("channels: [9223372036854775807]", "channels"),
        ("hidden-widths: []", "hidden-widths"),
        ("hidden-widths: [8192, 8192, 8192, 8192]", "hidden-widths: a model of more than"),
        ("study: ../x", "study"),
        ("title: \"a\\tb\"", "title"),
    ])
    func impossibleValuesNameTheirLine(_ line: String, _ problem: String) throws {
        let settings = try StudySettings(yaml: Data("# x\n\(line)\n".utf8), place: "s.yml")
        let error = #expect(throws: StudyError.self) {
            let plan = try settings.plan(for: Self.data)
            _ = try settings.description(
                of: plan, data: Self.data, split: DataSplit(Self.data.train, trainImages: 20))
        }
        #expect(error?.status == .badData)
        #expect(error?.place?.hasPrefix("s.yml:2:") == true, "\(error?.place ?? "")")
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
    }

    @Test func impossibleFlagsNameTheFlag() throws {
        let error = #expect(throws: StudyError.self) {
            try StudySettings(learningRate: .nan).plan(for: Self.data)
        }
        #expect(error?.status == .usage)
        #expect(error?.place == "--learning-rate")
        // A flag beats the file's line, so the line is not to blame.
        let file = try StudySettings(yaml: Data("epochs: 3\n".utf8), place: "s.yml")
        let both = #expect(throws: StudyError.self) {
            try StudySettings(epochs: 0).merging(file).plan(for: Self.data)
        }
        #expect(both?.place == "--epochs")
    }

    @Test func presetsShrinkToSmallDataButGivenNumbersDoNot() throws {
        #expect(try StudySettings().plan(for: TinyStudy.data).trainImages == nil)
        #expect(throws: StudyError.self) {
            try StudySettings(trainImages: 85).plan(for: TinyStudy.data)
        }
        #expect(
            try StudySettings(trainImages: 84).plan(for: TinyStudy.data)
                == StudySettings().plan(for: TinyStudy.data))
    }

    @Test func namesTellPresetAndDeviation() throws {
        func name(_ settings: StudySettings) throws -> String {
            try settings.name(of: settings.plan(for: Self.data), for: Self.data)
        }
        #expect(try name(StudySettings()) == "my-digits-quick")
        #expect(try name(StudySettings(preset: .full, title: "t")) == "my-digits-full")
        #expect(try name(StudySettings(epochs: 8)) == "my-digits-quick")
        let settings = StudySettings(epochs: 9)
        let hash = try settings.plan(for: Self.data).hash
        #expect(hash.count == 64)
        #expect(try name(settings) == "my-digits-quick-\(hash.prefix(6))")
        #expect(try name(StudySettings(epochs: 9, study: "mine")) == "mine")
        let standIn = TinyStudy.standIn
        let plan = try StudySettings(epochs: 8).plan(for: standIn)
        #expect(try StudySettings().name(of: plan, for: standIn) == "tiny-quick-standin")
        let named = StudySettings(study: "mine")
        #expect(try named.name(of: plan, for: standIn) == "mine")
        #expect(!(try named.command(for: plan, data: standIn).contains("--study")))
    }

    @Test func commandsMakeTheSamePlan() throws {
        func command(_ settings: StudySettings) throws -> String {
            let plan = try settings.plan(for: Self.data)
            return try settings.command(for: plan, data: Self.data)
        }
        #expect(
            try command(StudySettings())
                == "vae-report build --dataset 'my digits' --preset quick")
        #expect(
            try command(
                StudySettings(
                    preset: .smoke, latentSizes: [8, 4], seeds: 2, trainImages: 60_000,
                    learningRate: 1e-4, activation: .relu, study: "a", title: "it's"))
                == "vae-report build --dataset 'my digits' --preset smoke --latent-sizes 4,8 "
                + "--seeds 2 --train-images 60000 --learning-rate 0.0001 --activation relu "
                + "--study a --title 'it'\\''s'")
    }

    @Test func hashesDoNotDependOnDictionaryOrder() throws {
        var plan = try StudySettings().plan(for: Self.data)
        plan.fingerprint = Dictionary(
            uniqueKeysWithValues: (0..<50).map { ("key \($0)", "\($0)") })
        var other = plan
        other.fingerprint = Dictionary(
            uniqueKeysWithValues: (0..<50).reversed().map { ("key \($0)", "\($0)") })
        #expect(try plan.hash == other.hash)
        other.beta(2)
        #expect(try plan.hash != other.hash)
    }
}

extension StudyPlan {
    fileprivate mutating func beta(_ value: Double) { training.beta = value }
}
