/// Training and test images with where they came from.
public struct DataSet: Sendable {
    /// `mnist`, `fashion-mnist`, `glyphs`, or the name of the user's folder.
    public let name: String
    /// The name for people: `MNIST`, `Fashion-MNIST`, `Drawn glyphs`, or the folder's name.
    public let title: String
    /// The images models learn from; validation images are split off by the study.
    public let train: ImageSet
    /// The images that results are measured on.
    public let test: ImageSet
    /// SHA-256 of each uncompressed file, by its standard name (`train-images-idx3-ubyte`, …); for
    /// drawn images, of the pixels and labels.
    public let fingerprint: [String: String]
    /// How it was found, without paths: `given folder`, `cache`, `system package`, `downloaded`,
    /// `drawn`.
    public let origin: String
    /// Who made it and under which licence, one line.
    public let credit: String
    /// Why another data set than MNIST was taken though none was named; nil where nothing was replaced.
    public let substitution: String?

    /// Puts the parts together; nothing is checked.
    public init(
        name: String, title: String, train: ImageSet, test: ImageSet,
        fingerprint: [String: String], origin: String, credit: String, substitution: String? = nil
    ) {
        self.name = name
        self.title = title
        self.train = train
        self.test = test
        self.fingerprint = fingerprint
        self.origin = origin
        self.credit = credit
        self.substitution = substitution
    }
}
