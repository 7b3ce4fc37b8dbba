public import Compute
public import Foundation

/// NumPy's file format, version 1.0, for arrays that other programs check.
///
/// Little-endian, row-major. Format: numpy.lib.format, NEP 1.
public enum NumpyArray {
    /// A `.npy` file of 32-bit floats.
    public static func encode(_ tensor: Tensor) -> Data {
        var data = header("<f4", tensor.shape)
        data.append(floats: tensor.values)
        return data
    }

    /// A `.npy` file of 64-bit floats.
    /// - Precondition: the product of `shape` equals the number of `doubles`.
    public static func encode(doubles: [Double], shape: [Int]) -> Data {
        precondition(shape.reduce(1, *) == doubles.count, "doubles do not fill the shape")
        var data = header("<f8", shape)
        for value in doubles {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        return data
    }

    /// A `.npy` file of 64-bit integers.
    /// - Precondition: the product of `shape` equals the number of `integers`.
    public static func encode(integers: [Int64], shape: [Int]) -> Data {
        precondition(shape.reduce(1, *) == integers.count, "integers do not fill the shape")
        var data = header("<i8", shape)
        for value in integers {
            withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
        }
        return data
    }

    private static func header(_ type: String, _ shape: [Int]) -> Data {
        let axes = shape.map { "\($0)," }.joined(separator: " ")
        let tuple = shape.count > 1 ? "(\(axes.dropLast()))" : "(\(axes))"
        var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(tuple), }"
        let prefix = 10
        let unpadded = prefix + text.utf8.count + 1
        text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
        withUnsafeBytes(of: UInt16(text.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: text.utf8)
        return data
    }
}

extension Data {
    /// Appends 32-bit floats, little-endian.
    mutating func append(floats: [Float]) {
        #if _endian(little)
            floats.withUnsafeBytes { append(contentsOf: $0) }
        #else
            for value in floats {
                Swift.withUnsafeBytes(of: value.bitPattern.littleEndian) { append(contentsOf: $0) }
            }
        #endif
    }
}
