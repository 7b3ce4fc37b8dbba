import Drawing
import Evaluation
import Foundation
import Training

extension Axis {
    /// Epochs along x: ticks at the first, at round ones, and at the last.
    static func epochs(_ sizes: [StudyView.Size], group: Int? = nil, most: Int = 5)
        -> Axis
    {
        let last = sizes.flatMap(\.runs).compactMap(\.epochs.last?.epoch).max() ?? 1
        let step =
            [1, 2, 4, 5, 10, 20, 25, 50, 100].first { last / $0 <= most } ?? max(last / 4, 1)
        // A round epoch beside the last would only crowd it.
        let inner = stride(from: step, to: last, by: step).filter { last - $0 > step / 2 && $0 > 1 }
        let ticks = Array(Set([1, last])).sorted()
        return Axis(
            "Epoch", marks: .at((ticks + inner).sorted().map(Double.init)), extent: .tight,
            group: group)
    }

    /// Latent sizes along x: a tick a size, equal ratios equally far apart, room at both ends.
    static func latentSize(_ sizes: [Int], group: Int? = nil) -> Axis {
        Axis(
            "Latent size", unit: "dimensions", scale: .logarithmic(base: 2),
            marks: .at(sizes.map(Double.init)), extent: .exactly(latentSizeRange(sizes)),
            group: group)
    }

    /// From the left to the right end of that axis.
    static func latentSizeRange(_ sizes: [Int]) -> ClosedRange<Double> {
        let low = Double(max(sizes.min() ?? 1, 1))
        let high = Double(max(sizes.max() ?? 1, 1))
        let room = pow(max(high / low, 2), 0.035)
        return low / room...high * room
    }
}
