import Diagnostics

extension FigureOptions {
    /// The number a person gave, else the figure's own; throws `FigureError.option` for one outside
    /// of `range`. The key is one of those with a single number.
    func count(_ key: Key, or usual: Int, in range: ClosedRange<Int>) throws -> Int {
        let value =
            switch key {
            case .images: images
            case .rows: rows
            case .steps: steps
            case .pairs: pairs
            case .dimensions: dimensions
            case .latentSizes, .seed, .metrics, .path, .epochs: Int?.none
            }
        guard let value else { return usual }
        guard range.contains(value) else {
            throw FigureError.option(
                key, problem: "\(value) cannot be drawn here",
                remedy: "take \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// The metrics a person named, once each and in their order; nil where none were asked for.
    /// Throws `FigureError.option` for names that are not among `known`, with the near ones.
    func metrics(among known: [String]) throws -> [String]? {
        guard let metrics else { return nil }
        for name in metrics where !known.contains(name) {
            throw FigureError.option(
                .metrics, problem: "there is no metric “\(name)” in this figure",
                remedy: NearMatches.remedy(for: name, among: known))
        }
        guard !metrics.isEmpty else {
            throw FigureError.option(
                .metrics, problem: "no metric is named", remedy: "name one, or leave it out")
        }
        return metrics.enumerated().filter { metrics.firstIndex(of: $1) == $0 }.map(\.element)
    }
}
