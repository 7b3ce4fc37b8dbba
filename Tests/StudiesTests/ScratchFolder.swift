import Foundation

/// A folder for one test, removed with this object.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = URL.temporaryDirectory.appending(path: "studies-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func callAsFunction(_ name: String) -> URL { url.appending(path: name) }

    var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
        }
    }
}

/// The error that `body` throws, in words.
func problem(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch {
        return "\(error)"
    }
}
