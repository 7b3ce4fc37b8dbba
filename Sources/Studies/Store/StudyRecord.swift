/// `study.json`; never changed once written.
struct StudyRecord: Codable, Hashable, Sendable {
    var plan: StudyPlan
    var planHash: String
    var description: StudyDescription
}
