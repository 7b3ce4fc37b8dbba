import Drawing
import Evaluation
import Foundation
import Testing

@testable import Figures

@Suite struct FigureOptionsTests {
    private func context(
        sizes: [Int] = [2, 4, 8, 16, 32], generation: SyntheticGeneration? = SyntheticGeneration()
    ) throws -> FigureContext {
        let results = try SyntheticStudy.results(latentSizes: sizes, generation: generation)
        return FigureContext(results: results, verdict: StudyVerdict(results)) {
            source(mixture: true)
        }
    }

    private func error(
        _ recipe: FigureRecipe, _ context: FigureContext, _ set: (inout FigureOptions) -> Void
    ) -> FigureError? {
        var options = FigureOptions()
        set(&options)
        do {
            _ = try recipe.draw(context, options)
            return nil
        } catch {
            return error as? FigureError
        }
    }

    /// What a figure says it heeds is what it looks at, and it refuses what it cannot draw.
    @Test(arguments: FigureCatalogue.ids) func badNumbersAreRefused(_ id: String) throws {
        let recipe = try FigureCatalogue.recipe(id)
        let context = try context()
        let keys: [(FigureOptions.Key, WritableKeyPath<FigureOptions, Int?>)] = [
            (.images, \.images), (.rows, \.rows), (.steps, \.steps), (.pairs, \.pairs),
            (.dimensions, \.dimensions),
        ]
        // All that it does not heed at once, nonsense or not: the figure is the same.
        var others = FigureOptions()
        for (key, path) in keys where !recipe.options.contains(key) {
            others[keyPath: path] = -3
        }
        if !recipe.options.contains(.metrics) { others.metrics = ["nothing"] }
        if !recipe.options.contains(.epochs) { others.epochs = [77] }
        if !recipe.options.contains(.path) { others.path = .spherical }
        let plain = try recipe.draw(context, FigureOptions())
        let same = try recipe.draw(context, others)
        #expect(plain?.caption == same?.caption && plain?.table == same?.table)
        for (key, path) in keys where recipe.options.contains(key) {
            for value in [0, -3, 1_000_000, .max, .min] {
                let error = error(recipe, context) { $0[keyPath: path] = value }
                #expect(error?.place == key.rawValue)
                #expect(error?.problem.contains("\(value)") == true)
                #expect(error?.remedy?.hasPrefix("take ") == true)
            }
        }
        for sizes in [[3], [2, 64], []] {
            #expect(error(recipe, context) { $0.latentSizes = sizes }?.place == "latentSizes")
        }
        if recipe.options.contains(.metrics) {
            #expect(error(recipe, context) { $0.metrics = ["nothing"] }?.place == "metrics")
        }
        if recipe.options.contains(.epochs) {
            #expect(error(recipe, context) { $0.epochs = [77] }?.place == "epochs")
        }
        if recipe.options.contains(.path) {
            let captions = try LatentPath.allCases.map { path in
                var options = FigureOptions()
                options.path = path
                return try recipe.draw(context, options)?.caption
            }
            #expect(Set(captions).count == 2)
        }
    }

    @Test func metricsAreChosenByName() throws {
        let context = try context()
        var options = FigureOptions()
        options.metrics = ["ssim", "kl", "ssim", "frechetDistance"]
        let quality = try QualityBySize(
            context.view(options), verdict: context.verdict, options)
        #expect(
            quality.chart(.wide).rows.flatMap { $0 }.map(\.y.name) == [
                "Structural similarity", "Kullback–Leibler divergence", "Fréchet distance",
            ])
        #expect(quality.caption.hasPrefix("Three metrics"))
        #expect(quality.caption.contains("Fréchet distance compares 10,000 samples"))
        #expect(!quality.caption.contains("overage") && !quality.caption.contains("Gate"))
        #expect(!quality.caption.contains("units"))
        options.metrics = ["reconstruction"]
        let curves = try LossCurves(context.view(options), options)
        #expect(
            curves.chart(.wide).rows.flatMap { $0 }.allSatisfy { $0.y.name == "Reconstruction" })
        #expect(Set(curves.table.rows.map { $0[0] }) == [.text("Reconstruction")])
        #expect(curves.altText.contains("Validation reconstruction in nats"))
        #expect(!curves.altText.contains("ELBO") && !curves.caption.contains("Parts"))
        options.metrics = ["kl", "negativeELBO"]
        let overlay = try LossOverlay(context.view(options), options)
        #expect(
            overlay.chart(.wide).rows.map { $0[0].y.name } == [
                "Validation Kullback–Leibler divergence", "Validation negative ELBO",
            ])
        options.metrics = ["coverage"]
        let samples = try #require(try GenerationBySize(context.view(options), options))
        #expect(Set(samples.table.rows.map { $0[0] }) == [.text("Coverage")])
        #expect(!samples.caption.contains("ixel") && !samples.caption.contains("recision"))
        #expect(samples.altText.hasPrefix("One line chart"))
    }

    @Test func unknownMetricsAreToldWithTheNearOnes() throws {
        let context = try context()
        let recipe = try FigureCatalogue.recipe("quality-by-size")
        let typo = error(recipe, context) { $0.metrics = ["mse", "negativeElbo"] }
        #expect(typo?.problem.contains("“negativeElbo”") == true)
        #expect(typo?.remedy == "did you mean negativeELBO?")
        #expect(error(recipe, context) { $0.metrics = [] }?.place == "metrics")
        let few = try self.context(generation: nil)
        let absent = error(recipe, few) { $0.metrics = ["coverage"] }
        #expect(absent?.problem == "“coverage” was not measured in this study")
        #expect(absent?.remedy?.contains("mse") == true)
        #expect(absent?.remedy?.contains("frechetDistance") == false)
    }

    /// Sizes that were not asked for leave no trace.
    @Test(arguments: FigureCatalogue.ids) func otherSizesAreGone(_ id: String) throws {
        let context = try context()
        #expect(context.verdict.latentSize == 8)
        var options = FigureOptions()
        options.latentSizes = [2, 4]
        let figure = try #require(try FigureCatalogue.draw(id, options, in: context))
        let place = figure.table.columns.firstIndex { $0.key == "latent_size" }
        if let place {
            let sizes = Set(figure.table.rows.map { $0[place] }).subtracting([.empty])
            #expect(sizes.isSubset(of: [.integer(2), .integer(4)]), "\(sizes)")
        } else {
            #expect(id == "manifold")
        }
        for words in [figure.caption, figure.altText] + figure.rowLabels {
            #expect(words.firstMatch(of: /sizes? (\d+(, | and ))*(8|16|32)\b/) == nil, "\(words)")
            #expect(!words.contains("verdict names"), "\(words)")
        }
    }

    @Test func marksOfOtherSizesAreGone() throws {
        let context = try context()
        func marks(_ sizes: [Int]) throws -> (upright: Int, bands: Int) {
            var options = FigureOptions()
            options.latentSizes = sizes
            let figure = try QualityBySize(
                context.view(options), verdict: context.verdict, options)
            let marks = figure.chart(.wide).rows.flatMap { $0 }.flatMap(\.marks)
            return (
                marks.count {
                    if case .rule(let rule) = $0, case .vertical = rule.course {
                        true
                    } else {
                        false
                    }
                }, marks.count { if case .band = $0 { true } else { false } }
            )
        }
        #expect(try marks([2, 8, 32]) == (8, 1))
        #expect(try marks([2, 4]) == (0, 0))
    }

    @Test func seedsAreChosen() throws {
        let results = try SyntheticStudy.results(seeds: [1, 2])
        let context = FigureContext(results: results, verdict: StudyVerdict(results)) { source() }
        var options = FigureOptions()
        options.seed = 2
        for recipe in FigureCatalogue.recipes where recipe.options.contains(.seed) {
            guard let figure = try recipe.draw(context, options) else { continue }
            #expect(figure.caption.contains("2 is shown"), "\(recipe.id)")
        }
        options.seed = 3
        #expect(throws: FigureError.self) { try context.view(options) }
    }
}
