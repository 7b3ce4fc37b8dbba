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
    /// Joint draws behind a verdict's critical values; stream: 0.
    public static let verdict = Philox.Purpose(15)
}
