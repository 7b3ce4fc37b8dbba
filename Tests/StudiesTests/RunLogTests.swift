import Diagnostics
import Foundation
import Storage
import Testing

@testable import Studies

/// The log of a training that may end anywhere within a line.
@Suite struct RunLogTests {
    private struct Line: Codable, Hashable {
        var epoch: Int
        var loss: Double
    }

    private let scratch: ScratchFolder
    private let log: RunLog
    private let file: URL
    private let lines = (1...4).map { Line(epoch: $0, loss: 1 / Double($0)) }

    init() throws {
        scratch = try ScratchFolder()
        file = scratch("progress.jsonl")
        log = RunLog(file)
    }

    /// Cut at every length and followed by every beginning of the next line: the checkpoint's epochs
    /// stay, whatever came after them goes, and the training's next line fits on.
    @Test func tornLinesAreCutBackToTheCheckpoint() throws {
        for line in lines[..<2] { try log.append(line) }
        let mark = try log.mark()
        for line in lines[2...] { try log.append(line) }
        let whole = try DurableFile.read(file)
        for length in mark.length...whole.count {
            try DurableFile.write(whole.prefix(length), to: file)
            let count = whole.prefix(length).count { $0 == UInt8(ascii: "\n") }
            #expect(try log.records(Line.self) == Array(lines[..<count]), "\(length) bytes")
            #expect(try log.holds(mark))
            #expect(try log.cut(to: mark) == length - mark.length)
            #expect(try DurableFile.read(file) == whole.prefix(mark.length))
            for line in lines[2...] { try log.append(line) }
            #expect(try DurableFile.read(file) == whole)
        }
    }

    /// A log that is shorter than the checkpoint's, or was altered within it, is not gone on with.
    @Test func anotherLogIsToldFromTheCheckpoints() throws {
        for line in lines { try log.append(line) }
        let mark = try log.mark()
        let whole = try DurableFile.read(file)
        for length in 0..<whole.count {
            try DurableFile.write(whole.prefix(length), to: file)
            #expect(try !log.holds(mark), "\(length) bytes")
        }
        for index in whole.indices {
            var flipped = whole
            flipped[index] ^= 1 << (index % 8)
            try DurableFile.write(flipped + Data("more".utf8), to: file)
            #expect(try !log.holds(mark), "byte \(index)")
        }
    }

    /// Where no checkpoint says how much of a log counts, its whole lines do, up to the first that is
    /// none.
    @Test func withoutACheckpointTheFirstBadLineEndsALog() throws {
        for line in lines { try log.append(line) }
        let whole = try DurableFile.read(file)
        for length in 0...whole.count {
            try DurableFile.write(whole.prefix(length), to: file)
            let count = whole.prefix(length).count { $0 == UInt8(ascii: "\n") }
            try log.cut(Line.self) { _ in true }
            #expect(try log.records(Line.self) == Array(lines[..<count]))
            let end = (whole.prefix(length).lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            #expect(try DurableFile.read(file) == whole.prefix(end), "\(length) bytes")
        }
        try DurableFile.write(whole, to: file)
        try log.cut(Line.self) { $0.epoch < 3 }
        #expect(try log.records(Line.self) == Array(lines[..<2]))
    }

    /// Lines that are no records: the file and the line are told.
    @Test(arguments: [
        ("{}", "epoch is missing"), ("", "not valid JSON"), ("[1]", "the record"),
        ("{\"epoch\":1e99,\"loss\":1}", "not valid JSON, or a number out of range"),
        ("{\"epoch\":1.5,\"loss\":1}", "not valid JSON, or a number out of range"),
        ("{\"epoch\":\"1\",\"loss\":1}", "epoch"), ("{\"epoch\":1,\"loss\":null}", "loss"),
        ("{\"epoch\":1,\"loss\":NaN}", "not valid JSON"), ("\u{0}", "not valid JSON"),
    ])
    func badLinesAreToldWithTheirPlace(_ line: String, _ problem: String) throws {
        try log.append(lines[0])
        try DurableFile.append(Data("\(line)\n".utf8), to: file)
        try log.append(lines[1])
        let error = #expect(throws: StorageError.self) { try log.records(Line.self) }
        #expect(error?.status == .badData)
        #expect(error?.place?.hasSuffix("progress.jsonl:2") == true, "\(error?.place ?? "")")
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
    }
}
