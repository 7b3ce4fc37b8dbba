import CKernels

/// A map of outputs cut into patches of two or three by two or three pixels, each made from one
/// product more in either dimension: 16 for 9 pixels of 4 taps, where the definition takes 36.
///
/// Winograd's minimal filtering (Winograd, Arithmetic Complexity of Computations, 1980; Lavin and
/// Gray, Fast Algorithms for Convolutional Neural Networks, 2016) for two taps in each dimension, at
/// the points 0, 1, infinity and -1; `winograd.h` has the formulas. All patches' products at one point
/// have the same weights, so they are one matrix product: [rows, channels], a row for each image and
/// each patch that has the point. No factor but 1/2 is met, and rounding stays as small as without.
struct PatchGrid {
    /// Points in two dimensions: [row][column] of one dimension's.
    static let points = side * side
    private static let side = Int(KERNELS_WINOGRAD_SIDE)

    private static let floatsAtATime = 1 << 18

    /// Pixels in one dimension, cut: threes as far as twos can be the rest, and first.
    private struct Segments {
        let sizes: [Int], starts: [Int]

        init(_ count: Int) {
            let twos = count % 3 == 0 ? 0 : 3 - count % 3
            let threes = (count - 2 * twos) / 3
            let sizes = [Int](repeating: 3, count: threes) + [Int](repeating: 2, count: twos)
            self.sizes = sizes
            starts = sizes.indices.map { sizes[..<$0].reduce(0, +) }
        }

        /// Products of all segments.
        var products: Int { sizes.reduce(0) { $0 + $1 + 1 } }

        /// Segments that have a point: they are the first.
        func count(point: Int) -> Int { sizes.count { point <= $0 } }
    }

    private let vertical: Segments, horizontal: Segments
    /// Images whose points are worked out at a time: of a chunk as many as an L2 cache has room for.
    let images: Int
    /// Where a point's matrix begins, with room for these images, and all their rows.
    private let firstRows: [Int]
    private let rowCount: Int

    /// Whether a map of `height` x `width` pixels can be cut so.
    static func fits(height: Int, width: Int) -> Bool { min(height, width) >= 2 }

    /// `channels` of inputs and outputs together.
    ///
    /// - Precondition: `fits`.
    init(height: Int, width: Int, channels: Int) {
        precondition(Self.fits(height: height, width: width), "no patch for a single pixel")
        let vertical = Segments(height), horizontal = Segments(width)
        let perImage = vertical.products * horizontal.products * channels
        let images = max(1, min(Convolution.imagesPerChunk, Self.floatsAtATime / perImage))
        var end = 0
        firstRows = (0..<Self.points).map { point in
            defer {
                end +=
                    images * vertical.count(point: point / Self.side)
                    * horizontal.count(point: point % Self.side)
            }
            return end
        }
        rowCount = end
        self.images = images
        self.vertical = vertical
        self.horizontal = horizontal
    }

    /// Of the smaller map, its own channels and those of all classes of the larger one's pixels.
    init(smallMapOf shape: ConvolutionShape) {
        self.init(
            height: shape.smallHeight, width: shape.smallWidth,
            channels: shape.classes.count * shape.largeChannels + shape.smallChannels)
    }

    /// Rows of a point's matrix for one image.
    func rows(point: Int) -> Int {
        vertical.count(point: point / Self.side) * horizontal.count(point: point % Self.side)
    }

    /// Floats that all points' matrices of `columns` columns take.
    func count(columns: Int) -> Int { rowCount * columns }

    /// Where a point's matrix begins.
    func place(point: Int, columns: Int) -> Int { firstRows[point] * columns }

    /// Calls `body` with the first image and the number of those at a time, until all `count` are done.
    func each(of count: Int, _ body: (_ first: Int, _ images: Int) -> Void) {
        for first in stride(from: 0, to: count, by: images) {
            body(first, min(images, count - first))
        }
    }

    /// Patches of one image.
    var patchesPerImage: Int { vertical.sizes.count * horizontal.sizes.count }

    /// The patches of image `image`, whose first pixel is at `first` and whose rows and pixels lie as
    /// `map` says; their points are columns `column`... of matrices of `columns` columns.
    func patches(
        image: Int, first: Int, map: kernels_patch_map, columns: Int, column: Int = 0
    ) -> [kernels_patch] {
        vertical.sizes.indices.flatMap { i in
            horizontal.sizes.indices.map { j in
                var patch = kernels_patch()
                patch.height = vertical.sizes[i]
                patch.width = horizontal.sizes[j]
                patch.pixel =
                    first + vertical.starts[i] * map.row + horizontal.starts[j] * map.pixel
                withUnsafeMutableBytes(of: &patch.points) {
                    let places = $0.bindMemory(to: Int.self)
                    for point in 0..<Self.points {
                        let row =
                            firstRows[point] + image * rows(point: point)
                            + i * horizontal.count(point: point % Self.side) + j
                        places[point] = row * columns + column
                    }
                }
                return patch
            }
        }
    }
}
