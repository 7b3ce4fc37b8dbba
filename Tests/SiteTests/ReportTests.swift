import Drawing
import Evaluation
import Foundation
import Storage
import Testing

@testable import Figures
@testable import Site

@Suite struct ReportTests {
    private static let hostile = "</script><img src=x onerror=alert(1)>\"'&\u{301}"

    private func report(
        _ study: SyntheticStudy = SyntheticStudy(), figures: [RenderedFigure]? = nil
    ) throws -> String {
        let builder = try SiteBuilder(site: URL(filePath: "/nowhere"), templates: nil)
        let results = try study.results()
        let page = try builder.report(
            results: results, verdict: StudyVerdict(results),
            figures: try figures ?? StandInFigures.all())
        return String(decoding: page, as: UTF8.self)
    }

    @Test func isOneWholeDocument() throws {
        let page = try report()
        #expect(
            page.hasPrefix(
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\""
            ))
        #expect(!page.contains("{{"))
        let markup = page.replacing(/(?s)<(style|script)>.*?<\/\1>/, with: "")
        #expect(markup.count { $0 == "<" } == markup.count { $0 == ">" })
        for word in ["<header", "<nav", "<main", "<footer", "<h1>"] {
            #expect(page.ranges(of: word).count == 1, "\(word)")
        }
        #expect(page.ranges(of: "<script").count == 1)
        let outside = page.replacing(/"data:[^"]*"/, with: "")
        #expect(!outside.contains("https://"))
        #expect(
            !outside.replacing("http://www.w3.org/1998/Math/MathML", with: "").contains("http://"))
    }

    @Test(arguments: ["style", "script"]) func allowsOnlyItsOwn(_ part: String) throws {
        let page = try report()
        let text = try #require(
            page.firstMatch(of: try Regex("(?s)<\(part)>(.*?)</\(part)>"))?.output[1].substring)
        let digest = Digest.sha256(Data(text.utf8))
        let policy = try #require(
            page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)
        ).output.1.replacing("&#39;", with: "'")
        let allowed = try #require(
            policy.firstMatch(of: try Regex("\(part)-src 'sha256-([^']*)';"))?.output[1].substring)
        let bytes = try #require(Data(base64Encoded: String(allowed)))
        let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hex == digest)
        for rule in [
            "default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'",
        ] {
            #expect(policy.contains(rule))
        }
        #expect(!policy.contains("unsafe"))
        #expect(!page.contains(" style=\""))
    }

    @Test func idsAreUniqueAndLinksResolve() throws {
        let page = try report()
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        let links = page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
        #expect(links.count > 8)
        #expect(links.allSatisfy(ids.contains))
        let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.output.1) }
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    }

    @Test func showsEveryFigureWithWordsAndNumbers() throws {
        let page = try report()
        for id in FigureCatalogue.ids {
            #expect(page.contains("<figure id=\"figure-\(id)\">"))
            #expect(page.contains("download=\"\(id).csv\""))
        }
        #expect(page.ranges(of: "<figcaption>").count == FigureCatalogue.ids.count)
        #expect(page.contains("Figure \(FigureCatalogue.ids.count). "))
        let alternatives = page.matches(of: /\salt="([^"]*)"/)
        // Seven charts and ten grids of images.
        #expect(alternatives.count == 17)
        #expect(alternatives.allSatisfy { $0.output.1.count >= 20 })
        #expect(
            page.contains("@container(min-width:897px){.px299x3 img{width:897px}}"))
        // Grids of one width share their rules.
        #expect(page.ranges(of: ".px299x3 img{width:299px}").count == 1)
    }

    /// A chart is in the page once for each width, whatever the ground.
    @Test func chartsFollowTheirGround() throws {
        let figure = StandInFigures.chart("loss-curves")
        let page = try report(figures: [figure])
        let charts = page.matches(of: /(?:src|srcset)="data:image\/svg\+xml,([^"]*)"/)
        #expect(charts.count == 2)
        for (chart, width) in zip(charts, ["360", "860"]) {
            let drawing = try #require(String(chart.output.1).removingPercentEncoding)
            #expect(drawing.contains("width='\(width)'"))
            #expect(drawing.contains("@media (prefers-color-scheme:dark)"))
        }
        // The data address of an SVG is no download: the script makes one of the image.
        #expect(page.ranges(of: "data:image/svg+xml").count == 2)
    }

    @Test func chartsTellWhereTheirRowsAre() throws {
        let chart = StandInFigures.chart("loss-curves", rows: 3)
        func figure(_ positions: [Point?]) -> RenderedFigure {
            RenderedFigure(
                id: chart.id, title: chart.title, caption: chart.caption, altText: chart.altText,
                table: chart.table, content: chart.content,
                narrow: chart.narrow.map {
                    .init(
                        light: $0.light, dark: $0.dark, width: $0.width, height: $0.height,
                        positions: positions.reversed())
                }, positions: positions)
        }
        let page = try report(figures: [figure([Point(10.4, 20.5), nil, Point(.nan, 1)])])
        #expect(
            page.contains(" data-places=\"860 10,21 - -\" data-narrow-places=\"360 - - 10,21\""))
        for none in [[], [nil, nil, nil]] as [[Point?]] {
            #expect(try !report(figures: [figure(none)]).contains(" data-places="))
        }
    }

    @Test func longTablesAreDownloadsOnly() throws {
        let page = try report(figures: [
            StandInFigures.chart("loss-curves", rows: 200),
            StandInFigures.chart("loss-overlay", rows: 1201),
        ])
        #expect(page.contains("Numbers (200 rows)"))
        #expect(page.contains("Its 1,201 rows of numbers are in the CSV file."))
        #expect(page.contains("download=\"loss-overlay.csv\""))
    }

    @Test func saysLoudlyWhatIsWrong() throws {
        func banners(_ study: SyntheticStudy) throws -> [String] {
            try report(study, figures: []).matches(
                of: /<div class="banner ([a-z]+)">\s*<p><strong>([^<]*)/
            )
            .map { "\($0.output.1): \($0.output.2)" }
        }
        #expect(try banners(SyntheticStudy()) == ["warn: One seed."])
        #expect(try banners(SyntheticStudy(seeds: [1, 2])).isEmpty)
        #expect(
            try banners(
                SyntheticStudy(seeds: [1, 2], substitution: "No mirror answered.", pcaShift: -0.02))
                == ["alert: This is not MNIST.", "alert: Sizes 2, 16 and 32 do not beat PCA."])
        #expect(try banners(SyntheticStudy(epochs: 3)).contains("warn: Undertrained."))
    }

    /// 9,167 images in batches of 64 are 144 steps an epoch.
    @Test(arguments: [(3, "86 steps"), (8, "200 steps")])
    func methodTellsTheWarmUpThatTookPlace(_ epochs: Int, _ steps: String) throws {
        let page = try report(SyntheticStudy(epochs: epochs), figures: [])
        #expect(page.contains("a rate that rises over \(steps) to"))
    }

    @Test func balancesOnlyClassesThatAreKnown() throws {
        let known = try report(figures: [])
        #expect(known.contains("A class-balanced part of the training file is used"))
        let unknown = try report(SyntheticStudy(hasLabels: false), figures: [])
        #expect(!unknown.contains("class-balanced"))
        #expect(unknown.contains("A part of the training file, drawn at random, is used"))
    }

    @Test(arguments: [(28, 11), (11, 11), (10, 9), (4, 3)])
    func tellsTheWindowOfSmallImages(_ side: Int, _ window: Int) throws {
        let page = try report(SyntheticStudy(side: side), figures: [])
        #expect(page.contains("a Gaussian window of \(window) pixels"))
    }

    @Test func saysWhereThereIsNoPCA() throws {
        let with = try report(figures: [])
        #expect(with.contains("<dt>PCA</dt>") && !with.contains("There is no PCA to compare with"))
        let without = try report(SyntheticStudy(hasPCA: false))
        #expect(without.contains("it was not fitted to images of 28 × 28 pixels"))
        for claim in [
            "<dt>PCA</dt>", "analysis keeps", "than PCA", "PCA with as many", "PPCA",
            "robabilistic PCA",
        ] {
            #expect(!without.contains(claim), "\(claim)")
        }
    }

    @Test func foreignTextIsText() throws {
        var study = SyntheticStudy(title: Self.hostile, substitution: Self.hostile)
        study.seeds = [1, 2]
        let page = try report(study)
        #expect(page.ranges(of: "</script>").count == 1)
        #expect(!page.contains("<img src=x"))
        #expect(
            page.contains(
                "<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;'&amp;\u{301}</h1>")
        )
    }

    /// Of the quick preset and of the full one.
    @Test(arguments: [
        SyntheticStudy(sizes: [2, 4, 8, 16], epochs: 8),
        SyntheticStudy(sizes: [2, 4, 8, 12, 16, 24, 32], seeds: [1, 2, 3], epochs: 20),
    ])
    func staysSmall(_ study: SyntheticStudy) throws {
        let results = try study.results()
        let charts = FigureCatalogue.recipes.filter(\.sources.isEmpty).map(\.id)
        let figures = try FigureCatalogue.render(
            charts,
            in: FigureContext(results: results, verdict: StudyVerdict(results)) {
                throw CancellationError()
            })
        let page = try report(study, figures: figures)
        // Image grids take 400 kB of the 2 MB that the quick one may have, and their captions 4 kB of
        // the 60 kB.
        #expect(page.utf8.count <= 700_000 || study.seeds.count > 1, "\(page.utf8.count)")
        // Where its points are is a part of a chart, as its alternative text.
        let bare = page.replacing(/data:[^"]*/, with: "").replacing(/<img [^>]*>/, with: "")
            .replacing(/[ ]data-[a-z-]*places="[^"]*"/, with: "")
            .replacing(/(?s)<ul class="rows".*?<\/ul>/, with: "")
            .replacing(/(?s)<table.*?<\/table>/, with: "")
            .replacing(/(?s)<details class="log">.*?<\/details>/, with: "")
            .replacing(/(?s)<div class="tools">.*?<\/p>\s*<\/div>/, with: "")
        #expect(bare.utf8.count <= 60_000, "\(bare.utf8.count)")
    }

    @Test func equalInputGivesEqualBytes() throws {
        #expect(try report() == report())
    }
}
