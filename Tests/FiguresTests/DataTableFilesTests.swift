import Diagnostics
import Foundation
import Testing

@testable import Figures

@Suite struct DataTableFilesTests {
    private let table = DataTable(
        columns: [.init("Name", key: "name"), .init("Loss (nats)", key: "loss")],
        rows: [
            [.text("=1+1"), .number(0.1, digits: 1)],
            [.text("a \"b\", c"), .number(-1e-5, digits: 2)],
            [.text("</script>"), .number(.nan, digits: 2)],
            [.text("-x"), .integer(-3)],
            [.text("zero"), .number(-0.0, digits: 1)],
            [.empty, .empty],
        ])

    @Test func csvQuotesAndDisarms() {
        let lines = String(decoding: table.csv, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(
            lines == [
                "name,loss", "'=1+1,0.1", "\"a \"\"b\"\", c\",-1e-05", "</script>,", "'-x,-3",
                "zero,0.0",
                ",", "",
            ])
    }

    /// Twelve digits in the file that a page carries, all in the other.
    @Test func csvHasTwelveDigits() {
        let table = DataTable(
            columns: [.init("A", key: "a")],
            rows: [0.1 + 0.2, 140.50154814021872, -1.0 / 3e9, 2e20].map { [.number($0, digits: 2)] }
        )
        let lines = String(decoding: table.csv, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines == ["a", "0.3", "140.50154814", "-3.33333333333e-10", "2e+20", ""])
        let json = String(decoding: table.json, as: UTF8.self)
        #expect(json.contains("[0.30000000000000004]") && json.contains("[140.50154814021872]"))
    }

    /// What a spreadsheet would compute is words to it; numbers stay numbers.
    @Test(arguments: ["=", "+", "-", "@", "\t", "\r"])
    func csvDisarmsEverySign(_ sign: String) {
        let words = "\(sign)HYPERLINK(\"x\",\"y\")"
        let table = DataTable(
            columns: [.init("A", key: "a")], rows: [[.text(words)], [.integer(-1)]])
        let quoted = words.replacing("\"", with: "\"\"")
        #expect(
            String(decoding: table.csv, as: UTF8.self) == "a\r\n\"'\(quoted)\"\r\n-1\r\n")
    }

    @Test func comesBackAsItWas() throws {
        let tables = [
            table, DataTable(columns: [], rows: []),
            DataTable(columns: [.init("A", key: "a")], rows: []),
            DataTable(
                columns: [.init("A", key: "a")],
                rows: [
                    [.text("")], [.text(" t x")], [.integer(.min)], [.number(1e-300, digits: 3)],
                ]),
        ]
        for table in tables {
            let data = try PropertyListEncoder().encode(table)
            let back = try PropertyListDecoder().decode(DataTable.self, from: data)
            // No number is equal to itself.
            #expect(
                back.csv == table.csv && back.json == table.json && back.columns == table.columns)
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                DataTable.self,
                from: Data("{\"columns\":[{\"title\":\"A\",\"key\":\"a\"}],\"cells\":[\"x\"]}".utf8)
            )
        }
    }

    @Test func jsonKeepsValuesAndOrder() throws {
        let object = try #require(
            JSONSerialization.jsonObject(with: table.json) as? [String: Any])
        let rows = try #require(object["rows"] as? [[Any]])
        let columns = try #require(object["columns"] as? [[String: String]])
        #expect(columns.map { $0["key"] } == ["name", "loss"])
        #expect(
            rows.map { $0[0] as? String } == ["=1+1", "a \"b\", c", "</script>", "-x", "zero", nil])
        #expect(rows[1][1] as? Double == -1e-5)
        #expect(rows[2][1] is NSNull)
        #expect(!String(decoding: table.json, as: UTF8.self).contains("</script>"))
    }
}

@Suite struct FigureCatalogueTests {
    @Test func unknownIdsNameTheirNeighbours() throws {
        let error = #expect(throws: FigureError.self) {
            try FigureCatalogue.checked(["loss-curve"])
        }
        #expect(error == .unknownFigure("loss-curve"))
        #expect(error?.remedy == "did you mean loss-curves?")
        #expect(error?.status == .usage)
        let all = FigureCatalogue.ids.joined(separator: ", ")
        #expect(FigureError.unknownFigure("x").remedy == "use one of: \(all)")
        #expect(
            try FigureCatalogue.checked(["samples", "loss-curves"]) == ["loss-curves", "samples"])
        #expect(try FigureCatalogue.checked(nil) == FigureCatalogue.ids)
    }
}
