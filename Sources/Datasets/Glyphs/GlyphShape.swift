/// One way to write a digit.
struct GlyphShape: Sendable {
    /// The pen's strokes in the unit square, y down.
    let strokes: [GlyphStroke]
    /// Width over height of a usual specimen.
    let aspect: Double

    init(_ aspect: Double, _ strokes: GlyphStroke...) {
        self.aspect = aspect
        self.strokes = strokes
    }

    /// The ways to write each digit from 0 to 9.
    static let digits: [[GlyphShape]] = [
        zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
    ]

    private static let zeros = [
        // An upright oval.
        GlyphShape(
            0.72,
            GlyphStroke([
                (0.52, 0), (0.2, 0.1), (0, 0.5), (0.18, 0.9), (0.5, 1), (0.82, 0.88), (1, 0.48),
                (0.8, 0.1), (0.5, 0),
            ])),
        // Narrow, the ends crossing at the top.
        GlyphShape(
            0.56,
            GlyphStroke([
                (0.8, 0.08), (0.4, 0.04), (0.06, 0.4), (0.1, 0.82), (0.45, 1), (0.85, 0.82),
                (1, 0.42), (0.78, 0.08), (0.42, 0),
            ])),
        // Round.
        GlyphShape(
            0.95,
            GlyphStroke([
                (0.6, 0.02), (0.22, 0.08), (0, 0.45), (0.14, 0.86), (0.5, 1), (0.86, 0.84),
                (1, 0.45), (0.84, 0.12), (0.52, 0),
            ])),
    ]

    private static let ones = [
        GlyphShape(0.06, GlyphStroke([(0.5, 0), (0.5, 1)])),
        GlyphShape(0.3, GlyphStroke([(0, 0.24), (0.8, 0), (0.8, 1)], corners: [1])),
        GlyphShape(
            0.5, GlyphStroke([(0.1, 0.22), (0.52, 0), (0.52, 1)], corners: [1]),
            GlyphStroke([(0, 1), (1, 0.99)])),
    ]

    private static let twos = [
        // A sharp corner at the foot.
        GlyphShape(
            0.72,
            GlyphStroke(
                [
                    (0.02, 0.24), (0.2, 0.05), (0.52, 0), (0.86, 0.12), (0.88, 0.36), (0.56, 0.66),
                    (0, 1), (1, 0.98),
                ], corners: [6])),
        // A loop at the foot.
        GlyphShape(
            0.78,
            GlyphStroke([
                (0.04, 0.22), (0.26, 0.02), (0.64, 0.02), (0.82, 0.26), (0.62, 0.6), (0.3, 0.92),
                (0.06, 0.96), (0.04, 0.82), (0.26, 0.78), (0.6, 0.96), (1, 0.94),
            ])),
        // A straight neck.
        GlyphShape(
            0.66,
            GlyphStroke(
                [(0.06, 0.18), (0.4, 0), (0.82, 0.1), (0.84, 0.36), (0.06, 1), (1, 1)],
                corners: [4])),
    ]

    private static let threes = [
        GlyphShape(
            0.66,
            GlyphStroke(
                [
                    (0.04, 0.14), (0.42, 0), (0.86, 0.12), (0.82, 0.36), (0.34, 0.47), (0.9, 0.58),
                    (0.98, 0.82), (0.54, 1), (0, 0.9),
                ], corners: [4])),
        // A flat top.
        GlyphShape(
            0.66,
            GlyphStroke(
                [
                    (0.04, 0), (0.92, 0.01), (0.4, 0.4), (0.9, 0.54), (0.98, 0.8), (0.56, 1),
                    (0, 0.9),
                ], corners: [1, 2])),
        // A small loop in the middle.
        GlyphShape(
            0.7,
            GlyphStroke([
                (0.02, 0.1), (0.46, 0), (0.86, 0.14), (0.72, 0.4), (0.4, 0.48), (0.44, 0.42),
                (0.86, 0.56), (0.98, 0.8), (0.6, 1), (0.06, 0.92),
            ])),
    ]

    private static let fours = [
        // Open at the top.
        GlyphShape(
            0.74, GlyphStroke([(0.12, 0), (0.02, 0.56), (1, 0.54)], corners: [1]),
            GlyphStroke([(0.76, 0.04), (0.7, 1)])),
        // Closed.
        GlyphShape(
            0.76, GlyphStroke([(0.68, 1), (0.7, 0), (0, 0.66), (1, 0.66)], corners: [1, 2])),
        // Open and rounded, in one go.
        GlyphShape(
            0.7,
            GlyphStroke(
                [
                    (0.06, 0), (0, 0.36), (0.24, 0.52), (0.62, 0.46), (0.96, 0), (0.84, 0.5),
                    (0.8, 1),
                ],
                corners: [4])),
    ]

    private static let fives = [
        GlyphShape(
            0.68,
            GlyphStroke(
                [
                    (0.96, 0), (0.2, 0.02), (0.1, 0.44), (0.54, 0.38), (0.94, 0.58), (0.88, 0.86),
                    (0.48, 1), (0, 0.9),
                ], corners: [1, 2])),
        // The bar on its own.
        GlyphShape(
            0.72,
            GlyphStroke(
                [
                    (0.2, 0.06), (0.12, 0.44), (0.5, 0.4), (0.84, 0.6), (0.76, 0.88), (0.4, 1),
                    (0, 0.94),
                ], corners: [1]),
            GlyphStroke([(0.2, 0.06), (1, 0)])),
        // In one swing.
        GlyphShape(
            0.62,
            GlyphStroke([
                (1, 0), (0.5, 0.02), (0.2, 0.16), (0.24, 0.38), (0.66, 0.52), (0.86, 0.76),
                (0.54, 0.99), (0, 0.96),
            ])),
    ]

    private static let sixes = [
        GlyphShape(
            0.66,
            GlyphStroke([
                (0.84, 0), (0.34, 0.2), (0.04, 0.6), (0.18, 0.92), (0.54, 1), (0.94, 0.84),
                (0.88, 0.58), (0.5, 0.5), (0.1, 0.72),
            ])),
        // Upright, with a small bowl.
        GlyphShape(
            0.54,
            GlyphStroke([
                (0.4, 0), (0.1, 0.4), (0.04, 0.78), (0.3, 0.99), (0.76, 0.96), (0.98, 0.76),
                (0.72, 0.58), (0.34, 0.64), (0.1, 0.84),
            ])),
    ]

    private static let sevens = [
        GlyphShape(0.66, GlyphStroke([(0, 0.04), (1, 0), (0.36, 1)], corners: [1])),
        // A bar through the stem.
        GlyphShape(
            0.68, GlyphStroke([(0, 0.02), (0.98, 0), (0.6, 0.5), (0.4, 1)], corners: [1]),
            GlyphStroke([(0.24, 0.5), (0.92, 0.46)])),
        // A tick at the start and a bent stem.
        GlyphShape(
            0.62,
            GlyphStroke(
                [(0, 0.2), (0.06, 0.02), (0.5, 0.08), (1, 0), (0.66, 0.46), (0.5, 1)],
                corners: [1, 3])),
    ]

    private static let eights = [
        // From the top right, in one go.
        GlyphShape(
            0.62,
            GlyphStroke([
                (0.9, 0.14), (0.5, 0), (0.12, 0.14), (0.2, 0.36), (0.76, 0.58), (0.96, 0.82),
                (0.52, 1), (0.06, 0.84), (0.22, 0.6), (0.76, 0.38), (0.92, 0.12),
            ])),
        // Two bowls.
        GlyphShape(
            0.6,
            GlyphStroke([
                (0.5, 0.46), (0.14, 0.34), (0.16, 0.1), (0.52, 0), (0.86, 0.1), (0.86, 0.34),
                (0.5, 0.46),
            ]),
            GlyphStroke([
                (0.5, 0.46), (0.06, 0.62), (0.06, 0.9), (0.5, 1), (0.94, 0.9), (0.94, 0.62),
                (0.5, 0.46),
            ])),
        // Slender, leaning loops.
        GlyphShape(
            0.5,
            GlyphStroke([
                (0.96, 0.06), (0.6, 0), (0.24, 0.16), (0.34, 0.4), (0.7, 0.66), (0.72, 0.92),
                (0.34, 1), (0.04, 0.86), (0.22, 0.62), (0.72, 0.34), (0.96, 0.06),
            ])),
    ]

    private static let nines = [
        // A straight stem.
        GlyphShape(
            0.6,
            GlyphStroke(
                [
                    (0.92, 0.14), (0.5, 0), (0.1, 0.16), (0.08, 0.4), (0.44, 0.5), (0.84, 0.34),
                    (0.96, 0.06), (0.9, 0.5), (0.76, 1),
                ], corners: [6])),
        // A curved tail.
        GlyphShape(
            0.62,
            GlyphStroke([
                (0.92, 0.22), (0.6, 0), (0.16, 0.1), (0.08, 0.36), (0.4, 0.5), (0.84, 0.34),
                (0.94, 0.2), (0.98, 0.56), (0.78, 0.9), (0.4, 1), (0.06, 0.9),
            ])),
    ]
}
