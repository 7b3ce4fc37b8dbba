import Models
import Studies
import Training

/// Tells a display what a sweep tells.
struct TrainingProgress: Sendable {
    private let display: ProgressDisplay
    private let imagesPerEpoch: Int, batchSize: Int

    /// Shows the trainings as waiting.
    init(_ display: ProgressDisplay, plan: StudyPlan, tasks: [StudyTask], imagesPerEpoch: Int) {
        self.display = display
        self.imagesPerEpoch = imagesPerEpoch
        batchSize = plan.training.batchSize
        display.begin(
            tasks.map {
                ProgressBoard.Training(
                    number: $0.number, latentSize: $0.latentSize, seed: $0.seed,
                    epochs: plan.training.epochs,
                    totalImages: plan.training.epochs * imagesPerEpoch)
            })
    }

    /// Takes an event from any thread.
    func take(_ event: SweepEvent) {
        let number = event.task.number
        switch event.kind {
        case .started(let resumedEpoch, let resumedStep):
            let images = min(resumedStep * batchSize, imagesPerEpoch)
            display.update(number, force: true) { training, time in
                training.state = .running
                training.epoch = resumedEpoch + 1
                training.imagesSeen = resumedEpoch * imagesPerEpoch + images
                training.speed.record(training.imagesSeen, at: time)
            } line: { board, training in
                let head = board.label(of: training)
                if resumedStep > 0 { return "\(head): going on within epoch \(resumedEpoch + 1)" }
                return resumedEpoch > 0
                    ? "\(head): going on after epoch \(resumedEpoch)" : "\(head): begun"
            }
        case .step(let step, _):
            display.update(number) { training, time in
                training.epoch = step.epoch
                training.imagesSeen = step.imagesSeen
                training.negativeELBO = step.negativeELBO
                training.speed.record(step.imagesSeen, at: time)
            }
        case .epoch(let record, let imagesPerSecond):
            display.update(number, force: true) { training, time in
                training.imagesSeen = record.epoch * imagesPerEpoch
                training.speed.record(training.imagesSeen, at: time)
                if record.isBest {
                    training.best = (record.epoch, record.validation.negativeELBO)
                }
            } line: { board, training in
                let seconds = board.secondsLeft ?? 0
                let left = seconds > 0 ? ", \(clockText(seconds: seconds)) left in all" : ""
                let losses =
                    "\(fixedText(record.training.negativeELBO, digits: 2)) nats in "
                    + "training, \(fixedText(record.validation.negativeELBO, digits: 2)) in "
                    + "validation"
                return "\(board.label(of: training)): epoch \(record.epoch)/\(training.epochs), "
                    + "\(losses), \(groupedText(Int(imagesPerSecond))) images/s\(left)"
            }
        case .finished, .alreadyDone:
            var isOld = false
            if case .alreadyDone = event.kind { isOld = true }
            display.update(number, force: true) { [isOld] training, _ in
                training.state = isOld ? .kept : .done
                training.imagesSeen = training.totalImages
            } line: { [isOld] board, training in
                "\(board.label(of: training)): \(isOld ? "done before" : "done")"
            }
        case .saved: break
        case .recovered(let what):
            display.note("\(event.task.path): \(what)")
        }
    }
}
