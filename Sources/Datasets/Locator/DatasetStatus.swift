/// What is known of a data set on this machine: what `vae-report data list` and `verify` show.
public struct DatasetStatus: Codable, Hashable, Sendable {
    /// One of its files.
    public struct File: Codable, Hashable, Sendable {
        /// Which one.
        public let file: DataFile
        /// Where it is; nil where it is missing.
        public let path: String?
        /// Its length on disk in bytes.
        public let bytes: Int?
        /// SHA-256 that its unpacked content must have; nil for a set of the user's own.
        public let expectedDigest: String?
        /// SHA-256 of its unpacked content; nil where it could not be read.
        public let digest: String?
        /// Images or labels in it.
        public let count: Int?
        /// What is wrong with it, one sentence without a full stop.
        public let problem: String?
    }

    /// As `--dataset` takes it.
    public let name: String
    /// For people.
    public let title: String
    /// Who made it and under which licence.
    public let credit: String
    /// `DataSet.origin`; nil where it is nowhere on this machine.
    public let origin: String?
    /// The folder it is in; nil for drawn images.
    public let folder: String?
    /// Images to learn from: those there are, or those there would be after a download.
    public let trainImages: Int?
    /// Images to measure on, likewise.
    public let testImages: Int?
    /// Its files in standard order; none for drawn images.
    public let files: [File]
    /// What is wrong with the set as a whole, one sentence without a full stop.
    public let problem: String?

    /// Bytes on disk of all its files.
    public var bytes: Int { files.reduce(0) { $0 + ($1.bytes ?? 0) } }
    /// Whether it is there and everything about it is right.
    public var isSound: Bool {
        origin != nil && problem == nil && files.allSatisfy { $0.problem == nil }
    }
}
