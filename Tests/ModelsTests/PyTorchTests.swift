import Compute
import Foundation
import Testing

@testable import Models
@testable import Training

/// Losses, gradients and optimizer steps of whole models against PyTorch in double precision.
@Suite struct PyTorchTests {
    @Test func referencesAreThere() {
        #expect(ReferenceCase.all.count == 10)
    }

    @Test(arguments: ReferenceCase.all)
    func lossesAgree(reference: ReferenceCase) throws {
        let model = try reference.model()
        let sums = model.differentiate(reference.batch(step: 0), klWeight: reference.klWeight)
        #expect(isClose(sums.reconstruction, reference.reconstruction, 1e-6))
        for (ours, theirs) in zip(sums.klPerDimension, reference.klPerDimension) {
            #expect(isClose(ours, theirs, 1e-5))
        }
        #expect(model.elbo(reference.batch(step: 0)).reconstruction == sums.reconstruction)
    }

    @Test(arguments: ReferenceCase.all)
    func gradientsAgree(reference: ReferenceCase) throws {
        let model = try reference.model()
        _ = model.differentiate(reference.batch(step: 0), klWeight: reference.klWeight)
        #expect(model.gradients.map(\.name).sorted() == reference.gradients.keys.sorted())
        for gradient in model.gradients {
            let expected = try #require(reference.gradients[gradient.name])
            let values = gradient.tensor.values.map(Double.init)
            let weighted = { (weight: (Double) -> Double) in
                values.enumerated().reduce(0.0) { $0 + $1.element * weight(Double($1.offset)) }
            }
            let found = [
                weighted { _ in 1 }, weighted { cos(0.7 * $0) }, weighted { sin(0.013 * $0) },
                values.reduce(0) { $0 + $1 * $1 }.squareRoot(),
            ]
            // A weighted sum of n numbers of norm g is known to about √n times g's relative error.
            let tolerance = 1e-5 * expected[3] * Double(values.count).squareRoot()
            for (ours, theirs) in zip(found, expected) {
                #expect(abs(ours - theirs) < tolerance, "\(gradient.name)")
            }
            #expect(isClose(found[3], expected[3], 1e-5), "\(gradient.name)")
        }
    }

    @Test(arguments: ReferenceCase.all)
    func tenStepsOfAdamAgree(reference: ReferenceCase) throws {
        let model = try reference.model()
        let adam = Adam(parameterCount: model.parameterCount, step: 0, first: [], second: [])
        for (step, expected) in reference.losses.enumerated() {
            var sums = ELBOSums(latentSize: reference.latentSize)
            adam.begin(rate: 1e-3)
            model.differentiate(
                reference.batch(step: step), klWeight: reference.klWeight, addingTo: &sums,
                use: adam.move)
            let loss =
                (sums.reconstruction + reference.klWeight * sums.kl) / Double(reference.images)
            #expect(isClose(loss, expected, 2e-5), "step \(step)")
        }
    }
}

func isClose(_ a: Double, _ b: Double, _ relative: Double) -> Bool {
    abs(a - b) <= relative * max(abs(a), abs(b), 1e-9)
}
