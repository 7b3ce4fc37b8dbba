/// A name and a value.
public struct Fact: Sendable, Hashable, Codable {
    /// What it is.
    public let name: String
    /// What it says; lines are kept.
    public let value: String
    /// Whether the value is set in a fixed-width face.
    public let isCode: Bool

    init(name: String, value: String, isCode: Bool = false) {
        self.name = name
        self.value = value
        self.isCode = isCode
    }
}
