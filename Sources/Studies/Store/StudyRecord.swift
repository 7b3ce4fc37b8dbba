/// `study.json`; once written, only what `DescriptionEdit` names and the command change.
struct StudyRecord: Codable, Hashable, Sendable {
    var plan: StudyPlan
    var planHash: String
    var description: StudyDescription
}
