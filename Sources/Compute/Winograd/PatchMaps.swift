import CKernels

/// Where the patches of some images' maps lie, and their points: the maps one after the other, each in
/// one piece or in several classes of pixels, which are side by side among the columns of the points.
struct PatchMaps {
    private let kernels: Kernels
    private let map: kernels_patch_map
    private let patches: [kernels_patch]
    private let patchesPerImage: Int
    /// Floats from a map to the next.
    let imageStride: Int

    /// `first`: where each class of the first image begins; `rows`, `pixels`: how far apart they are
    /// within a class.
    init(
        _ grid: PatchGrid, first: [Int], images: Int, rows: Int, pixels: Int, channels: Int,
        kernels: Kernels
    ) {
        let map = kernels_patch_map(row: rows, pixel: pixels, channels: channels)
        self.map = map
        self.kernels = kernels
        imageStride = images
        patchesPerImage = grid.patchesPerImage * first.count
        patches = (0..<grid.images).flatMap { image in
            first.enumerated().flatMap { index, place in
                grid.patches(
                    image: image, first: image * images + place, map: map,
                    columns: first.count * channels, column: index * channels)
            }
        }
    }

    /// Whole maps, as a convolution's output.
    init(_ grid: PatchGrid, of layout: MapLayout, kernels: Kernels) {
        self.init(
            grid, first: [layout.origin], images: layout.imageStride, rows: layout.rowStride,
            pixels: layout.channels, channels: layout.channels, kernels: kernels)
    }

    /// Large maps as windows see them: the pixels under the first taps of each class, and from there.
    init(
        _ grid: PatchGrid, windowsOf shape: ConvolutionShape, large: MapLayout, kernels: Kernels
    ) {
        let corner = large.origin - shape.padding * (large.rowStride + large.channels)
        self.init(
            grid,
            first: shape.classes.map { corner + $0.y * large.rowStride + $0.x * large.channels },
            images: large.imageStride, rows: shape.stride * large.rowStride,
            pixels: shape.stride * large.channels, channels: large.channels, kernels: kernels)
    }

    /// Inputs to points.
    func lift(
        _ maps: UnsafePointer<Float>, to points: UnsafeMutablePointer<Float>, images: Int
    ) {
        withMap { kernels.table.winograd_input($0, $1, images * patchesPerImage, maps, points) }
    }

    /// Gradients of outputs to gradients of their points.
    func liftGradient(
        _ maps: UnsafePointer<Float>, to points: UnsafeMutablePointer<Float>, images: Int
    ) {
        withMap { kernels.table.winograd_gradient($0, $1, images * patchesPerImage, maps, points) }
    }

    /// Points to outputs.
    func lower(
        _ points: UnsafePointer<Float>, to maps: UnsafeMutablePointer<Float>, images: Int
    ) {
        withMap { kernels.table.winograd_output($0, $1, images * patchesPerImage, points, maps) }
    }

    private func withMap(
        _ body: (UnsafePointer<kernels_patch_map>, UnsafePointer<kernels_patch>?) -> Void
    ) {
        withUnsafePointer(to: map) { map in
            patches.withUnsafeBufferPointer { body(map, $0.baseAddress) }
        }
    }
}

extension Kernels {
    /// The points of taps, of `count` values each, whose rows and columns are `rows` and `columns`
    /// apart: [point][count].
    func liftTaps(
        _ taps: UnsafePointer<Float>, rows: Int, columns: Int,
        to points: UnsafeMutablePointer<Float>, count: Int
    ) {
        table.winograd_taps(taps, rows, columns, points, count, count)
    }

    /// Gradients of taps from those of their points, which are `stride` apart.
    func lowerTapGradient(
        _ points: UnsafePointer<Float>, stride: Int, to taps: UnsafeMutablePointer<Float>,
        rows: Int,
        columns: Int, count: Int, adding: Bool
    ) {
        table.winograd_tap_gradient(
            points, stride, taps, rows, columns, count, adding ? 1 : 0)
    }
}
