import Datasets
import Foundation
import Storage

/// The images that a study's figures show, kept with it so that figures need no data set.
struct StudyExamples {
    let images: URL
    private let labels: URL

    /// Those of the study in `folder`.
    init(folder: URL) {
        images = folder.appending(path: "examples-images-idx3-ubyte")
        labels = folder.appending(path: "examples-labels-idx1-ubyte")
    }

    func write(_ examples: ImageSet) throws {
        try DurableFile.write(IDX.encodeImages(examples), to: images)
        if let classes = examples.labels {
            try DurableFile.write(IDX.encodeLabels(classes), to: labels)
        } else {
            try DurableFile.remove(labels)
        }
    }

    func read() throws -> ImageSet {
        try IDX.imageSet(
            images: IDX(.images, contentsOf: images),
            labels: DurableFile.exists(labels) ? IDX(.labels, contentsOf: labels) : nil)
    }
}
