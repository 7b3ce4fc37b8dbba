/// A few images of a batch that are worked on together, so that they stay in the cache.
struct Chunk {
    /// The first image.
    let start: Int
    /// How many.
    let count: Int

    /// Calls `body` for the chunks of part `part` of `parts` of a batch, in order: fixed by the batch
    /// alone, whatever the number of threads.
    static func each(
        of images: Int, part: Int, of parts: Int, _ body: (Chunk) -> Void
    ) {
        let size = Convolution.imagesPerChunk
        let chunks = (images + size - 1) / size
        for index in part * chunks / parts..<(part + 1) * chunks / parts {
            body(Chunk(start: index * size, count: min(size, images - index * size)))
        }
    }
}
