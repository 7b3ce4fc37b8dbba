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

    /// The parts of the default report, of a study with the PCA baseline or without.
    static func parts(hasPCA: Bool) -> [Part] {
        [
            Part(
                id: "quality", heading: "Quality by latent size",
                paragraphs: [
                    hasPCA
                        ? "What each size keeps of the test images, against what principal"
                            + " components analysis keeps with as many components."
                        : "What each size keeps of the test images."
                ], figures: ["quality-by-size"]),
            Part(id: "comparison", heading: "Comparison", paragraphs: [], figures: []),
            Part(
                id: "training", heading: "Training",
                paragraphs: ["How the losses fell, epoch by epoch, for each latent size."],
                figures: ["loss-curves", "loss-overlay"]),
            Part(
                id: "reconstructions", heading: "Reconstructions",
                paragraphs: [
                    "Test images, then what each decoder makes of their posterior means. What a"
                        + " size loses is seen down a column."
                ], figures: ["reconstructions"]),
            Part(
                id: "samples", heading: "Samples",
                paragraphs: [
                    "Images decoded from latents drawn from the prior, not from any test image."
                        + " Nothing in the first answer depends on them: look for yourself."
                ], figures: ["samples"]),
            Part(
                id: "interpolations", heading: "Interpolations",
                paragraphs: ["The way through latent space from one test image to another."],
                figures: ["interpolations"]),
            Part(
                id: "latent-space", heading: "Latent space",
                paragraphs: ["What the dimensions are used for."],
                figures: ["manifold", "kl-per-dimension"]),
            Part(
                id: "rate-distortion", heading: "Rate and distortion",
                paragraphs: [
                    "The information spent on an image (KL) against the loss that remains"
                        + " (reconstruction). Lower and further left is better; on a line of slope −1"
                        + " the negative ELBO is the same."
                ], figures: ["rate-distortion"]),
        ]
    }

    /// The part that figures not named above are shown in.
    static func others(_ ids: [String]) -> Part {
        Part(id: "more-figures", heading: "More figures", paragraphs: [], figures: ids)
    }
}
