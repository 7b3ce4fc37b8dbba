import Compute
import Drawing
import Foundation

/// How one specimen of a digit is written; everything is a share of the image's side.
struct GlyphStyle: Sendable {
    /// Height of the digit before it leans.
    let height: Double
    /// Width over the shape's usual width.
    let stretch: Double
    /// Radians, clockwise.
    let rotation: Double
    /// How far the top leans to the right, as a share of the height.
    let shear: Double
    /// Where the digit's middle lies from the image's middle.
    let shift: SIMD2<Double>
    /// Width of the pen.
    let penWidth: Double
    /// Standard deviation of the points, as a share of the digit's height.
    let unsteadiness: Double
    /// The share of a pixel's ink that each of its neighbours in a row or column gets.
    let blur: Double

    /// A style at random. Every draw is bounded, so that digits stay legible.
    init(using generator: inout Philox) {
        height = 0.66 * exp(0.07 * Self.bounded(&generator))
        stretch = exp(0.13 * Self.bounded(&generator))
        rotation = 0.1 * Self.bounded(&generator)
        shear = 0.1 + 0.17 * Self.bounded(&generator)
        shift = SIMD2(Self.bounded(&generator), Self.bounded(&generator)) * 0.02
        penWidth = 0.055 + 0.065 * generator.uniform()
        unsteadiness = 0.022
        blur = 0.03 + 0.08 * generator.uniform()
    }

    /// The shape's strokes in pixels of an image of `size` x `size`, wholly inside it.
    func paths(of shape: GlyphShape, size: Int, using generator: inout Philox) -> [StrokePath] {
        var strokes = shape.strokes
        for stroke in strokes.indices {
            for point in strokes[stroke].points.indices {
                strokes[stroke].points[point] = place(
                    strokes[stroke].points[point], aspect: shape.aspect, using: &generator)
            }
        }
        let fitted = Self.fit(strokes, margin: penWidth / 2 + 0.072)
        return fitted.map { stroke in
            var stroke = stroke
            stroke.points = stroke.points.map { $0 * Double(size) }
            return stroke.path
        }
    }

    /// A point of the shape's unit square, in the image's.
    private func place(
        _ point: SIMD2<Double>, aspect: Double, using generator: inout Philox
    ) -> SIMD2<Double> {
        let shake = SIMD2(Self.bounded(&generator), Self.bounded(&generator)) * unsteadiness
        var spot = (point - SIMD2(0.5, 0.5)) * SIMD2(aspect * stretch, 1) + shake
        spot.x -= shear * spot.y
        spot *= height
        let turned = SIMD2(
            spot.x * cos(rotation) - spot.y * sin(rotation),
            spot.x * sin(rotation) + spot.y * cos(rotation))
        return turned + shift + SIMD2(0.5, 0.5)
    }

    /// Shrinks and moves what would stick out of the unit square less its margin.
    private static func fit(_ strokes: [GlyphStroke], margin: Double) -> [GlyphStroke] {
        let points = strokes.flatMap { hull(of: $0.path) }
        let low = points.reduce(SIMD2(1, 1)) { pointwiseMin($0, $1) }
        let high = points.reduce(SIMD2(0, 0)) { pointwiseMax($0, $1) }
        let room = 1 - 2 * margin
        let scale = min(1, room / max(high.x - low.x, high.y - low.y))
        let middle = (low + high) / 2
        let half = (high - low) / 2 * scale
        let target = middle.clamped(
            lowerBound: half + SIMD2(margin, margin),
            upperBound: SIMD2(1, 1) - half - SIMD2(margin, margin))
        return strokes.map { stroke in
            var stroke = stroke
            stroke.points = stroke.points.map { ($0 - middle) * scale + target }
            return stroke
        }
    }

    /// Points whose convex hull holds the path.
    private static func hull(of path: StrokePath) -> [SIMD2<Double>] {
        path.pieces.reduce(into: [path.start]) { points, piece in
            switch piece {
            case .line(let end): points.append(end)
            case .curve(let first, let second, let end): points += [first, second, end]
            }
        }
    }

    /// Standard normal, cut to -2 ... 2.
    private static func bounded(_ generator: inout Philox) -> Double {
        min(2, max(-2, generator.normal()))
    }
}
