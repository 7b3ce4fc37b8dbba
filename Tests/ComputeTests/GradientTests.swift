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

    @Test func threadsChangeNoBitOfConvolutions() {
        var random = RandomNumbers(seed: 2)
        // Four channels between the two: too few to be spread by classes of pixels.
        let first = ConvolutionShape(
            largeHeight: 28, largeWidth: 28, largeChannels: 1, smallChannels: 4, kernel: 4,
            padding: 1)
        let second = ConvolutionShape(
            largeHeight: 14, largeWidth: 14, largeChannels: 4, smallChannels: 6, kernel: 4,
            padding: 1)
        let parameters = [
            LayerParameters(weights: 0, biases: first.weightCount),
            LayerParameters(
                weights: first.weightCount + 4, biases: first.weightCount + 4 + second.weightCount),
        ]
        let images = 129
        let values = random.values(first.weightCount + 4 + second.weightCount + 6)
        let input = random.values(images * first.largeCount)
        let direction = random.values(images * second.smallCount)
        let results = [1, 8, 8, 8, 3].map { threads in
            let stack = ConvolutionStack(
                [first, second], parameters: parameters, imageCount: first.largeCount,
                nonlinearity: .silu, capacity: images, workers: Workers(count: threads))
            var output = [Float](repeating: 0, count: images * second.smallCount)
            var gradients = [Float](repeating: 0, count: values.count)
            stack.forward(
                input, count: images, values: values, into: &output, keepingSlopes: true)
            stack.backward(direction, count: images) { gradients.take($0, $1) }
            return output + gradients
        }
        #expect(results.allSatisfy { $0 == results[0] })
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

    /// Wider than a block of the weights' gradient and than a part of the product.
    @Test(arguments: [1, 3])
    func wideDense(threads: Int) {
        var random = RandomNumbers(seed: threads)
        let inputs = 300, outputs = 390, images = 9
        let layer = DenseLayer(
            Dense(
                inputs: inputs, outputs: outputs,
                parameters: LayerParameters(weights: 3, biases: 3 + inputs * outputs)),
            capacity: images + 2, workers: Workers(count: threads))
        let values = random.values(3 + (inputs + 1) * outputs)
        let input = random.values(images * inputs), upper = random.values(images * outputs)
        var output = [Float](repeating: 0, count: images * outputs)
        var slopes = output
        layer.forward(
            input, count: images, values: values, into: &output, .silu, slopes: &slopes)
        var lower = [Float](repeating: 1, count: images * inputs)
        layer.inputGradient(
            upper, count: images, values: values, into: &lower, accumulating: true)
        var gradients = [Float](repeating: 0, count: values.count)
        gradients.withUnsafeMutableBufferPointer { gradients in
            nonisolated(unsafe) let gradients = gradients
            layer.gradients(input, outputGradient: upper, count: images) { places, gradient in
                for (place, index) in zip(places, 0...) { gradients[place] = gradient[index] }
            }
        }
        for image in 0..<images {
            for column in stride(from: 0, to: outputs, by: 17) {
                let z = (0..<inputs).reduce(Double(values[3 + inputs * outputs + column])) {
                    $0 + Double(input[image * inputs + $1])
                        * Double(values[3 + $1 * outputs + column])
                }
                let s = 1 / (1 + exp(-z))
                #expect(abs(Double(output[image * outputs + column]) - z * s) < 1e-4)
                let slope = s * (1 + z * (1 - s))
                #expect(abs(Double(slopes[image * outputs + column]) - slope) < 1e-4)
            }
            for row in stride(from: 0, to: inputs, by: 17) {
                let exact = (0..<outputs).reduce(1.0) {
                    $0 + Double(upper[image * outputs + $1])
                        * Double(values[3 + row * outputs + $1])
                }
                #expect(abs(Double(lower[image * inputs + row]) - exact) < 1e-4)
            }
        }
        for row in stride(from: 0, to: inputs, by: 17) {
            for column in 0..<outputs {
                let exact = (0..<images).reduce(0.0) {
                    $0 + Double(input[$1 * inputs + row]) * Double(upper[$1 * outputs + column])
                }
                #expect(abs(Double(gradients[3 + row * outputs + column]) - exact) < 1e-5)
            }
        }
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
