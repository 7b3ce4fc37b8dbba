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

    /// By the first bytes of a file, whatever its name. Kinds that can move are not among them.
    private static let types: [(beginning: [UInt8], type: String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
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
        // A sign of percent that begins no code stands for itself.
        let name = path.removingPercentEncoding ?? path
        guard let folder, !name.split(separator: "/").contains("..")
        else {
            throw Flaw(
                problem: "a picture outside the document’s folder", remedy: "put it beside the text"
            )
        }
        do {
            let data = try DurableFile.read(folder.appending(path: name), limit: Self.limit)
            guard let type = Self.types.first(where: { data.starts(with: $0.beginning) })?.type
            else {
                throw Flaw(
                    problem: "a picture of another kind than PNG or JPEG",
                    remedy: "convert it, or show numbers in a cell")
            }
            address = "data:\(type);base64,\(data.base64EncodedString())"
        } catch let error as StorageError {
            throw Flaw(
                problem: "the picture cannot be read: \(error.problem)",
                remedy: "put a file of at most 1 MiB beside the document")
        }
    }
}
