import Diagnostics
import Drawing
import Models

extension Explorer {
    /// How near the rounded decoders come to the models, for each size.
    public var note: String {
        let counts = Set(decoders.map(\.fidelity.latents)).sorted().map(NumberText.integer)
        let near = "\(Int(DecoderFidelity.near))/255"
        return
            "The page carries decoders with rounded weights. Pixels within \(near) of the unrounded "
            + "decoder’s, and the largest difference, over \(ListText.of(counts)) latents (draws from "
            + "the prior, posterior means of test images): "
            + decoders.map(\.words).joined(separator: "; ") + "."
    }
}

extension Explorer.Decoder {
    /// `size 8 (8 bits) 99.98 %, 4.10/255`
    fileprivate var words: String {
        // Rounded towards what is worse, so that “100 %” is said of all pixels alone.
        let share = (fidelity.share * 10_000).rounded(.down) / 100
        let largest = (fidelity.largest * 100).rounded(.up) / 100
        return
            "size \(latentSize) (\(8 * code.width) bits) \(NumberText.fixed(share, digits: 2)) %, "
            + "\(NumberText.fixed(largest, digits: 2))/255"
    }
}
