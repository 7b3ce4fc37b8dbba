/// The four files that MNIST and its relatives come in, by their standard names.
public enum DataFile: String, Hashable, Sendable, CaseIterable, Codable {
    /// Images to learn from.
    case trainImages = "train-images-idx3-ubyte"
    /// Their classes.
    case trainLabels = "train-labels-idx1-ubyte"
    /// Images to measure on.
    case testImages = "t10k-images-idx3-ubyte"
    /// Their classes.
    case testLabels = "t10k-labels-idx1-ubyte"

    /// What is in it.
    public var content: IDXHeader.Content {
        self == .trainImages || self == .testImages ? .images : .labels
    }

    /// The names it may have in a folder, the first preferred: the standard name and its spelling with
    /// a dot, plain and packed.
    public var spellings: [String] {
        let dotted = rawValue.replacing("-idx", with: ".idx")
        return [rawValue, dotted].flatMap { [$0, $0 + ".gz"] }
    }
}
