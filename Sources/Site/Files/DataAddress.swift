import Drawing
import Foundation

/// `data:` addresses: files that a page carries in itself.
enum DataAddress {
    /// The bytes in Base64 with their type.
    static func of(_ data: Data, type: MediaType) -> String {
        "data:\(type.rawValue);base64,\(data.base64EncodedString())"
    }

    /// Text as it is but for the characters that an address cannot hold: for what is mostly digits
    /// that is a fifth shorter than Base64.
    static func of(text: Data, type: MediaType) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var address = Array("data:\(type.rawValue),".utf8)
        address.reserveCapacity(address.count + text.count * 5 / 4)
        for unit in text {
            if isPlain[Int(unit)] {
                address.append(unit)
            } else {
                address += [UInt8(ascii: "%"), digits[Int(unit >> 4)], digits[Int(unit & 15)]]
            }
        }
        return String(decoding: address, as: UTF8.self)
    }

    /// A chart's two files as one that follows the colour scheme of where it is shown; the light one
    /// where they are not of one drawing.
    static func of(light: Data, dark: Data) -> String {
        of(chart: AdaptiveSVG.merged(light: light, dark: dark) ?? light)
    }

    /// A chart, in the shortest form that draws the same: between two numbers of a path a comma
    /// serves as well as a blank, around attributes an apostrophe as well as a quotation mark, and
    /// for a link its name of SVG 2, which every browser reads.
    static func of(chart: Data) -> String {
        // An apostrophe in a value or in words would end it.
        guard !chart.contains(UInt8(ascii: "'")) else { return of(text: chart, type: .svg) }
        let text = String(decoding: chart, as: UTF8.self)
        let link = " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        let units = Array(
            text.replacing(" xlink:href=\"", with: " href=\"").replacing(link, with: "").utf8)
        var short = units
        var isInQuotes = false
        var isPath = false
        for (index, unit) in units.enumerated() {
            if unit == UInt8(ascii: "\"") {
                isInQuotes.toggle()
                isPath = isInQuotes && units[..<index].suffix(3).elementsEqual(" d=".utf8)
                short[index] = UInt8(ascii: "'")
            } else if isPath, unit == UInt8(ascii: " "), index > 0, index + 1 < units.count,
                isNumber(units[index - 1]), isNumber(units[index + 1])
            {
                short[index] = UInt8(ascii: ",")
            }
        }
        return of(text: Data(short), type: .svg)
    }

    /// Whether a number can end or begin so.
    private static func isNumber(_ unit: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) || unit == UInt8(ascii: ".")
            || unit == UInt8(ascii: "-")
    }

    /// The code points of addresses that also stand unescaped in a quoted attribute of HTML.
    private static let isPlain: [Bool] = {
        let marks = Array("!$'()*+,-./:;=?@_~".utf8)
        return (0..<256).map { value in
            switch UInt8(value) {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            case let unit: marks.contains(unit)
            }
        }
    }()
}
