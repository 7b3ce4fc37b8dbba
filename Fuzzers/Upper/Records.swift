import Foundation
import Training

@testable import Evaluation
@testable import Storage
@testable import Studies

extension FuzzTarget {
    /// The records of a study, the kind by the first byte; then what is computed from them.
    static let records = FuzzTarget(
        name: "records",
        seeds: {
            let results = try study.results()
            let run = results.runs[0]
            let plan = StudyRecord(
                plan: results.plan, planHash: results.planHash, description: results.description)
            let records: [any Encodable] = [
                plan, run.record, run.epochs[0], run.evaluation, results.baseline,
                results.judge, results.selfTests,
            ]
            return try records.enumerated().map { Data([UInt8($0)]) + (try encoded($1)) }
        }
    ) { bytes in
        let rest = Data(bytes.dropFirst())
        func record<Record: Decodable>(_ type: Record.Type) throws -> Record {
            try RecordCoding.decode(type, from: rest, place: "record.json")
        }
        switch bytes.first {
        case 0:
            let study = try record(StudyRecord.self)
            try study.plan.validate()
            try StudyName.check(study.description.name)
            _ = try study.plan.hash
            var description = study.description
            DescriptionEdit(title: "Another").apply(to: &description)
        case 1: _ = try record(RunRecord.self).snapshots?.map(\.name)
        case 2: _ = try record(EpochRecord.self)
        case 3:
            let evaluation = try record(RunEvaluation.self)
            weigh { results in
                StudyResults.Run(
                    record: results.runs[0].record, epochs: results.runs[0].epochs,
                    evaluation: evaluation)
            }
        case 4: weigh(baseline: try record(BaselineEvaluation.self))
        case 5: weigh(judge: try record(JudgeRecord.self))
        default: _ = try record(SelfTestRecord.self).isAsExpected
        }
    }

    private static let study = SyntheticStudy(sizes: [2, 4])

    private static func encoded(_ value: some Encodable) throws -> Data {
        try RecordCoding.encodeLine(value)
    }

    /// What a verdict is taken from, with one record in the place of its own.
    private static func weigh(
        baseline: BaselineEvaluation? = nil, judge: JudgeRecord? = nil,
        run: (StudyResults) -> StudyResults.Run? = { _ in nil }
    ) {
        guard let whole = try? study.results() else { fatalError("no study") }
        let runs = [run(whole) ?? whole.runs[0]] + whole.runs.dropFirst()
        let results = StudyResults(
            plan: whole.plan, planHash: whole.planHash, description: whole.description, runs: runs,
            baseline: baseline ?? whole.baseline, judge: judge ?? whole.judge,
            selfTests: whole.selfTests)
        for endpoint in Endpoint.allCases {
            if let evidence = VerdictEvidence(results, endpoint: endpoint) {
                _ = SizeEstimates(evidence)
            }
        }
    }
}
