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

    @Test(arguments: [Theme.light, .dark])
    func everyCategoryIsSeen(theme: Theme) {
        #expect(theme.categories.count == 10 && Set(theme.categories).count == 10)
        for index in 0..<10 {
            let colour = theme.colour(of: .category(index))
            #expect(colour.contrast(with: theme.ground) >= 3, "\(index): \(colour.css)")
            #expect(theme.colour(of: .category(index + 10)) == colour)
            // Words stand over dots on a ground of their own.
            let under = colour.mixed(with: theme.ground, part: 0.85)
            #expect(theme.text.contrast(with: under) >= 4.5, "\(index): \(under.css)")
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
