import Diagnostics

/// Names of studies, which are names of folders, of runs and in the site, and parts of addresses.
public enum StudyName {
    /// Whether `name` has 1 to 100 of the characters letters (A to Z), digits, `.`, `_` and `-`, a
    /// letter or digit first, and is not that of a file that a site folder has of its own.
    public static func isValid(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, isLetterOrDigit(first) else { return false }
        return name.utf8.count <= 100 && name.unicodeScalars.allSatisfy(isAllowed)
            && !isReserved(name)
    }

    /// Throws `StudyError` unless `isValid`.
    public static func check(_ name: String) throws {
        guard !isValid(name) else { return }
        let remedy =
            isReserved(name)
            ? "the site has a file of this name: use another"
            : "use up to 100 letters, digits, points, _ and -, a letter or digit first"
        throw StudyError(
            .invalidName, .usage, place: "--study",
            problem: "\(name.debugDescription.prefix(120)) cannot name a study", remedy: remedy)
    }

    /// A valid name made from any text: other characters become `-`.
    static func make(from text: String) -> String {
        let scalars = text.unicodeScalars.prefix(60).map { isAllowed($0) ? $0 : "-" }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars.drop { !isLetterOrDigit($0) })
        let made = String(name)
        if made.isEmpty { return "study" }
        return isReserved(made) ? "study-\(made)" : made
    }

    /// Whatever the case: some file systems take no notice of it.
    private static func isReserved(_ name: String) -> Bool {
        ["index.html", "readme.md"].contains(name.lowercased())
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrDigit(scalar) || scalar == "." || scalar == "_" || scalar == "-"
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}
