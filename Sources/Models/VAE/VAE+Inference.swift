public import Compute
import Datasets

extension VAE {
    /// Images that inference works on at a time: fixed, so that results do not depend on the caller.
    static let inferenceBlock = 250

    /// The posteriors of images [n, height · width] with values in 0…1; any n.
    ///
    /// - Precondition: images of the model's size.
    public func encode(_ images: Tensor) -> Posterior {
        let pixels = configuration.image.count
        precondition(images.shape == [images.shape[0], pixels], "images of another size")
        let count = images.shape[0]
        let shape = [count, configuration.latentSize]
        var means = [Float]()
        var logVariances = [Float]()
        means.reserveCapacity(shape[0] * shape[1])
        logVariances.reserveCapacity(shape[0] * shape[1])
        images.values.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            for start in stride(from: 0, to: count, by: Self.inferenceBlock) {
                let block = min(Self.inferenceBlock, count - start)
                let memory = workspace(count: block)
                encode(first + start * pixels, count: block, in: memory)
                let length = block * configuration.latentSize
                means += UnsafeBufferPointer(start: memory.mean.pointer, count: length)
                logVariances += UnsafeBufferPointer(
                    start: memory.logVariance.pointer, count: length)
            }
        }
        return Posterior(
            mean: Tensor(shape: shape, values: means),
            logVariance: Tensor(shape: shape, values: logVariances))
    }

    /// Logits [n, height · width] of latents [n, latentSize]; any n. Of the decoder's
    /// means they are the logits, but for a continuous Bernoulli decoder.
    ///
    /// - Precondition: latents of the model's size.
    public func decode(_ latents: Tensor) -> Tensor {
        let size = configuration.latentSize
        let pixels = configuration.image.count
        precondition(latents.shape == [latents.shape[0], size], "latents of another size")
        let count = latents.shape[0]
        let logits = [Float](unsafeUninitializedCapacity: count * pixels) { logits, written in
            latents.values.withUnsafeBufferPointer { source in
                guard let first = source.baseAddress, let out = logits.baseAddress else { return }
                for start in stride(from: 0, to: count, by: Self.inferenceBlock) {
                    let block = min(Self.inferenceBlock, count - start)
                    decode(
                        first + start * size, count: block, in: workspace(count: block),
                        into: out + start * pixels)
                }
            }
            written = count * pixels
        }
        return Tensor(shape: [count, pixels], values: logits)
    }

    /// The decoder's means [n, height · width], in 0…1, of latents [n, latentSize].
    public func decodeMeans(_ latents: Tensor) -> Tensor {
        var means = decode(latents)
        means.values.withUnsafeMutableBufferPointer { values in
            guard let first = values.baseAddress else { return }
            pixelDistribution.replaceByMeans(first, count: values.count)
        }
        return means
    }

    /// Fills the workspace's `mean` and `logVariance` for `count` images.
    func encode(
        _ images: UnsafePointer<Float>, count: Int, in memory: VAEWorkspace,
        keepingSlopes: Bool = false
    ) {
        let values = UnsafePointer(store.values.pointer)
        memory.encoder.forward(
            images, count: count, values: values, into: memory.features.pointer,
            keepingSlopes: keepingSlopes)
        memory.encoderDense.forward(
            memory.features.pointer, count: count, values: values, keepingSlopes: keepingSlopes)
        let hidden = UnsafePointer(memory.encoderDense.output)
        memory.meanHead.forward(hidden, count: count, values: values, into: memory.mean.pointer)
        memory.logVarianceHead.forward(
            hidden, count: count, values: values, into: memory.logVariance.pointer)
    }

    /// The logits of `count` latents, [count, pixels].
    func decode(
        _ latents: UnsafePointer<Float>, count: Int, in memory: VAEWorkspace,
        into logits: UnsafeMutablePointer<Float>
    ) {
        let values = UnsafePointer(store.values.pointer)
        memory.decoderDense.forward(
            latents, count: count, values: values, keepingSlopes: false)
        memory.decoder.forward(
            memory.decoderDense.output, count: count, values: values, into: logits)
    }
}
