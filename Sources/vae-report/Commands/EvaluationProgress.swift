import Evaluation
import Studies
import Synchronization

/// Tells a display what an evaluation tells.
final class EvaluationProgress: Sendable {
    private struct State {
        var total = 0
        var done = 0
        /// Share done of each subject at work.
        var shares: [EvaluationSubject: Double] = [:]
    }

    private let display: ProgressDisplay
    private let title: String
    private let hasSeveralSeeds: Bool
    private let state = Mutex(State())

    init(_ display: ProgressDisplay, title: String, study: Study) {
        self.display = display
        self.title = title
        hasSeveralSeeds = study.plan.seeds.count > 1
    }

    /// Takes an event from any thread.
    func take(_ event: EvaluationEvent) {
        switch event {
        case .planned(let pending, let unchanged):
            state.withLock { $0.total = pending.count }
            if pending.isEmpty, !unchanged.isEmpty { display.log("\(title): done before") }
        case .progress(let subject, let done, let total):
            let share = Double(done) / Double(max(total, 1))
            state.withLock { $0.shares[subject] = share }
            show(subject, isEvent: false)
        case .finished(let subject):
            state.withLock {
                $0.done += 1
                $0.shares[subject] = nil
            }
            show(subject, isEvent: true)
        }
    }

    private func show(_ subject: EvaluationSubject, isEvent: Bool) {
        let stage = state.withLock {
            ProgressBoard.Stage(
                title: title, item: name(of: subject), done: $0.done, total: $0.total,
                partial: $0.shares.values.reduce(0, +))
        }
        display.show(stage, isEvent: isEvent)
    }

    private func name(of subject: EvaluationSubject) -> String {
        switch subject {
        case .judge: "the judge"
        case .baseline: "PCA"
        case .selfTests: "the metrics themselves"
        case .run(let task):
            "size \(task.latentSize)" + (hasSeveralSeeds ? " seed \(task.seed)" : "")
        }
    }
}
