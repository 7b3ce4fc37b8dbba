import CGraphics

/// The one font that every chart is set in, found among the installed ones.
///
/// Charts would have other bytes with another font, so there is no substitute: a missing font is
/// an error.
public struct PinnedFont: Sendable, Hashable {
    /// The family's name.
    public static let family = "Inter"
    /// The Debian and Ubuntu package that installs it.
    public static let package = "fonts-inter"

    /// The version that the font files carry: `4.0`.
    public let version: String
    /// The files of the upright styles, sorted by path.
    public let files: [String]

    /// Looks the font up with fontconfig; throws `DrawingError.fontMissing`.
    public static func find() throws -> PinnedFont {
        try GraphicsLock.withLock { try findUnlocked() }
    }

    /// As `find`, for callers that hold the lock.
    static func findUnlocked() throws -> PinnedFont {
        let missing = DrawingError.fontMissing(family: family, package: package)
        guard let pattern = FcPatternCreate() else { throw missing }
        defer { FcPatternDestroy(pattern) }
        let named = family.withCString { name in
            name.withMemoryRebound(to: FcChar8.self, capacity: family.utf8.count + 1) {
                FcPatternAddString(pattern, FC_FAMILY, $0)
            }
        }
        guard named != 0, FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN) != 0,
            let wanted = FcObjectSetCreate()
        else { throw missing }
        defer { FcObjectSetDestroy(wanted) }
        for object in [FC_FILE, FC_FONTVERSION] where FcObjectSetAdd(wanted, object) == 0 {
            throw missing
        }
        guard let found = FcFontList(nil, pattern, wanted) else { throw missing }
        defer { FcFontSetDestroy(found) }

        var files: Set<String> = []
        var newest: Int32 = 0
        for index in 0..<Int(found.pointee.nfont) {
            guard let font = found.pointee.fonts[index] else { continue }
            var path: UnsafeMutablePointer<FcChar8>?
            var number: Int32 = 0
            guard FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch, let path
            else { continue }
            files.insert(String(cString: path))
            if FcPatternGetInteger(font, FC_FONTVERSION, 0, &number) == FcResultMatch {
                newest = max(newest, number)
            }
        }
        guard !files.isEmpty else { throw missing }
        // OpenType's revision is a 16.16 fixed-point number.
        let revision = (Double(newest) / 65536 * 1000).rounded() / 1000
        return PinnedFont(version: "\(revision)", files: files.sorted())
    }
}

/// What `doctor` asks about drawing.
public enum FontCheck {
    /// Loads the font as a chart would; throws `DrawingError.fontMissing`, or says what refused.
    public static func run() throws -> PinnedFont {
        try GraphicsLock.withLock { try Typesetter().font }
    }
}
