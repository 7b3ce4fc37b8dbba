import ArgumentParser
import Diagnostics
import Studies

/// Which saved study to work on.
struct SavedStudyOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The study's name. (default: the only one there is)", valueName: "study"))
    var name: String?

    @Option(help: ArgumentHelp("The same as an option.", valueName: "name"))
    var study: String?

    func validate() throws { try Self.checkOneName(name, study) }

    /// Refuses two different names, one as the argument and one as the option.
    static func checkOneName(_ name: String?, _ study: String?) throws {
        if let name, let study, name != study {
            throw ValidationError("Two studies are named, \(name) and \(study); name one.")
        }
    }

    /// Throws `StudyError` where there is none of that name, or several and none was named.
    func open(in store: StudyStore) throws -> Study { try store.open(naming: name ?? study) }
}

extension StudyStore {
    /// Opens the study of this name, or the only one there is.
    func open(naming name: String?) throws -> Study {
        if let name { return try open(name: name) }
        let names = try names()
        guard let only = names.first, names.count == 1 else {
            throw CommandError.option(
                "STUDY",
                problem: names.isEmpty ? "there is no saved study" : "there are several studies",
                remedy: names.isEmpty
                    ? "make one with build, or name another folder with --runs"
                    : "name one of \(names.joined(separator: ", "))")
        }
        return try open(name: only)
    }
}
