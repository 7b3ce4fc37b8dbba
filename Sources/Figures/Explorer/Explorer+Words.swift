import Diagnostics
import Drawing
import Models

extension Explorer {
    /// How near the rounded decoders come to the models, for each size.
    public var note: String {
        let counts = Set(decoders.map(\.fidelity.latents)).sorted().map(NumberText.integer)
        return "The page carries decoders with rounded weights. Over \(ListText.of(counts)) latents"
            + " (draws from the prior, posterior means of test images), pixels within"
            + " \(Int(DecoderFidelity.near))/255 of the unrounded decoder’s, and the largest difference:"
            + " \(ListText.of(decoders.map(\.words)))."
    }
}

extension Explorer.Decoder {
    /// `99.98 % and 4.10/255 at size 8 (8 bits)`
    fileprivate var words: String {
        // Rounded towards what is worse, so that “100 %” is said of all pixels alone.
        let share = (fidelity.share * 10_000).rounded(.down) / 100
        let largest = (fidelity.largest * 100).rounded(.up) / 100
        return
            "\(NumberText.fixed(share, digits: 2)) % and \(NumberText.fixed(largest, digits: 2))/255"
            + " at size \(latentSize) (\(8 * code.width) bits)"
    }
}
