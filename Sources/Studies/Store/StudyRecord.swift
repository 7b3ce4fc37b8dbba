/// `study.json`; once written, only its title and command change.
struct StudyRecord: Codable, Hashable, Sendable {
    var plan: StudyPlan
    var planHash: String
    var description: StudyDescription
}
