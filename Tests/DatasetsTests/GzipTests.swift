import Diagnostics
import Foundation
import Testing

@testable import Datasets

@Suite struct GzipTests {
    let packed: Data
    init() throws { packed = try IDXCorpus.gzip(IDXCorpus.images) }

    private func refusal(_ bytes: Data) throws -> DatasetError {
        try #require(throws: DatasetError.self) { try IDX(.images, bytes, name: "some.gz") }
    }

    @Test func refusesEveryTruncation() throws {
        for length in 2..<packed.count {
            let error = try refusal(packed.prefix(length))
            #expect(error.problem == "the gzip file ends too early")
            #expect(error.offset == length)
            #expect(error.status == .badData)
        }
    }

    @Test(arguments: [1, 8]) func refusesWrongTrailers(fromEnd: Int) throws {
        var changed = packed
        changed[changed.count - fromEnd] ^= 1
        let reason = fromEnd == 8 ? "incorrect data check" : "incorrect length check"
        #expect(try refusal(changed).problem == "the gzip content is damaged (zlib: \(reason))")
    }

    /// Only bits of the gzip header (a time, a system) and those that fill the last byte before the
    /// trailer are free.
    @Test func noFlippedBitChangesTheContent() throws {
        for offset in 0..<packed.count {
            for bit in 0..<8 {
                var changed = packed
                changed[offset] ^= 1 << bit
                do {
                    let read = try IDX(.images, changed, name: "some.gz")
                    #expect([UInt8](read.bytes) == IDXCorpus.images)
                    let isFree = offset < 10 || offset == packed.count - 9
                    #expect(isFree, "byte \(offset), bit \(bit) was not noticed")
                } catch is DatasetError {}
            }
        }
    }

    @Test func refusesATrailingMember() throws {
        let error = try refusal(packed + packed)
        #expect(error.problem == "\(packed.count) bytes follow the gzip member")
        #expect(error.offset == packed.count)
    }

    @Test func refusesTrailingGarbage() throws {
        #expect(try refusal(packed + [0]).problem == "1 bytes follow the gzip member")
    }

    @Test func refusesContentThatIsTooShort() throws {
        let short = try IDXCorpus.gzip(IDXCorpus.images.dropLast(2))
        let error = try refusal(short)
        #expect(
            error.problem == "the header promises 3 images of 2 x 2, 28 bytes in all, "
                + "but the unpacked content has 26")
        #expect(error.offset == 26)
    }

    @Test func refusesContentThatIsTooLong() throws {
        let long = try IDXCorpus.gzip(IDXCorpus.images + [1])
        let error = try refusal(long)
        #expect(
            error.problem
                == "the unpacked content goes on after the 28 bytes that its header promises")
        #expect(error.offset == 28)
    }

    @Test func refusesPromisesNoSuchFileCanKeep() throws {
        let header: [UInt8] = [0, 0, 8, 3, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 1, 0]
        let error = try refusal(IDXCorpus.gzip(header))
        #expect(
            error.problem
                == "the header promises 4096 images of 256 x 256, 268435472 bytes in all, "
                + "more than so short a gzip file can hold")
    }

    /// Half a gigabyte of zeros behind an honest header is refused without being unpacked.
    @Test func refusesABombWithinBoundedMemory() throws {
        let bomb = try IDXCorpus.bomb(header: Array(IDXCorpus.images.prefix(16)), zeros: 1 << 29)
        let before = Self.peakMemory()
        let error = try refusal(bomb)
        #expect(
            error.problem
                == "the unpacked content goes on after the 28 bytes that its header promises")
        if let before, let after = Self.peakMemory() {
            // Other tests run meanwhile and take some, too.
            #expect(after - before < 300 << 20, "\((after - before) >> 20) MiB more than before")
        }
    }

    /// The greatest resident size this process has had, in bytes; nil where the system does not say.
    static func peakMemory() -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(separator: " ").dropFirst().compactMap({ Int($0) }).first
        else { return nil }
        return kibibytes << 10
    }
}
