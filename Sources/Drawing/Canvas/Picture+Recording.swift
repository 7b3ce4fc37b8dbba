import Foundation

extension Picture {
    /// The drawing as text, a command a line, coordinates to a tenth of a pixel: what tests
    /// compare with what was approved.
    public var recording: String {
        let lines = commands.map(\.recording)
        return "picture \(short(width)) x \(short(height))\n" + lines.joined(separator: "\n") + "\n"
    }
}

/// To a tenth of a pixel, without a zero after the point and without a negative zero.
private func short(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded()
        ? String(format: "%.0f", tenths == 0 ? 0 : tenths) : String(format: "%.1f", tenths)
}

extension Point {
    fileprivate var recording: String { "\(short(x)),\(short(y))" }
}

extension Rectangle {
    fileprivate var recording: String {
        "\(short(x)),\(short(y)) \(short(width)) x \(short(height))"
    }
}

extension Stroke {
    fileprivate var recording: String {
        var words = "\(ink) width \(short(width))"
        if !dash.isEmpty { words += " dash \(dash.map(short).joined(separator: " "))" }
        if opacity < 1 { words += " opacity \(opacity)" }
        return words
    }
}

extension Fill {
    fileprivate var recording: String { opacity < 1 ? "\(ink) opacity \(opacity)" : "\(ink)" }
}

extension DrawingCommand {
    fileprivate var recording: String {
        switch self {
        case .rectangle(let area, let fill):
            "rectangle \(area.recording) | \(fill.recording)"
        case .frame(let area, let stroke):
            "frame \(area.recording) | \(stroke.recording)"
        case .disc(let centre, let radius, let fill):
            "disc \(centre.recording) r \(short(radius)) | \(fill.recording)"
        case .ring(let centre, let radius, let stroke):
            "ring \(centre.recording) r \(short(radius)) | \(stroke.recording)"
        case .dots(let places, let diameter, let fill):
            "dots \(places.map(\.recording).joined(separator: " ")) d \(short(diameter))"
                + " | \(fill.recording)"
        case .polyline(let points, let stroke):
            "line \(points.map(\.recording).joined(separator: " ")) | \(stroke.recording)"
        case .polygon(let points, let fill):
            "polygon \(points.map(\.recording).joined(separator: " ")) | \(fill.recording)"
        case .text(let words, let place, let anchor, let style, let ink):
            "text \(place.recording) \(anchor) \(style) \(ink) | \(words)"
        }
    }
}
