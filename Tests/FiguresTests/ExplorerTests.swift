import Compute
import Datasets
import Evaluation
import Foundation
import Models
import Studies
import Testing

@testable import Figures

@Suite struct ExplorerTests {
    private static let shape = ImageShape(height: 8, width: 8)

    private func model(_ latentSize: Int, channels: [Int] = [4]) -> VAE {
        VAE(
            VAEConfiguration(
                image: Self.shape, latentSize: latentSize, channels: channels, hiddenWidths: [16],
                activation: .relu), seed: 1)
    }

    private func images(_ load: @escaping (Int) -> any ImageCoder) -> ImageSource {
        let pixels = (0..<30 * 64).map { UInt8(truncatingIfNeeded: $0 * 13) }
        return ImageSource(
            examples: ImageSet(
                shape: Self.shape, pixels: pixels, labels: (0..<30).map { UInt8($0 % 10) })
        ) { load($0.latentSize) }
    }

    private func view(
        _ sizes: [Int] = [2, 4, 8, 16], verdict: Int? = nil, isMeasured: Bool = true
    ) throws -> StudyView {
        try StudyView(
            try SyntheticStudy.results(
                latentSizes: sizes, generation: isMeasured ? SyntheticGeneration() : nil),
            verdict: verdict)
    }

    @Test func theVerdictsSizeIsInTheMiddle() throws {
        #expect(try ExplorerSizes.usual(view(verdict: 4)) == [2, 4, 16])
        #expect(try ExplorerSizes.usual(view(verdict: 16)) == [2, 16, 16])
        #expect(try view(verdict: 16).only([2, 16, 16]).sizes.map(\.latentSize) == [2, 16])
    }

    /// Without a verdict, of the sizes between the one that does best: by distance, else by ELBO.
    @Test(arguments: [true, false]) func withoutAVerdictTheBestBetween(_ isMeasured: Bool) throws {
        let view = try view(isMeasured: isMeasured)
        let between = view.sizes.filter { [4, 8].contains($0.latentSize) }
        let scores = between.map {
            isMeasured
                ? $0.shown.evaluation.generation?.prior.frechetDistance.value ?? .nan
                : $0.shown.evaluation.negativeELBO.mean
        }
        #expect(scores[0] != scores[1])
        let best = scores[0] < scores[1] ? 4 : 8
        #expect(ExplorerSizes.usual(view) == [2, best, 16])
        #expect(try ExplorerSizes.usual(self.view([2, 4])) == [2, 4])
        #expect(try ExplorerSizes.usual(self.view([3])) == [3, 3])
    }

    /// Where no size is named, the one that the answer's sentence is about.
    @Test func withoutAVerdictTheOneThatMissesLeast() throws {
        let results = try SyntheticStudy.results(latentSizes: [2, 4, 8, 16])
        #expect(
            try ExplorerSizes.usual(StudyView(results, closest: 4)) == [2, 4, 16])
        #expect(try ExplorerSizes.usual(StudyView(results, verdict: 8, closest: 4)) == [2, 8, 16])
        // One at the end is shown anyway.
        #expect(
            try ExplorerSizes.usual(StudyView(results, closest: 16))
                == ExplorerSizes.usual(StudyView(results)))
        let unsure = try SyntheticStudy.results(
            latentSizes: [2, 4, 8, 16], generation: SyntheticGeneration(error: 2))
        let verdict = StudyVerdict(unsure)
        let closest = try #require(verdict.verdict?.closest?.latentSize)
        let context = FigureContext(results: unsure, verdict: verdict) {
            self.images { self.model($0) }
        }
        #expect(try context.view(FigureOptions()).answeredSize == closest)
    }

    @Test func fidelityIsShareAndLargest() {
        let exact = Tensor(shape: [2, 2], values: [0, 0.5, 1, 0.25])
        let fidelity = DecoderFidelity(
            of: Tensor(shape: [2, 2], values: [0, 0.51, 1 - 10 / 255, 0.25]), against: exact)
        #expect(fidelity.latents == 2 && fidelity.share == 0.75)
        #expect(abs(fidelity.largest - 10) < 1e-4)
        #expect(!fidelity.isEnough)
        #expect(DecoderFidelity(of: exact, against: exact).isEnough)
        let broken = DecoderFidelity(
            of: Tensor(shape: [2, 2], values: [.nan, 0.5, 1, 0.25]), against: exact)
        #expect(broken.largest == .infinity && !broken.isEnough)
    }

    /// An outlier that never acts takes the steps of a byte away from weights that do.
    @Test func whatBytesCannotHoldGetsTwo() throws {
        let whole = model(3, channels: [])
        let latents = Tensor(
            shape: [50, 3], values: Philox(seed: 2, purpose: .examples).normals(150))
        #expect(try Explorer.Decoder.rounded(whole, on: latents).0.codes == [.int8, .int8])
        let spoilt = model(3, channels: [])
        try spoilt.load(
            whole.parameters.map { parameter in
                var tensor = parameter.tensor
                switch parameter.name {
                case "decoder.0.bias": tensor.values[0] = -1e6
                case "decoder.2.weight":
                    for row in 0..<64 { tensor.values[row * 16] = 1000 }
                default: break
                }
                return NamedTensor(name: parameter.name, tensor: tensor)
            })
        let bytes = try CodedDecoder(spoilt, code: .int8).restored(in: spoilt)
        let lost = DecoderFidelity(
            of: bytes.decodeMeans(latents), against: spoilt.decodeMeans(latents))
        #expect(!lost.isEnough)
        let (coded, fidelity) = try Explorer.Decoder.rounded(spoilt, on: latents)
        // The smaller layer first, which does not help here.
        #expect(coded.codes == [.fp16, .fp16] && fidelity.isEnough)
        #expect(fidelity.largest < lost.largest / 10)
    }

    /// Where the small layers alone suffer, the large one keeps its bytes.
    @Test func theSmallLayersGetTwoBytesFirst() throws {
        let whole = model(3, channels: [])
        var values = Philox(seed: 2, purpose: .examples).normals(150)
        // Of a dimension that is never used, weights take the steps of a byte away from the others.
        for row in 0..<50 { values[row * 3] = 0 }
        let latents = Tensor(shape: [50, 3], values: values)
        let spoilt = model(3, channels: [])
        try spoilt.load(
            whole.parameters.map { parameter in
                var tensor = parameter.tensor
                if parameter.name == "decoder.0.weight" {
                    for row in 0..<16 { tensor.values[row * 3] = 1000 }
                }
                return NamedTensor(name: parameter.name, tensor: tensor)
            })
        let (coded, fidelity) = try Explorer.Decoder.rounded(spoilt, on: latents)
        #expect(coded.codes == [.fp16, .int8] && fidelity.isEnough)
        #expect(coded.bytes.count == 8 * (16 + 64) + 2 * 48 + 16 * 64)
    }

    @Test func carriesWhatThePageNeeds() throws {
        let view = try view([2, 4, 8, 16], verdict: 4).only([2, 4, 16])
        let source = images { self.model($0) }
        let explorer = try #require(try Explorer(view, source))
        #expect(explorer.decoders.map(\.latentSize) == [2, 4, 16])
        #expect(explorer.height == 8 && explorer.width == 8)
        // Ten of the thirty images, the first of each class.
        #expect(explorer.examples.labels == (0..<10).map { UInt8($0) })
        for decoder in explorer.decoders {
            #expect(decoder.fidelity.latents == 530)
            #expect(decoder.fidelity.isEnough && Set(decoder.codes) == [.int8])
            let size = try #require(view.sizes.first { $0.latentSize == decoder.latentSize })
            #expect(decoder.dimensions.map(\.number) == size.rankedDimensions.map(\.number))
            #expect(decoder.dimensions.map(\.isActive) == size.rankedDimensions.map(\.isActive))
            let means = try source.exampleMeans(of: size.shown.record.task).rows(0..<10)
            for (one, other) in zip(decoder.means.flatMap { $0 }, means.values) {
                #expect(abs(one - Double(other)) <= 0.5e-4 + 1e-7)
            }
        }
        // Whatever is asked first, the same bytes.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let again = try #require(try Explorer(view, images { self.model($0) }))
        #expect(try encoder.encode(explorer) == encoder.encode(again))
    }

    @Test func theNoteTellsBothNumbersOfEachSize() throws {
        let view = try view([2, 4])
        let explorer = try #require(try Explorer(view, images { self.model($0) }))
        for decoder in explorer.decoders {
            let words = try #require(
                explorer.note.firstMatch(
                    of: try Regex(
                        "size \(decoder.latentSize) \\(8 bits\\) ([0-9.]+) %, ([0-9.]+)/255"))
            )
            let share = try #require(Double(words.output[1].substring ?? ""))
            let largest = try #require(Double(words.output[2].substring ?? ""))
            #expect(share <= decoder.fidelity.share * 100)
            #expect(share > decoder.fidelity.share * 100 - 0.0101)
            #expect(largest >= decoder.fidelity.largest)
            #expect(largest < decoder.fidelity.largest + 0.0101)
        }
        #expect(explorer.note.contains("over 530 latents"))
    }

    /// Nothing but networks, and none that would make a page too large to mail.
    @Test func whatCannotBeCarriedIsLeftOut() throws {
        let view = try view([2, 4])
        #expect(try Explorer(view, images { RampCoder(latentSize: $0, pixels: 64) }) == nil)
        let some = try Explorer(
            view, images { self.model($0, channels: $0 == 4 ? [8, 1024] : []) })
        #expect(some?.decoders.map(\.latentSize) == [2, 4])
        let wide = VAE(
            VAEConfiguration(
                image: Self.shape, latentSize: 4, channels: [600, 600], hiddenWidths: [8]),
            seed: 1)
        #expect(CodedDecoder.parameterCount(wide) > Explorer.mostParameters)
        let without = try Explorer(view, images { $0 == 4 ? wide : self.model($0) })
        #expect(without?.decoders.map(\.latentSize) == [2])
        #expect(try Explorer.leftOut(view, images { $0 == 4 ? wide : self.model($0) }) == [4])
        #expect(try Explorer.leftOut(view, images { RampCoder(latentSize: $0, pixels: 64) }) == [])
        #expect(try Explorer(view.only([4]), images { _ in wide }) == nil)
    }

    @Test func theStripStaysWithoutDecoders() throws {
        let results = try SyntheticStudy.results(latentSizes: [2, 4])
        let context = FigureContext(results: results, verdict: StudyVerdict(results)) {
            source()
        }
        let none = try #require(
            try FigureCatalogue.explorer(FigureOptions(), hasDecoders: false, in: context))
        #expect(none.explorer == nil && none.strip.rowLabels == ["size 2", "size 4"])
    }
}
