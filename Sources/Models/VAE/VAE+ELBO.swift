import Compute
import Datasets

extension VAE {
    /// The parts of the negative ELBO of one batch, as `elbo(_:addingTo:)` adds them.
    public func elbo(_ batch: Batch) -> ELBOSums {
        var sums = ELBOSums(latentSize: configuration.latentSize)
        elbo(batch, addingTo: &sums)
        return sums
    }

    /// The same, and in `gradients` the gradient of (reconstruction + klWeight · KL) / images.
    public func differentiate(_ batch: Batch, klWeight: Double) -> ELBOSums {
        var sums = ELBOSums(latentSize: configuration.latentSize)
        let gradients = store.gradients.pointer
        differentiate(batch, klWeight: klWeight, addingTo: &sums) { places, _, gradient in
            (gradients + places.lowerBound).update(from: gradient, count: places.count)
        }
        return sums
    }

    /// Adds the parts of the negative ELBO of a batch at one posterior sample; no gradient.
    ///
    /// - Precondition: sums of this model's latent size.
    public func elbo(_ batch: Batch, addingTo sums: inout ELBOSums) {
        let memory = workspace(count: batch.capacity)
        encode(batch.images.pointer, count: batch.count, in: memory)
        sample(batch, in: memory, addingTo: &sums)
        decode(
            memory.latent.pointer, count: batch.count, in: memory, into: memory.logits.pointer)
        let pixels = configuration.image.count
        let distribution = pixelDistribution
        sums.reconstruction += (0..<batch.count).reduce(0.0) { sum, image in
            sum
                + distribution.loss(
                    logits: memory.logits.pointer + image * pixels,
                    pixels: batch.images.pointer + image * pixels, count: pixels)
        }
        sums.count += batch.count
    }

    /// The same, and gives `use` the gradient of (reconstruction + klWeight · KL) / images of this
    /// batch alone. On one thread it takes no memory but at the first batch of its capacity
    /// and of its count; more threads are started by Dispatch, which takes some.
    ///
    /// - Precondition: sums of this model's latent size.
    public func differentiate(
        _ batch: Batch, klWeight: Double, addingTo sums: inout ELBOSums, use: ParameterUse
    ) {
        let parameters = store.values.pointer
        func take(_ places: Range<Int>, _ gradient: UnsafePointer<Float>) {
            use(places, parameters + places.lowerBound, gradient)
        }
        let memory = workspace(count: batch.capacity)
        let count = batch.count
        let values = UnsafePointer(store.values.pointer)

        encode(batch.images.pointer, count: count, in: memory, keepingSlopes: true)
        sample(batch, in: memory, addingTo: &sums)
        memory.decoderDense.forward(
            memory.latent.pointer, count: count, values: values, keepingSlopes: true)
        let pixels = configuration.image.count
        let scale = 1 / Float(count)
        let distribution = pixelDistribution
        let reconstruction = memory.decoder.differentiate(
            memory.decoderDense.output, count: count, values: values,
            featureGradient: memory.decoderDense.outputGradient,
            loss: { logits, gradient, images in
                images.enumerated().reduce(0.0) { sum, image in
                    sum
                        + distribution.loss(
                            logits: logits + image.offset * pixels,
                            pixels: batch.images.pointer + image.element * pixels,
                            gradient: gradient + image.offset * pixels, scale: scale,
                            count: pixels)
                }
            }, use: take)
        if let place = architecture.pixelLogVariance {
            let slope = distribution.logVarianceGradient(
                loss: reconstruction, count: count * pixels)
            var gradient = Float(slope * PixelVariance.slope(values[place]) / Double(count))
            take(place..<place + 1, &gradient)
        }
        memory.decoderDense.backward(
            memory.latent.pointer, count: count, values: values,
            inputGradient: memory.latentGradient.pointer, use: take)
        differentiateSample(batch, klWeight: Float(klWeight) * scale, in: memory)
        encoderBackward(batch, in: memory, use: take)
        sums.reconstruction += reconstruction
        sums.count += count
    }

    /// Fills `latent` with a posterior sample and adds each dimension's KL to the sums.
    private func sample(_ batch: Batch, in memory: VAEWorkspace, addingTo sums: inout ELBOSums) {
        let size = configuration.latentSize
        precondition(sums.klPerDimension.count == size, "sums of another model")
        sums.klPerDimension.withUnsafeMutableBufferPointer { kl in
            guard let kl = kl.baseAddress else { return }
            Kernels.shared.samplePosterior(
                mean: memory.mean.pointer, logVariance: memory.logVariance.pointer,
                noise: batch.noise.pointer, into: memory.latent.pointer, addingDivergenceTo: kl,
                rows: batch.count, columns: size)
        }
    }

    /// From the latents' gradient to those of mean and log-variance, the KL's own included.
    private func differentiateSample(_ batch: Batch, klWeight: Float, in memory: VAEWorkspace) {
        Kernels.shared.posteriorGradient(
            latentGradient: memory.latentGradient.pointer, mean: memory.mean.pointer,
            logVariance: memory.logVariance.pointer, noise: batch.noise.pointer,
            meanGradient: memory.meanGradient.pointer,
            logVarianceGradient: memory.logVarianceGradient.pointer, klWeight: klWeight,
            count: batch.count * configuration.latentSize)
    }

    /// From the heads down to the images.
    private func encoderBackward(_ batch: Batch, in memory: VAEWorkspace, use: GradientUse) {
        let count = batch.count
        let values = UnsafePointer(store.values.pointer)
        let hidden = UnsafePointer(memory.encoderDense.output)
        memory.meanHead.inputGradient(
            memory.meanGradient.pointer, count: count, values: values,
            into: memory.encoderDense.outputGradient)
        memory.logVarianceHead.inputGradient(
            memory.logVarianceGradient.pointer, count: count, values: values,
            into: memory.encoderDense.outputGradient, accumulating: true)
        memory.meanHead.gradients(
            hidden, outputGradient: memory.meanGradient.pointer, count: count, use: use)
        memory.logVarianceHead.gradients(
            hidden, outputGradient: memory.logVarianceGradient.pointer, count: count, use: use)
        memory.encoderDense.backward(
            memory.features.pointer, count: count, values: values,
            inputGradient: memory.featureGradient.pointer, use: use)
        memory.encoder.backward(memory.featureGradient.pointer, count: count, use: use)
    }
}
