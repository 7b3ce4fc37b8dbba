import Synchronization
import Testing

@testable import vae_report

/// Takes what a display writes, with a clock that the test moves.
private final class Screen: Sendable {
    let text = Mutex("")
    let clock = Mutex(0.0)

    func display(isInteractive: Bool, isQuiet: Bool = false) -> ProgressDisplay {
        ProgressDisplay(
            terminal: Terminal(isInteractive: isInteractive, usesColor: false, usesUnicode: false),
            isQuiet: isQuiet,
            write: { text in self.text.withLock { $0 += text } },
            size: { Terminal.Size(columns: 80, rows: 24) },
            now: { self.clock.withLock { $0 } })
    }

    func advance(_ seconds: Double) { clock.withLock { $0 += seconds } }

    /// What was written since the last call.
    func take() -> String {
        text.withLock { text in
            defer { text = "" }
            return text
        }
    }
}

private let trainings = [
    ProgressBoard.Training(number: 1, latentSize: 2, seed: 1, epochs: 4, totalImages: 400),
    ProgressBoard.Training(number: 2, latentSize: 8, seed: 1, epochs: 4, totalImages: 400),
]

@Suite struct ProgressDisplayTests {
    @Test func redrawsInPlaceTenTimesASecondAtMost() {
        let screen = Screen()
        let display = screen.display(isInteractive: true)
        display.begin(trainings)
        #expect(screen.take().split(separator: "\n").count >= 3)
        var frames = 0
        for step in 1...200 {
            screen.advance(0.01)
            display.update(1, { training, _ in training.imagesSeen = step })
            let frame = screen.take()
            if !frame.isEmpty {
                frames += 1
                #expect(frame.hasPrefix("\r\u{1B}[3A"))
                #expect(frame.hasSuffix("\u{1B}[J"))
            }
        }
        #expect((10...20).contains(frames))
    }

    @Test func notesStandAboveAndStagesBelow() {
        let screen = Screen()
        let display = screen.display(isInteractive: true)
        display.begin(trainings)
        _ = screen.take()
        display.note("a note")
        let note = screen.take()
        #expect(note.hasPrefix("\r\u{1B}[3A\u{1B}[Ja note\n\rsize 2"))
        display.show(.init(title: "evaluating", item: "size 2", done: 0, total: 2))
        let stage = screen.take()
        #expect(!stage.contains("\u{1B}[3A"))
        #expect(stage.contains("evaluating"))
        display.show(nil)
        #expect(screen.take() == "\r\u{1B}[1A\u{1B}[J")
    }

    @Test func elsewhereItWritesPlainLines() {
        let screen = Screen()
        let display = screen.display(isInteractive: false)
        display.begin(trainings)
        display.update(1, { training, _ in training.epoch = 1 })
        display.update(1, { training, _ in training.epoch = 2 }) { board, training in
            "\(board.label(of: training)): epoch \(training.epoch)"
        }
        display.show(.init(title: "evaluating", item: "size 2", done: 0, total: 2))
        display.finish()
        #expect(screen.take() == "size 2: epoch 2\nevaluating: size 2 (0/2)\n")
    }

    @Test(arguments: [true, false]) func quietWritesNothing(isInteractive: Bool) {
        let screen = Screen()
        let display = screen.display(isInteractive: isInteractive, isQuiet: true)
        display.begin(trainings)
        display.update(1, force: true, { training, _ in training.epoch = 1 }) { _, _ in "line" }
        display.note("note")
        display.show(.init(title: "evaluating", item: "size 2", done: 0, total: 2))
        display.show(nil)
        display.finish()
        #expect(screen.take().isEmpty)
    }
}
