import Diagnostics

/// Names of studies, which are names of folders and parts of addresses.
public enum StudyName {
    /// Throws `StudyError` unless `name` has 1 to 100 of the characters letters (A to Z), digits,
    /// `.`, `_` and `-`, and does not begin with a point.
    public static func check(_ name: String) throws {
        guard (1...100).contains(name.utf8.count), name.unicodeScalars.allSatisfy(isAllowed),
            !name.hasPrefix(".")
        else {
            throw StudyError(
                .invalidName, .usage, place: "--study",
                problem: "\(name.debugDescription.prefix(120)) cannot name a study",
                remedy: "use up to 100 letters, digits, points, _ and -, no point first")
        }
    }

    /// A name made from any text: other characters become `-`.
    static func make(from text: String) -> String {
        let scalars = text.unicodeScalars.prefix(60).map { isAllowed($0) ? Character($0) : "-" }
        let name = String(String(scalars).drop { $0 == "." })
        return name.isEmpty ? "study" : name
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
        default: false
        }
    }
}
