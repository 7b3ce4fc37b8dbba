import Evaluation
import Figures
import Foundation
import Storage
import Testing

@testable import Site

@Suite struct SiteBuilderTests {
    private func build(
        _ site: URL, _ study: SyntheticStudy = SyntheticStudy()
    ) throws -> WrittenReport {
        try write(SiteBuilder(site: site, templates: nil), study, StandInFigures.all())
    }

    private func write(
        _ builder: SiteBuilder, _ study: SyntheticStudy, _ figures: [RenderedFigure]
    ) throws -> WrittenReport {
        let results = try study.results()
        return try builder.write(
            results: results, verdict: StudyVerdict(results), figures: figures)
    }

    @Test func writesTheWholeFolder() throws {
        let folder = try ScratchFolder()
        let written = try build(folder.url)
        #expect(written.page.path == folder.url.appending(path: "synthetic/index.html").path)
        let files = try folder.contents()
        for path in [
            "index.html", "synthetic/index.html", "synthetic/figures/loss-curves.svg",
            "synthetic/figures/loss-curves-dark.svg", "synthetic/figures/loss-curves.png",
            "synthetic/figures/loss-curves.pdf", "synthetic/figures/samples.png",
            "synthetic/data/loss-curves.csv", "synthetic/data/loss-curves.json",
            "synthetic/data/comparison.csv", "synthetic/data/training.csv",
            "synthetic/data/results.json", "synthetic/data/verdict.csv",
            "synthetic/data/generation.csv", "synthetic/data/self-tests.csv",
        ] {
            #expect(files[path] != nil, "\(path)")
        }
        let log = try folder.text("synthetic/data/training.csv")
        #expect(log.components(separatedBy: "\r\n").count == 5 * 8 + 2)
        #expect(log.hasPrefix("latent_size,seed,epoch,step,learning_rate,kl_weight,training_"))
        let comparison = try folder.text("synthetic/data/comparison.csv")
        #expect(comparison.contains("\r\n16,99.34,"))
    }

    @Test func sameStudySameBytes() throws {
        let first = try ScratchFolder()
        let second = try ScratchFolder()
        _ = try build(first.url)
        _ = try build(second.url)
        _ = try build(second.url)
        #expect(try first.contents() == second.contents())
    }

    @Test func theDigestIsOfWhatWasWritten() throws {
        let folder = try ScratchFolder()
        let written = try build(folder.url)
        let study = folder.url.appending(path: "synthetic")
        #expect(try FolderDigest.of(study) == written.digest)
        for (path, text) in [("data/training.csv", "other"), ("data/more.csv", "")] {
            let file = study.appending(path: path)
            let before = try? Data(contentsOf: file)
            try Data(text.utf8).write(to: file)
            #expect(try FolderDigest.of(study) != written.digest)
            if let before { try before.write(to: file) }
        }
    }

    @Test func leftoversInTheSiteAreRemoved() throws {
        let folder = try ScratchFolder()
        let leftover = folder.url.appending(path: ".index.html.0123456789abcdef.tmp")
        try Data("torn".utf8).write(to: leftover)
        _ = try build(folder.url)
        #expect(!FileManager.default.fileExists(atPath: leftover.path))
    }

    @Test func listsTheStudiesFound() throws {
        let folder = try ScratchFolder()
        _ = try build(folder.url, SyntheticStudy(name: "b", title: "Second <b>"))
        _ = try build(folder.url, SyntheticStudy(name: "a", title: "First"))
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "c/data"), withIntermediateDirectories: true)
        try Data("{}".utf8).write(to: folder.url.appending(path: "c/data/results.json"))
        try SiteBuilder(site: folder.url, templates: nil).writeIndex()
        let index = try folder.text("index.html")
        let titles = index.matches(of: /<h2><a href="([^"]*)">(.*?)<\/a>/)
            .map { "\($0.output.1) \($0.output.2)" }
        #expect(titles == ["a/index.html First", "b/index.html Second &lt;b&gt;"])
        #expect(index.contains("2 studies"))
        #expect(index.contains("<li>c: card is missing.</li>"))
    }

    @Test func replacesAnOlderReportWhole() throws {
        let folder = try ScratchFolder()
        let stale = folder.url.appending(path: "synthetic/figures/old.svg")
        try FileManager.default.createDirectory(
            at: stale.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("old".utf8).write(to: stale)
        _ = try build(folder.url)
        #expect(!FileManager.default.fileExists(atPath: stale.path))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(names == ["index.html", "synthetic"])
    }

    @Test(arguments: [
        "", ".", "..", "../x", "a/b", ".hidden", "index.html", "Readme.md", "a b", "é", "<b>",
        "-x",
    ])
    func refusesNamesThatLeaveTheSite(_ name: String) throws {
        let folder = try ScratchFolder()
        #expect(throws: SiteError.folderName(name)) {
            try build(folder.url, SyntheticStudy(name: name))
        }
        #expect(try folder.contents().isEmpty)
    }

    @Test func refusesCellsThatWouldReplaceTheRecords() throws {
        let folder = try ScratchFolder()
        let builder = try SiteBuilder(site: folder.url, templates: nil)
        #expect(throws: SiteError.cellName("results")) {
            try write(builder, SyntheticStudy(), [StandInFigures.chart("results")])
        }
        #expect(try folder.contents().isEmpty)
    }
}
