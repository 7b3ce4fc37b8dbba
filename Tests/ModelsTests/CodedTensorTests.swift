import Compute
import Testing

@testable import Models

@Suite struct CodedTensorTests {
    private static let rows = Tensor(
        shape: [3, 4],
        values: [0.9, -0.31, 0, 0.123, 12, -127, 63.5, 64.5, 1e-3, 2e-3, -5e-4, 1e-5])

    /// Codes by torch.quantize_per_channel(x, x.abs().amax(1) / 127, zeros, 0, torch.qint8).
    @Test func bytesAreThoseOfPyTorch() {
        let coded = CodedTensor(Self.rows, axis: 0, code: .int8)
        #expect(
            coded.codes.map { Int8(bitPattern: $0) }
                == [127, -44, 0, 17, 12, -127, 64, 64, 64, 127, -32, 1])
        for (scale, expected) in zip(
            coded.scales, [0.007086614146828651, 1, 1.5748031728435308e-05] as [Float])
        {
            #expect(abs(scale / expected - 1) < 2e-7)
        }
    }

    /// (x / x.abs().amax(1, keepdim=True)).half() in PyTorch.
    @Test func halvesAreThoseOfPyTorch() {
        let coded = CodedTensor(Self.rows, axis: 0, code: .fp16)
        let expected = [
            1, -0.344482421875, 0, 0.13671875, 0.094482421875, -1, 0.5, 0.5078125, 0.5, 1, -0.25,
            0.005001068115234375,
        ]
        #expect((0..<12).map { WeightCode.fp16.code(coded.codes, at: $0) } == expected)
        #expect(coded.scales == [0.9, 127, 2e-3])
        // The low byte first: 1 is 0x3C00.
        #expect(Array(coded.codes.prefix(2)) == [0x00, 0x3C])
    }

    /// Against bounds in double precision, for both layouts, with channels of zeros, of huge and of
    /// tiny numbers.
    @Test(arguments: WeightCode.allCases, [[7, 33], [5, 7, 4, 4]])
    func whatComesBackIsNear(_ code: WeightCode, _ shape: [Int]) throws {
        let axis = shape.count == 2 ? 0 : 1
        let length = shape[(axis + 1)...].reduce(1, *)
        var stream = Philox(seed: 4, purpose: .examples)
        func channel(_ place: Int) -> Int { place / length % 7 }
        let values = (0..<shape.reduce(1, *)).map { place -> Float in
            let value = Float(stream.normal())
            switch channel(place) {
            case 1: return 0
            case 2: return value < 0 ? -.greatestFiniteMagnitude : value * 1e37
            case 3: return value * 1e-30
            case 4: return place.isMultiple(of: 3) ? .leastNonzeroMagnitude : 0
            case 5: return value * Float(1 << (place % 12))
            default: return value
            }
        }
        let coded = CodedTensor(Tensor(shape: shape, values: values), axis: axis, code: code)
        let restored = coded.restored
        #expect(restored.shape == shape && coded.scales.count == 7)
        #expect(coded.codes.count == values.count * code.width)
        for (place, (back, value)) in zip(restored.values, values).enumerated() {
            let largest =
                zip(values.indices, values).filter { channel($0.0) == channel(place) }
                .map { abs(Double($0.1)) }.max() ?? 0
            // Half a step, and what single precision adds.
            let bound =
                (code == .int8 ? largest / 254 : largest * 0x1p-12) * (1 + 1e-5)
                + Double(Float.leastNonzeroMagnitude)
            #expect(back.isFinite)
            #expect(abs(Double(back) - Double(value)) <= bound, "channel \(channel(place))")
        }
        #expect(zip(restored.values, values).allSatisfy { $1 != 0 || $0 == 0 })
    }

    /// Small numbers keep eleven bits of their own as halves, which bytes do not give them.
    @Test func halvesKeepSmallNumbers() {
        let values: [Float] = [1000, 1, -0.5, 0.25, 0.1]
        func errors(_ code: WeightCode) -> [Double] {
            let back = CodedTensor(Tensor(shape: [1, 5], values: values), axis: 0, code: code)
                .restored.values
            return zip(back, values).map { abs(Double($0) - Double($1)) / Double($1) }
        }
        #expect(errors(.fp16).allSatisfy { abs($0) < 0x1p-10 })
        #expect(errors(.int8).dropFirst().allSatisfy { abs($0) == 1 })
    }
}
