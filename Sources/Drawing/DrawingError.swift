public import Diagnostics

/// What can go wrong while drawing.
public enum DrawingError: DiagnosedError, Hashable {
    /// The font that all charts are set in is not installed.
    case fontMissing(family: String, package: String)
    /// A C library refused a call; `reason` is its own word for it.
    case library(call: String, reason: String)
    /// A picture larger than the formats or the memory allow.
    case tooLarge(width: Int, height: Int)

    /// See `DiagnosedError`.
    public var status: ExitStatus {
        switch self {
        case .fontMissing: .unavailable
        case .library, .tooLarge: .defect
        }
    }

    /// See `DiagnosedError`.
    public var place: String? {
        switch self {
        case .fontMissing(let family, _): "font \(family)"
        case .library(let call, _): call
        case .tooLarge: nil
        }
    }

    /// See `DiagnosedError`.
    public var problem: String {
        switch self {
        case .fontMissing: "the font of the charts is not installed"
        case .library(_, let reason): reason
        case .tooLarge(let width, let height):
            "a picture of \(width) x \(height) pixels cannot be drawn"
        }
    }

    /// See `DiagnosedError`.
    public var remedy: String? {
        switch self {
        case .fontMissing(_, let package):
            "install it: `apt-get install \(package)`"
        case .library: "this is a defect of the program or its libraries: please report it"
        case .tooLarge: "ask for fewer or smaller images"
        }
    }
}
