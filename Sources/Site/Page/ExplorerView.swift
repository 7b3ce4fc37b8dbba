import Figures
import Foundation

/// Decoders to try, as the page carries them.
struct ExplorerView: TemplateView {
    /// Put between `<script type="application/json">` and `</script>` as it is.
    var json = ""
    /// How near the rounded decoders come to the models.
    var note = ""
}

extension ExplorerView {
    init(_ explorer: Explorer) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "∞", negativeInfinity: "−∞", nan: "–")
        let text = String(decoding: try encoder.encode(explorer), as: UTF8.self)
        // No text in it can end or begin an element.
        json = text.replacing("<", with: "\\u003c")
        note = explorer.note
    }
}
