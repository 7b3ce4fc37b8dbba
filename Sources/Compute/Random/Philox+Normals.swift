import CKernels

/// Bulk draws, by the processor's best instruction set; every set draws the same bits.
extension Philox {
    /// Fills `out` with numbers `first` ..< `first` + `count` of this stream's sequence of standard
    /// normals, whose tails reach 6.7; a number depends on its place in the sequence alone.
    ///
    /// The sequence has blocks of its own, from 2⁴⁷ on, which `next` does not come to; it neither
    /// looks at nor moves what `next` has drawn. Words w and v of a block make the pair
    /// √(−2 log((w + ½) / 2³²)) · (cos, sin)(2π v / 2³²) (Box and Muller 1958), words 0 and 1 the first,
    /// words 2 and 3 the second. Number 64 g + p, p below 32, is the cosine of block 16 g + p mod 16's
    /// first pair where p is below 16, else of its second; number 64 g + 32 + p is the sine. To 1e-6
    /// absolute, in single precision.
    ///
    /// - Precondition: `first` is not negative, and there is room for `count` numbers.
    public func fillNormals(
        _ out: UnsafeMutablePointer<Float>, from first: Int = 0, count: Int,
        kernels: Kernels = .shared
    ) {
        withUnsafePointer(to: blocks(mark: Self.normalsMark)) {
            kernels.table.normals($0, UInt64(first), out, count)
        }
    }

    /// The first `count` numbers of the sequence that `fillNormals` describes.
    public func normals(_ count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { out, written in
            if let first = out.baseAddress { fillNormals(first, count: count) }
            written = count
        }
    }

    /// Draws black and white from grey: `out` becomes 255 with probability `grey` / 255, to within
    /// 2⁻¹⁷, else 0, so that black stays black and white stays white.
    ///
    /// Pixel i is white where bits 16 i ..< 16 i + 16 of the stream are a number below
    /// ⌊(65536 · grey + 127) / 255⌋: those that `next` gives from its start, low bits first.
    ///
    /// - Precondition: there is room for `count` bytes.
    public func drawBlackAndWhite(
        _ grey: UnsafePointer<UInt8>, into out: UnsafeMutablePointer<UInt8>, count: Int,
        kernels: Kernels = .shared
    ) {
        withUnsafePointer(to: blocks(mark: 0)) { kernels.table.black_white($0, grey, out, count) }
    }

    /// The top bit of a block's number.
    static let normalsMark: UInt32 = 1 << 15

    private func blocks(mark: UInt32) -> kernels_stream {
        kernels_stream(
            key: (key[0], key[1]),
            words: (
                UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)
            ), last: UInt32(purpose) << 16 | mark)
    }
}
