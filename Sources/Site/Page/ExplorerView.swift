import Figures
import Foundation

/// Decoders to try, as the page carries them.
struct ExplorerView: TemplateView {
    /// Put between `<script type="application/json">` and `</script>` as it is; at most one.
    var data: [String] = []
    /// How near the rounded decoders come to the models, and which are left out.
    var note = ""
}

extension ExplorerView {
    /// Nil where there are no decoders and nothing is to say of them.
    init?(_ figure: ExplorerFigure) throws {
        guard let note = figure.note else { return nil }
        self.note = note
        data = try figure.explorer.map { [try Self.json($0)] } ?? []
    }

    private static func json(_ explorer: Explorer) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "∞", negativeInfinity: "−∞", nan: "–")
        let text = String(decoding: try encoder.encode(explorer), as: UTF8.self)
        // No text in it can end or begin an element.
        return text.replacing("<", with: "\\u003c")
    }
}
