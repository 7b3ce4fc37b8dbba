/// Numbers are never reused or changed: they key what every study drew.
extension Philox.Purpose {
    /// A model's first weights; stream: the parameter's index.
    public static let initialisation = Philox.Purpose(1)
    /// The order of training images; stream: the epoch.
    public static let order = Philox.Purpose(2)
    /// Posterior noise in training; stream: the step.
    public static let trainingNoise = Philox.Purpose(3)
    /// Posterior noise on validation images, the same after every epoch; stream: 0.
    public static let validationNoise = Philox.Purpose(4)
    /// Posterior noise on test images.
    public static let testNoise = Philox.Purpose(5)
    /// Which images a subset takes.
    public static let subset = Philox.Purpose(6)
    /// Drawn digits; stream: the image.
    public static let glyphs = Philox.Purpose(7)
    /// Latents of samples from the prior.
    public static let samples = Philox.Purpose(8)
    /// Reserved: images made up for tests.
    public static let examples = Philox.Purpose(9)
    /// Latents that samples are measured on, from the prior; stream: the sample.
    public static let priorSamples = Philox.Purpose(10)
    /// The same from a mixture; stream: the sample.
    public static let mixtureSamples = Philox.Purpose(11)
    /// Where the mixture's fit starts.
    public static let mixtureStart = Philox.Purpose(12)
    /// Scores of the samples of a linear model; stream: the sample.
    public static let linearSamples = Philox.Purpose(13)
    /// Which images and samples a subset of the kernel distance takes; stream: the subset.
    public static let kernelSubset = Philox.Purpose(14)
    /// Posterior noise of importance sampling; stream: the image.
    public static let importanceNoise = Philox.Purpose(16)
    /// Pixels drawn from a decoder's means; stream: the image.
    public static let pixelDraws = Philox.Purpose(17)
    /// Black and white of the training file's images; stream: the place in the file.
    public static let binaryTraining = Philox.Purpose(20)
    /// Black and white of the test file's images; stream: the place in the file.
    public static let binaryTest = Philox.Purpose(21)
    /// Black and white of training images, each epoch anew; stream: the epoch and the image.
    public static let binaryEpoch = Philox.Purpose(22)
    /// Which images memorisation is measured against; stream: training or test images.
    public static let memorisationImages = Philox.Purpose(18)
    /// Which training images posterior means are taken of.
    public static let latentImages = Philox.Purpose(19)
    /// Which test images likelihoods are estimated of.
    public static let likelihoodImages = Philox.Purpose(23)
    /// The order of pixels in scrambled images.
    public static let pixelOrder = Philox.Purpose(24)
    /// Latents that rounded decoders are compared on; stream: the draw.
    public static let rounding = Philox.Purpose(25)
    /// Joint draws behind a verdict's critical values; stream: 0.
    public static let verdict = Philox.Purpose(15)
}
