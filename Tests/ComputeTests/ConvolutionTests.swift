import Testing

@testable import Compute

/// Convolutions and their adjoints, for every instruction set, on random shapes: each is compared with
/// sums over all triples of a large value, a small value and the weight between them.
@Suite struct ConvolutionTests {
    private static let fixed = [
        // The default model's layers.
        ConvolutionShape(
            largeHeight: 28, largeWidth: 28, largeChannels: 1, smallChannels: 32, kernel: 4,
            padding: 1),
        ConvolutionShape(
            largeHeight: 14, largeWidth: 14, largeChannels: 32, smallChannels: 64, kernel: 4,
            padding: 1),
    ]

    private static func random(_ seed: Int) -> ConvolutionShape {
        var random = RandomNumbers(seed: seed)
        let kernel = seed % 5 == 0 ? random.pick(6...11) : random.pick(2...5)
        return ConvolutionShape(
            largeHeight: random.pick(kernel...17), largeWidth: random.pick(kernel...17),
            largeChannels: random.pick(1...40), smallChannels: random.pick(1...70),
            kernel: kernel, stride: random.pick(1...3), padding: random.pick(0...kernel / 2))
    }

    /// With Winograd's products: windows of two strides, channels in sixteens, maps that are cut into
    /// twos, into threes and into both.
    private static let patched =
        [(6, 8), (6, 12), (13, 16), (17, 18), (9, 28)].enumerated().map {
            index, size in
            ConvolutionShape(
                largeHeight: size.0, largeWidth: size.1, largeChannels: 16 + 32 * (index % 2),
                smallChannels: 16 * (index + 1), kernel: 4, padding: index % 3)
        } + [
            ConvolutionShape(
                largeHeight: 11, largeWidth: 15, largeChannels: 16, smallChannels: 32, kernel: 6,
                stride: 3, padding: 2),
            ConvolutionShape(
                largeHeight: 7, largeWidth: 5, largeChannels: 32, smallChannels: 16, kernel: 2,
                stride: 1, padding: 1),
            // So large that a chunk's images are taken in two goes, and one by one.
            ConvolutionShape(
                largeHeight: 40, largeWidth: 40, largeChannels: 32, smallChannels: 32, kernel: 4,
                padding: 1),
            ConvolutionShape(
                largeHeight: 70, largeWidth: 70, largeChannels: 32, smallChannels: 16, kernel: 4,
                padding: 1),
        ]

    static let shapes = fixed + patched + (0..<25).map(random)

    @Test func patchesAreTakenWhereTheyFit() {
        let taken = Self.fixed + Self.patched
        #expect(taken.map(WinogradConvolution.fits) == taken.map { $0.largeChannels > 1 })
    }

    @Test(arguments: KernelSet.all, shapes)
    func agreesWithItsDefinition(set: KernelSet, shape: ConvolutionShape) {
        var random = RandomNumbers(seed: shape.largeHeight + shape.smallChannels)
        let isLarge = shape.largeHeight >= 40
        let images =
            isLarge ? Convolution.imagesPerChunk : random.pick(1...Convolution.imagesPerChunk)
        let more = random.pick(0...1)
        let large = MapLayout(
            height: shape.largeHeight, width: shape.largeWidth, channels: shape.largeChannels,
            border: shape.largeBorder + more)
        let small = MapLayout(
            height: shape.smallHeight, width: shape.smallWidth, channels: shape.smallChannels,
            border: shape.smallBorder + more)
        let output = more == 0 ? small.plain : small
        let convolution = Convolution(
            shape, large: large, small: small, output: output, kernels: set.kernels)
        let weights = random.values(shape.weightCount)
        let largeValues = random.values(images * large.count)
        let smallValues = random.values(images * small.count)
        let largeMaps = Maps(large, images, largeValues)
        let smallMaps = Maps(small, images, smallValues)
        convolution.load(weights)

        let correlated = Maps(output, images)
        let scratch = Buffer(count: convolution.scratchCount)
        convolution.correlate(
            large: largeMaps.buffer.pointer, into: correlated.buffer.pointer, images: images,
            scratch: scratch.pointer)
        let spread = Maps(large, images)
        convolution.spread(
            small: smallMaps.buffer.pointer, into: spread.buffer.pointer, images: images,
            scratch: scratch.pointer)
        var gradient = [Float](repeating: 3, count: shape.weightCount)
        convolution.weightGradient(
            large: largeMaps.buffer.pointer, small: smallMaps.buffer.pointer, into: &gradient,
            images: images, adding: true, scratch: scratch.pointer)

        var exactSmall = [Double](repeating: 0, count: images * small.count)
        var exactLarge = [Double](repeating: 0, count: images * large.count)
        var exactGradient = [Double](repeating: 3, count: shape.weightCount)
        ReferenceLayer.visit(shape, images: images) { l, s, w in
            exactSmall[s] += Double(largeValues[l]) * Double(weights[w])
            exactLarge[l] += Double(smallValues[s]) * Double(weights[w])
            exactGradient[w] += Double(largeValues[l]) * Double(smallValues[s])
        }
        expectClose(correlated.values, exactSmall)
        expectClose(spread.values, exactLarge)
        expectClose(gradient, exactGradient)
        #expect(correlated.borderIsZero && spread.borderIsZero)
        // What lies beyond a buffer hides an overrun from the address sanitizer.
        for buffer in [correlated.buffer, spread.buffer, scratch] {
            #expect(
                (buffer.count..<buffer.count + Buffer.slack).allSatisfy { buffer.pointer[$0] == 0 })
        }
    }

    private func expectClose(
        _ found: [Float], _ exact: [Double], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let worst = zip(found, exact).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(worst < 1e-4, sourceLocation: sourceLocation)
    }
}

/// Maps in memory with their border.
private struct Maps {
    let layout: MapLayout, images: Int, buffer: Buffer

    init(_ layout: MapLayout, _ images: Int, _ values: [Float] = []) {
        self.layout = layout
        self.images = images
        buffer = Buffer(count: images * layout.imageStride)
        if !values.isEmpty { layout.insert(values, into: buffer.pointer, images: images) }
    }

    var values: [Float] {
        var plain = [Float](repeating: 0, count: images * layout.count)
        layout.extract(buffer.pointer, into: &plain, images: images)
        return plain
    }

    var borderIsZero: Bool {
        let copy = Maps(layout, images, [Float](repeating: 0, count: images * layout.count))
        copy.buffer.assign(buffer.values)
        layout.insert(
            [Float](repeating: 0, count: images * layout.count), into: copy.buffer.pointer,
            images: images)
        return copy.buffer.values.allSatisfy { $0 == 0 }
    }
}
