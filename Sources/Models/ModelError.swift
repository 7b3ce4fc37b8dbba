public import Diagnostics

/// Parameters that do not fit a model, or a model that cannot be.
public enum ModelError: DiagnosedError, Equatable {
    /// A parameter of the model is not among those given.
    case missingParameter(String)
    /// A parameter was given that the model does not have.
    case unknownParameter(String)
    /// A parameter was given twice.
    case repeatedParameter(String)
    /// A parameter has another shape than the model's.
    case wrongShape(String, expected: [Int], found: [Int])
    /// A parameter holds a value that is infinite or not a number.
    case notFinite(String)
    /// The configuration describes no model; `option` as a user writes it.
    case impossible(option: String, problem: String, remedy: String)

    /// Bad data for parameters, wrong usage for configurations.
    public var status: ExitStatus {
        if case .impossible = self { .usage } else { .badData }
    }

    /// The parameter or the option.
    public var place: String? {
        switch self {
        case .missingParameter(let name), .unknownParameter(let name),
            .repeatedParameter(let name), .wrongShape(let name, _, _), .notFinite(let name):
            name
        case .impossible(let option, _, _): option
        }
    }

    /// What is wrong.
    public var problem: String {
        switch self {
        case .missingParameter: "this parameter of the model is missing"
        case .unknownParameter: "the model has no parameter of this name"
        case .repeatedParameter: "this parameter is there twice"
        case .wrongShape(_, let expected, let found):
            "the shape is \(found), the model's is \(expected)"
        case .notFinite: "a value is infinite or not a number"
        case .impossible(_, let problem, _): problem
        }
    }

    /// What to do.
    public var remedy: String? {
        switch self {
        case .impossible(_, _, let remedy): remedy
        default: "load weights that belong to this model, or train it again"
        }
    }
}
