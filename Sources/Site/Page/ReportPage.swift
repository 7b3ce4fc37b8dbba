/// All that `page.mustache` may name.
struct ReportPage: TemplateView {
    /// The policy that allows this page nothing but its own style, script and images.
    var contentSecurityPolicy = ""
    /// Put between `<style>` and `</style>` as it is.
    var style = ""
    /// Put between `<script>` and `</script>` as it is.
    var script = ""
    var toolVersion = ""
    /// For the window and for search.
    var pageTitle = "", description = ""
    /// The study's own title.
    var title = ""
    var dataTitle = ""
    var banners: [Banner] = []
    /// The size or what stands in its place, what it is, and the sentences.
    var answerSize = "", answerUnit = "", answer = ""
    /// Whether a size is named.
    var hasAnswerSize = false
    /// The verdict's interval and margin.
    var answerFacts: [Fact] = []
    var hasAnswerFacts = false
    var facts: [Fact] = []
    var sections: [Section] = []
    /// Sentences computed from the numbers.
    var analysis: [String] = []
    /// What an interval in this report is.
    var intervalRule = ""
    /// Words for the fixed text of the method.
    var architecture = "", beta = "", schedule = "", splits = "", decoder = "",
        pixelLoss = "", reconstructionKind = "", similarityWindow = ""
    /// Whether the study has the baseline.
    var hasPCA = false
    /// Whether codes were probed for classes.
    var hasProbe = false
    /// How the log-likelihood is estimated; empty for grey pixels.
    var likelihoods: [String] = []
    /// How samples are measured and judged; empty where they are not.
    var generation: [GenerationMethodView] = []
    /// Why samples are not measured; empty where they are.
    var generationAbsence: [String] = []
    /// What the study cannot say.
    var limits: [String] = []
    var command = ""
    var provenance: [Fact] = []
    var checkpointCount = ""
    var checkpoints: [Checkpoint] = []
    /// The plan as JSON.
    var plan = ""
}

extension ReportPage {
    /// Something a reader must see before the answer.
    struct Banner: TemplateView {
        /// `alert` or `warn`, a class of the style sheet.
        var kind = ""
        var heading = "", text = ""
    }

    /// A name and a value.
    struct Fact: TemplateView {
        var name = "", value = ""
        /// Whether the value is set in a fixed-width face.
        var isCode = false
    }

    /// One training's weights.
    struct Checkpoint: TemplateView {
        var size = "", seed = "", epoch = "", hash = ""
    }

    /// A part of the report: words, figures, the verdict, tables, logs.
    struct Section: TemplateView {
        /// Its anchor.
        var id = ""
        var heading = ""
        var paragraphs: [String] = []
        var figures: [FigureView] = []
        var findings: [String] = []
        var hasFindings = false
        var verdicts: [VerdictView] = []
        var comparisons: [ComparisonView] = []
        var logs: [TrainingLogView] = []
    }

    /// A file to save, carried by the page.
    struct Download: TemplateView {
        /// A `data:` address.
        var address = ""
        var fileName = ""
        /// `CSV`, and what is in it, for those who hear the link alone.
        var kind = "", what = ""
    }
}
