import Foundation
import Testing

@testable import Compute

/// Every instruction set's loops against plain double precision, at lengths with odd tails.
@Suite struct ElementwiseTests {
    private static let logits: [Float] =
        stride(from: -30, through: 30, by: 0.37).map { Float($0) } + [0, -0.0, 120, -120, 88.5]

    @Test(arguments: KernelSet.all)
    func sigmoid(set: KernelSet) {
        var out = [Float](repeating: 0, count: Self.logits.count)
        set.kernels.sigmoid(Self.logits, into: &out, count: out.count)
        for (x, y) in zip(Self.logits, out) {
            let exact = 1 / (1 + exp(-Double(x)))
            #expect(abs(Double(y) - exact) < 3e-7 * exact + 1e-37)
        }
    }

    @Test(arguments: KernelSet.all)
    func bernoulli(set: KernelSet) {
        var gradient = [Float](repeating: 0, count: Self.logits.count)
        for target in [0, 0.3, 1] as [Float] {
            let targets = [Float](repeating: target, count: Self.logits.count)
            let total = set.kernels.bernoulli(
                logits: Self.logits, targets: targets, gradient: &gradient, scale: 0.5,
                count: targets.count)
            var exact = 0.0
            for (index, logit) in Self.logits.enumerated() {
                let l = Double(logit)
                let x = Double(target)
                exact += max(l, 0) - l * x + log1p(exp(-abs(l)))
                let slope = 0.5 * (1 / (1 + exp(-l)) - x)
                #expect(abs(Double(gradient[index]) - slope) < 2e-7)
            }
            #expect(abs(total - exact) < 1e-6 * exact)
        }
    }

    @Test(arguments: KernelSet.all, [Nonlinearity.silu, .relu])
    func activations(set: KernelSet, kind: Nonlinearity) {
        let columns = 7
        let rows = Self.logits.count / columns
        let count = rows * columns
        let bias = (0..<columns).map { Float($0) * 0.25 - 1 }
        var values = Array(Self.logits[..<count])
        var slopes = [Float](repeating: 0, count: count)
        set.kernels.activate(
            &values, bias: bias, slopes: &slopes, rows: rows, columns: columns, kind)
        var alone = Array(Self.logits[..<count])
        set.kernels.activate(&alone, bias: bias, slopes: nil, rows: rows, columns: columns, kind)
        #expect(alone == values)
        var gradient = [Float](repeating: 1.5, count: count)
        set.kernels.multiply(&gradient, by: slopes, count: count)
        for index in 0..<count {
            let z = Double(Self.logits[index] + bias[index % columns])
            let s = 1 / (1 + exp(-z))
            let value = kind == .silu ? z * s : max(z, 0)
            let slope = kind == .silu ? s * (1 + z * (1 - s)) : (z > 0 ? 1 : 0)
            #expect(abs(Double(values[index]) - value) < 5e-7 * abs(value) + 1e-35)
            #expect(abs(Double(gradient[index]) - 1.5 * slope) < 2e-6 * (1 + abs(z)))
        }
    }

    @Test(arguments: KernelSet.all, [1, 3, 16, 33])
    func biasesInPlaceAndBeside(set: KernelSet, columns: Int) {
        let rows = 11
        let values = (0..<rows * columns).map { Float(sin(Double($0))) }
        let bias = (0..<columns).map { Float($0) * 0.5 - 3 }
        var beside = [Float](repeating: 0, count: values.count)
        set.kernels.addBias(values, bias: bias, into: &beside, rows: rows, columns: columns)
        var inPlace = values
        inPlace.withUnsafeMutableBufferPointer {
            guard let first = $0.baseAddress else { return }
            set.kernels.addBias(first, bias: bias, into: first, rows: rows, columns: columns)
        }
        #expect(beside == values.indices.map { values[$0] + bias[$0 % columns] })
        #expect(inPlace == beside)
    }

    @Test(arguments: KernelSet.all)
    func sigmoidInPlace(set: KernelSet) {
        var beside = [Float](repeating: 0, count: Self.logits.count)
        set.kernels.sigmoid(Self.logits, into: &beside, count: beside.count)
        var inPlace = Self.logits
        inPlace.withUnsafeMutableBufferPointer {
            guard let first = $0.baseAddress else { return }
            set.kernels.sigmoid(first, into: first, count: Self.logits.count)
        }
        #expect(inPlace == beside)
    }

    @Test(arguments: KernelSet.all, [1, 3, 16, 33])
    func columnSums(set: KernelSet, columns: Int) {
        let rows = 37
        let values = (0..<rows * columns).map { Float(sin(Double($0))) }
        var sums = [Float](repeating: 2, count: columns)
        set.kernels.addColumnSums(values, to: &sums, rows: rows, columns: columns)
        for column in 0..<columns {
            let exact = (0..<rows).reduce(2.0) { $0 + Double(values[$1 * columns + column]) }
            #expect(abs(Double(sums[column]) - exact) < 1e-5)
        }
    }

    @Test(arguments: KernelSet.all)
    func adam(set: KernelSet) {
        let count = 35
        let start = (0..<count).map { Float(cos(Double($0))) }
        var value = start
        var first = [Float](repeating: 0, count: count)
        var second = first
        var exact = start.map(Double.init)
        var m = [Double](repeating: 0, count: count)
        var v = m
        for step in 1...5 {
            let gradient = (0..<count).map { Float(sin(Double($0 * step))) }
            let c1 = 1 - pow(0.9, Double(step))
            let c2 = 1 - pow(0.999, Double(step))
            set.kernels.adam(
                value: &value, first: &first, second: &second, gradient: gradient, count: count,
                rate: Float(0.01 / c1), root: Float(1 / c2.squareRoot()), beta1: 0.9, beta2: 0.999,
                epsilon: 1e-8)
            for index in 0..<count {
                let g = Double(gradient[index])
                m[index] = 0.9 * m[index] + 0.1 * g
                v[index] = 0.999 * v[index] + 0.001 * g * g
                exact[index] -= 0.01 * (m[index] / c1) / ((v[index] / c2).squareRoot() + 1e-8)
            }
        }
        for index in 0..<count { #expect(abs(Double(value[index]) - exact[index]) < 2e-6) }
    }

    @Test(arguments: KernelSet.all, [1, 2, 20, 33])
    func cubicSums(set: KernelSet, part: Int) {
        let groups = 5
        let products = (0..<groups * part).map { Float($0 % 17) * 0.7 - 3 }
        // Added to what is there.
        var sums = (0..<groups).map { Double($0) }
        set.kernels.cubicSums(products, to: &sums, groups: groups, part: part, scale: 0.25)
        for group in 0..<groups {
            let exact = products[group * part..<(group + 1) * part].reduce(Double(group)) {
                let base = Double($1) * 0.25 + 1
                return $0 + base * base * base
            }
            #expect(abs(sums[group] - exact) < 1e-5 * max(1, exact.magnitude))
        }
    }

    @Test(arguments: KernelSet.all, [(1, 1, 1), (5, 33, 3), (17, 64, 20)])
    func squaredDistances(set: KernelSet, shape: (rows: Int, others: Int, width: Int)) {
        let (rows, others, width) = shape
        let a = (0..<rows * width).map { Float($0 % 23) * 0.3 - 2 }
        // The first rows are those of `a`.
        let b = (0..<others * width).map { Float($0 % 23) * 0.3 - 2 }
        let distances = SquaredDistances(to: b, width: width, kernels: set.kernels)
        #expect(distances.lineLength >= others)
        var lines = [Float](repeating: -1, count: rows * distances.lineLength)
        distances.fill(&lines, from: a, count: rows)
        for row in 0..<rows {
            for other in 0..<others {
                let exact = (0..<width).reduce(0.0) { sum, index in
                    let difference = Double(a[row * width + index] - b[other * width + index])
                    return sum + difference * difference
                }
                let found = Double(lines[row * distances.lineLength + other])
                #expect(abs(found - exact) <= 1e-6 * exact)
            }
        }
    }

    @Test func everySetOfThisProcessorIsTested() {
        #expect(KernelSet.all.count >= 1)
        #expect(["baseline", "avx2", "avx512"].contains(Machine.instructionSet))
        #expect(Kernels(instructionSet: "mmx") == nil)
    }
}
