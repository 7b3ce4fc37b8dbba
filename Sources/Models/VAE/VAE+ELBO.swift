import Compute
import Datasets
import Foundation

extension VAE {
    /// The parts of the negative ELBO of a batch at one posterior sample; no gradient.
    public func elbo(_ batch: Batch) -> ELBOSums {
        let memory = workspace(count: batch.capacity)
        encode(batch.images.pointer, count: batch.count, in: memory)
        let kl = sample(batch, in: memory)
        decode(memory.latent.pointer, count: batch.count, in: memory)
        let pixels = configuration.image.count
        let distribution = pixelDistribution
        let reconstruction = (0..<batch.count).reduce(0.0) { sum, image in
            sum
                + distribution.loss(
                    logits: memory.logits.pointer + image * pixels,
                    pixels: batch.images.pointer + image * pixels, count: pixels)
        }
        return ELBOSums(
            reconstruction: reconstruction, klPerDimension: kl, count: batch.count)
    }

    /// The same, and in `gradients` the gradient of (reconstruction + klWeight · KL) / images.
    ///
    /// `finished` is told of places among the parameters whose gradient is there and whose value is
    /// no longer needed, of each once, on any of the model's threads: an optimizer moves them while
    /// they are in the cache.
    public func differentiate(
        _ batch: Batch, klWeight: Double, finished: (_ parameters: Range<Int>) -> Void = { _ in }
    ) -> ELBOSums {
        let memory = workspace(count: batch.capacity)
        let count = batch.count
        let values = UnsafePointer(store.values.pointer)
        let gradients = store.gradients.pointer

        encode(batch.images.pointer, count: count, in: memory, keepingSlopes: true)
        let kl = sample(batch, in: memory)
        memory.decoderDense.forward(
            memory.latent.pointer, count: count, values: values, keepingSlopes: true)
        let pixels = configuration.image.count
        let scale = 1 / Float(count)
        let distribution = pixelDistribution
        let reconstruction = memory.decoder.differentiate(
            memory.decoderDense.output, count: count, values: values, gradients: gradients,
            featureGradient: memory.decoderDense.outputGradient
        ) { logits, gradient, images in
            images.enumerated().reduce(0.0) { sum, image in
                sum
                    + distribution.loss(
                        logits: logits + image.offset * pixels,
                        pixels: batch.images.pointer + image.element * pixels,
                        gradient: gradient + image.offset * pixels, scale: scale, count: pixels)
            }
        }
        if let place = architecture.pixelLogVariance {
            let slope = distribution.logVarianceGradient(
                loss: reconstruction, count: count * pixels)
            gradients[place] = Float(
                slope * PixelVariance.slope(values[place]) / Double(count))
        }
        memory.decoderDense.backward(
            memory.latent.pointer, count: count, values: values, gradients: gradients,
            inputGradient: memory.latentGradient.pointer, finished: finished)
        differentiateSample(batch, klWeight: Float(klWeight) * scale, in: memory)
        encoderBackward(batch, in: memory, finished: finished)
        architecture.outsideDenseLayers.forEach(finished)
        return ELBOSums(reconstruction: reconstruction, klPerDimension: kl, count: count)
    }

    /// Fills `latent` with mean + exp(logVariance / 2) · noise; gives each dimension's KL, summed:
    /// (mean² + exp(logVariance) - 1 - logVariance) / 2 (Kingma and Welling 2014, appendix B).
    private func sample(_ batch: Batch, in memory: VAEWorkspace) -> [Double] {
        let size = configuration.latentSize
        var kl = [Double](repeating: 0, count: size)
        for image in 0..<batch.count {
            for dimension in 0..<size {
                let index = image * size + dimension
                let mean = memory.mean.pointer[index]
                let logVariance = memory.logVariance.pointer[index]
                let deviation = exp(logVariance / 2)
                memory.latent.pointer[index] = mean + deviation * batch.noise.pointer[index]
                // In double precision: near a dimension that is not used the terms cancel.
                let square = Double(mean) * Double(mean)
                kl[dimension] +=
                    (square + exp(Double(logVariance)) - 1 - Double(logVariance)) / 2
            }
        }
        return kl
    }

    /// From the latents' gradient to those of mean and log-variance, the KL's own included.
    private func differentiateSample(_ batch: Batch, klWeight: Float, in memory: VAEWorkspace) {
        for index in 0..<batch.count * configuration.latentSize {
            let upper = memory.latentGradient.pointer[index]
            let deviation = exp(memory.logVariance.pointer[index] / 2)
            memory.meanGradient.pointer[index] = upper + klWeight * memory.mean.pointer[index]
            memory.logVarianceGradient.pointer[index] =
                (upper * batch.noise.pointer[index] * deviation
                    + klWeight * (deviation * deviation - 1)) / 2
        }
    }

    /// From the heads down to the images.
    private func encoderBackward(
        _ batch: Batch, in memory: VAEWorkspace, finished: (_ parameters: Range<Int>) -> Void
    ) {
        let count = batch.count
        let values = UnsafePointer(store.values.pointer)
        let gradients = store.gradients.pointer
        memory.meanHead.inputGradient(
            memory.meanGradient.pointer, count: count, values: values,
            into: memory.encoderDense.outputGradient)
        memory.logVarianceHead.inputGradient(
            memory.logVarianceGradient.pointer, count: count, values: values,
            into: memory.encoderDense.outputGradient, accumulating: true)
        memory.meanHead.gradients(
            memory.encoderDense.output, outputGradient: memory.meanGradient.pointer, count: count,
            into: gradients, finished: finished)
        memory.logVarianceHead.gradients(
            memory.encoderDense.output, outputGradient: memory.logVarianceGradient.pointer,
            count: count, into: gradients, finished: finished)
        memory.encoderDense.backward(
            memory.features.pointer, count: count, values: values, gradients: gradients,
            inputGradient: memory.featureGradient.pointer, finished: finished)
        memory.encoder.backward(
            memory.featureGradient.pointer, count: count, gradients: gradients)
    }
}
