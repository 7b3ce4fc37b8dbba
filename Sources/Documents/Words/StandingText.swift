import Diagnostics
import Drawing
public import Evaluation

extension Verdict.Standing {
    /// Seen beside the word, so that a table can be read at a glance and without colour.
    var glyph: String {
        switch self {
        case .passes: "✓"
        case .open: "?"
        case .fails: "✗"
        }
    }

    /// Of a latent size.
    var words: String {
        switch self {
        case .passes: "qualifies"
        case .open: "may qualify"
        case .fails: "does not qualify"
        }
    }
}

extension Verdict.Outcome {
    /// For the cell of a table.
    var words: String {
        switch self {
        case .size(let size): "size \(NumberText.integer(size))"
        case .noSizeQualifies: "no size qualifies"
        case .inconclusive: "inconclusive"
        }
    }
}

extension StudyVerdict {
    /// In place of a size, for a box or a list: `8`, `none`, `open`, `–`.
    public var sign: String {
        switch verdict?.outcome {
        case .size(let size): NumberText.integer(size)
        case .noSizeQualifies: "none"
        case .inconclusive: "open"
        case nil: "–"
        }
    }

    /// What the sign is, in a few words.
    public var signWords: String {
        switch verdict?.outcome {
        case .size(1): "latent dimension"
        case .size: "latent dimensions"
        case .noSizeQualifies: "no size qualifies"
        case .inconclusive: "inconclusive"
        case nil: "not measured"
        }
    }
}

extension SecondOpinions {
    /// What an opinion is called, for the first cell of its row.
    func name(_ opinion: Opinion, endpoint: Endpoint) -> String {
        switch opinion {
        case .otherEndpoint:
            "The same decision by \(endpoint.other.name)"
        case .otherSampler: "The same decision on samples of the mixture"
        case .oneStandardError: "Smallest size within one standard error of the lowest score"
        case .elbow: "Elbow of the score (Kneedle)"
        case .saturation: "Where active units saturate"
        case .lowestNegativeELBO:
            "Lowest negative ELBO, on the rate–distortion front \(NumberText.list(front.latentSizes))"
        }
    }

    /// What an opinion says.
    func words(_ opinion: Opinion) -> String {
        func words(_ size: Int?) -> String {
            size.map { "size \(NumberText.integer($0))" } ?? "none"
        }
        return switch opinion {
        case .otherEndpoint, .otherSampler: outcome(of: opinion)?.words ?? "not measured"
        case .oneStandardError: words(oneStandardError)
        case .elbow: words(elbow)
        case .saturation: words(saturation)
        case .lowestNegativeELBO: words(front.lowestSum)
        }
    }
}
