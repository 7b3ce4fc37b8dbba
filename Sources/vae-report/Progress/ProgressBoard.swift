/// How far the work has come: what the display shows, without how.
///
/// Times are seconds since any fixed moment, so that tests can choose them.
struct ProgressBoard {
    /// One training.
    struct Training {
        enum State { case waiting, running, done, kept }

        /// As in the plan.
        let number: Int
        let latentSize: Int
        let seed: UInt64
        let epochs: Int
        /// Images the whole training looks at, epochs included.
        let totalImages: Int

        var state = State.waiting
        var epoch = 0
        var imagesSeen = 0
        /// Running mean over the epoch's training images, nats per image.
        var negativeELBO: Double?
        /// The best validation negative ELBO so far, nats per image.
        var best: (epoch: Int, negativeELBO: Double)?
        var speed = SpeedMeter()

        var fraction: Double { Double(imagesSeen) / Double(max(totalImages, 1)) }

        /// Nil while the speed is not known.
        var secondsLeft: Double? {
            speed.perSecond.map { Double(max(totalImages - imagesSeen, 0)) / $0 }
        }
    }

    /// What follows the trainings: evaluation, figures.
    struct Stage {
        let title: String
        var item: String
        /// Items done, and in all.
        var done: Int
        let total: Int
        /// Share of all the work that is done; nil where every item is as much work.
        var share: Double?
        /// Nil while nothing is known of it.
        var secondsLeft: Double?

        var fraction: Double { share ?? Double(done) / Double(max(total, 1)) }
    }

    /// In the order of the plan.
    private(set) var trainings: [Training] = []
    /// The stage after the trainings that is at work.
    var stage: Stage?

    /// Shows seeds where there are several.
    var hasSeveralSeeds: Bool { Set(trainings.map(\.seed)).count > 1 }

    init(trainings: [Training] = []) { self.trainings = trainings }

    /// Changes the training with a number of the plan; unknown numbers change nothing.
    mutating func update(_ number: Int, _ change: (inout Training) -> Void) {
        guard let index = trainings.firstIndex(where: { $0.number == number }) else { return }
        change(&trainings[index])
    }

    /// Seconds until the last training ends, at the speed of those that run now.
    ///
    /// The longest running training bounds it from below: it cannot be shared out.
    var secondsLeft: Double? {
        let open = trainings.filter { $0.state == .waiting || $0.state == .running }
        guard !open.isEmpty else { return 0 }
        let speed = open.compactMap(\.speed.perSecond).reduce(0, +)
        guard speed > 0 else { return nil }
        let images = open.map { max($0.totalImages - $0.imagesSeen, 0) }.reduce(0, +)
        return max(Double(images) / speed, open.compactMap(\.secondsLeft).max() ?? 0)
    }

    /// Trainings that are finished, those of an earlier call included.
    var doneCount: Int { trainings.filter { $0.state == .done || $0.state == .kept }.count }
}
