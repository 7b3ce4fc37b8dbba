import Foundation

/// What a cell of a notebook shows.
enum NotebookOutput: Encodable {
    /// The same in one or several forms, by media type; a reader takes the best it knows.
    case display([String: String])
    /// A PNG with its size in CSS pixels, and what is seen.
    case picture(png: Data, width: Int, height: Int, altText: String)
    /// Lines as a program prints them.
    case printed(String)

    private enum Key: String, CodingKey {
        case data, metadata, name, text
        case type = "output_type"
    }

    private struct PictureData: Encodable {
        let png: Data
        let altText: String

        enum CodingKeys: String, CodingKey {
            case png = "image/png"
            case altText = "text/plain"
        }
    }

    private struct PictureMetadata: Encodable {
        let width: Int, height: Int
        let alt: String
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .display(let forms):
            try container.encode("display_data", forKey: .type)
            try container.encode(forms.mapValues(NotebookLines.init), forKey: .data)
            try container.encode([String: String](), forKey: .metadata)
        case .picture(let png, let width, let height, let altText):
            try container.encode("display_data", forKey: .type)
            try container.encode(PictureData(png: png, altText: altText), forKey: .data)
            try container.encode(
                ["image/png": PictureMetadata(width: width, height: height, alt: altText)],
                forKey: .metadata)
        case .printed(let text):
            try container.encode("stream", forKey: .type)
            try container.encode("stdout", forKey: .name)
            try container.encode(NotebookLines(text), forKey: .text)
        }
    }
}
