import Foundation
import Storage

/// Words with their looks, in the two forms that renderings of a document are made of.
public struct Words: Sendable, Hashable {
    /// A picture in them, of PNG or JPEG.
    public struct Picture: Sendable, Hashable {
        /// How `markdown` names it, after `attachment:`.
        public let name: String
        /// `image/png`
        public let type: String
        /// Its bytes.
        public let base64: String

        init(type: String, base64: String) {
            // By its bytes: unique wherever words are put together.
            let digest = Digest.sha256(Data(base64.utf8)).prefix(16)
            name = "picture-\(digest).\(type == "image/png" ? "png" : "jpg")"
            self.type = type
            self.base64 = base64
        }
    }

    /// As cmark-gfm renders it in its safe mode: no raw HTML, no unsafe address.
    public internal(set) var html: String
    /// CommonMark with tables that stands alone: references are words instead of links, and nothing in
    /// it reads as a formula.
    public let markdown: String
    /// In the order of the text.
    public let pictures: [Picture]

    init(html: String, markdown: String, pictures: [Picture] = []) {
        self.html = html
        self.markdown = markdown
        self.pictures = pictures
    }
}
