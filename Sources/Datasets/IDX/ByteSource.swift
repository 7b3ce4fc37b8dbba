import Diagnostics
import Foundation

/// The bytes of a file or of memory, handed out in order and in pieces.
final class ByteSource {
    /// The file or address, for errors.
    let name: String
    /// Bytes there are in all.
    let length: Int
    /// Bytes handed out so far.
    private(set) var position = 0

    private enum Origin {
        case file(FileHandle)
        case memory(Data)
    }
    private let origin: Origin

    /// Bytes in memory; `name` is what errors call them.
    init(_ bytes: Data, name: String) {
        self.name = name
        self.length = bytes.count
        self.origin = .memory(bytes)
    }

    /// The regular file at `url`, symbolic links followed. Throws `DatasetError`.
    init(contentsOf url: URL) throws {
        name = url.path
        let target = url.resolvingSymlinksInPath()
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: target.path)
        } catch {
            throw DatasetError(
                .missingInput, url.path, "the file does not exist or may not be looked at",
                remedy: "give a folder that holds it")
        }
        // Opening a pipe or a device could wait for ever.
        guard attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? NSNumber
        else {
            throw DatasetError(
                .badData, url.path, "this is not a regular file",
                remedy: "put an IDX file in its place")
        }
        length = size.intValue
        do {
            origin = .file(try FileHandle(forReadingFrom: target))
        } catch {
            throw DatasetError(
                .missingInput, url.path, "the file cannot be opened for reading",
                remedy: "change its permissions")
        }
    }

    /// The next bytes: `count` of them, fewer only at the end.
    func next(_ count: Int) throws -> Data {
        let wanted = min(count, length - position)
        guard wanted > 0 else { return Data() }
        let bytes: Data
        switch origin {
        case .memory(let all):
            let start = all.startIndex + position
            bytes = all[start..<start + wanted]
        case .file(let handle):
            do {
                bytes = try handle.read(upToCount: wanted) ?? Data()
            } catch {
                throw DatasetError(
                    .inputOutput, name, offset: position, "reading failed (\(error))",
                    remedy: "check the disk, then try again")
            }
            guard bytes.count == wanted else {
                throw DatasetError(
                    .inputOutput, name, offset: position + bytes.count,
                    "the file became shorter while it was read", remedy: "try again")
            }
        }
        position += wanted
        return bytes
    }
}
