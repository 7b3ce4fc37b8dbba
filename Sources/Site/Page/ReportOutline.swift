import Drawing
import Evaluation

/// The parts of a report that show figures: their order, headings and words.
struct ReportOutline {
    /// One part.
    struct Part {
        let id: String
        let heading: String
        let paragraphs: [String]
        /// Figures' ids, in order; those that were not drawn are left out.
        let figures: [String]
    }

    /// The parts of a study's report.
    static func parts(_ study: StudyResults) -> [Part] {
        let generates = study.baseline.generation == nil ? "" : " and how it generates"
        return [
            Part(
                id: "quality", heading: "Quality by latent size",
                paragraphs: [
                    study.hasPCA
                        ? "What each size keeps of the test images\(generates), against principal"
                            + " components analysis with as many components."
                        : "What each size keeps of the test images\(generates)."
                ], figures: ["quality-by-size"]),
            Part(id: "verdict", heading: "Verdict", paragraphs: [], figures: []),
            Part(id: "comparison", heading: "Comparison", paragraphs: [], figures: []),
            Part(
                id: "training", heading: "Training",
                paragraphs: ["How the losses fell, epoch by epoch, for each latent size."],
                figures: ["loss-curves", "loss-overlay", "training-strip"]),
            Part(
                id: "reconstructions", heading: "Reconstructions",
                paragraphs: [
                    "Test images, then what each decoder makes of their posterior means. What a"
                        + " size loses is seen down a column."
                ], figures: ["reconstructions", "worst-reconstructions"]),
            Part(
                id: "samples", heading: "Samples",
                paragraphs: [
                    "Images decoded from latents drawn from the prior, not from any test image.",
                    samples(study),
                ], figures: ["samples", "mixture-samples", "generation-by-size"]),
            Part(
                id: "interpolations", heading: "Interpolations",
                paragraphs: ["The way through latent space from one test image to another."],
                figures: ["interpolations", "class-means"]),
            Part(
                id: "latent-space", heading: "Latent space",
                paragraphs: ["What the dimensions are used for."],
                figures: [
                    "kl-per-dimension", "traversals", "manifold", "latent-scatter",
                    "explorer-strip",
                ]),
            Part(
                id: "rate-distortion", heading: "Rate and distortion",
                paragraphs: [
                    "The information spent on an image (KL) against the loss that remains"
                        + " (reconstruction). Lower and further left is better; on a line of slope −1"
                        + " the negative ELBO is the same."
                ], figures: ["rate-distortion"]),
        ]
    }

    /// What the verdict has to do with samples.
    private static func samples(_ study: StudyResults) -> String {
        guard let lines = study.baseline.generation else {
            return study.baseline.generationAbsence?.sentence ?? "They are not measured."
        }
        return "The verdict rests on \(NumberText.integer(lines.floor.count)) such samples of each"
            + " model; the few shown here are for looking at."
    }

    /// The part that figures not named above are shown in.
    static func others(_ ids: [String]) -> Part {
        Part(id: "more-figures", heading: "More figures", paragraphs: [], figures: ids)
    }
}
