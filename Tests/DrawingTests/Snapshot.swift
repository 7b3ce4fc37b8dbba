import Foundation
import Testing

/// Compares text with what was approved.
enum Snapshot {
    /// Fails where `text` is not what `Fixtures/Snapshots/NAME.txt` says, or where that is missing,
    /// and then writes `NAME-changed.txt` beside the source's snapshot, to be looked at and renamed.
    static func check(
        _ text: String, name: String, file: String = #filePath,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let approved = try Fixtures.url("Snapshots/\(name).txt")
        let expected = try? String(contentsOf: approved, encoding: .utf8)
        guard expected != text else { return }
        let changed = URL(fileURLWithPath: file).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/Snapshots/\(name)-changed.txt")
        try Data(text.utf8).write(to: changed)
        let difference = firstDifference(expected ?? "", text)
        Issue.record(
            "\(name) differs from its snapshot\(difference); see \(changed.lastPathComponent)",
            sourceLocation: location)
    }

    private static func firstDifference(_ left: String, _ right: String) -> String {
        let left = left.components(separatedBy: "\n")
        let right = right.components(separatedBy: "\n")
        for index in 0..<max(left.count, right.count) {
            let (old, new) = (
                index < left.count ? left[index] : "", index < right.count ? right[index] : ""
            )
            if old != new { return " at line \(index + 1): “\(old)” is now “\(new)”" }
        }
        return ""
    }
}
