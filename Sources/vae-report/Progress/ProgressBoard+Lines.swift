extension ProgressBoard {
    /// The display's lines, none longer than `size.columns` - 1 characters, no more than fit.
    func lines(_ size: Terminal.Size, terminal: Terminal) -> [String] {
        let width = max(size.columns - 1, 20)
        var lines: [String]
        if let stage {
            lines = [line(of: stage, width: width, terminal: terminal)]
        } else {
            let space = size.rows - 2
            // Where not all fit, those at work do; the sum below counts the others.
            let shown =
                trainings.count <= space
                ? trainings : Array(trainings.filter { $0.state == .running }.prefix(max(space, 1)))
            lines = shown.map { line(of: $0, width: width, terminal: terminal) }
            lines.append(terminal.styled(summary(width: width), .faint))
        }
        return lines
    }

    /// `size  8 seed 1`, all equally wide.
    func label(of training: Training) -> String {
        let sizes = trainings.map { String($0.latentSize).count }.max() ?? 1
        let seeds = trainings.map { String($0.seed).count }.max() ?? 1
        let size = "size " + String(training.latentSize).leftPadded(to: sizes)
        return hasSeveralSeeds
            ? size + " seed " + String(training.seed).leftPadded(to: seeds) : size
    }

    private func line(of training: Training, width: Int, terminal: Terminal) -> String {
        let label = label(of: training)
        let digits = String(training.epochs).count
        switch training.state {
        case .waiting:
            return terminal.styled(String((label + "  waiting").prefix(width)), .faint)
        case .done, .kept:
            let verb = training.state == .kept ? "done before" : "done"
            let best = training.best.map {
                "  best \(fixedText($0.negativeELBO, digits: 2)) nats on validation in epoch \($0.epoch)"
            }
            let text = String((label + "  " + verb + (best ?? "")).prefix(width))
            return terminal.styled(text, .good)
        case .running:
            let epoch =
                "epoch \(String(max(training.epoch, 1)).leftPadded(to: digits))"
                + "/\(training.epochs)"
            let loss = training.negativeELBO.map { fixedText($0, digits: 1) + " nats" } ?? ""
            let speed = training.speed.perSecond.map { groupedText(Int($0)) + " images/s" } ?? ""
            let left = training.secondsLeft.map { clockText(seconds: $0) + " left" } ?? ""
            return row(
                head: [label, epoch], fraction: training.fraction,
                tail: [
                    loss.leftPadded(to: 10), speed.leftPadded(to: 14), left.leftPadded(to: 10),
                ],
                width: width, terminal: terminal)
        }
    }

    private func line(of stage: Stage, width: Int, terminal: Terminal) -> String {
        let count = "\(stage.done)/\(stage.total)"
        return row(
            head: [stage.title], fraction: stage.fraction,
            tail: [
                count, stage.item, stage.secondsLeft.map { clockText(seconds: $0) + " left" } ?? "",
            ], width: width, terminal: terminal)
    }

    private func summary(width: Int) -> String {
        let count = "\(doneCount) of \(counted(trainings.count, "training")) done"
        let seconds = secondsLeft ?? 0
        let left = seconds > 0 ? ", \(clockText(seconds: seconds)) left in all" : ""
        return String((count + left).prefix(width))
    }

    /// Words, a bar as wide as the space allows (30 at most), words; where the space is short, words
    /// from the end go first.
    private func row(
        head: [String], fraction: Double, tail: [String], width: Int, terminal: Terminal
    ) -> String {
        let least = 8
        var tail = tail.filter { !$0.isEmpty }
        func wordWidth() -> Int { (head + tail).map { $0.count + 2 }.reduce(0, +) }
        while wordWidth() + least > width, !tail.isEmpty { tail.removeLast() }
        let bar = min(width - wordWidth(), 30)
        guard bar >= least else {
            return String((head + tail).joined(separator: "  ").prefix(width))
        }
        let middle = terminal.styled(Self.bar(fraction, width: bar, terminal: terminal), .bar)
        return (head + [middle] + tail).joined(separator: "  ")
    }

    /// A bar of `width` characters, exact to an eighth of one.
    static func bar(_ fraction: Double, width: Int, terminal: Terminal) -> String {
        let share = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        let eighths = Int((share * Double(width * 8)).rounded(.down))
        let (full, part) = (eighths / 8, eighths % 8)
        guard terminal.usesUnicode else {
            return String(repeating: "#", count: full)
                + String(repeating: "-", count: width - full)
        }
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let empty = width - full - (part > 0 ? 1 : 0)
        return String(repeating: "█", count: full) + parts[part]
            + String(repeating: "░", count: empty)
    }
}
