import Foundation
import Templates

@testable import Site

extension FuzzTarget {
    /// Pages that are verified, against a small one.
    static let page = FuzzTarget(
        name: "page",
        seeds: {
            [
                whole,
                Data("<script src=\"x\">1</script><p id=\"a-caption\">1.5 &amp; 2".utf8),
            ]
        }
    ) { bytes in
        let comparison = PageComparison(page: bytes, recomputed: whole, tolerance: .exact)
        require(bytes != whole || comparison.differences.isEmpty, "a page unlike itself")
    }

    private static let whole = Data(
        """
        <!DOCTYPE html><html lang="en"><head><title>A &amp; B</title><style>p{}</style></head><body>
        <h2 id="part">Part</h2><table><caption id="t-caption">T</caption><tr><td>0.0134</td></tr></table>
        <a href="data:text/csv;base64,ZCxtc2UNCjIsMC41DQo=" download="t.csv">CSV</a>
        <img src="data:image/png;base64,iVBORw0KGgo=" alt="x"></body></html>
        """.utf8)

    /// Templates in the place of those built in.
    static let template = FuzzTarget(
        name: "template", seeds: { [Data(Templates.index.text.utf8)] }
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let template = try CheckedTemplate<IndexPage>(
            .init(name: "index.mustache", text: text, path: "index.mustache"))
        _ = template.render(IndexPage())
    }

    /// The raw paths of requests; what is served lies in the site.
    static let path = FuzzTarget(
        name: "path",
        seeds: {
            ["/", "/index.html", "/study/", "/study/a%20b.csv", "/%2e%2e/secret", "/out", "/study"]
                .map { Data($0.utf8) }
        }
    ) { bytes in
        let answer = try site.answer(String(decoding: bytes, as: UTF8.self))
        guard case .file(let url, _) = answer else { return }
        require(
            url.path.hasPrefix(folder.appending(path: "site/").path)
                && !url.path.contains("/."), "\(url.path) is served")
    }

    /// A site with links out of it, and a file beside it.
    private static let folder: URL = {
        let files = FileManager.default
        let folder = files.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "vae-report-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            let study = folder.appending(path: "site/study")
            try files.createDirectory(at: study, withIntermediateDirectories: true)
            for name in [
                "site/index.html", "site/study/index.html", "site/study/a b.csv", "secret",
            ] {
                try Data(name.utf8).write(to: folder.appending(path: name))
            }
            for (name, target) in [("out", "../secret"), ("top", "/"), ("in", "study")] {
                try files.createSymbolicLink(
                    atPath: folder.appending(path: "site/\(name)").path,
                    withDestinationPath: target)
            }
        } catch { fatalError("no site: \(error)") }
        return folder
    }()

    private static let site: PreviewFiles = {
        do { return try PreviewFiles(site: folder.appending(path: "site")) } catch {
            fatalError("no site: \(error)")
        }
    }()
}
