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

    @Test func chartsWithApostrophesStayAsTheyAre() throws {
        let chart = "<text d=\"1 2\">it's \"so\"</text>"
        #expect(try content(DataAddress.of(chart: Data(chart.utf8))) == chart)
    }
}
