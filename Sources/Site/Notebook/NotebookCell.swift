import Documents

/// A cell of a notebook.
struct NotebookCell: Encodable {
    enum Content {
        case markdown([Words.Picture])
        case code(number: Int, outputs: [NotebookOutput])
    }

    /// Unique in its notebook; 1 to 64 letters, digits, `-` and `_`.
    let id: String
    var source: String
    var content: Content

    private enum Key: String, CodingKey {
        case attachments, id, metadata, outputs, source
        case type = "cell_type"
        case count = "execution_count"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode([String: String](), forKey: .metadata)
        try container.encode(NotebookLines(source), forKey: .source)
        switch content {
        case .markdown(let pictures):
            try container.encode("markdown", forKey: .type)
            guard !pictures.isEmpty else { return }
            try container.encode(
                Dictionary(pictures.map { ($0.name, [$0.type: $0.base64]) }) { first, _ in first },
                forKey: .attachments)
        case .code(let number, let outputs):
            try container.encode("code", forKey: .type)
            // A comparison's own cells are in no document, and have no number.
            try container.encode(number > 0 ? number : nil, forKey: .count)
            try container.encode(outputs, forKey: .outputs)
        }
    }
}

/// A text as notebooks keep it, a list of lines with their ends: comparisons of versions go by lines.
struct NotebookLines: Encodable {
    let text: String

    init(_ text: String) { self.text = text }

    func encode(to encoder: any Encoder) throws {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(scalar)
            guard scalar == "\n" else { continue }
            lines.append(String(line))
            line.removeAll()
        }
        if !line.isEmpty { lines.append(String(line)) }
        var container = encoder.singleValueContainer()
        try container.encode(lines)
    }
}
