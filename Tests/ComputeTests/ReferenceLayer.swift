import Foundation
import Testing

@testable import Compute

/// A layer written out from its definition, in double precision, with random inputs.
struct ReferenceLayer {
    let input: [Double]
    /// Weights, then biases.
    let parameters: [Double]
    /// The gradient of the scalar under test by the output.
    let direction: [Double]
    /// (input, parameters) -> output
    let forward: ([Double], [Double]) -> [Double]

    var floatInput: [Float] { input.map(Float.init) }
    var floatParameters: [Float] { parameters.map(Float.init) }
    var floatDirection: [Float] { direction.map(Float.init) }

    private init(
        input: Int, parameters: Int, output: Int,
        forward: @escaping ([Double], [Double]) -> [Double]
    ) {
        var generator = Philox(seed: 11, purpose: .samples)
        // Rounded to floats, so that both sides compute from the same numbers.
        let draw = { (count: Int) in
            (0..<count).map { _ in Double(Float(generator.normal())) }
        }
        self.input = draw(input)
        self.parameters = draw(parameters)
        direction = draw(output)
        self.forward = forward
    }

    static func convolution(
        _ shape: ConvolutionShape, _ kind: Nonlinearity, images: Int
    ) -> ReferenceLayer {
        ReferenceLayer(
            input: images * shape.largeCount, parameters: shape.weightCount + shape.smallChannels,
            output: images * shape.smallCount
        ) { input, parameters in
            var output = [Double](repeating: 0, count: images * shape.smallCount)
            for image in 0..<images {
                for pixel in 0..<shape.smallPixels {
                    for channel in 0..<shape.smallChannels {
                        output[
                            (image * shape.smallPixels + pixel) * shape.smallChannels + channel] =
                            parameters[shape.weightCount + channel]
                    }
                }
            }
            visit(shape, images: images) { large, small, weight in
                output[small] += input[large] * parameters[weight]
            }
            return output.map { activate($0, kind) }
        }
    }

    /// Without a nonlinearity, as the last layer of a stack.
    static func transposed(_ shape: ConvolutionShape, images: Int) -> ReferenceLayer {
        ReferenceLayer(
            input: images * shape.smallCount, parameters: shape.weightCount + shape.largeChannels,
            output: images * shape.largeCount
        ) { input, parameters in
            var output = (0..<images * shape.largeCount).map {
                parameters[shape.weightCount + $0 % shape.largeChannels]
            }
            visit(shape, images: images) { large, small, weight in
                output[large] += input[small] * parameters[weight]
            }
            return output
        }
    }

    static func dense(
        inputs: Int, outputs: Int, _ kind: Nonlinearity?, images: Int
    ) -> ReferenceLayer {
        ReferenceLayer(
            input: images * inputs, parameters: inputs * outputs + outputs, output: images * outputs
        ) { input, parameters in
            (0..<images * outputs).map { index in
                let (image, output) = index.quotientAndRemainder(dividingBy: outputs)
                let sum = (0..<inputs).reduce(parameters[inputs * outputs + output]) {
                    $0 + input[image * inputs + $1] * parameters[$1 * outputs + output]
                }
                return kind.map { activate(sum, $0) } ?? sum
            }
        }
    }

    /// Every triple of a large value, a small value and the weight that connects them.
    static func visit(
        _ shape: ConvolutionShape, images: Int, _ body: (Int, Int, Int) -> Void
    ) {
        for image in 0..<images {
            for y in 0..<shape.smallHeight {
                for x in 0..<shape.smallWidth {
                    for tap in 0..<shape.kernel * shape.kernel {
                        let row = y * shape.stride + tap / shape.kernel - shape.padding
                        let column = x * shape.stride + tap % shape.kernel - shape.padding
                        guard (0..<shape.largeHeight).contains(row),
                            (0..<shape.largeWidth).contains(column)
                        else { continue }
                        let largePixel =
                            (image * shape.largeHeight + row) * shape.largeWidth + column
                        let smallPixel = (image * shape.smallHeight + y) * shape.smallWidth + x
                        for large in 0..<shape.largeChannels {
                            for small in 0..<shape.smallChannels {
                                body(
                                    largePixel * shape.largeChannels + large,
                                    smallPixel * shape.smallChannels + small,
                                    (tap * shape.largeChannels + large) * shape.smallChannels
                                        + small)
                            }
                        }
                    }
                }
            }
        }
    }

    private static func activate(_ x: Double, _ kind: Nonlinearity) -> Double {
        kind == .silu ? x / (1 + exp(-x)) : max(x, 0)
    }

    func expectOutput(_ output: [Float], sourceLocation: SourceLocation = #_sourceLocation) {
        let expected = forward(input, parameters)
        #expect(output.count == expected.count, sourceLocation: sourceLocation)
        for (ours, exact) in zip(output, expected) {
            #expect(
                abs(Double(ours) - exact) < 2e-5 * (1 + abs(exact)), sourceLocation: sourceLocation)
        }
    }

    func expectParameterGradient(
        _ gradient: [Float], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectGradient(
            gradient, of: { scalar(input, $0) }, at: parameters, sourceLocation: sourceLocation)
    }

    func expectInputGradient(
        _ gradient: [Float], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectGradient(
            gradient, of: { scalar($0, parameters) }, at: input, sourceLocation: sourceLocation)
    }

    private func scalar(_ input: [Double], _ parameters: [Double]) -> Double {
        zip(forward(input, parameters), direction).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

/// Compares a gradient with central differences, which in double precision are good to 1e-8.
func expectGradient(
    _ gradient: [Float], of scalar: ([Double]) -> Double, at point: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(gradient.count == point.count, sourceLocation: sourceLocation)
    let step = 1e-6
    // Each sum has rounding errors of the size of its largest terms, so the scale is common.
    let scale = Double(gradient.map(abs).max() ?? 0)
    for index in stride(from: 0, to: point.count, by: max(1, point.count / 60)) {
        var moved = point
        moved[index] = point[index] + step
        let above = scalar(moved)
        moved[index] = point[index] - step
        let exact = (above - scalar(moved)) / (2 * step)
        #expect(
            abs(Double(gradient[index]) - exact) < 1e-5 * (1 + scale),
            "element \(index)", sourceLocation: sourceLocation)
    }
}
