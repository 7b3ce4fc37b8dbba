/// Stands in until Studies has it.
enum ToolVersion {
    static let current = "0.1.0"
}
