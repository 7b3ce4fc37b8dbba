import Drawing

/// One stroke of the pen through some points of the unit square, y down.
///
/// The line is smooth (Catmull and Rom 1974, uniform) except at its corners.
struct GlyphStroke: Hashable, Sendable {
    /// The points the pen passes.
    var points: [SIMD2<Double>]
    /// Which of them are corners; the ends always are.
    let corners: Set<Int>

    /// - Precondition: at least two points.
    init(_ points: [(Double, Double)], corners: Set<Int> = []) {
        precondition(points.count > 1, "a stroke needs two points")
        self.points = points.map { SIMD2($0.0, $0.1) }
        self.corners = corners
    }

    /// The stroke as Bézier curves.
    var path: StrokePath {
        let last = points.count - 1
        let tangents = points.indices.map { index -> SIMD2<Double>? in
            guard index > 0, index < last, !corners.contains(index) else { return nil }
            return (points[index + 1] - points[index - 1]) / 2
        }
        let pieces = (0..<last).map { index -> StrokePath.Piece in
            let start = points[index]
            let end = points[index + 1]
            switch (tangents[index], tangents[index + 1]) {
            case (nil, nil): return .line(to: end)
            case (let leaving, let arriving):
                // A corner's side is curved like the other end of the piece.
                let first = leaving.map { start + $0 / 3 }
                let second = arriving.map { end - $0 / 3 }
                return .curve(
                    first ?? (start + (second ?? end)) / 2, second ?? (end + (first ?? start)) / 2,
                    to: end)
            }
        }
        return StrokePath(start: points[0], pieces: pieces)
    }
}
