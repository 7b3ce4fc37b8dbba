import Foundation
import Testing

@testable import Site

@Suite struct DataAddressTests {
    private func content(_ address: String) throws -> String {
        let comma = try #require(address.firstIndex(of: ","))
        return try #require(String(address[address.index(after: comma)...]).removingPercentEncoding)
    }

    @Test func textComesBack() throws {
        let text = "a,b\r\n'=1+1,\"x & y\" 100 %<é>\u{1F600}\\^`{|}[]\u{0}\r\n"
        let address = DataAddress.of(text: Data(text.utf8), type: .csv)
        #expect(address.hasPrefix("data:text/csv;charset=utf-8,a,b%0D%0A'=1+1,%22x%20%26%20y"))
        #expect(try content(address) == text)
        #expect(URL(string: address) != nil)
        #expect(!address.contains { " \"<>&`{}|\\^[]#".contains($0) })
    }

    @Test func chartsAreShortened() throws {
        let chart =
            "<path id=\"d\" d=\"M 1.5 -2 .5 3L4 5Z M1 2\" x=\"1 2\"/> <use xlink:href=\"#a\"/>"
        #expect(
            try content(DataAddress.of(chart: Data(chart.utf8)))
                == "<path id='d' d='M 1.5,-2,.5,3L4,5Z M1,2' x='1 2'/> <use href='#a'/>")
    }

    /// Browsers know the name of links of SVG 2, which needs no namespace.
    @Test func chartsForBrowsersNeedNoSecondNamespace() throws {
        let chart = "<svg xmlns=\"s\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"1\"/>"
        #expect(
            try content(DataAddress.of(chart: Data(chart.utf8))) == "<svg xmlns='s' width='1'/>")
    }

    @Test func otherDrawingsOfTheDarkGroundAreLeftOut() throws {
        let light = Data("<svg a=\"1\"><g fill=\"#000000\"/></svg>".utf8)
        #expect(
            DataAddress.of(light: light, dark: Data("<svg/>".utf8)) == DataAddress.of(chart: light))
        let dark = Data("<svg a=\"1\"><g fill=\"#ffffff\"/></svg>".utf8)
        #expect(
            try content(DataAddress.of(light: light, dark: dark)).hasSuffix(
                "dark){:root{--c0:#ffffff}}</style><g fill='var(--c0)'/></svg>"))
    }

    @Test func chartsWithApostrophesStayAsTheyAre() throws {
        let chart = "<text d=\"1 2\">it's \"so\"</text>"
        #expect(try content(DataAddress.of(chart: Data(chart.utf8))) == chart)
    }
}
