import Evaluation
import Studies
import Training

/// The study that would tell more where a verdict names no size.
enum NextStudy {
    /// The command that makes it: this study's with what the remedies ask for, under another name. Nil
    /// where a size is named, or where no option of the command would help.
    static func command(_ results: StudyResults, _ answer: StudyVerdict) -> String? {
        guard let verdict = answer.verdict else { return nil }
        var changes: [(option: String, value: String)] = []
        for remedy in verdict.remedies {
            switch remedy {
            case .moreSeeds(let total): changes.append(("--seeds", "\(total)"))
            case .largerSizes(let largest):
                let sizes = (results.plan.latentSizes + [2 * largest]).map { "\($0)" }
                changes.append(("--latent-sizes", sizes.joined(separator: ",")))
            case .longerTraining:
                changes.append(("--epochs", "\(2 * results.plan.training.epochs)"))
            case .moreImages: continue
            }
        }
        guard !changes.isEmpty else { return nil }
        changes.append(("--study", "\(results.description.name)-next"))
        return changes.reduce(results.description.command) { command, change in
            set(change.option, change.value, in: command)
        }
    }

    /// The command with an option of another value, or with one more option.
    private static func set(_ option: String, _ value: String, in command: String) -> String {
        var words = command.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if let place = words.firstIndex(of: option), place + 1 < words.count {
            words[place + 1] = value
            return words.joined(separator: " ")
        }
        return "\(command) \(option) \(value)"
    }
}
