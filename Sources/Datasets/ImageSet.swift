/// The size of an image: `height` rows of `width` grey pixels.
public struct ImageShape: Codable, Hashable, Sendable {
    /// Rows.
    public let height: Int
    /// Pixels in a row.
    public let width: Int
    /// Pixels in one image.
    public var count: Int { height * width }

    /// Images of `height` rows and `width` columns.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }
}

/// Grey images of one size, and their labels where they have any.
public struct ImageSet: Sendable, Hashable {
    /// The size of every image.
    public let shape: ImageShape
    /// Image after image, row after row; 0 is black, 255 white.
    public let pixels: [UInt8]
    /// One class from 0 to 9 (or more) an image, or nil for data without labels.
    public let labels: [UInt8]?
    /// The number of images.
    public var count: Int { shape.count == 0 ? 0 : pixels.count / shape.count }

    /// - Precondition: whole images, and as many labels as images.
    public init(shape: ImageShape, pixels: [UInt8], labels: [UInt8]?) {
        precondition(shape.count > 0 && pixels.count % shape.count == 0, "broken images")
        precondition(labels.map { $0.count * shape.count == pixels.count } ?? true, "labels differ")
        self.shape = shape
        self.pixels = pixels
        self.labels = labels
    }

    /// The pixels of image `index`.
    public func image(_ index: Int) -> ArraySlice<UInt8> {
        pixels[index * shape.count..<(index + 1) * shape.count]
    }

    /// The images at `indices`, in that order.
    public func selecting(_ indices: [Int]) -> ImageSet {
        var chosen = [UInt8]()
        chosen.reserveCapacity(indices.count * shape.count)
        for index in indices { chosen.append(contentsOf: image(index)) }
        return ImageSet(
            shape: shape, pixels: chosen, labels: labels.map { all in indices.map { all[$0] } })
    }
}
