import Compute

/// Draws of all t statistics of a verdict together: errors of sizes and gates over their standard
/// errors, as they would come out in studies like this one.
///
/// Numerators: standard normal weights on the jackknife's deviations have exactly its covariance,
/// over sizes and gates, singular or not; the seeds' part is added independently. Denominators: each
/// part of a variance is scaled by chi-square over its degrees of freedom. The seeds' part has one
/// for all sizes, as it is pooled. The images' part has one for each size and quantity, which
/// allows for estimated variances that err independently: a common one would give smaller maxima.
/// The quantities' seed parts are drawn independently for the same reason (Slepian 1962: a score
/// that is good by luck comes with good slack).
struct JointDraws {
    /// By size j, the largest over the others i of (error j − error i) / standard error; 0 where
    /// all are below, or no difference has an error.
    private(set) var comparisons: [Double]
    /// The largest error of any slack; 0 where all are below.
    private(set) var gatesAbove = 0.0
    /// By size: the largest error below the truth of its slacks.
    private(set) var gatesBelow: [Double]

    private let sizes: Int
    private let groups: Int
    private let seedFreedom: Int
    /// Rows of groups: quantities in order, each by size.
    private let deviations: [Double]
    private let imageVariances: [Double]
    private let seedVariances: [Double]
    private let seedErrors: [Double]
    /// Of differences between scores: by size, then other size.
    private let imagePairs: [Double]
    private let seedPairs: [Double]
    private var errors: [Double]
    private var weights: [Double]
    private var imageScales: [Double]
    /// By quantity.
    private var seedScales: [Double]
    private var isMirrored = true
    private var random: Philox

    init(_ estimates: SizeEstimates, seed: UInt64) {
        let quantities = [estimates.score] + estimates.gates.map(\.slack)
        let sizes = estimates.latentSizes.indices
        let variances = quantities.flatMap { quantity in sizes.map { quantity.variance($0) } }
        let pairs = sizes.flatMap { size in
            sizes.map { estimates.score.variance(size, minus: $0) }
        }
        self.sizes = sizes.count
        groups = estimates.groups
        seedFreedom = estimates.seedFreedom
        deviations = quantities.flatMap { $0.deviations.flatMap { $0 } }
        imageVariances = variances.map(\.images)
        seedVariances = variances.map(\.seeds)
        seedErrors = seedVariances.map { $0.squareRoot() }
        imagePairs = pairs.map(\.images)
        seedPairs = pairs.map(\.seeds)
        comparisons = [Double](repeating: 0, count: sizes.count)
        gatesBelow = comparisons
        weights = [Double](repeating: 0, count: groups)
        errors = [Double](repeating: 0, count: variances.count)
        imageScales = errors
        seedScales = [Double](repeating: 0, count: quantities.count)
        random = Philox(seed: seed, purpose: .verdict)
    }

    /// The next draw: every other one is the last with all errors on the other side, as likely and
    /// cheaper than a new one.
    mutating func draw() {
        if isMirrored {
            drawErrors()
        } else {
            for row in errors.indices { errors[row] = -errors[row] }
        }
        isMirrored.toggle()
        compareScores()
        gatesAbove = 0
        for size in 0..<sizes { gatesBelow[size] = 0 }
        for gate in stride(from: sizes, to: errors.count, by: sizes) { weighGate(gate) }
    }

    private mutating func drawErrors() {
        for group in weights.indices { weights[group] = random.normal() }
        for row in errors.indices {
            errors[row] = weighted(row)
            imageScales[row] = scale(groups - 1)
        }
        guard seedFreedom > 0 else { return }
        for row in errors.indices { errors[row] += seedErrors[row] * random.normal() }
        for quantity in seedScales.indices { seedScales[quantity] = scale(seedFreedom) }
    }

    /// Squares are compared, so that one root a size is taken.
    private mutating func compareScores() {
        let seedScale = seedScales[0]
        for size in 0..<sizes {
            var largest = 0.0
            for other in 0..<sizes {
                let pair = size * sizes + other
                let difference = max(errors[size] - errors[other], 0)
                let variance =
                    imageScales[other] * imagePairs[pair] + seedScale * seedPairs[pair]
                let square = variance > 0 ? difference * difference / variance : 0
                largest = max(largest, square)
            }
            comparisons[size] = largest.squareRoot()
        }
    }

    private mutating func weighGate(_ first: Int) {
        let seedScale = seedScales[first / sizes]
        for size in 0..<sizes {
            let row = first + size
            let variance =
                imageScales[row] * imageVariances[row] + seedScale * seedVariances[row]
            guard variance > 0 else { continue }
            let statistic = errors[row] / variance.squareRoot()
            gatesAbove = max(gatesAbove, statistic)
            gatesBelow[size] = max(gatesBelow[size], -statistic)
        }
    }

    private func weighted(_ row: Int) -> Double {
        var sum = 0.0
        for group in 0..<groups { sum += weights[group] * deviations[row * groups + group] }
        return sum
    }

    private mutating func scale(_ freedom: Int) -> Double {
        random.chiSquare(degreesOfFreedom: freedom) / Double(freedom)
    }
}
