import Compute
import Datasets
import Evaluation
import Models
import Studies

/// A trained model as image figures use it.
protocol ImageCoder {
    /// Dimensions of the latent space.
    var latentSize: Int { get }
    /// Posterior means [n, latentSize] of images [n, pixels] in 0…1.
    func posteriorMeans(_ images: Tensor) -> Tensor
    /// Decoder means [n, pixels] in 0…1 of latents [n, latentSize].
    func decodedMeans(_ latents: Tensor) -> Tensor
}

extension VAE: ImageCoder {
    var latentSize: Int { configuration.latentSize }

    func posteriorMeans(_ images: Tensor) -> Tensor { encode(images).mean }

    func decodedMeans(_ latents: Tensor) -> Tensor { decodeMeans(latents) }
}

/// What image figures ask of a study: the images it kept and its models, each loaded once.
///
/// One owner, one thread, as the models.
final class ImageSource {
    /// The images that figures show, and the originals of all they derive.
    let examples: ImageSet
    private let load: (StudyTask) throws -> any ImageCoder
    private let loadSnapshot: (StudyTask, Snapshot) throws -> any ImageCoder
    private let mixture: (StudyResults.Run, Int) throws -> Tensor?
    private var loaded: [Int: any ImageCoder] = [:]
    private var encoded: [Int: Tensor] = [:]

    /// `mixture` gives so many latents of a model's mixture, or nil where it has none; `snapshot` is
    /// asked for nothing but what a run's record names.
    init(
        examples: ImageSet,
        mixture: @escaping (StudyResults.Run, Int) throws -> Tensor? = { _, _ in nil },
        load: @escaping (StudyTask) throws -> any ImageCoder,
        snapshot: @escaping (StudyTask, Snapshot) throws -> any ImageCoder = { task, snapshot in
            throw FigureError.incomplete(
                figure: TrainingStrip.id, missing: "\(task.path)/\(snapshot.name)")
        }
    ) {
        self.examples = examples
        self.mixture = mixture
        self.load = load
        loadSnapshot = snapshot
    }

    /// Latents [count, latentSize] from the mixture of a model's posterior means; nil where it was not
    /// fitted.
    func mixtureLatents(of run: StudyResults.Run, count: Int) throws -> Tensor? {
        try mixture(run, count)
    }

    /// The model that a task trained; throws what loading it throws.
    func coder(of task: StudyTask) throws -> any ImageCoder {
        if let known = loaded[task.number] { return known }
        let coder = try load(task)
        loaded[task.number] = coder
        return coder
    }

    /// That model with its weights of an earlier epoch, loaded anew; throws what loading it throws.
    func coder(of task: StudyTask, at snapshot: Snapshot) throws -> any ImageCoder {
        try loadSnapshot(task, snapshot)
    }

    /// Posterior means [examples, latentSize] of all examples, computed once; throws what loading the
    /// model throws.
    func exampleMeans(of task: StudyTask) throws -> Tensor {
        if let known = encoded[task.number] { return known }
        let means = try coder(of: task).posteriorMeans(tensor(Array(0..<examples.count)))
        encoded[task.number] = means
        return means
    }

    /// Up to `count` examples: the first of each class in the classes' order, then the others in
    /// theirs. Without labels, the first ones.
    func chosen(_ count: Int) -> [Int] {
        guard let labels = examples.labels else { return Array(0..<min(count, examples.count)) }
        var first: [UInt8: Int] = [:]
        for index in (0..<examples.count).reversed() { first[labels[index]] = index }
        let heads = first.sorted { $0.key < $1.key }.map(\.value)
        let rest = (0..<examples.count).filter { !heads.contains($0) }
        return Array((heads + rest).prefix(count))
    }

    /// The class of an example, for people: `7`, or nothing without labels.
    func label(_ index: Int) -> DataTable.Cell {
        examples.labels.map { .integer(Int($0[index])) } ?? .empty
    }

    /// Examples as the models take them, [n, pixels] in 0…1.
    func tensor(_ indices: [Int]) -> Tensor {
        Tensor(
            shape: [indices.count, examples.shape.count],
            values: indices.flatMap { examples.image($0).map { Float($0) * (1 / 255) } })
    }
}

extension Tensor {
    /// Row `index` of a matrix of means in 0…1 as pixels, rounded.
    func pixels(_ index: Int) -> [UInt8] {
        let length = rowLength
        return values[index * length..<(index + 1) * length].map { value in
            value.isFinite ? UInt8((min(max(value, 0), 1) * 255).rounded()) : 0
        }
    }
}

extension [UInt8] {
    /// The mean of pixels, from 0 to 1.
    var meanGrey: Double { Double(reduce(0) { $0 + Int($1) }) / Double(Swift.max(count, 1)) / 255 }
}
