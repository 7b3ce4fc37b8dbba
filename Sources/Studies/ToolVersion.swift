/// The version of this program, which provenance names.
public enum ToolVersion {
    /// The version of this build.
    public static let current = "0.1.0"

    /// What it was built with: `Swift 6.3`.
    public static var compiler: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #elseif compiler(>=6.2)
            "Swift 6.2"
        #else
            "Swift 6.1"
        #endif
    }
}
