public import Foundation

/// One SVG file for both grounds.
///
/// A theme changes nothing but colours, so the light and the dark file of a picture differ in them
/// alone. Here each pair of them is a property of CSS, light or dark as whoever shows the file
/// wants it; in a page that is the colour scheme of the image's element.
public enum AdaptiveSVG {
    /// Both files as one; nil where they differ in more than their colours.
    public static func merged(light: Data, dark: Data) -> Data? {
        let (one, other) = (pieces(light), pieces(dark))
        guard one.count == other.count, one.count > 1 else { return nil }
        var names: [Pair: String] = [:]
        var pairs: [Pair] = []
        var drawing = ""
        for (index, (left, right)) in zip(one, other).enumerated() {
            guard index > 0 else {
                guard left == right else { return nil }
                drawing += left
                continue
            }
            guard left.dropFirst(7) == right.dropFirst(7) else { return nil }
            let pair = Pair(light: String(left.prefix(7)), dark: String(right.prefix(7)))
            let name = names[pair] ?? "--c\(pairs.count)"
            if names.updateValue(name, forKey: pair) == nil { pairs.append(pair) }
            drawing += "var(\(name))\(left.dropFirst(7))"
        }
        guard let end = drawing.firstIndex(of: ">") else { return nil }
        func rules(_ colour: (Pair) -> String) -> String {
            ":root{"
                + pairs.enumerated().map { "--c\($0.offset):\(colour($0.element))" }
                .joined(separator: ";") + "}"
        }
        let style =
            "<style>\(rules(\.light))"
            + "@media (prefers-color-scheme:dark){\(rules(\.dark))}</style>"
        drawing.insert(contentsOf: style, at: drawing.index(after: end))
        return Data(drawing.utf8)
    }

    private struct Pair: Hashable {
        let light: String, dark: String
    }

    /// The file cut before each colour, which is `"#` and six digits.
    private static func pieces(_ file: Data) -> [Substring] {
        let text = String(decoding: file, as: UTF8.self)
        let starts = text.ranges(of: /="#[0-9a-f]{6}"/).map {
            text.index($0.lowerBound, offsetBy: 2)
        }
        let cuts = [text.startIndex] + starts + [text.endIndex]
        return zip(cuts, cuts.dropFirst()).map { text[$0..<$1] }
    }
}
