import Evaluation
import Foundation
import Testing

@testable import Documents
@testable import Figures

/// What `docs/documents.md` promises is there, and what is there is in it.
@Suite struct DocumentationTests {
    private func text() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "docs/documents.md"), encoding: .utf8)
    }

    @Test func namesEveryValue() throws {
        let text = try text()
        let results = try SyntheticStudy().results()
        let values = try ValueCatalogue(results, StudyVerdict(results))
        for entry in values.entries where !entry.name.hasPrefix("size") {
            #expect(text.contains("`\(entry.name)`"), "\(entry.name)")
        }
        for name in text.matches(of: /`([a-z0-9]+\.[a-zA-Z]+)`/).map({ String($0.output.1) }) {
            let isFile = [".md", ".ipynb"].contains(where: name.hasSuffix)
            #expect(values.value(name) != nil || isFile, "\(name)")
        }
    }

    @Test func namesEveryKindTableAndOption() throws {
        let text = try text()
        for kind in CellKind.allCases {
            #expect(text.contains("| `\(kind.rawValue)` |"), "\(kind)")
        }
        for table in TableCell.allCases {
            #expect(text.contains("`\(table.rawValue)`"), "\(table)")
        }
        for key in FigureOptions.Key.allCases {
            #expect(text.contains("`\(key.rawValue)"), "\(key.rawValue)")
        }
    }
}
