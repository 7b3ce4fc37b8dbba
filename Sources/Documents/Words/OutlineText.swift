import Drawing
import Evaluation

/// What parts of the report begin with, as far as it depends on the study.
enum OutlineText {
    static func quality(_ study: StudyResults) -> String {
        let generates = study.baseline.generation == nil ? "" : " and how it generates"
        return "What each size keeps of the test images\(generates)"
            + (study.hasPCA
                ? ", against principal components analysis with as many components." : ".")
    }

    /// What the verdict has to do with samples.
    static func samples(_ study: StudyResults) -> String {
        guard let lines = study.baseline.generation else {
            return study.baseline.generationAbsence?.sentence ?? "They are not measured."
        }
        return "The verdict rests on \(NumberText.integer(lines.floor.count)) such samples of each"
            + " model; the few shown here are for looking at."
    }
}
