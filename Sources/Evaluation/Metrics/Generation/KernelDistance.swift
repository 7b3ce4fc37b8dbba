import Compute

/// Kernel distance (Bińkowski et al. 2018): the unbiased squared maximum mean discrepancy of features
/// under the polynomial kernel (x · y / width + 1)³, mean over subsets.
///
/// A subset takes equal parts of every jackknife group, so that leaving a group out leaves every
/// subset whole but for its part. That gives a standard error over images; the spread of the subsets,
/// which overlap, would be too small.
struct KernelDistance: Metric {
    static let name = "kernelDistance"
    static let definition = 1

    /// Subsets, and rows of each: those of the paper. Fewer rows where there are fewer.
    static let subsets = 100, subsetSize = 1_000

    /// Rows of each subset, in blocks of `part` rows a group.
    struct Draws: Sendable {
        /// [subsets][groups · part]
        let rows: [[Int]]
        /// Rows of each group.
        let part: Int

        /// Seeded, without replacement within a subset.
        ///
        /// - Precondition: at least two rows in every group.
        init(group: [Int], groups: Int, seed: UInt64, subsets: Int = KernelDistance.subsets) {
            let members = (0..<groups).map { number in group.indices.filter { group[$0] == number }
            }
            let smallest = members.map(\.count).min() ?? 0
            part = min(KernelDistance.subsetSize / groups, smallest)
            let part = part
            rows = (0..<subsets).map { subset in
                var generator = Philox(
                    seed: seed, purpose: .kernelSubset, stream: UInt64(subset))
                return members.flatMap { members in
                    var shuffled = members
                    generator.shuffle(&shuffled)
                    return shuffled.prefix(part)
                }
            }
        }
    }

    /// The side that others are compared with, and its own kernel sums.
    struct Reference: Sendable {
        /// [rows, features]
        fileprivate let features: Tensor
        let draws: Draws
        /// [subsets][groups, groups], the diagonal of the kernel matrix left out.
        fileprivate let own: [[Double]]

        init(_ features: FeatureMatrix, draws: Draws) {
            let features = features.tensor
            self.features = features
            self.draws = draws
            var sums = KernelSums(draws: draws, width: features.rowLength)
            own = draws.rows.map { rows in
                let part = features.selecting(rows).values
                return sums.sums(part, part, isOwn: true)
            }
        }
    }

    /// Between samples and reference; the draws take the same subset numbers on both sides.
    ///
    /// - Precondition: as many groups and rows a group on both sides.
    static func jackknife(
        _ samples: FeatureMatrix, draws: Draws, _ reference: Reference
    ) -> Jackknife {
        precondition(draws.part == reference.draws.part, "subsets of different sizes")
        var sums = KernelSums(draws: draws, width: samples.width)
        let samples = samples.tensor
        let groups = sums.groups
        var total = 0.0
        var replicates = [Double](repeating: 0, count: groups)
        for subset in draws.rows.indices {
            let rows = samples.selecting(draws.rows[subset]).values
            let others = reference.features.selecting(reference.draws.rows[subset]).values
            let blocks = KernelBlocks(
                own: sums.sums(rows, rows, isOwn: true), other: reference.own[subset],
                cross: sums.sums(rows, others, isOwn: false), groups: groups, part: draws.part)
            total += blocks.discrepancy(without: nil)
            for group in 0..<groups { replicates[group] += blocks.discrepancy(without: group) }
        }
        let count = Double(draws.rows.count)
        return Jackknife(value: total / count, replicates: replicates.map { $0 / count })
    }
}

/// Sums of the kernel over blocks of a subset's kernel matrix, in memory used again.
///
/// Products are taken in single precision, which is enough: their errors are of either sign and are
/// averaged over a million pairs.
private struct KernelSums {
    let groups: Int
    private let part: Int
    private let width: Int
    private var products: [Float]

    init(draws: KernelDistance.Draws, width: Int) {
        part = draws.part
        groups = draws.part == 0 ? 0 : (draws.rows.first?.count ?? 0) / draws.part
        self.width = width
        products = [Float](repeating: 0, count: groups * part * groups * part)
    }

    /// [groups, groups]: entry (a, b) is summed over the rows of group a and those of group b; with
    /// `isOwn` without a row's kernel with itself. Rows are [groups · part, width].
    mutating func sums(_ a: [Float], _ b: [Float], isOwn: Bool) -> [Double] {
        let size = groups * part
        LinearAlgebra.multiply(
            a, b, transposingB: true, into: &products, rows: size, columns: size, inner: width)
        var result = [Double](repeating: 0, count: groups * groups)
        let scale = 1 / Float(width)
        products.withUnsafeBufferPointer { products in
            result.withUnsafeMutableBufferPointer { result in
                guard let first = products.baseAddress, let sums = result.baseAddress else {
                    return
                }
                for row in 0..<size {
                    Kernels.shared.cubicSums(
                        first + row * size, to: sums + row / part * groups, groups: groups,
                        part: part, scale: scale)
                    if isOwn {
                        let base = Double(products[row * size + row] * scale + 1)
                        sums[row / part * groups + row / part] -= base * base * base
                    }
                }
            }
        }
        return result
    }
}

/// One subset's sums, from which the discrepancy follows with and without any group.
private struct KernelBlocks {
    let own: [Double], other: [Double], cross: [Double]
    let groups: Int, part: Int

    /// Mean over pairs of one side, plus that of the other, less twice the mean across.
    func discrepancy(without excluded: Int?) -> Double {
        func total(_ sums: [Double]) -> Double {
            var total = 0.0
            for row in 0..<groups where row != excluded {
                for column in 0..<groups where column != excluded {
                    total += sums[row * groups + column]
                }
            }
            return total
        }
        let rows = Double((groups - (excluded == nil ? 0 : 1)) * part)
        return (total(own) + total(other)) / (rows * (rows - 1)) - 2 * total(cross) / (rows * rows)
    }
}
