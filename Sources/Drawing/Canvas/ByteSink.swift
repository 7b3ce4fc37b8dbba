import CGraphics
import Foundation

/// Collects what Cairo writes.
final class ByteSink {
    private(set) var data = Data()

    /// Passed to Cairo beside `pointer`; Cairo calls it with a piece of the file at a time.
    static let write: cairo_write_func_t = { closure, bytes, count in
        guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        sink.data.append(bytes, count: Int(count))
        return CAIRO_STATUS_SUCCESS
    }

    /// Valid for as long as the sink lives.
    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
