/// The version of this program, which provenance names.
public enum ToolVersion {
    /// The version of this build.
    public static let current = "0.1.0"
}
