import Drawing
import Foundation

/// A file of a report against the one that was recomputed.
struct FileComparison {
    /// What can be compared of a file.
    enum Form {
        /// A grid of images, by its pixels.
        case image
        /// A drawing, by its bytes.
        case chart
        /// Numbers and words.
        case text

        init(mediaType: String) {
            self =
                switch mediaType {
                case "image/png": .image
                case "image/svg+xml", "application/pdf": .chart
                default: .text
                }
        }
    }

    /// What differs, in words; nil where the file is near enough.
    private(set) var difference: (kind: PageDifference.Kind, words: String)?

    /// Nil data are of a file that cannot be read.
    init(mediaType: String, found: Data?, recomputed: Data?, _ tolerance: PageTolerance) {
        if found == recomputed { return }
        switch Form(mediaType: mediaType) {
        case .image:
            let (apart, words) = Self.pixelsApart(found, recomputed)
            if apart > tolerance.pixel { difference = (.image, words) }
        case .chart:
            if tolerance == .exact { difference = (.chart, "a chart that draws something else") }
        case .text:
            let texts = [found, recomputed].map {
                $0.map { String(decoding: $0, as: UTF8.self) } ?? ""
            }
            if tolerance == .exact || !Self.isNear(texts[0], texts[1], tolerance) {
                difference = (.data, Self.firstChange(texts[0], texts[1]))
            }
        }
    }

    private static func isNear(_ a: String, _ b: String, _ tolerance: PageTolerance) -> Bool {
        let lists = [a, b].map(WrittenNumber.all)
        return WrittenNumber.rest(of: a) == WrittenNumber.rest(of: b)
            && lists[0].count == lists[1].count
            && zip(lists[0], lists[1]).allSatisfy(tolerance.allows)
    }

    /// The largest difference of two pictures' pixels, of 255, and what there is to say of it.
    private static func pixelsApart(_ a: Data?, _ b: Data?) -> (Int, String) {
        guard let a = a.flatMap({ try? PNG.decode($0) }) else {
            return (256, "a file that is no PNG")
        }
        guard let b = b.flatMap({ try? PNG.decode($0) }), a.width == b.width, a.height == b.height
        else { return (256, "\(a.width) x \(a.height) pixels, not as many as recomputed") }
        let apart = zip(a.pixels, b.pixels).map { abs(Int($0) - Int($1)) }
        let count = apart.count { $0 > 0 }
        let most = apart.max() ?? 0
        return (most, "\(count) of \(apart.count) pixels differ, by up to \(most) of 255")
    }

    /// The first line that differs, from a little before where it does.
    private static func firstChange(_ a: String, _ b: String) -> String {
        let lists = [a, b].map { $0.split(whereSeparator: \.isNewline) }
        guard let lines = zip(lists[0], lists[1]).first(where: { $0 != $1 }) else {
            return "\(lists[0].count) lines for \(lists[1].count)"
        }
        let common = lines.0.commonPrefix(with: lines.1).count
        let parts = [lines.0, lines.1].map { $0.dropFirst(max(0, common - 12)).prefix(40) }
        return "“…\(parts[0])” for “…\(parts[1])”"
    }
}
