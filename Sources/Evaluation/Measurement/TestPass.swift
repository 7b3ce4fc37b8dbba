import Compute
import Datasets
import Models

/// A model's way over the test images, block by block: everything metrics are computed from.
struct TestPass {
    /// What the model makes of some consecutive test images.
    struct Block {
        /// Which of the test images.
        let range: Range<Int>
        /// [n, pixels] on 0…1.
        let images: Tensor
        /// [n, latentSize]
        let posterior: Posterior
        /// [n, latentSize], standard normal.
        let noise: Tensor
        /// [n, latentSize]: the posterior sample drawn with `noise`.
        let latents: Tensor
        /// [n, pixels]: the decoder at `latents`.
        let logits: Tensor
        /// What they say of pixels.
        let distribution: PixelDistribution
        /// [n, pixels] on 0…1: the decoder's mean at the posterior mean.
        let reconstruction: Tensor
    }

    let model: VAE
    let images: ImageSet
    let noise: TestNoise

    /// Hands every block to `visit`, in order; stops where it throws.
    func run(_ visit: (Block) throws -> Void) rethrows {
        for range in images.blocks {
            let pixels = images.tensor(range)
            let rows = noise.rows(range)
            let posterior = model.encode(pixels)
            let latents = posterior.sample(noise: rows)
            let logits = model.decode(latents)
            try visit(
                Block(
                    range: range, images: pixels, posterior: posterior, noise: rows,
                    latents: latents, logits: logits, distribution: model.pixelDistribution,
                    reconstruction: model.decodeMeans(posterior.mean)))
        }
    }
}
