import Foundation
import Storage

/// A picture beside a document, as the page carries it.
struct PictureFile {
    /// Why a picture cannot be shown.
    struct Flaw: Error {
        let problem: String
        let remedy: String
    }

    /// A `data:` address.
    let address: String

    private static let types = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp",
    ]
    /// The largest picture, in bytes: a page must stay small enough to mail.
    private static let limit = 1 << 20

    /// Reads the file that a document names, below the document's own folder. Throws `Flaw`.
    init(_ path: String, in folder: URL?) throws {
        guard !path.contains(":"), !path.hasPrefix("/") else {
            throw Flaw(
                problem: "a picture that is not beside the document",
                remedy: "a page makes no request: put the file into the document’s folder")
        }
        guard let folder, let name = path.removingPercentEncoding,
            !name.split(separator: "/").contains("..")
        else {
            throw Flaw(
                problem: "a picture outside the document’s folder", remedy: "put it beside the text"
            )
        }
        let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        guard let type = Self.types[ending] else {
            throw Flaw(
                problem: "a picture of another kind than PNG, JPEG, GIF or WebP",
                remedy: "convert it, or show numbers in a cell")
        }
        do {
            let data = try DurableFile.read(folder.appending(path: name), limit: Self.limit)
            address = "data:\(type);base64,\(data.base64EncodedString())"
        } catch let error as StorageError {
            throw Flaw(
                problem: "the picture cannot be read: \(error.problem)",
                remedy: "put a file of at most 1 MiB beside the document")
        }
    }
}
