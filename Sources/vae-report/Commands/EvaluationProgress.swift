import Datasets
import Evaluation
import Foundation
import Studies
import Synchronization

/// Tells a display what an evaluation tells.
final class EvaluationProgress: Sendable {
    private struct State {
        var pending: [EvaluationSubject] = []
        var done = 0
        /// Share done of each subject that was begun.
        var shares: [EvaluationSubject: Double] = [:]
        var begun = 0.0
    }

    private let display: ProgressDisplay
    private let title: String
    private let study: Study
    private let now: @Sendable () -> Double
    private let state = Mutex(State())

    init(
        _ display: ProgressDisplay, title: String, study: Study,
        now: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        self.display = display
        self.title = title
        self.study = study
        self.now = now
    }

    /// Takes an event from any thread.
    func take(_ event: EvaluationEvent) {
        switch event {
        case .planned(let pending, let unchanged):
            state.withLock {
                $0.pending = pending
                $0.begun = now()
            }
            if pending.isEmpty, !unchanged.isEmpty { display.log("\(title): done before") }
        case .progress(let subject, let done, let total):
            let share = Double(done) / Double(max(total, 1))
            state.withLock { $0.shares[subject] = share }
            show(subject, isEvent: false)
        case .finished(let subject):
            state.withLock {
                $0.done += 1
                $0.shares[subject] = 1
            }
            show(subject, isEvent: true)
        }
    }

    private func show(_ subject: EvaluationSubject, isEvent: Bool) {
        let stage = state.withLock { state in
            let all = state.pending.reduce(0) { $0 + effort($1) }
            let done = state.pending.reduce(0) { $0 + effort($1) * (state.shares[$1] ?? 0) }
            let share = all > 0 ? done / all : 0
            let elapsed = now() - state.begun
            return ProgressBoard.Stage(
                title: title, item: name(of: subject), done: state.done,
                total: state.pending.count, share: share,
                // The first moments tell too little.
                secondsLeft: share > 0.03 && elapsed > 1 ? elapsed * (1 - share) / share : nil)
        }
        display.show(stage, isEvent: isEvent)
    }

    /// Work of a subject, where that of a model without likelihoods is 1: rough, as measured.
    private func effort(_ subject: EvaluationSubject) -> Double {
        switch subject {
        case .judge: 1.3
        case .baseline: 1.4
        case .selfTests: 0.6
        case .run:
            study.plan.pixels.isBinary
                ? 1 + Double(
                    study.description.evaluation.likelihoodSamples
                        * study.description.evaluation.likelihoodImages) / 40_000 : 1
        }
    }

    private func name(of subject: EvaluationSubject) -> String {
        switch subject {
        case .judge: "the judge"
        case .baseline: "baselines"
        case .selfTests: "the metrics themselves"
        case .run(let task):
            "size \(task.latentSize)"
                + (study.plan.seeds.count > 1 ? " seed \(task.seed)" : "")
        }
    }
}
