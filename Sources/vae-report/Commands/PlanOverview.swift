import Datasets
import Models
import Studies
import Training

/// What `build --dry-run` shows.
struct PlanOverview: Encodable {
    let study: String
    let title: String
    let dataset: String
    /// Whether `build` would have to download the images.
    let needsDownload: Bool
    let plan: StudyPlan
    let planHash: String
    let trainings: Int
    let trainingImages: Int
    let validationImages: Int
    let testImages: Int
    /// Floating-point operations of all trainings.
    let operations: Double
    /// Roughly, with `jobs` trainings side by side; see `WorkEstimate`.
    let estimatedSeconds: Double
    let jobs: Int
    let command: String
    let runs: String
    let site: String

    init(
        _ preparation: StudyPreparation, needsDownload: Bool, jobs: Int, runs: String, site: String
    ) throws {
        let estimate = WorkEstimate(
            preparation.plan, trainingImages: preparation.split.training.count)
        study = preparation.description.name
        title = preparation.description.title
        dataset = preparation.data.title
        self.needsDownload = needsDownload
        plan = preparation.plan
        planHash = try preparation.plan.hash
        trainings = preparation.plan.tasks.count
        trainingImages = preparation.split.training.count
        validationImages = preparation.split.validation.count
        testImages = preparation.data.test.count
        operations = estimate.operations
        estimatedSeconds = estimate.seconds(jobs: jobs)
        self.jobs = jobs
        command = preparation.description.command
        self.runs = "\(runs)/\(preparation.description.name)"
        self.site = "\(site)/\(preparation.description.name)"
    }

    /// Lines without a newline.
    func lines(columns: Int, terminal: Terminal) -> [String] {
        let training = plan.training
        let sizes = plan.latentSizes.map(String.init).joined(separator: ", ")
        let entries: [(String, String)] = [
            ("study", study),
            ("data set", dataset + (needsDownload ? ", which would be downloaded first" : "")),
            (
                "images",
                "\(plan.pixels.isBinary ? "black and white (\(plan.pixels.rawValue)), " : "")"
                    + "\(groupedText(trainingImages)) to learn from, \(groupedText(validationImages)) to "
                    + "validate with, \(groupedText(testImages)) to measure on"
            ),
            ("latent sizes", sizes),
            ("seeds", plan.seeds.map(String.init).joined(separator: ", ")),
            (
                "training",
                "\(counted(training.epochs, "epoch")), batches of \(training.batchSize), "
                    + "learning rate \(training.learningRate), beta \(training.beta)"
            ),
            ("model", modelText),
            (
                "work",
                "\(counted(trainings, "training")), "
                    + "\(fixedText(operations / 1e12, digits: 1)) TFLOP; \(roughText(seconds: estimatedSeconds)) "
                    + "of training with --jobs \(jobs)"
            ),
            ("runs", runs), ("report", "\(site)/index.html"), ("command", command),
        ]
        let width = entries.map(\.0.count).max() ?? 0
        return [terminal.styled(title, .bold)]
            + entries.flatMap { name, text in
                wrapped(text, to: max(columns - width - 5, 30)).enumerated().map { index, line in
                    "  \((index == 0 ? name : "").rightPadded(to: width))  \(line)"
                }
            } + ["Nothing was written."]
    }

    private var modelText: String {
        let channels = plan.channels.map(String.init).joined(separator: ", ")
        let widths = plan.hiddenWidths.map(String.init).joined(separator: ", ")
        let convolutions =
            plan.channels.isEmpty
            ? "" : "convolutions of \(channels) channels (kernel \(plan.kernelSize)), "
        let hidden = plan.hiddenWidths.isEmpty ? "" : "hidden layers of \(widths), "
        return convolutions + hidden + plan.activation.rawValue
            + ", \(plan.likelihood.rawValue) pixels"
    }
}
