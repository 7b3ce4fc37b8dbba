@testable import Drawing

/// Charts that use every kind of mark and axis.
enum SampleCharts {
    static let all: [String: Chart] = [
        "lines": lines, "points": points, "bars": bars, "multiples": multiples, "none": none,
    ]

    static func panel(_ values: [(Double, Double)], group: Int? = nil) -> Chart.Panel {
        Chart.Panel(
            x: Axis("Time", unit: "s"), y: Axis("Height", unit: "m", group: group),
            marks: [.line(.init(values.map { .init($0.0, $0.1) }, Stroke(.text)))])
    }

    private static let lines = Chart(
        rows: [
            [
                Chart.Panel(
                    x: Axis("Epoch", marks: .whole, extent: .tight),
                    y: Axis("Loss", unit: "nats"),
                    marks: [
                        .band(
                            .init(
                                (1...5).map {
                                    .init(
                                        x: Double($0), low: 90 / Double($0), high: 110 / Double($0))
                                }, Fill(.series(0, of: 2), opacity: 0.2))),
                        .line(
                            .init(
                                (1...5).map { .init(Double($0), 100 / Double($0)) },
                                Stroke(.series(0, of: 2), width: 2), label: "first")),
                        .line(
                            .init(
                                [.init(1, 99), .init(2, .nan), .init(3, 40), .init(5, 21)],
                                Stroke(.series(1, of: 2), width: 2, dash: [4, 3]),
                                label: "second")),
                        .rule(.init(.horizontal(10), Stroke(.muted), label: "floor")),
                        .rule(.init(.vertical(4), Stroke(.accent), label: "here")),
                    ])
            ]
        ], panelHeight: 120, note: "n = 1")

    private static let points = Chart(
        rows: [
            [
                Chart.Panel(
                    x: Axis("Rate", unit: "nats"), y: Axis("Distortion", unit: "nats"),
                    marks: [
                        .rule(.init(.sum(100), Stroke(.muted, dash: [2, 3]), label: "100")),
                        .points(
                            .init(
                                [.init(5, 95), .init(5.1, 94.8), .init(20, 70)],
                                .series(1, of: 3), labels: ["a", "b", "c"])),
                        .points(.init([.init(12, 80)], .accent, isHollow: true)),
                        .intervals([.init(x: 12, low: 78, high: 83)], Stroke(.text)),
                        .text(.init("word", at: .init(15, 90))),
                    ])
            ]
        ], panelHeight: 140)

    private static let bars = Chart(
        rows: [
            [
                Chart.Panel(
                    x: Axis("Kind", scale: .ordinal(["one", "two", "three"])),
                    y: Axis("Count", marks: .whole),
                    marks: [
                        .bars(.init([.init(0, 3), .init(1, 7)], .series(0, of: 1))),
                        .bars(.init([.init(2, 1)], .series(0, of: 1), isHollow: true)),
                    ])
            ]
        ], panelHeight: 100)

    private static let multiples = Chart(
        panels: (1...3).map { index in
            Chart.Panel(
                title: "size \(index)", titleInk: .series(index - 1, of: 3),
                x: Axis(
                    "Size", scale: .logarithmic(base: 2), marks: .at([2, 4, 8, 16]), group: 0),
                y: Axis("Error", scale: .logarithmic(base: 10), group: 0),
                marks: [
                    .line(
                        .init(
                            [2, 4, 8, 16].map {
                                .init($0, 10 / $0 / Double(index * index * index))
                            },
                            Stroke(.series(index - 1, of: 3)), label: "line \(index)"))
                ])
        }, columns: 2, panelHeight: 80)

    private static let none = Chart(rows: [[panel([])]], panelHeight: 60)
}
