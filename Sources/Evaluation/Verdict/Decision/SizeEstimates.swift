/// Each size's score and gates, means over seeds, with where their errors come from.
struct SizeEstimates: Sendable {
    /// The variance of an estimate in two independent parts.
    struct Variance: Sendable {
        /// From the jackknife over groups of test images; groups − 1 degrees of freedom.
        var images: Double
        /// From the differences between seeds; degrees of freedom of the pool.
        var seeds: Double

        var standardError: Double { (images + seeds).squareRoot() }
    }

    /// One quantity of every size.
    struct Quantity: Sendable {
        /// By size: the mean over seeds.
        let means: [Double]
        /// By size, then group: what leaving the group out changes, scaled so that inner products
        /// are the jackknife's covariances.
        let deviations: [[Double]]
        /// By size: the variance of its mean that differences between seeds make.
        let seedVariances: [Double]

        func variance(_ size: Int) -> Variance {
            let images = deviations[size].reduce(0) { $0 + $1 * $1 }
            return Variance(images: images, seeds: seedVariances[size])
        }

        /// Of the difference between two sizes: images are paired, seeds are not.
        func variance(_ size: Int, minus other: Int) -> Variance {
            let images = zip(deviations[size], deviations[other]).reduce(0) {
                $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
            }
            // Models that differ by a constant would leave rounding errors for a variance.
            let rounding = 1e-20 * (variance(size).images + variance(other).images)
            return Variance(
                images: images > rounding ? images : 0,
                seeds: seedVariances[size] + seedVariances[other])
        }
    }

    let latentSizes: [Int]
    /// By size: how many models its means are of.
    let seeds: [Int]
    /// Groups of test images.
    let groups: Int
    let score: Quantity
    let gates: [(gate: VerdictEvidence.Gate, slack: Quantity)]

    /// - Precondition: the evidence has no `defect`.
    init(_ evidence: VerdictEvidence) {
        let defect = evidence.defect
        precondition(defect == nil, defect ?? "")
        let models = evidence.sizes.map(\.models)
        latentSizes = evidence.sizes.map(\.latentSize)
        seeds = models.map(\.count)
        groups = models[0][0].score.replicates.count
        score = Quantity(models.map { $0.map(\.score) })
        gates = evidence.gates.map { gate in
            (gate, Quantity(models.map { $0.compactMap { $0.slack[gate] } }))
        }
    }

    /// Degrees of freedom of the variance between seeds: sizes · (seeds − 1).
    var seedFreedom: Int { seeds.reduce(0) { $0 + $1 - 1 } }

    /// By size: its score minus the best other size's; nil with one size.
    func excess(_ size: Int) -> Double? {
        let others = score.means.indices.filter { $0 != size }.map { score.means[$0] }
        return others.min().map { score.means[size] - $0 }
    }
}

extension SizeEstimates.Quantity {
    /// By size, then seed. The order of seeds changes nothing: values are added up sorted.
    fileprivate init(_ sizes: [[VerdictEvidence.Measure]]) {
        means = sizes.map { mean($0.map(\.value)) }
        deviations = sizes.map { seeds in
            let groups = seeds[0].replicates.count
            let replicates = (0..<groups).map { group in mean(seeds.map { $0.replicates[group] }) }
            // Taken from the first, equal replicates give zeros and not rounding errors.
            let shifted = replicates.map { $0 - replicates[0] }
            let centre = mean(shifted)
            let scale = (Double(groups - 1) / Double(groups)).squareRoot()
            return shifted.map { scale * ($0 - centre) }
        }
        let freedom = sizes.reduce(0) { $0 + $1.count - 1 }
        let squares = zip(sizes, means).reduce(0) { sum, size in
            sum + size.0.map { ($0.value - size.1) * ($0.value - size.1) }.sorted().reduce(0, +)
        }
        let variance = freedom > 0 ? squares / Double(freedom) : 0
        seedVariances = sizes.map { variance / Double($0.count) }
    }
}

private func mean(_ values: [Double]) -> Double {
    values.sorted().reduce(0, +) / Double(values.count)
}
