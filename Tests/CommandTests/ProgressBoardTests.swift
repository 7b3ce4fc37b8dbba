import Testing

@testable import vae_report

private let plain = Terminal(isInteractive: false, usesColor: false, usesUnicode: false)
private let unicode = Terminal(isInteractive: true, usesColor: false, usesUnicode: true)

/// Two sizes and two seeds, 8 epochs of 1,000 images each.
private func board() -> ProgressBoard {
    let tasks: [(Int, Int, UInt64)] = [(1, 2, 1), (2, 2, 2), (3, 16, 1), (4, 16, 2)]
    return ProgressBoard(
        trainings: tasks.map {
            ProgressBoard.Training(
                number: $0.0, latentSize: $0.1, seed: $0.2, epochs: 8, totalImages: 8000)
        })
}

@Suite struct ProgressBoardTests {
    @Test func timeLeftIsThatOfAllTrainingsAtTheSpeedOfNow() throws {
        var board = board()
        #expect(board.secondsLeft == nil)
        for number in 1...2 {
            board.update(number) {
                $0.state = .running
                $0.speed.record(0, at: 0)
                $0.speed.record(1000, at: 2)
                $0.imagesSeen = 1000
            }
        }
        // 500 images a second each; 7,000 + 7,000 + 16,000 images are left.
        #expect(try #require(board.secondsLeft) == 30)
        #expect(try #require(board.trainings[0].secondsLeft) == 14)
        board.update(1) { $0.state = .done }
        board.update(3) { $0.state = .done }
        board.update(4) { $0.state = .kept }
        #expect(try #require(board.secondsLeft) == 14)
        #expect(board.doneCount == 3)
    }

    @Test(arguments: [20, 40, 60, 80, 120, 300])
    func linesNeverWrap(columns: Int) {
        var board = board()
        for number in 1...3 {
            board.update(number) {
                $0.state = number == 3 ? .done : .running
                $0.epoch = number
                $0.imagesSeen = 2345
                $0.negativeELBO = 118.25
                $0.best = (3, 117.125)
                $0.speed.record(0, at: 0)
                $0.speed.record(12345, at: 2)
            }
        }
        for terminal in [plain, unicode] {
            let lines = board.lines(Terminal.Size(columns: columns, rows: 24), terminal: terminal)
            #expect(lines.count == 5)
            #expect(lines.allSatisfy { $0.count < columns || $0.count == 20 })
        }
        board.stage = ProgressBoard.Stage(title: "evaluating", item: "size 16", done: 1, total: 4)
        let stage = board.lines(Terminal.Size(columns: columns, rows: 24), terminal: unicode)
        #expect(stage.count == 1)
        #expect(stage.allSatisfy { $0.count < columns || $0.count == 20 })
    }

    @Test func aWideLineSaysEverything() {
        var board = board()
        board.update(3) {
            $0.state = .running
            $0.epoch = 3
            $0.imagesSeen = 4000
            $0.negativeELBO = 118.25
            $0.speed.record(0, at: 0)
            $0.speed.record(4000, at: 2)
        }
        let line = board.lines(Terminal.Size(columns: 120, rows: 24), terminal: plain)[2]
        for part in ["size 16 seed 1", "epoch 3/8", "118.2 nats", "2,000 images/s", "0:02 left"] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
        #expect(
            line.contains(String(repeating: "#", count: 15) + String(repeating: "-", count: 15)))
    }

    @Test func aLowWindowShowsTheTrainingsAtWork() {
        var board = board()
        board.update(4) { $0.state = .running }
        let lines = board.lines(Terminal.Size(columns: 80, rows: 5), terminal: plain)
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("size 16 seed 2"))
        #expect(lines[1] == "0 of 4 trainings done")
    }

    @Test(arguments: zip([0, 0.5, 1, -1, 2, .nan], [0, 8, 16, 0, 16, 0]))
    func barIsAsLongAsTheShare(fraction: Double, filled: Int) {
        let bar = ProgressBoard.bar(fraction, width: 16, terminal: plain)
        #expect(bar.count == 16)
        #expect(bar.filter { $0 == "#" }.count == filled)
        #expect(ProgressBoard.bar(fraction, width: 16, terminal: unicode).count == 16)
    }
}

@Suite struct SpeedMeterTests {
    @Test func forgetsWhatIsOld() throws {
        var meter = SpeedMeter()
        #expect(meter.perSecond == nil)
        // 100 a second for a minute, then 1,000 a second for half a minute.
        for tick in 0...600 { meter.record(tick * 10, at: Double(tick) / 10) }
        #expect(abs(try #require(meter.perSecond) - 100) < 1)
        for tick in 1...300 { meter.record(6000 + tick * 100, at: 60 + Double(tick) / 10) }
        #expect(abs(try #require(meter.perSecond) - 1000) < 1)
    }
}

@Suite struct ReadableNumberTests {
    @Test(
        arguments: zip(
            [0, 5, 59.2, 61, 3599.5, 36061, .infinity],
            [
                "0:00", "0:05", "1:00", "1:01", "1:00:00", "10:01:01", "?",
            ]))
    func clock(seconds: Double, text: String) { #expect(clockText(seconds: seconds) == text) }

    @Test(
        arguments: zip(
            [0, 40, 1, 150, 7200, 1e300],
            [
                "about 1 second", "about 40 seconds", "about 1 second", "about 3 minutes",
                "about 2 hours", "longer than anyone waits",
            ]))
    func rough(seconds: Double, text: String) { #expect(roughText(seconds: seconds) == text) }

    @Test(arguments: zip([0, 999, 1000, -1_234_567], ["0", "999", "1,000", "-1,234,567"]))
    func grouped(number: Int, text: String) { #expect(groupedText(number) == text) }
}

@Suite struct TextTableTests {
    @Test func columnsAlign() {
        let table = TextTable(
            headings: ["size", "nats"],
            rows: [
                [.init(text: "2"), .init(text: "158.91")], [.init(text: "16"), .init(text: "9.1")],
            ])
        #expect(
            table.lines(terminal: plain) == [
                "size    nats", "------------", "   2  158.91", "  16     9.1",
            ])
    }

    @Test func theBestIsBoldWhereStylesMayBeUsed() {
        let color = Terminal(isInteractive: true, usesColor: true, usesUnicode: true)
        let table = TextTable(headings: ["nats"], rows: [[.init(text: "1", isBest: true)]])
        #expect(table.lines(terminal: color)[2] == "\u{1B}[1m   1\u{1B}[0m")
        #expect(table.lines(terminal: plain)[2] == "   1")
    }
}
