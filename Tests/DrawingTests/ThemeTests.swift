import Testing

@testable import Drawing

@Suite struct ThemeTests {
    @Test(arguments: [Theme.light, .dark])
    func textIsReadable(theme: Theme) {
        for ink in [Ink.text, .muted, .accent] {
            #expect(theme.colour(of: ink).contrast(with: theme.ground) >= 4.5, "\(ink)")
        }
    }

    @Test(arguments: [Theme.light, .dark])
    func everySeriesIsSeen(theme: Theme) {
        for count in 1...40 {
            for index in 0..<count {
                let colour = theme.colour(of: .series(index, of: count))
                #expect(
                    colour.contrast(with: theme.ground) >= 3,
                    "\(index + 1) of \(count): \(colour.css)")
            }
        }
    }

    /// The ratios that WCAG's own examples and the W3C's formula give.
    @Test func contrastIsWCAGs() {
        let (black, white) = (Colour(hex: 0), Colour(hex: 0xFFFFFF))
        #expect(black.contrast(with: white) == 21)
        #expect(abs(Colour(hex: 0x767676).contrast(with: white) - 4.54) < 0.005)
        #expect(Colour(hex: 0x1A2B3C).css == "#1a2b3c")
    }

    /// Ends and middle of matplotlib's viridis.
    @Test func viridisIsViridis() {
        #expect(Viridis.colour(at: 0).css == "#440154")
        #expect(Viridis.colour(at: 0.5).css == "#21918c")
        #expect(Viridis.colour(at: 1).css == "#fde725")
    }
}
