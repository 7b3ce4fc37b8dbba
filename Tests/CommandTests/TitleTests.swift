import Foundation
import Testing

@testable import vae_report

@Suite struct TitleTests {
    @Test func aNewTitleIsInTheNextReport() throws {
        let program = try Program()
        try program.writeImages()
        let first = try program.run(["build", "--quiet"] + tinyStudy)
        #expect(first.status == 0, "\(first.errors)")
        let second = try program.run(["build", "--title", "Bars, once more"] + tinyStudy)
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.errors.contains("size 2: done before"), "\(second.errors)")
        let page = program.folder.appending(path: "site/tiny/index.html")
        let isTitled = { (page: Data) in
            String(decoding: page, as: UTF8.self).contains("<title>Bars, once more")
        }
        #expect(isTitled(try Data(contentsOf: page)))
        // Not said again, it stays, and nothing is drawn anew.
        let third = try program.run(["build"] + tinyStudy)
        #expect(third.errors.contains("report: done before"), "\(third.errors)")
        #expect(isTitled(try Data(contentsOf: page)))
    }
}
