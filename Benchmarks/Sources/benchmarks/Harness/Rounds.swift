/// Measures in rounds, each beside the FMA rate.
///
/// Not a benchmark library: the clock of a machine that others use drifts by 30 % within minutes, so
/// what counts is the ratio of a kernel's rate to the processor's, taken within milliseconds of each
/// other, and no library measures two things in turns.
struct Rounds {
    /// How often each thing is measured.
    let count: Int
    /// What a thing is repeated for within a round, in seconds: long beside the clock's steps.
    private let shortest = 0.02

    /// Each round's repetitions a second, and the FMA rate before and after, in the mean.
    func run(_ body: () -> Void) -> (perSecond: [Double], rates: [Double]) {
        // The first call warms caches up, the second tells how many make a round.
        body()
        let repetitions = max(1, Int(shortest / ProcessorTime.of(body)))
        var perSecond = [Double](), rates = [Double]()
        for _ in 0..<count {
            let before = FMARate.measure()
            let seconds = ProcessorTime.of { for _ in 0..<repetitions { body() } }
            perSecond.append(Double(repetitions) / seconds)
            rates.append((before + FMARate.measure()) / 2)
        }
        return (perSecond, rates)
    }

    /// A thing of `operations` floating-point operations.
    func measure(_ name: String, operations: Double, _ body: () -> Void) -> Measurement {
        let (perSecond, rates) = run(body)
        return Measurement(name, operations: perSecond.map { $0 * operations }, rates: rates)
    }

    /// A thing that does `amount` of something else.
    func measure(_ name: String, _ amount: Double, _ unit: String, _ body: () -> Void)
        -> Measurement
    {
        Measurement(name, run(body).perSecond.map { $0 * amount }, unit)
    }
}
