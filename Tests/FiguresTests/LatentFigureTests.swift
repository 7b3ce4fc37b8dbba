import Compute
import Datasets
import Evaluation
import Foundation
import Studies
import Testing

@testable import Figures

/// Figures that show where images lie in the latent space, and what lies between.
@Suite struct LatentFigureTests {
    private func number(_ cell: DataTable.Cell) throws -> Double {
        guard case .number(let value, _) = cell else { throw CancellationError() }
        return value
    }

    private func view(_ sizes: [Int] = [2, 4, 8, 16], verdict: Int? = nil) throws -> StudyView {
        try StudyView(try SyntheticStudy.results(latentSizes: sizes), verdict: verdict)
    }

    /// Against the errors of every image, computed one by one.
    @Test func theWorstComeFirst() throws {
        let view = try view([2, 4])
        let images = source(count: 40)
        let figure = try WorstReconstructions.rendered(view, images)
        var scores = [Double](repeating: 0, count: 40)
        for size in [2, 4] {
            let coder = RampCoder(latentSize: size, pixels: 784)
            let errors = (0..<40).map { index -> Double in
                let original = images.tensor([index])
                let decoded = coder.decodedMeans(coder.posteriorMeans(original))
                return zip(original.values, decoded.values).reduce(0.0) {
                    $0 + pow(Double($1.0) - Double($1.1), 2)
                } / 784
            }
            let mean = errors.reduce(0, +) / 40
            for index in errors.indices { scores[index] += errors[index] / mean / 2 }
        }
        let ranked = try WorstReconstructions.ranked(view, images)
        for (rank, place) in ranked.enumerated() {
            #expect(abs(place.error - scores[place.example]) < 1e-9)
            #expect(rank == 0 || ranked[rank - 1].error >= place.error)
        }
        #expect(Set(ranked.map(\.example)).count == 40)
        #expect(figure.caption.hasPrefix("The 10 of the 40 test images kept that come back worst"))
        #expect(figure.caption.contains("averaged over the sizes shown"))
        let labels = try #require(images.examples.labels)
        #expect(
            figure.table.rows.prefix(10).map { $0[2] }
                == ranked.prefix(10).map { .integer(Int(labels[$0.example])) })
        let one = try WorstReconstructions.rendered(view.only([4]), images)
        #expect(one.caption.contains("by the squared error of this model"))
        #expect(one.table.rows.count == 10 && !one.caption.contains("averaged"))
    }

    @Test func bothWaysStandBelowEachOther() throws {
        let view = try view([2, 8])
        let both = try Interpolations.rendered(view, source())
        #expect(
            both.rowLabels.prefix(4) == [
                "size 2, arc", "size 2, line", "size 8, arc", "size 8, line",
            ])
        var options = FigureOptions()
        options.path = .linear
        options.pairs = 1
        options.steps = 5
        let line = try Interpolations.rendered(view, source(), options)
        #expect(line.rowLabels == ["size 2", "size 8"])
        #expect(line.table.rows.count == 2 * 5)
        #expect(line.caption.contains("straight line") && !line.caption.contains("arc"))
        // Straight: the codes of this coder are multiples of one vector, so their norms are too.
        let norms = try line.table.rows.prefix(5).map { try number($0[6]) }
        for step in 0..<5 {
            let part = Double(step) / 4
            #expect(abs(norms[step] - (norms[0] + (norms[4] - norms[0]) * part)) < 1e-6)
        }
        let first = both.table.rows.filter { $0[0] == .integer(1) }
        #expect(Set(first.map { $0[2] }) == [.text("spherical"), .text("linear")])
    }

    @Test func classMeansAreMeans() throws {
        let images = source(count: 23, classes: 4)
        let figure = try #require(try ClassMeans.rendered(try view([2]), images))
        let labels = try #require(images.examples.labels)
        let codes = RampCoder(latentSize: 2, pixels: 784)
            .posteriorMeans(images.tensor(Array(0..<23))).values
        func norm(_ label: UInt8) -> Double {
            let members = labels.indices.filter { labels[$0] == label }
            let mean = (0..<2).map { dimension in
                members.reduce(0.0) { $0 + Double(codes[$1 * 2 + dimension]) }
                    / Double(members.count)
            }
            return (mean[0] * mean[0] + mean[1] * mean[1]).squareRoot()
        }
        #expect(figure.table.rows.count == 7)
        for label in 0..<4 {
            let row = figure.table.rows[2 * label]
            #expect(row[2] == .integer(label) && row[3] == .integer(label))
            #expect(abs(try number(row[5]) - norm(UInt8(label))) < 1e-6)
        }
        let between = figure.table.rows[3]
        #expect(between[2...4] == [.integer(1), .integer(2), .number(0.5, digits: 3)])
        #expect(abs(try number(between[5]) - (norm(1) + norm(2)) / 2) < 1e-6)
        #expect(figure.caption.contains("0, 1, 2 and 3 from the left, over the 23 test images"))
        #expect(try ClassMeans.rendered(try view(), source(classes: nil)) == nil)
        #expect(try ClassMeans.rendered(try view(), source(classes: 1)) == nil)
        let many = try #require(try ClassMeans.rendered(try view(), source(classes: 14)))
        #expect(many.caption.contains("the first 10 of 14 classes"))
    }

    @Test func traversalsWalkTheStrongestDimensions() throws {
        let view = try view([2, 16])
        let figure = try Traversals.rendered(view, source())
        let ranked = try #require(view.sizes.last).rankedDimensions
        #expect(ranked.map(\.kl) == ranked.map(\.kl).sorted(by: >))
        let labels = ranked.prefix(3).map { "size 16, z\($0.number)" }
        #expect(Array(figure.rowLabels.suffix(3)) == labels)
        #expect(figure.rowLabels.count == 5)
        let walk = try figure.table.rows.prefix(7).map { try number($0[4]) }
        // scipy.stats.norm.ppf of 0.025, 0.18333, 0.5
        for (step, value) in [(0, -1.959963984540054), (1, -0.9027), (3, 0)] {
            #expect(abs(walk[step] - value) < 1e-3, "\(walk)")
            #expect(abs(walk[6 - step] + value) < 1e-3)
        }
        // This coder's images depend on the first dimension alone.
        for row in stride(from: 0, to: figure.table.rows.count, by: 7) {
            let strip = figure.table.rows[row..<row + 7]
            let isFirst = strip.first?[1] == .integer(1)
            #expect((Set(strip.map { $0[5] }).count > 1) == isFirst)
        }
    }

    @Test func theExplorersStripShowsThreeSizes() throws {
        func rendered(_ view: StudyView) throws -> RenderedFigure {
            try ExplorerStrip.rendered(view.only(ExplorerSizes.usual(view)), source())
        }
        let figure = try rendered(view(verdict: 8))
        #expect(figure.rowLabels == ["size 2", "size 8", "size 16"])
        #expect(figure.caption.contains("2, 8 (which the verdict names) and 16"))
        let without = try rendered(view())
        #expect(without.rowLabels == ["size 2", "size 8", "size 16"])
        #expect(!without.caption.contains("verdict"))
        // It goes through the draws that the samples show.
        let draws = Samples.noise(count: 3, latentSize: 16)
        for (step, draw) in [(0, 0), (5, 1), (10, 2)] {
            let norm = try number(without.table.rows[22 + step][3])
            #expect(abs(norm - LatentGeometry.norm(draws[draw][...])) < 1e-5)
        }
        var options = FigureOptions()
        options.latentSizes = [2, 4]
        let asked = try ExplorerStrip.rendered(
            try view().only([2, 4]), source(), options)
        #expect(asked.rowLabels == ["size 2", "size 4"])
    }

    @Test func trainingIsShownByEpoch() throws {
        // Of seed 1 the last epoch but one was kept.
        func rendered(_ view: StudyView) throws -> RenderedFigure? {
            try TrainingStrip.rendered(view.only(TrainingStrip.usualSizes(view)), source())
        }
        let figure = try #require(try rendered(view(verdict: 4)))
        #expect(figure.rowLabels == ["epoch 1", "epoch 2", "epoch 5", "epoch 7", "epoch 8"])
        #expect(figure.caption.contains("latent size 4 at the end of the epochs 1, 2, 5, 7 and 8"))
        #expect(figure.caption.contains("of which 7 is the one that was kept"))
        // The snapshots of this source are as dark as their epoch is early.
        let greys = try stride(from: 0, to: 50, by: 10).map { try number(figure.table.rows[$0][5]) }
        #expect(greys[0] < greys[1] && greys[1] < greys[2] && greys[4] < greys[3])
        #expect(figure.table.rows[30][2] == .text("kept"))
        let largest = try #require(try rendered(view()))
        #expect(largest.caption.contains("latent size 16 at"))

        let old = try StudyView(try SyntheticStudy.results(hasSnapshots: false))
        #expect(try TrainingStrip.rendered(old, source()) == nil)
        var options = FigureOptions()
        options.epochs = [2, 7]
        options.latentSizes = [2, 8]
        let few = try #require(
            try TrainingStrip.rendered(try view().only([2, 8]), source(), options))
        #expect(
            few.rowLabels == [
                "size 2, epoch 2", "size 2, epoch 7", "size 8, epoch 2", "size 8, epoch 7",
            ])
        options.epochs = [3]
        let error = #expect(throws: FigureError.self) {
            try TrainingStrip.rendered(try view(), source(), options)
        }
        #expect(error?.place == "epochs" && error?.remedy == "choose from 1, 2, 5, 7 and 8")
    }
}
