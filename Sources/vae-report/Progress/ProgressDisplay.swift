import Foundation
import Synchronization

/// Shows the board on standard error: redrawn lines on a terminal, plain lines elsewhere.
///
/// Events may come from any thread. A line is redrawn ten times a second at most.
final class ProgressDisplay: Sendable {
    private struct State {
        var board = ProgressBoard()
        var drawnLines = 0
        var drawnAt = -Double.infinity
    }

    private let terminal: Terminal
    private let isQuiet: Bool
    private let state = Mutex(State())
    private let write: @Sendable (String) -> Void
    private let size: @Sendable () -> Terminal.Size
    private let now: @Sendable () -> Double

    init(
        terminal: Terminal, isQuiet: Bool,
        write: @escaping @Sendable (String) -> Void = { StandardStream.error.tell($0) },
        size: @escaping @Sendable () -> Terminal.Size = {
            Terminal.size(of: StandardStream.error.rawValue)
        },
        now: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        self.terminal = terminal
        self.isQuiet = isQuiet
        self.write = write
        self.size = size
        self.now = now
    }

    /// Shows a fresh set of trainings.
    func begin(_ trainings: [ProgressBoard.Training]) {
        state.withLock {
            $0.board = ProgressBoard(trainings: trainings)
            draw(&$0, force: true)
        }
    }

    /// Changes one training; `line` is what a plain log says of it, nothing where it is nil.
    func update(
        _ number: Int, force: Bool = false,
        _ change: (inout ProgressBoard.Training, Double) -> Void,
        line: ((ProgressBoard, ProgressBoard.Training) -> String)? = nil
    ) {
        state.withLock { state in
            let time = now()
            state.board.update(number) { change(&$0, time) }
            if terminal.isInteractive {
                draw(&state, force: force)
            } else if let line,
                let training = state.board.trainings.first(where: { $0.number == number })
            {
                tell(line(state.board, training))
            }
        }
    }

    /// Shows a stage after the trainings; nil ends it and leaves nothing of it. A plain log has a line
    /// for each stage shown with `isEvent`.
    func show(_ stage: ProgressBoard.Stage?, isEvent: Bool = true) {
        state.withLock {
            let isNew = $0.board.stage?.title != stage?.title
            // What stood there before, the trainings, stays above.
            if isNew, terminal.isInteractive, $0.board.stage == nil { $0.drawnLines = 0 }
            $0.board.stage = stage
            if terminal.isInteractive {
                if stage == nil { erase(&$0) } else { draw(&$0, force: isNew) }
            } else if let stage, isEvent {
                tell("\(stage.title): \(stage.item) (\(stage.done)/\(stage.total))")
            }
        }
    }

    /// Prints a line where progress is told in plain lines, nothing on a terminal.
    func log(_ text: String) {
        if !terminal.isInteractive { state.withLock { _ in tell(text) } }
    }

    /// Prints a line above what is redrawn.
    func note(_ text: String) {
        state.withLock {
            if terminal.isInteractive { erase(&$0) }
            tell(text)
            if terminal.isInteractive { draw(&$0, force: true) }
        }
    }

    /// Draws the last state and gives the cursor back. Call it before anything else is printed.
    func finish() {
        state.withLock {
            if terminal.isInteractive {
                if $0.board.stage == nil { draw(&$0, force: true) }
                $0.drawnLines = 0
            }
            $0.board = ProgressBoard()
        }
    }

    private func tell(_ line: String) {
        if !isQuiet { write(line + "\n") }
    }

    private func erase(_ state: inout State) {
        guard !isQuiet, state.drawnLines > 0 else { return }
        write(Self.home(state.drawnLines) + "\u{1B}[J")
        state.drawnLines = 0
    }

    /// One write a frame: up to the first line, every line with its rest cleared, rest of the screen
    /// cleared. The cursor stays below the last line, so that any end of the process leaves it well.
    private func draw(_ state: inout State, force: Bool) {
        guard terminal.isInteractive, !isQuiet else { return }
        guard !state.board.trainings.isEmpty || state.board.stage != nil else { return }
        let time = now()
        guard force || time - state.drawnAt >= 0.1 else { return }
        let lines = state.board.lines(size(), terminal: terminal)
        write(
            Self.home(state.drawnLines) + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J")
        state.drawnLines = lines.count
        state.drawnAt = time
    }

    private static func home(_ lines: Int) -> String {
        lines > 0 ? "\r\u{1B}[\(lines)A" : "\r"
    }
}
