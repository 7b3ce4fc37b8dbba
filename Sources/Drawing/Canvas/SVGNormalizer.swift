import Foundation

/// Gives Cairo's SVG files the same bytes for the same drawing, and fewer of them.
///
/// Cairo numbers surfaces with a counter of the whole process, so ids are numbered again in their
/// order of appearance. Coordinates keep two digits (a hundredth of a CSS pixel), styles become
/// attributes without those that only say the default. A glyph is a path of its own, and a line of
/// text says once where it stands.
struct SVGNormalizer {
    private var names: [Substring: String] = [:]
    private var out = ""

    /// A file as Cairo writes it, with all ids, numbers and styles in their short form.
    static func normalized(_ data: Data) -> Data {
        let text = String(decoding: data, as: UTF8.self)
        var normalizer = SVGNormalizer()
        normalizer.out.reserveCapacity(text.utf8.count)
        normalizer.add(plainGlyphs(SVGTag.all(in: text)))
        normalizer.out += "\n"
        return Data(normalizer.out.utf8)
    }

    /// Symbols as paths, without those that nothing refers to or that have no ink.
    private static func plainGlyphs(_ tags: [SVGTag]) -> [SVGTag] {
        func target(_ tag: SVGTag) -> Substring? {
            tag.name == "use" ? tag["xlink:href"]?.dropFirst() : nil
        }
        let wanted = Set(tags.compactMap(target))
        var blank: Set<Substring> = []
        var symbol: Substring?
        let glyphs = tags.compactMap { tag -> SVGTag? in
            switch tag.name {
            case "symbol":
                symbol = tag["id"]
                return nil
            case "/symbol":
                symbol = nil
                return nil
            case "path":
                guard let id = symbol else { return tag }
                let data = tag["d"] ?? ""
                if data.isEmpty { blank.insert(id) }
                guard wanted.contains(id), !data.isEmpty else { return nil }
                var glyph = tag
                glyph.attributes = [("id", id), ("d", data)]
                return glyph
            default: return tag
            }
        }
        return glyphs.filter { tag in target(tag).map { !blank.contains($0) } ?? true }
    }

    private mutating func add(_ tags: [SVGTag]) {
        var index = 0
        while index < tags.count {
            let glyphs = tags[(index + 1)...].prefix { $0.name == "use" }
            if tags[index].name == "g", let place = Self.start(of: glyphs) {
                add(tags[index], more: " transform=\"translate(\(place.x.text) \(place.y.text))\"")
                for glyph in glyphs { add(glyph, from: place.x) }
                index += glyphs.count
            } else {
                add(tags[index])
            }
            index += 1
        }
    }

    /// Where a line of text begins; nil for glyphs at several heights.
    private static func start(of glyphs: ArraySlice<SVGTag>) -> (x: SVGNumber, y: SVGNumber)? {
        guard glyphs.count > 1, let x = glyphs.first?["x"].flatMap(SVGNumber.init),
            let y = glyphs.first?["y"].flatMap(SVGNumber.init),
            glyphs.allSatisfy({ $0["y"].flatMap(SVGNumber.init)?.hundredths == y.hundredths })
        else { return nil }
        return (x, y)
    }

    /// A glyph of a line that begins at `start`.
    private mutating func add(_ glyph: SVGTag, from start: SVGNumber) {
        out += "<use"
        for (name, value) in glyph.attributes where name != "y" {
            if name == "x", let place = SVGNumber(value) {
                let step = SVGNumber(hundredths: place.hundredths - start.hundredths)
                if step.hundredths != 0 { out += " x=\"\(step.text)\"" }
            } else {
                add(attribute: name, value)
            }
        }
        out += "/>"
    }

    private mutating func add(_ tag: SVGTag, more: String = "") {
        out += "<\(tag.name)"
        for (name, value) in tag.attributes { add(attribute: name, value) }
        out += more + (tag.isClosed ? "/>" : ">")
    }

    private mutating func add(attribute name: String, _ value: Substring) {
        switch name {
        case "id": out += " id=\"\(short(value))\""
        case "xlink:href" where value.hasPrefix("#"):
            out += " xlink:href=\"#\(short(value.dropFirst()))\""
        case "style":
            for declaration in value.split(separator: ";") {
                let parts = declaration.split(separator: ":", maxSplits: 1)
                if parts.count == 2 { add(style: parts[0].drop { $0 == " " }, parts[1]) }
            }
        case "d": out += " d=\"\(SVGPath.short(value))\""
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

    /// Two digits after the point; anything but a number stays.
    private static func number(_ value: Substring) -> String {
        SVGNumber(value)?.text ?? String(value)
    }
}
