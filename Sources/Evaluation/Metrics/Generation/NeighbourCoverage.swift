/// How two sets of features cover each other, judged by balls around their rows that reach to the k-th
/// nearest other row of the same set.
///
/// Precision and recall (k = 3): Kynkäänniemi et al. 2019. Density and coverage (k = 5): Naeem et al.
/// 2020. Equal to the package `prdc`.
struct NeighbourCoverage: Metric {
    static let name = "neighbourCoverage"
    static let definition = 2

    static let manifoldRank = 3
    static let densityRank = 5

    /// The real side, and the radii of its balls.
    struct Reference: Sendable {
        let features: FeatureMatrix
        let group: [Int]
        let groups: Int
        fileprivate let manifoldRadii: [Float], densityRadii: [Float]

        init(_ features: FeatureMatrix, group: [Int], groups: Int) {
            self.features = features
            self.group = group
            self.groups = groups
            let radii = NeighbourRadii.squared(
                features, ranks: [NeighbourCoverage.manifoldRank, NeighbourCoverage.densityRank])
            manifoldRadii = radii[0]
            densityRadii = radii[1]
        }
    }

    /// Share of samples inside a ball of a real image.
    let precision: Jackknife
    /// Share of real images inside a ball of a sample.
    let recall: Jackknife
    /// Balls of real images that a sample lies in, mean over samples, divided by k.
    let density: Jackknife
    /// Share of real images whose ball holds a sample.
    let coverage: Jackknife

    /// Replicates leave a group out on both sides and keep the radii.
    ///
    /// - Precondition: a group of every sample, from 0 to the reference's number of groups - 1.
    init(_ samples: FeatureMatrix, group: [Int], _ reference: Reference) {
        let real = reference.features
        let groups = reference.groups
        let sampleRadii = NeighbourRadii.squared(samples, ranks: [Self.manifoldRank])[0]
        var coveredSamples = [Cover](repeating: .none, count: samples.count)
        var recalled = [Cover](repeating: .none, count: real.count)
        var covered = [Cover](repeating: .none, count: real.count)
        // [real group, sample group]: pairs with the sample in the real image's ball.
        var pairs = [Int](repeating: 0, count: groups * groups)
        real.forEachRow(distancesTo: samples) { row, distances in
            let (narrow, wide) = (reference.manifoldRadii[row], reference.densityRadii[row])
            for column in distances.indices {
                let distance = distances[column]
                guard distance < wide || distance < sampleRadii[column] else { continue }
                let sampleGroup = group[column]
                if distance < wide {
                    pairs[reference.group[row] * groups + sampleGroup] += 1
                    covered[row].add(sampleGroup)
                }
                if distance < narrow { coveredSamples[column].add(reference.group[row]) }
                if distance < sampleRadii[column] { recalled[row].add(sampleGroup) }
            }
        }
        precision = Self.share(coveredSamples, group, groups)
        recall = Self.share(recalled, reference.group, groups)
        coverage = Self.share(covered, reference.group, groups)
        density = Self.density(pairs, samples: group, groups)
    }

    /// By which groups of the other side a row is covered.
    private enum Cover {
        case none, one(Int), several

        mutating func add(_ group: Int) {
            switch self {
            case .none: self = .one(group)
            case .one(let first): if first != group { self = .several }
            case .several: break
            }
        }

        /// Whether it still is when `group` is left out.
        func holds(without group: Int?) -> Bool {
            switch self {
            case .none: false
            case .one(let first): first != group
            case .several: true
            }
        }
    }

    private static func share(_ covers: [Cover], _ group: [Int], _ groups: Int) -> Jackknife {
        func share(without excluded: Int?) -> Double {
            var (held, count) = (0, 0)
            for (cover, own) in zip(covers, group) where own != excluded {
                count += 1
                if cover.holds(without: excluded) { held += 1 }
            }
            return Double(held) / Double(max(count, 1))
        }
        return Jackknife(
            value: share(without: nil), replicates: (0..<groups).map { share(without: $0) })
    }

    private static func density(_ pairs: [Int], samples: [Int], _ groups: Int) -> Jackknife {
        func density(without excluded: Int?) -> Double {
            var total = 0
            for row in 0..<groups where row != excluded {
                for column in 0..<groups where column != excluded {
                    total += pairs[row * groups + column]
                }
            }
            let count = samples.count { $0 != excluded }
            return Double(total) / (Double(densityRank) * Double(max(count, 1)))
        }
        return Jackknife(
            value: density(without: nil), replicates: (0..<groups).map { density(without: $0) })
    }
}
