/// Clouds of dots, and the words that name them.
extension PanelMarks {
    mutating func draw(_ dots: Mark.Dots) {
        // To a tenth of a pixel: nobody sees more, and files of hundreds of places get shorter.
        let places = dots.places.compactMap { point($0.x, $0.y) }.map {
            Point(($0.x * 10).rounded() / 10, ($0.y * 10).rounded() / 10)
        }
        guard !places.isEmpty else { return }
        out.append(.dots(places, diameter: dots.diameter, Fill(dots.ink)))
    }

    /// Sets the label of each cloud over its middle, clear of the others.
    mutating func nameClouds() {
        var labels: [(words: String, box: Rectangle)] = []
        for case .dots(let dots) in placed.panel.marks {
            guard let words = dots.label, let box = place(words, of: dots, among: labels.map(\.box))
            else { continue }
            labels.append((words, box))
        }
        // A ground of their own: words keep their contrast whatever dots lie below. Discs where those
        // are large enough, since all of them are one path.
        let disc = 17.0
        let centres = labels.filter { $0.box.width <= disc }.map {
            Point(
                (($0.box.x + $0.box.width / 2) * 10).rounded() / 10,
                (($0.box.y + $0.box.height / 2) * 10).rounded() / 10)
        }
        if !centres.isEmpty {
            out.append(.dots(centres, diameter: disc, Fill(.ground, opacity: 0.85)))
        }
        for (_, box) in labels where box.width > disc {
            out.append(.rectangle(box, Fill(.ground, opacity: 0.85)))
        }
        for (words, box) in labels {
            out.append(
                .text(
                    words, at: Point(box.x + box.width / 2, box.y + 12.6), anchor: .middle,
                    style: .label, ink: .text))
        }
    }

    /// Where a label stands; nil where the cloud is empty.
    private func place(
        _ words: String, of dots: Mark.Dots, among taken: [Rectangle]
    ) -> Rectangle? {
        let places = dots.places.compactMap { point($0.x, $0.y) }
        guard let x = Self.median(places.map(\.x)), let y = Self.median(places.map(\.y)) else {
            return nil
        }
        let width = measure.size(of: words, style: .label).width + 4
        let boxes = Self.around.map { place in
            inside(
                Rectangle(
                    x: x + place.x * (width + 8) - width / 2, y: y + place.y * 20 - 8, width: width,
                    height: 16))
        }
        return boxes.first { box in !taken.contains(where: box.intersects) } ?? boxes[0]
    }

    /// Where words are tried, in multiples of their size: on the place, then in rings around it.
    private static let around: [(x: Double, y: Double)] = {
        var places = [(x: 0.0, y: 0.0)]
        for ring in [0.5, 1.0, 1.5, 2.0, 3.0] {
            for (x, y) in [
                (1.0, 0.0), (0, -1), (-1, 0), (0, 1), (0.7, -0.7), (-0.7, -0.7), (-0.7, 0.7),
                (0.7, 0.7),
            ] { places.append((x * ring, y * ring)) }
        }
        return places
    }()

    private func inside(_ box: Rectangle) -> Rectangle {
        let plot = placed.plot
        return Rectangle(
            x: max(plot.x, min(box.x, plot.right - box.width)),
            y: max(plot.y, min(box.y, plot.bottom - box.height)), width: box.width,
            height: box.height)
    }

    /// The middle number, the lower of two.
    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
    }
}
