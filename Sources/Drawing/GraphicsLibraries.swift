import CGraphics

/// The libraries that drawings come from.
public enum GraphicsLibraries {
    /// `Cairo 1.16.0, Pango 1.50.12, libpng 1.6.39`, as they are loaded.
    public static let versions: String = {
        func text(_ version: UnsafePointer<CChar>?) -> String {
            version.map { String(cString: $0) } ?? "of unknown version"
        }
        return "Cairo \(text(cairo_version_string())), Pango \(text(pango_version_string())),"
            + " libpng \(text(png_get_libpng_ver(nil)))"
    }()
}
