import CGraphics

/// A line of straight and curved pieces, in pixels: x to the right, y down, (0, 0) at the top left.
public struct StrokePath: Hashable, Sendable {
    /// One piece, from where the piece before it ended.
    public enum Piece: Hashable, Sendable {
        /// A straight line.
        case line(to: SIMD2<Double>)
        /// A cubic Bézier curve.
        case curve(SIMD2<Double>, SIMD2<Double>, to: SIMD2<Double>)
    }

    /// Where it begins.
    public var start: SIMD2<Double>
    /// Its pieces in order.
    public var pieces: [Piece]

    /// Gives the path as it is.
    public init(start: SIMD2<Double>, pieces: [Piece]) {
        self.start = start
        self.pieces = pieces
    }
}

/// Turns paths into grey pixels with Cairo; owns the surface it draws on.
public final class StrokeRaster {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int

    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// An empty raster; throws `DrawingError`.
    public init(width: Int, height: Int) throws {
        guard (1...32_767).contains(width), (1...32_767).contains(height) else {
            throw DrawingError.tooLarge(width: width, height: height)
        }
        let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height))
        let surfaceStatus = cairo_surface_status(surface)
        guard let surface, surfaceStatus == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw Self.failure("cairo_image_surface_create", surfaceStatus)
        }
        let context = cairo_create(surface)
        let contextStatus = cairo_status(context)
        guard let context, contextStatus == CAIRO_STATUS_SUCCESS else {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw Self.failure("cairo_create", contextStatus)
        }
        self.width = width
        self.height = height
        self.surface = surface
        self.context = context
        cairo_set_antialias(context, CAIRO_ANTIALIAS_GRAY)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// How much of each pixel the strokes cover, 0 to 255: `height` rows of `width` pixels.
    ///
    /// What was drawn before is gone. Strokes have round ends and joins; where they cross, the pixel
    /// counts once. Throws `DrawingError`.
    ///
    /// - Parameter lineWidth: the strokes' width in pixels.
    public func coverage(of paths: [StrokePath], lineWidth: Double) throws -> [UInt8] {
        cairo_set_operator(context, CAIRO_OPERATOR_CLEAR)
        cairo_paint(context)
        cairo_set_operator(context, CAIRO_OPERATOR_OVER)
        cairo_set_source_rgba(context, 1, 1, 1, 1)
        cairo_set_line_width(context, lineWidth)
        cairo_new_path(context)
        for path in paths { add(path) }
        cairo_stroke(context)
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw Self.failure("cairo_stroke", status) }
        return try pixels()
    }

    private func add(_ path: StrokePath) {
        cairo_move_to(context, path.start.x, path.start.y)
        for piece in path.pieces {
            switch piece {
            case .line(let end):
                cairo_line_to(context, end.x, end.y)
            case .curve(let first, let second, let end):
                cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
            }
        }
    }

    private func pixels() throws -> [UInt8] {
        cairo_surface_flush(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface)
        else { throw Self.failure("cairo_image_surface_get_data", status) }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var pixels = [UInt8]()
        pixels.reserveCapacity(width * height)
        for row in 0..<height {
            pixels.append(contentsOf: UnsafeBufferPointer(start: data + row * stride, count: width))
        }
        return pixels
    }

    private static func failure(_ call: String, _ status: cairo_status_t) -> DrawingError {
        let reason = cairo_status_to_string(status).map { String(cString: $0) }
        return .library(call: call, reason: reason ?? "status \(status.rawValue)")
    }
}
