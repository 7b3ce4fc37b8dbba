import Compute
import Datasets
import Foundation
import Storage

/// A folder of NumPy arrays; whatever is written gives the path that the manifest names.
struct ArrayFolder {
    let url: URL

    /// 32-bit floats.
    func write(_ tensor: Tensor, _ name: String) throws -> String {
        try write(NumpyArray.encode(tensor), name)
    }

    /// 64-bit floats, [count, width].
    func write(_ matrix: FeatureMatrix, _ name: String) throws -> String {
        try write(
            NumpyArray.encode(doubles: matrix.values, shape: [matrix.count, matrix.width]), name)
    }

    /// 64-bit floats, a list.
    func write(_ values: [Double], _ name: String) throws -> String {
        try write(NumpyArray.encode(doubles: values, shape: [values.count]), name)
    }

    /// 64-bit integers, a list.
    func write(_ values: [Int], _ name: String) throws -> String {
        try write(rows: [values], shape: [values.count], name)
    }

    /// 64-bit integers, [rows, columns].
    func write(rows: [[Int]], _ name: String) throws -> String {
        try write(rows: rows, shape: [rows.count, rows.first?.count ?? 0], name)
    }

    private func write(rows: [[Int]], shape: [Int], _ name: String) throws -> String {
        try write(
            NumpyArray.encode(integers: rows.joined().map { Int64($0) }, shape: shape), name)
    }

    private func write(_ data: Data, _ name: String) throws -> String {
        let path = name + ".npy"
        try DurableFile.write(data, to: url.appending(path: path))
        return path
    }
}

extension ImageSet {
    /// All images, [n, height · width] on 0…1.
    var tensor: Tensor { tensor(0..<count) }
}
