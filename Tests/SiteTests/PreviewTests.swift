import Foundation
import Storage
import Testing

@testable import Site

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite struct PreviewFilesTests {
    private let folder: ScratchFolder
    private let files: PreviewFiles

    init() throws {
        folder = try ScratchFolder()
        let site = folder.url.appending(path: "site")
        let study = site.appending(path: "study")
        try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
        for (path, text) in [
            "site/index.html": "all", "site/study/index.html": "one", "site/study/a b.csv": "x",
            "site/.lock": "hidden", "secret": "secret",
        ] {
            try Data(text.utf8).write(to: folder.url.appending(path: path))
        }
        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: site.appending(path: name).path, withDestinationPath: target)
        }
        try link("out", to: "../secret")
        try link("top", to: "/")
        try link("within", to: "study/index.html")
        files = try PreviewFiles(site: site)
    }

    @Test(arguments: [
        ("/", "index.html"), ("/index.html", "index.html"), ("/study/", "study/index.html"),
        ("/study/a%20b.csv", "study/a b.csv"), ("/within", "study/index.html"),
    ])
    func givesFilesOfTheSite(_ path: String, _ file: String) throws {
        guard case .file(let url, let type) = try files.answer(path) else {
            Issue.record("\(path) is missing")
            return
        }
        #expect(url.path.hasSuffix("site/\(file)"))
        #expect(type == MediaType(fileName: file))
    }

    @Test func sendsFoldersToTheirSlash() throws {
        #expect(try files.answer("/study") == .redirect("/study/"))
    }

    @Test(arguments: [
        "", "study/", "/missing", "/index.html/", "/out", "/top/etc/passwd", "/../secret",
        "/%2e%2e/secret", "/study/%2e%2e/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret",
        "//index.html", "/study//index.html", "/.lock", "/%2elock", "/index.html%00", "/%zz",
        "/%ff", "/study/./index.html", "http://127.0.0.1/index.html", "/~root", "/study\\..\\x",
    ])
    func givesNothingElse(_ path: String) throws {
        #expect(try files.answer(path) == .missing)
    }

    @Test func needsASite() {
        #expect(throws: SiteError.self) {
            try PreviewServer(site: folder.url.appending(path: "nowhere"), port: 0)
        }
    }
}

@Suite(.timeLimit(.minutes(5))) struct PreviewServerTests {
    /// Runs `body` with the address of a preview of a small site.
    private func withServer(
        patience: Duration = .seconds(120), _ body: @escaping @Sendable (URL) async throws -> Void
    ) async throws {
        try await withServer(patience: patience) { address, _ in try await body(address) }
    }

    /// As that; `body` is also told the folder of the site.
    private func withServer(
        patience: Duration = .seconds(120),
        _ body: @escaping @Sendable (URL, URL) async throws -> Void
    ) async throws {
        let folder = try ScratchFolder()
        let site = folder.url.appending(path: "site")
        try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
        try Data("<!DOCTYPE html>all".utf8).write(to: site.appending(path: "index.html"))
        try Data("secret".utf8).write(to: folder.url.appending(path: "secret"))
        try FileManager.default.createSymbolicLink(
            atPath: site.appending(path: "out").path, withDestinationPath: "../secret")
        let server = try PreviewServer(site: site, port: 0, patience: patience)
        let (addresses, continuation) = AsyncStream<URL>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { continuation.yield($0) } }
            group.addTask {
                for await address in addresses {
                    try await body(address, site)
                    return
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
        withExtendedLifetime(folder) {}
    }

    private func fetch(
        _ url: URL, method: String = "GET", host: String? = nil
    ) async throws -> (HTTPURLResponse, String) {
        var request = URLRequest(url: url)
        request.httpMethod = method
        if let host { request.setValue(host, forHTTPHeaderField: "Host") }
        let session = URLSession(configuration: .ephemeral)
        defer { session.invalidateAndCancel() }
        let (data, response) = try await session.data(for: request)
        return (try #require(response as? HTTPURLResponse), String(decoding: data, as: UTF8.self))
    }

    @Test func servesOnlyItsOwnHost() async throws {
        try await withServer { url in
            let port = try #require(url.port)
            let (page, text) = try await fetch(url)
            #expect(page.statusCode == 200)
            #expect(text.hasPrefix("<!DOCTYPE html>all<script src=\"/.reload.js\""))
            #expect(page.value(forHTTPHeaderField: "Content-Type") == "text/html; charset=utf-8")
            #expect(page.value(forHTTPHeaderField: "X-Content-Type-Options") == "nosniff")
            #expect(try await fetch(url, host: "localhost:\(port)").0.statusCode == 200)
            for host in [
                "evil.example", "evil.example:\(port)", "127.0.0.1", "127.0.0.1:1", "[::1]:\(port)",
            ] {
                #expect(try await fetch(url, host: host).0.statusCode == 403, "\(host)")
            }
            #expect(try await fetch(url, method: "POST").0.statusCode == 405)
            let (head, nothing) = try await fetch(url, method: "HEAD")
            #expect(head.statusCode == 200 && nothing.isEmpty)
            #expect(try await fetch(url.appending(path: "missing")).0.statusCode == 404)
        }
    }

    /// The digest that a page is served with is that of its file, and is asked for with HEAD.
    @Test func tellsWhenAPageChanges() async throws {
        try await withServer { url, site in
            let page = site.appending(path: "index.html")
            let before = Digest.sha256(try Data(contentsOf: page))
            #expect(try await fetch(url).1.contains(" data-digest=\"\(before)\""))
            let (same, _) = try await fetch(url, method: "HEAD")
            #expect(same.value(forHTTPHeaderField: "X-Digest") == before)
            let changed = Data("<!DOCTYPE html>other".utf8)
            try changed.write(to: page)
            let (other, _) = try await fetch(url, method: "HEAD")
            #expect(other.value(forHTTPHeaderField: "X-Digest") == Digest.sha256(changed))
            // What is served differs, the file does not.
            #expect(try Data(contentsOf: page) == changed)
        }
    }

    @Test func servesTheScriptThatReloads() async throws {
        try await withServer { url in
            let address = try #require(URL(string: LiveReload.path, relativeTo: url))
            let (answer, text) = try await fetch(address)
            #expect(answer.statusCode == 200 && text == LiveReload.script)
            #expect(
                answer.value(forHTTPHeaderField: "Content-Type") == "text/javascript; charset=utf-8"
            )
            #expect(try await fetch(address, host: "evil.example").0.statusCode == 403)
        }
    }

    /// What URLSession would tidy up before it asks.
    @Test func rawRequests() async throws {
        try await withServer { url in
            let port = try #require(url.port.flatMap(UInt16.init))
            for path in [
                "/../secret", "/%2e%2e/secret", "/..%2fsecret", "//etc/passwd", "/out", "/%00", "*",
                "http://127.0.0.1/index.html",
            ] {
                let answer = try await RawClient.ask(
                    port,
                    "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 404 "), "\(path): \(answer)")
            }
            #expect(
                try await RawClient.ask(port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
                    .hasPrefix("HTTP/1.1 403 "))
        }
    }

    /// A client that never ends its request is cut off: one that falls silent, and one that sends a
    /// byte now and then. Others get as little time here, so they are looked at below.
    @Test(arguments: [RawClient.Manner.silent, .slow])
    func isNotPatientForEver(_ manner: RawClient.Manner) async throws {
        try await withServer(patience: .seconds(2)) { url in
            let port = try #require(url.port.flatMap(UInt16.init))
            #expect(try await RawClient.isCutOff(port, manner, within: 120))
        }
    }

    private static let floods = [
        // In one header, in many, in one path, in a body, and in what cannot be a request.
        RawClient.Manner.fast("GET / HTTP/1.1\r\nX: ", "x"), .fast("GET / HTTP/1.1\r\n", "x:x\r\n"),
        .fast("GET /%2e", "%2e/"), .fast("", "/"),
        .fast("POST / HTTP/1.1\r\nContent-Length: 9000000000000\r\n\r\n", "x"),
    ]

    /// A client that sends without end as fast as it can is cut off by what it has sent, long before
    /// its time is over.
    @Test(arguments: floods) func hugeRequestsAreCutOff(_ manner: RawClient.Manner) async throws {
        try await withServer(patience: .seconds(1000)) { url in
            let port = try #require(url.port.flatMap(UInt16.init))
            #expect(try await RawClient.isCutOff(port, manner, within: 120))
            #expect(try await fetch(url).0.statusCode == 200)
        }
    }

    /// Others are served while more such clients than there are threads send at once.
    @Test func floodsDoNotKeepOthersWaiting() async throws {
        try await withServer(patience: .seconds(1000)) { url in
            let port = try #require(url.port.flatMap(UInt16.init))
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<3 * ProcessInfo.processInfo.activeProcessorCount {
                    let manner = Self.floods[number % Self.floods.count]
                    group.addTask {
                        try await RawClient.isCutOff(port, manner, within: 120)
                    }
                }
                for _ in 1...3 { #expect(try await fetch(url).0.statusCode == 200) }
                for try await isCutOff in group { #expect(isCutOff) }
            }
        }
    }

    @Test func aTakenPortIsTold() async throws {
        try await withServer { url in
            let folder = try ScratchFolder()
            let port = try #require(url.port.flatMap(UInt16.init))
            let second = try PreviewServer(site: folder.url, port: port)
            await #expect(throws: SiteError.self) { try await second.run { _ in } }
        }
    }
}
