/// The elbow of a convex, decreasing curve by Kneedle.
///
/// Satopää, Albrecht, Irwin and Raghavan, "Finding a 'kneedle' in a haystack", ICDCS Workshops
/// 2011, with sensitivity 1 and without smoothing; equal to `KneeLocator(x, y, S=1, curve="convex",
/// direction="decreasing")` of the Python package kneed.
public enum ElbowPoint {
    /// The place in `x` of the first elbow; nil where there is none, the curve is flat, or fewer
    /// than two points or a number that is not finite are given.
    ///
    /// - Precondition: as many `y` as rising `x`.
    public static func index(x: [Double], y: [Double]) -> Int? {
        precondition(x.count == y.count, "a curve has a y for every x")
        guard let across = normalized(x), let up = normalized(y) else { return nil }
        // Turned upside down the curve is concave and rising: its distance from the diagonal.
        let distance = zip(across, up).map { 1 - $0.1 - $0.0 }
        let last = distance.count - 1
        let sensitivity = (across[last] - across[0]) / Double(last)
        var candidate: Int?
        for place in 0..<last {
            // Past either end lies the end itself, as scipy's argrelextrema takes it.
            let around = [distance[max(place - 1, 0)], distance[place + 1]]
            if around.allSatisfy({ distance[place] >= $0 }) { candidate = place }
            // After a minimum, nothing is an elbow until the next maximum.
            if around.allSatisfy({ distance[place] <= $0 }) { candidate = nil }
            if let candidate, distance[place + 1] < distance[candidate] - sensitivity {
                return candidate
            }
        }
        return nil
    }

    /// Onto 0 … 1; nil where the values do not differ.
    private static func normalized(_ values: [Double]) -> [Double]? {
        guard let low = values.min(), let high = values.max(), high > low,
            values.allSatisfy(\.isFinite)
        else { return nil }
        return values.map { ($0 - low) / (high - low) }
    }
}
