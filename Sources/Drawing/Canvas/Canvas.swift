import CGraphics
import Foundation

/// A drawing in the making: owner of a Cairo surface and its context.
///
/// Cairo keeps the first error of a context and ignores all calls after it, so the status is looked
/// at after every command and once more when the file is finished.
final class Canvas {
    /// What comes out.
    enum Format: Sendable, Hashable {
        /// Scalable; text as outlines.
        case svg
        /// Scalable; text in an embedded font, dates fixed.
        case pdf
        /// Pixels, `scale` of them a CSS pixel on each side.
        case png(scale: Int)
    }

    private let format: Format
    private let width: Double
    private let height: Double
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let sink = ByteSink()

    /// A canvas of `width` x `height` CSS pixels. Throws `DrawingError`. The caller holds
    /// `GraphicsLock`, for as long as this lives.
    init(_ format: Format, width: Double, height: Double) throws {
        guard width >= 1, height >= 1, width <= 8192, height <= 16384 else {
            throw DrawingError.tooLarge(width: Self.whole(width), height: Self.whole(height))
        }
        self.format = format
        self.width = width
        self.height = height
        let made: OpaquePointer?
        switch format {
        case .svg:
            made = cairo_svg_surface_create_for_stream(ByteSink.write, sink.pointer, width, height)
        case .pdf:
            made = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.pointer, width, height)
        case .png(let scale):
            made = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(width.rounded(.up)) * Int32(scale),
                Int32(height.rounded(.up)) * Int32(scale))
        }
        guard let made else {
            throw DrawingError.library(call: "cairo surface", reason: "out of memory")
        }
        let status = cairo_surface_status(made)
        guard status == CAIRO_STATUS_SUCCESS, let context = cairo_create(made) else {
            cairo_surface_destroy(made)
            throw Self.error("cairo surface", status)
        }
        surface = made
        self.context = context
        try check("cairo_create")
        try prepare()
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    private func prepare() throws {
        switch format {
        case .svg:
            cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX)
        case .pdf:
            // The clock would make every file another one.
            for field in [CAIRO_PDF_METADATA_CREATE_DATE, CAIRO_PDF_METADATA_MOD_DATE] {
                cairo_pdf_surface_set_metadata(surface, field, "2000-01-01T00:00:00Z")
            }
        case .png(let scale):
            cairo_scale(context, Double(scale), Double(scale))
        }
        try check("cairo_create")
    }

    /// Paints the ground, then the picture's commands in their order; throws `DrawingError`.
    func draw(_ picture: Picture, theme: Theme, typesetter: Typesetter) throws {
        setColour(theme.ground)
        cairo_paint(context)
        try check("cairo_paint")
        for command in picture.commands {
            try draw(command, theme, typesetter)
        }
    }

    /// The finished file; nothing can be drawn afterwards. Throws `DrawingError`.
    func finish() throws -> Data {
        try check("cairo_show_page")
        cairo_surface_flush(surface)
        if case .png(let scale) = format { return try pixels(scale: scale) }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw Self.error("cairo_surface_finish", status)
        }
        return format == .svg ? SVGNormalizer.normalized(sink.data) : sink.data
    }

    private func pixels(scale: Int) throws -> Data {
        let columns = Int(cairo_image_surface_get_width(surface))
        let rows = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        guard let start = cairo_image_surface_get_data(surface) else {
            throw DrawingError.library(call: "cairo_image_surface_get_data", reason: "no pixels")
        }
        var bytes = [UInt8]()
        bytes.reserveCapacity(columns * rows * 3)
        for row in 0..<rows {
            let line = UnsafeRawPointer(start + row * stride)
            for column in 0..<columns {
                let pixel = line.load(fromByteOffset: column * 4, as: UInt32.self)
                bytes.append(UInt8(truncatingIfNeeded: pixel >> 16))
                bytes.append(UInt8(truncatingIfNeeded: pixel >> 8))
                bytes.append(UInt8(truncatingIfNeeded: pixel))
            }
        }
        return try PNG.encode(rgb: bytes, width: columns, height: rows)
    }

    private func draw(_ command: DrawingCommand, _ theme: Theme, _ typesetter: Typesetter) throws {
        switch command {
        case .rectangle(let area, let fill):
            trace(area)
            paint(fill, theme)
        case .frame(let area, let stroke):
            trace(area)
            paint(stroke, theme)
        case .disc(let centre, let radius, let fill):
            trace(centre, radius)
            paint(fill, theme)
        case .ring(let centre, let radius, let stroke):
            trace(centre, radius)
            paint(stroke, theme)
        case .dots(let places, let diameter, let fill):
            // Lines without length and with round ends: a tenth of the bytes of circles.
            for place in places { trace([place, place]) }
            setColour(theme.colour(of: fill.ink), opacity: fill.opacity)
            cairo_set_line_width(context, diameter)
            cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
            cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
            cairo_set_dash(context, nil, 0, 0)
            cairo_stroke(context)
        case .polyline(let points, let stroke):
            trace(points)
            // A straight line has no corners, and flat ends make shorter files.
            paint(stroke, theme, isRound: points.count > 2)
        case .polygon(let points, let fill):
            trace(points)
            cairo_close_path(context)
            paint(fill, theme)
        case .text(let words, let place, let anchor, let style, let ink):
            let width = typesetter.size(of: words, style: style).width
            let shift = anchor == .start ? 0 : anchor == .middle ? width / 2 : width
            setColour(theme.colour(of: ink))
            cairo_move_to(context, place.x - shift, place.y)
            try typesetter.show(words, style: style, on: context)
        }
        try check("cairo: \(command)")
    }

    private func trace(_ area: Rectangle) {
        cairo_rectangle(context, area.x, area.y, area.width, area.height)
    }

    private func trace(_ centre: Point, _ radius: Double) {
        cairo_new_sub_path(context)
        cairo_arc(context, centre.x, centre.y, radius, 0, 2 * Double.pi)
        cairo_close_path(context)
    }

    private func trace(_ points: [Point]) {
        for (index, point) in points.enumerated() {
            if index == 0 {
                cairo_move_to(context, point.x, point.y)
            } else {
                cairo_line_to(context, point.x, point.y)
            }
        }
    }

    private func paint(_ fill: Fill, _ theme: Theme) {
        setColour(theme.colour(of: fill.ink), opacity: fill.opacity)
        cairo_fill(context)
    }

    private func paint(_ stroke: Stroke, _ theme: Theme, isRound: Bool = false) {
        setColour(theme.colour(of: stroke.ink), opacity: stroke.opacity)
        cairo_set_line_width(context, stroke.width)
        cairo_set_line_join(context, isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
        cairo_set_line_cap(
            context,
            isRound && stroke.dash.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), 0)
        cairo_stroke(context)
    }

    private func setColour(_ colour: Colour, opacity: Double = 1) {
        if opacity < 1 {
            cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, opacity)
        } else {
            cairo_set_source_rgb(context, colour.red, colour.green, colour.blue)
        }
    }

    private func check(_ call: String) throws {
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw Self.error(call, status) }
    }

    private static func error(_ call: String, _ status: cairo_status_t) -> DrawingError {
        let reason = cairo_status_to_string(status).map { String(cString: $0) }
        return .library(call: call, reason: reason ?? "status \(status.rawValue)")
    }

    private static func whole(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? -1 }
}
