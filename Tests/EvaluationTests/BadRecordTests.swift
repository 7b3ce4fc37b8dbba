import Diagnostics
import Foundation
import Storage
import Studies
import Testing

@testable import Evaluation

/// Records that were altered by whoever gives a study away.
@Suite struct BadRecordTests {
    /// Each value of each record, of another type, missing, and beyond what can be: it is told with the
    /// file, or the study can still be judged.
    @Test func noValueTraps() async throws {
        let tiny = try await TinyStudy()
        try await tiny.evaluate()
        let run = try #require(tiny.study.plan.tasks.first).path
        var (refused, taken) = (0, 0)
        for name in [
            "judge.json", "baseline.json", "self-tests.json", "\(run)/run.json",
            "\(run)/evaluation.json",
        ] {
            let file = tiny.study.folder.appending(path: name)
            let whole = try Data(contentsOf: file)
            let record = try JSONDecoder().decode(JSONValue.self, from: whole)
            for change in record.changes() {
                try JSONEncoder().encode(change.value).write(to: file)
                do {
                    let results = try StudyResults.load(tiny.study)
                    #expect(!change.isOfAnotherType, "\(name): \(change.place) is taken")
                    // It takes its time, so of whole numbers and lists every fourth.
                    if change.isWhole, taken % 4 == 0 { _ = StudyVerdict(results) }
                    taken += 1
                } catch let error as any DiagnosedError {
                    #expect([.badData, .missingInput].contains(error.status), "\(error)")
                    #expect(error.remedy != nil, "\(error)")
                    let isNamed = error.place?.contains(name) == true
                    // What hangs on a record is told before it where that is read first.
                    #expect(
                        isNamed || !change.isOfAnotherType, "\(name), \(change.place): \(error)")
                    refused += 1
                }
            }
            try whole.write(to: file)
        }
        #expect(refused > 100 && taken > 20, "\(refused) refused, \(taken) taken")
        _ = try StudyResults.load(tiny.study)
        try tiny.remove()
    }

    /// More or fewer numbers than the study has dimensions, classes or images are those of no record
    /// that was written: it is measured again.
    @Test func otherShapesAreRefused() async throws {
        let tiny = try await TinyStudy()
        try await tiny.evaluate()
        let task = try #require(tiny.study.plan.tasks.first)
        let file = tiny.study.folder.appending(path: "\(task.path)/evaluation.json")
        let whole = try Data(contentsOf: file)
        for (key, value) in [
            ("klPerDimension", "[1,1,1,1,1]"), ("klPerDimension", "[]"),
            ("posteriorMeanVariance", "[1]"), ("testImages", "531"), ("activeUnits", "-1"),
            ("activeUnits", "3"), ("mseGroups", "{\"sums\":[],\"counts\":[]}"),
            ("mseGroups", "{\"sums\":[1],\"counts\":[9223372036854775807]}"),
            ("mseGroups", "{\"sums\":[1,1],\"counts\":[-1,531]}"),
            ("mseGroups", "{\"sums\":[1],\"counts\":[265,265]}"),
        ] {
            var record = try JSONDecoder().decode([String: JSONValue].self, from: whole)
            #expect(record[key] != nil)
            record[key] = try JSONDecoder().decode(JSONValue.self, from: Data(value.utf8))
            try JSONEncoder().encode(record).write(to: file)
            let error = #expect(throws: EvaluationError.self, "\(key)") {
                try StudyResults.load(tiny.study)
            }
            #expect(error?.status == .badData, "\(key): \(error.map { "\($0)" } ?? "")")
            #expect(error?.place?.hasSuffix("\(task.path)/evaluation.json") == true)
        }
        #expect(try await tiny.evaluate().finished == [.run(task)])
        #expect(try Data(contentsOf: file) == whole)
        try tiny.remove()
    }
}
