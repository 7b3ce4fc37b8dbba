import Foundation
import Testing

@testable import Compute

/// Layers against their definitions in double precision: outputs directly, gradients by central
/// differences of a random linear function of the output.
@Suite struct GradientTests {
    static let shapes = [
        ConvolutionShape(
            largeHeight: 6, largeWidth: 6, largeChannels: 2, smallChannels: 3, kernel: 4,
            padding: 1),
        // Odd sizes: a last row and column that no window starts in.
        ConvolutionShape(
            largeHeight: 7, largeWidth: 5, largeChannels: 1, smallChannels: 2, kernel: 4,
            padding: 1),
        ConvolutionShape(
            largeHeight: 5, largeWidth: 6, largeChannels: 3, smallChannels: 1, kernel: 3,
            padding: 1),
        ConvolutionShape(
            largeHeight: 9, largeWidth: 9, largeChannels: 2, smallChannels: 2, kernel: 5,
            stride: 3, padding: 2),
    ]

    @Test(arguments: shapes, [Nonlinearity.silu, .relu])
    func convolution(shape: ConvolutionShape, kind: Nonlinearity) {
        let images = 6  // a chunk and a half
        let reference = ReferenceLayer.convolution(shape, kind, images: images)
        let stack = ConvolutionStack(
            [shape], parameters: [LayerParameters(weights: 0, biases: shape.weightCount)],
            imageCount: shape.largeCount, nonlinearity: kind, capacity: images)
        var output = [Float](repeating: 0, count: images * shape.smallCount)
        var gradients = [Float](repeating: 0, count: reference.parameters.count)
        stack.forward(
            reference.floatInput, count: images, values: reference.floatParameters, into: &output,
            keepingSlopes: true)
        stack.backward(reference.floatDirection, count: images) { gradients.take($0, $1) }
        reference.expectOutput(output)
        reference.expectParameterGradient(gradients)
    }

    @Test(arguments: shapes)
    func twoConvolutions(last: ConvolutionShape) {
        // The input gradient of the second layer is seen in the first one's weights.
        let first = ConvolutionShape(
            largeHeight: 2 * last.largeHeight, largeWidth: 2 * last.largeWidth, largeChannels: 1,
            smallChannels: last.largeChannels, kernel: 4, padding: 1)
        let images = 3
        let lower = ReferenceLayer.convolution(first, .silu, images: images)
        let upper = ReferenceLayer.convolution(last, .silu, images: images)
        let stack = ConvolutionStack(
            [first, last],
            parameters: [
                LayerParameters(weights: 0, biases: first.weightCount),
                LayerParameters(
                    weights: lower.parameters.count,
                    biases: lower.parameters.count + last.weightCount),
            ], imageCount: first.largeCount, nonlinearity: .silu, capacity: images)
        let values = lower.floatParameters + upper.floatParameters
        var output = [Float](repeating: 0, count: images * last.smallCount)
        var gradients = [Float](repeating: 0, count: values.count)
        stack.forward(
            lower.floatInput, count: images, values: values, into: &output, keepingSlopes: true)
        stack.backward(upper.floatDirection, count: images) { gradients.take($0, $1) }
        let scalar = { (parameters: [Double]) in
            let middle = lower.forward(lower.input, parameters)
            return zip(upper.forward(middle, upper.parameters), upper.direction)
                .reduce(0.0) { $0 + $1.0 * $1.1 }
        }
        expectGradient(
            Array(gradients[..<lower.parameters.count]), of: scalar, at: lower.parameters)
    }

    @Test(arguments: shapes)
    func transposedConvolution(shape: ConvolutionShape) {
        let images = 5
        let reference = ReferenceLayer.transposed(shape, images: images)
        let stack = TransposedStack(
            [shape], parameters: [LayerParameters(weights: 0, biases: shape.weightCount)],
            logitCount: shape.largeCount, nonlinearity: .silu)
        var output = [Float](repeating: 0, count: images * shape.largeCount)
        var gradients = [Float](repeating: 0, count: reference.parameters.count)
        var inputGradient = [Float](repeating: 0, count: reference.input.count)
        stack.forward(
            reference.floatInput, count: images, values: reference.floatParameters, into: &output)
        _ = stack.differentiate(
            reference.floatInput, count: images, values: reference.floatParameters,
            featureGradient: &inputGradient,
            loss: { _, gradient, range in
                for index in 0..<range.count * shape.largeCount {
                    gradient[index] =
                        reference.floatDirection[range.lowerBound * shape.largeCount + index]
                }
                return 0
            }, use: { gradients.take($0, $1) })
        reference.expectOutput(output)
        reference.expectParameterGradient(gradients)
        reference.expectInputGradient(inputGradient)
    }

    @Test(arguments: [true, false], [Nonlinearity.silu, .relu])
    func dense(activatesLast: Bool, kind: Nonlinearity) {
        let images = 4
        let reference = ReferenceLayer.dense(
            inputs: 5, outputs: 3, activatesLast ? kind : nil, images: images)
        let layer = Dense(
            inputs: 5, outputs: 3, parameters: LayerParameters(weights: 0, biases: 15))
        let stack = DenseStack(
            [layer], nonlinearity: kind, activatesLast: activatesLast, capacity: images)
        var gradients = [Float](repeating: 0, count: 18)
        var inputGradient = [Float](repeating: 0, count: images * 5)
        var finished = [Int]()
        stack.forward(
            reference.floatInput, count: images, values: reference.floatParameters,
            keepingSlopes: true)
        reference.expectOutput((0..<images * 3).map { stack.output[$0] })
        for (index, value) in reference.floatDirection.enumerated() {
            stack.outputGradient[index] = value
        }
        stack.backward(
            reference.floatInput, count: images, values: reference.floatParameters,
            inputGradient: &inputGradient
        ) {
            gradients.take($0, $1)
            finished.append(contentsOf: $0)
        }
        reference.expectParameterGradient(gradients)
        reference.expectInputGradient(inputGradient)
        #expect(finished.sorted() == Array(0..<18), "each parameter is told of once")
    }
}

extension [Float] {
    /// As a `GradientUse`.
    fileprivate mutating func take(_ places: Range<Int>, _ gradient: UnsafePointer<Float>) {
        for (place, index) in zip(places, 0...) { self[place] = gradient[index] }
    }
}
