import Compute
import Datasets
import Models
import Studies
import Training

/// How much arithmetic a plan's trainings take.
struct WorkEstimate {
    /// Floating-point operations of one core in a second that the estimate counts on; server
    /// processors with AVX2 or AVX-512 do at least as many.
    static let operationsPerSecond = 7e10

    /// Of all trainings.
    let operations: Double
    private let trainings: Int

    /// - Parameter trainingImages: images an epoch looks at, those to validate with not counted.
    init(_ plan: StudyPlan, trainingImages: Int) {
        let looks = Double(trainingImages) * Double(plan.training.epochs)
        operations = plan.tasks.reduce(0) { sum, task in
            // The backward pass takes twice the forward pass's products.
            sum + 3 * Self.forward(plan.model(latentSize: task.latentSize)) * looks
        }
        trainings = plan.tasks.count
    }

    /// Seconds with `jobs` trainings side by side; where fewer are left, these share the threads.
    func seconds(jobs: Int) -> Double {
        let threads = max(1, min(jobs, trainings * Workers.most))
        return operations / Double(threads) / Self.operationsPerSecond
    }

    /// Operations of one image's way through encoder and decoder: two for each product, everything
    /// but convolutions and fully-connected layers left out.
    private static func forward(_ model: VAEConfiguration) -> Double {
        var products = 0.0
        var (height, width, channels) = (Double(model.image.height), Double(model.image.width), 1.0)
        let kernel = Double(model.kernelSize * model.kernelSize)
        for next in model.channels.map({ Double($0) }) {
            (height, width) = ((height / 2).rounded(.up), (width / 2).rounded(.up))
            products += height * width * channels * next * kernel
            channels = next
        }
        var inputs = height * width * channels
        for hidden in model.hiddenWidths.map({ Double($0) }) {
            products += inputs * hidden
            inputs = hidden
        }
        let latent = Double(model.latentSize)
        // The decoder mirrors the encoder; the encoder has two heads where the decoder has one layer.
        return 2 * (2 * products + 3 * inputs * latent)
    }
}
