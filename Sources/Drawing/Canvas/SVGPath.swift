/// The data of a path in fewer characters.
struct SVGPath {
    private var text = ""
    /// The current point and where the figure began, in hundredths.
    private var x = 0, y = 0, startX = 0, startY = 0
    private var last: Character = " "

    /// Absolute data with blanks between all parts, as Cairo writes it, in relative steps of
    /// hundredths.
    ///
    /// Steps are between rounded places, so that no error adds up. The move that Cairo puts after a
    /// closed figure when nothing follows it is left out. Data of other kinds stay as they are.
    static func short(_ data: Substring) -> String {
        var parts = data.split(separator: " ")
        if parts.count > 3, parts[parts.count - 3] == "M", parts[parts.count - 4] == "Z" {
            parts.removeLast(3)
        }
        var path = SVGPath()
        var index = 0
        while index < parts.count {
            let command = parts[index]
            let count = ["M": 2, "L": 2, "C": 6, "Z": 0][command]
            guard let count, index + count < parts.count else { return String(data) }
            let numbers = parts[index + 1..<index + 1 + count].compactMap { SVGNumber($0) }
            guard numbers.count == count else { return String(data) }
            path.add(command, numbers.map(\.hundredths))
            index += 1 + count
        }
        return path.text
    }

    private mutating func add(_ command: Substring, _ places: [Int]) {
        switch command {
        case "M":
            write("M", places)
            (startX, startY) = (places[0], places[1])
            (x, y) = (startX, startY)
            // Numbers after a move are lines, but absolute ones.
            last = "M"
        case "L":
            let (right, down) = (places[0] - x, places[1] - y)
            if down == 0 {
                write("h", [right])
            } else if right == 0 {
                write("v", [down])
            } else {
                write("l", [right, down])
            }
            (x, y) = (places[0], places[1])
        case "C":
            write("c", places.enumerated().map { $0.element - ($0.offset % 2 == 0 ? x : y) })
            (x, y) = (places[4], places[5])
        default:
            write("Z", [])
            (x, y) = (startX, startY)
        }
    }

    private mutating func write(_ command: Character, _ numbers: [Int]) {
        var isFirst = command != last || command == "M" || command == "Z"
        if isFirst { text.append(command) }
        last = command
        for number in numbers {
            let word = SVGNumber(hundredths: number).text
            // A sign parts two numbers as well as a blank does.
            if !isFirst && !word.hasPrefix("-") { text += " " }
            text += word
            isFirst = false
        }
    }
}

/// A number of an SVG file, to a hundredth.
struct SVGNumber {
    let hundredths: Int

    init(hundredths: Int) { self.hundredths = hundredths }

    /// Nil for what is no number, and for numbers that are no place in a picture.
    init?(_ text: Substring) {
        guard let number = Double(text), abs(number) < 1e9 else { return nil }
        hundredths = Int((number * 100).rounded())
    }

    /// Two digits after the point, none that are 0 and need not be there.
    var text: String {
        let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if part == 0 { return "\(sign)\(whole)" }
        let digits = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        return whole == 0 ? "\(sign).\(digits)" : "\(sign)\(whole).\(digits)"
    }
}
