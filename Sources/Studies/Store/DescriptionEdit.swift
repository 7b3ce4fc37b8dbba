import Datasets

/// What a person gave this time of a study's description; what is nil stays as the study has it.
public struct DescriptionEdit: Sendable, Hashable {
    /// `StudyDescription.title`
    public var title: String?
    /// `EvaluationSettings.likelihoodSamples`
    public var likelihoodSamples: Int?
    /// `EvaluationSettings.likelihoodImages`
    public var likelihoodImages: Int?

    /// Nothing was given but what is named.
    public init(
        title: String? = nil, likelihoodSamples: Int? = nil, likelihoodImages: Int? = nil
    ) {
        self.title = title
        self.likelihoodSamples = likelihoodSamples
        self.likelihoodImages = likelihoodImages
    }

    /// Throws `StudyError`, of a study with this plan, that names the first option that cannot be.
    public func validate(for plan: StudyPlan) throws {
        if let title {
            let isClean = title.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control
            }
            guard isClean, (1...300).contains(title.count) else {
                throw StudyError.setting(
                    .title, "a title of \(title.count) characters, or with control characters",
                    "use 1 to 300 characters on one line")
            }
        }
        let numbers = [
            (
                SettingKey.nllSamples, likelihoodSamples, EvaluationSettings.samplesRange,
                "samples an image"
            ),
            (.nllImages, likelihoodImages, EvaluationSettings.imagesRange, "images"),
        ]
        for (key, number, range, noun) in numbers {
            guard let number else { continue }
            guard plan.pixels.isBinary else {
                throw StudyError.setting(
                    key, "the study's pixels are grey, which have no likelihood to estimate",
                    "leave it out, or start a study with --\(SettingKey.pixels.rawValue)"
                        + " \(Pixels.dynamic.rawValue) or \(Pixels.fixed.rawValue)")
            }
            guard range.contains(number) else {
                throw StudyError.setting(
                    key, "\(number) \(noun)", "take \(range.lowerBound) to \(range.upperBound)")
            }
        }
    }

    /// Whether a study of this description has all of it already.
    func isDone(in description: StudyDescription) -> Bool {
        var edited = description
        apply(to: &edited)
        return edited == description
    }

    /// Puts it into the description, its command included.
    func apply(to description: inout StudyDescription) {
        var command = StudyCommand(text: description.command)
        if let title, title != description.title {
            description.title = title
            command[.title] = title
        }
        let preset = command[.preset].flatMap(Preset.init) ?? .quick
        func take(
            _ number: Int?, _ path: WritableKeyPath<EvaluationSettings, Int>, _ key: SettingKey
        ) {
            guard let number, number != description.evaluation[keyPath: path] else { return }
            description.evaluation[keyPath: path] = number
            command[key] = number == preset.evaluation[keyPath: path] ? nil : "\(number)"
        }
        take(likelihoodSamples, \.likelihoodSamples, .nllSamples)
        take(likelihoodImages, \.likelihoodImages, .nllImages)
        description.command = command.text
    }
}
