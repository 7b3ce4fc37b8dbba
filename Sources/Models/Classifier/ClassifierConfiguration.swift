public import Compute
public import Datasets

/// Everything that fixes a classifier's architecture.
public struct ClassifierConfiguration: Codable, Hashable, Sendable {
    /// The images it tells apart.
    public var image: ImageShape
    /// Classes, numbered from 0.
    public var classes: Int
    /// Output channels of each strided convolution; kernel 4, stride 2, padding 1.
    public var channels: [Int]
    /// Width of the penultimate layer: the features.
    public var features: Int

    /// The default is small enough to be trained beside every study.
    public init(image: ImageShape, classes: Int, channels: [Int] = [16, 32], features: Int = 64) {
        self.image = image
        self.classes = classes
        self.channels = channels
        self.features = features
    }

    static let kernelSize = 4

    /// The convolutions, from the image on.
    var convolutions: [ConvolutionShape] {
        ConvolutionShape.strided(image, channels: channels, kernelSize: Self.kernelSize)
    }
}

extension ConvolutionShape {
    /// Convolutions of stride 2 that halve an image step by step; padding `(kernelSize - 1) / 2`.
    public static func strided(
        _ image: ImageShape, channels: [Int], kernelSize: Int
    ) -> [ConvolutionShape] {
        var shapes = [ConvolutionShape]()
        for channels in channels {
            shapes.append(
                ConvolutionShape(
                    largeHeight: shapes.last?.smallHeight ?? image.height,
                    largeWidth: shapes.last?.smallWidth ?? image.width,
                    largeChannels: shapes.last?.smallChannels ?? 1, smallChannels: channels,
                    kernel: kernelSize, padding: (kernelSize - 1) / 2))
        }
        return shapes
    }
}
