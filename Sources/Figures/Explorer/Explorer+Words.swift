import Diagnostics
import Drawing
import Models

extension ExplorerFigure {
    /// How near the rounded decoders come to the models, and which are left out; nil where there is
    /// nothing of either.
    public var note: String? {
        let most = NumberText.integer(Explorer.mostParameters)
        let sizes = ListText.of(leftOut.map { "\($0)" })
        let without =
            leftOut.isEmpty
            ? nil
            : leftOut.count == 1
                ? "The decoder of size \(sizes) is left out: it has more than \(most) weights."
                : "The decoders of sizes \(sizes) are left out: they have more than \(most) weights."
        let sentences = [explorer?.note, without].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

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
    /// `8 bits`, or where layers differ, `8 and 16 bits`.
    private var bits: String {
        "\(ListText.of(Set(codes.map { 8 * $0.width }).sorted().map { "\($0)" })) bits"
    }

    /// `size 8 (8 bits) 99.98 %, 4.10/255`
    fileprivate var words: String {
        // Rounded towards what is worse, so that “100 %” is said of all pixels alone.
        let share = (fidelity.share * 10_000).rounded(.down) / 100
        let largest = (fidelity.largest * 100).rounded(.up) / 100
        return
            "size \(latentSize) (\(bits)) \(NumberText.fixed(share, digits: 2)) %, "
            + "\(NumberText.fixed(largest, digits: 2))/255"
    }
}
