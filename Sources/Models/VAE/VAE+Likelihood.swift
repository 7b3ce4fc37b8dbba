public import Compute
import Datasets

extension VAE {
    /// What the decoder's logits say of pixels, with the variance learned so far.
    public var pixelDistribution: PixelDistribution {
        guard let place = architecture.pixelLogVariance else {
            return PixelDistribution(configuration.likelihood)
        }
        return PixelDistribution(
            configuration.likelihood,
            logVariance: PixelVariance.logVariance(store.values.pointer[place]))
    }

    /// Negative log-likelihood of each image, in nats, summed over pixels in double precision, from
    /// images in 0…1 and logits, both [n, height · width].
    ///
    /// - Precondition: the shapes are equal.
    public func reconstructionLoss(images: Tensor, logits: Tensor) -> [Double] {
        pixelDistribution.losses(of: images, logits: logits)
    }

    /// The same by the kernels of training, to about 1e-6 relative, in a fraction of the time: for
    /// averages over very many logits [n, height · width]. `images` are as many, or one, which all
    /// logits are compared with.
    ///
    /// - Precondition: as many images as rows of logits, or one.
    public func fastReconstructionLoss(images: Tensor, logits: Tensor) -> [Double] {
        let pixels = configuration.image.count
        precondition(
            images.rowLength == pixels && logits.rowLength == pixels
                && [1, logits.shape[0]].contains(images.shape[0]), "images and logits differ")
        return logits.values.withUnsafeBufferPointer { logits in
            guard let first = logits.baseAddress else { return [] }
            return fastLosses(images, logits: first, rows: 0..<logits.count / pixels)
        }
    }

    /// The loss of latents [n, latentSize] as `fastReconstructionLoss` gives it for their logits,
    /// which are made block by block and not kept. `images` are n, or one, which all latents are
    /// compared with.
    ///
    /// - Precondition: as many images as latents, or one.
    public func fastReconstructionLoss(images: Tensor, latents: Tensor) -> [Double] {
        let size = configuration.latentSize
        precondition(
            latents.shape == [latents.shape[0], size]
                && images.rowLength == configuration.image.count
                && [1, latents.shape[0]].contains(images.shape[0]), "images and latents differ")
        var losses = [Double]()
        losses.reserveCapacity(latents.shape[0])
        latents.values.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            for start in stride(from: 0, to: latents.shape[0], by: Self.inferenceBlock) {
                let block = start..<min(start + Self.inferenceBlock, latents.shape[0])
                let memory = workspace(count: block.count)
                decode(
                    first + start * size, count: block.count, in: memory,
                    into: memory.logits.pointer)
                losses += fastLosses(images, logits: memory.logits.pointer, rows: block)
            }
        }
        return losses
    }

    /// The losses of `logits` [rows, pixels] against the images of the same rows, or the only one.
    private func fastLosses(
        _ images: Tensor, logits: UnsafePointer<Float>, rows: Range<Int>
    ) -> [Double] {
        let pixels = configuration.image.count
        let distribution = pixelDistribution
        let isOne = images.shape[0] == 1
        return images.values.withUnsafeBufferPointer { images in
            guard let first = images.baseAddress else { return [] }
            return rows.map { row in
                distribution.loss(
                    logits: logits + (row - rows.lowerBound) * pixels,
                    pixels: isOne ? first : first + row * pixels, count: pixels)
            }
        }
    }
}
