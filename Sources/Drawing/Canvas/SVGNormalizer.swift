import Foundation

/// Gives Cairo's SVG files the same bytes for the same drawing, and fewer of them.
///
/// Cairo numbers surfaces with a counter of the whole process, so ids are numbered again in their
/// order of appearance. Coordinates keep two digits (a hundredth of a CSS pixel), styles become
/// attributes without those that only say the default, and a symbol of one path that path.
struct SVGNormalizer {
    private var names: [Substring: String] = [:]
    private var out = ""
    /// The beginning of a symbol that is not written yet.
    private var symbol: Substring?
    private var isInUnwrapped = false

    /// A file as Cairo writes it, with all ids, numbers and styles in their short form.
    static func normalized(_ data: Data) -> Data {
        let text = String(decoding: data, as: UTF8.self)
        var normalizer = SVGNormalizer()
        normalizer.out.reserveCapacity(text.utf8.count)
        var rest = text[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            normalizer.add(tag: rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
        }
        normalizer.out += "\n"
        return Data(normalizer.out.utf8)
    }

    private mutating func add(tag: Substring) {
        // The declaration says nothing that is not the default.
        if tag.hasPrefix("?") { return }
        if tag.hasPrefix("symbol ") {
            symbol = tag
            return
        }
        if tag == "/symbol", isInUnwrapped {
            isInUnwrapped = false
            return
        }
        if let symbol {
            self.symbol = nil
            // Cairo's glyphs: what is used is the same, with half of the words around it.
            isInUnwrapped = tag.hasPrefix("path ") && tag.hasSuffix("/")
            if isInUnwrapped {
                return write("path id=\"\(Self.id(of: symbol))\" " + tag.dropFirst(5))
            }
            write(symbol)
        }
        write(tag)
    }

    private static func id(of tag: Substring) -> Substring {
        guard let start = tag.range(of: "id=\"")?.upperBound else { return "" }
        return tag[start...].prefix { $0 != "\"" }
    }

    private mutating func write(_ tag: Substring) {
        guard let nameEnd = tag.firstIndex(where: { $0 == " " || $0 == "\n" }) else {
            out += "<\(tag)>"
            return
        }
        out += "<\(tag[..<nameEnd])"
        var rest = tag[nameEnd...]
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].trimmingCharacters(in: .whitespacesAndNewlines)
            let open = rest.index(after: equals)
            guard open < rest.endIndex, rest[open] == "\"" else { break }
            let start = rest.index(after: open)
            guard let end = rest[start...].firstIndex(of: "\"") else { break }
            add(attribute: name, rest[start..<end])
            rest = rest[rest.index(after: end)...]
        }
        out += tag.hasSuffix("/") ? "/>" : ">"
    }

    private mutating func add(attribute name: String, _ value: Substring) {
        switch name {
        case "id": out += " id=\"\(short(value))\""
        case "xlink:href" where value.hasPrefix("#"):
            out += " xlink:href=\"#\(short(value.dropFirst()))\""
        case "style":
            for declaration in value.split(separator: ";") {
                let parts = declaration.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                add(style: parts[0].drop { $0 == " " }, parts[1])
            }
        case "d": out += " d=\"\(Self.path(value))\""
        case "x", "y", "width", "height", "x1", "y1", "x2", "y2", "r", "cx", "cy":
            out += " \(name)=\"\(Self.number(value))\""
        default: out += " \(name)=\"\(value)\""
        }
    }

    private mutating func add(style name: Substring, _ value: Substring) {
        let defaults: [Substring: Set<Substring>] = [
            "stroke": ["none"], "fill-rule": ["nonzero"], "fill-opacity": ["1"],
            "stroke-opacity": ["1"], "stroke-miterlimit": ["10", "4"],
            "stroke-linecap": ["butt"], "stroke-linejoin": ["miter"], "stroke-width": ["1"],
        ]
        if defaults[name]?.contains(value) == true { return }
        if value.hasPrefix("url(#") {
            out += " \(name)=\"url(#\(short(value.dropFirst(5).dropLast())))\""
        } else if value.hasPrefix("rgb(") {
            out += " \(name)=\"\(Self.colour(value))\""
        } else {
            out += " \(name)=\"\(Self.number(value))\""
        }
    }

    /// `a`, `b`, … `z`, `a0`, … in order of appearance.
    private mutating func short(_ id: Substring) -> String {
        if let known = names[id] { return known }
        let letter = String(UnicodeScalar(UInt8(97 + names.count % 26)))
        let round = names.count / 26
        let name = round == 0 ? letter : letter + String(round - 1)
        names[id] = name
        return name
    }

    /// `rgb(10%,20%,30%)` as `#1a334d`.
    private static func colour(_ value: Substring) -> String {
        let parts = value.dropFirst(4).dropLast().split(separator: ",").compactMap {
            Double($0.filter { $0 != "%" && $0 != " " })
        }
        guard parts.count == 3, value.contains("%") else { return String(value) }
        return Colour(red: parts[0] / 100, green: parts[1] / 100, blue: parts[2] / 100).css
    }

    /// Two digits after the point, none that are 0; anything but a number stays.
    private static func number(_ value: Substring) -> String {
        guard let number = Double(value), abs(number) < 1e9 else { return String(value) }
        let hundredths = Int((number * 100).rounded())
        let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if part == 0 { return "\(sign)\(whole)" }
        let digits = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        return whole == 0 ? "\(sign).\(digits)" : "\(sign)\(whole).\(digits)"
    }

    /// Commands and numbers with the fewest separators; without the move that Cairo puts after
    /// each closed figure when nothing follows it.
    private static func path(_ value: Substring) -> String {
        var parts = value.split(separator: " ")
        if parts.count > 3, parts[parts.count - 3] == "M", parts[parts.count - 4] == "Z" {
            parts.removeLast(3)
        }
        var text = ""
        var isAfterNumber = false
        var command: Substring = ""
        var index = 0
        while index < parts.count {
            let part = parts[index]
            if isDot(parts[index...]) {
                text += "M\(pair(parts[index + 1], parts[index + 2]))h0"
                index += 6
                (isAfterNumber, command) = (true, "h")
                continue
            }
            index += 1
            let isCommand = part.first?.isLetter == true
            if isCommand {
                // A repeated command, and a line after a move, go without saying.
                let isImplied = part != "M" && part == command || part == "L" && command == "M"
                command = part
                if isImplied { continue }
            }
            let word = isCommand ? String(part) : number(part)
            if isAfterNumber && !isCommand && !word.hasPrefix("-") { text += " " }
            text += word
            isAfterNumber = !isCommand
        }
        return text
    }

    /// Whether a path goes on with a line from a place to itself.
    private static func isDot(_ parts: ArraySlice<Substring>) -> Bool {
        let parts = Array(parts.prefix(6))
        return parts.count == 6 && parts[0] == "M" && parts[3] == "L" && parts[1] == parts[4]
            && parts[2] == parts[5]
    }

    private static func pair(_ x: Substring, _ y: Substring) -> String {
        let y = number(y)
        return number(x) + (y.hasPrefix("-") ? "" : " ") + y
    }
}
