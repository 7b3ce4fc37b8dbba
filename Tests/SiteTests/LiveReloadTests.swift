import Foundation
import Testing

@testable import Site

@Suite struct LiveReloadTests {
    private func policy(_ rules: String) throws -> Substring {
        let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"\(rules)\">"
        let page = Data("<!DOCTYPE html>\(meta)<p>'self'".utf8)
        let served = String(decoding: LiveReload.served(page, digest: "ab"), as: UTF8.self)
        #expect(
            served.hasSuffix(
                "<p>'self'<script src=\"/.reload.js\" data-digest=\"ab\"></script>\n"))
        return try #require(served.firstMatch(of: /content="([^"]*)"/)).output.1
    }

    @Test func allowsWhatItAddsAndNoMore() throws {
        #expect(
            try policy("default-src &#39;none&#39;; script-src &#39;sha256-x&#39;; base-uri a")
                == "default-src 'none'; script-src 'sha256-x' 'self'; base-uri a;"
                + " connect-src 'self'")
        #expect(
            try policy("default-src &#39;none&#39;")
                == "default-src 'none'; script-src 'self'; connect-src 'self'")
    }
}
