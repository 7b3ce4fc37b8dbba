public import Diagnostics

/// What is wrong with a data set, or with the wish for one.
public struct DatasetError: DiagnosedError, Equatable {
    /// 64, 65, 66, 69, 73 or 74: see `ExitStatus`.
    public let status: ExitStatus
    /// The file, folder, address or option concerned.
    public let subject: String?
    /// Where in the file, in bytes from its start; in the unpacked content where the fault is the
    /// content's, in the packed file where the fault is gzip's.
    public let offset: Int?
    /// What is wrong, one sentence without a full stop.
    public let problem: String
    /// What to do about it, one sentence without a full stop.
    public let remedy: String?

    /// Gives the error as it is.
    public init(
        _ status: ExitStatus, _ subject: String?, offset: Int? = nil, _ problem: String,
        remedy: String?
    ) {
        self.status = status
        self.subject = subject
        self.offset = offset
        self.problem = problem
        self.remedy = remedy
    }

    /// `file, byte 4`.
    public var place: String? {
        guard let subject else { return nil }
        return offset.map { "\(subject), byte \($0)" } ?? subject
    }
}

extension DatasetError {
    /// What to do about a damaged file.
    static let replaceFile = "replace the file by a whole copy"

    /// A file whose content is not what it should be.
    static func broken(_ file: String, at offset: Int?, _ problem: String) -> DatasetError {
        DatasetError(.badData, file, offset: offset, problem, remedy: replaceFile)
    }
}
