import Foundation

/// What a stream is connected to, and what may be written to it.
struct Terminal: Sendable {
    /// Columns and rows.
    struct Size: Equatable {
        var columns: Int
        var rows: Int
    }

    /// Whether lines may be drawn again with cursor movements.
    var isInteractive: Bool
    /// Whether colours and weights may be used.
    var usesColor: Bool
    /// Whether the bar may use block characters.
    var usesUnicode: Bool

    /// Looks at a file descriptor and the environment; `NO_COLOR` is kept (https://no-color.org).
    init(
        descriptor: Int32, allowsColor: Bool,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        let kind = environment["TERM"] ?? ""
        isInteractive = isatty(descriptor) == 1 && kind != "dumb" && !kind.isEmpty
        usesColor = isInteractive && allowsColor && (environment["NO_COLOR"] ?? "").isEmpty
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        let encoding = (locale ?? "").uppercased()
        usesUnicode = encoding.contains("UTF-8") || encoding.contains("UTF8")
    }

    init(isInteractive: Bool, usesColor: Bool, usesUnicode: Bool) {
        self.isInteractive = isInteractive
        self.usesColor = usesColor
        self.usesUnicode = usesUnicode
    }

    /// The window's size now; 80 x 24 where it is not known.
    static func size(of descriptor: Int32) -> Size {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(window.ws_col), rows: max(Int(window.ws_row), 2))
    }
}

extension Terminal {
    /// Weights and colours of the display.
    enum Style: String {
        case bold = "1"
        case faint = "2"
        case good = "32"
        case warning = "33"
        case bad = "31"
        case bar = "36"
    }

    /// `text`, in a style where styles may be used.
    func styled(_ text: String, _ style: Style) -> String {
        usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
