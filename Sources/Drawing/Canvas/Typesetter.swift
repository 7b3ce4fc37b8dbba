import CGraphics

/// Sets text in the pinned font: owner of a Pango font map and context.
///
/// Its fontconfig configuration holds the pinned font's files and nothing else: no rule of the
/// user or the system and no other installed font can change a chart's bytes.
final class Typesetter: TextMeasure {
    /// The font in use.
    let font: PinnedFont
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    private let layout: OpaquePointer
    private var sizes: [Line: TextSize] = [:]

    private struct Line: Hashable {
        let text: String
        let style: TextStyle
    }

    /// Throws `DrawingError`. The caller holds `GraphicsLock`, for as long as this lives.
    init() throws {
        font = try PinnedFont.findUnlocked()
        guard let configuration = FcConfigCreate() else {
            throw DrawingError.library(call: "FcConfigCreate", reason: "out of memory")
        }
        defer { FcConfigDestroy(configuration) }
        for file in font.files {
            let added = file.withCString { path in
                path.withMemoryRebound(to: FcChar8.self, capacity: file.utf8.count + 1) {
                    FcConfigAppFontAddFile(configuration, $0)
                }
            }
            guard added != 0 else {
                throw DrawingError.library(
                    call: "FcConfigAppFontAddFile", reason: "cannot read \(file)")
            }
        }
        guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            throw DrawingError.library(
                call: "pango_cairo_font_map_new_for_font_type",
                reason: "Pango was built without FreeType")
        }
        pango_fc_font_map_set_config(OpaquePointer(map), configuration)
        guard let context = pango_font_map_create_context(map),
            let options = cairo_font_options_create()
        else {
            g_object_unref(map)
            throw DrawingError.library(
                call: "pango_font_map_create_context", reason: "out of memory")
        }
        defer { cairo_font_options_destroy(options) }
        // Whole pixels mean nothing in a vector file: no hints, and glyphs where they fall.
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        pango_context_set_round_glyph_positions(context, 0)
        // Else the environment's language chooses glyphs.
        pango_context_set_language(context, pango_language_from_string("en"))
        guard let layout = pango_layout_new(context) else {
            g_object_unref(UnsafeMutableRawPointer(context))
            g_object_unref(map)
            throw DrawingError.library(call: "pango_layout_new", reason: "out of memory")
        }
        fontMap = map
        self.context = context
        self.layout = layout
        pango_layout_set_single_paragraph_mode(layout, 1)
        try useTabularFigures()
        try checkFamily()
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    func size(of text: String, style: TextStyle) -> TextSize {
        let line = Line(text: text, style: style)
        if let known = sizes[line] { return known }
        prepare(text, style)
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        let scale = Double(PANGO_SCALE)
        let baseline = Double(pango_layout_get_baseline(layout))
        let size = TextSize(
            width: Double(logical.width) / scale,
            ascent: (baseline - Double(logical.y)) / scale,
            descent: (Double(logical.y) + Double(logical.height) - baseline) / scale)
        sizes[line] = size
        return size
    }

    /// Draws a line of text with its baseline at the Cairo context's current point.
    func show(_ text: String, style: TextStyle, on cairo: OpaquePointer) throws {
        prepare(text, style)
        guard let line = pango_layout_get_line_readonly(layout, 0) else {
            throw DrawingError.library(call: "pango_layout_get_line", reason: "no line of text")
        }
        pango_cairo_show_layout_line(cairo, line)
    }

    private func prepare(_ text: String, _ style: TextStyle) {
        let description = Self.description(of: style)
        defer { pango_font_description_free(description) }
        pango_layout_set_font_description(layout, description)
        pango_layout_set_text(layout, text, -1)
    }

    private static func description(of style: TextStyle) -> OpaquePointer? {
        let description = pango_font_description_new()
        pango_font_description_set_family(description, PinnedFont.family)
        pango_font_description_set_weight(
            description, style == .heading ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
        return description
    }

    /// All digits equally wide, so that numbers beneath each other line up.
    private func useTabularFigures() throws {
        guard let attributes = pango_attr_list_new() else {
            throw DrawingError.library(call: "pango_attr_list_new", reason: "out of memory")
        }
        defer { pango_attr_list_unref(attributes) }
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"))
        pango_layout_set_attributes(layout, attributes)
    }

    /// What Pango loads is what was asked for.
    private func checkFamily() throws {
        let description = Self.description(of: .label)
        defer { pango_font_description_free(description) }
        let missing = DrawingError.fontMissing(
            family: PinnedFont.family, package: PinnedFont.package)
        guard let loaded = pango_context_load_font(context, description) else { throw missing }
        defer { g_object_unref(loaded) }
        guard let actual = pango_font_describe(loaded) else { throw missing }
        defer { pango_font_description_free(actual) }
        guard let family = pango_font_description_get_family(actual),
            String(cString: family).hasPrefix(PinnedFont.family)
        else { throw missing }
    }
}
