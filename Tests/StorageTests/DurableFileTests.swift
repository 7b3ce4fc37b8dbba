import Diagnostics
import Foundation
import Testing

@testable import Storage

@Suite struct DurableFileTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    /// Of more than one part, at its seam and its end.
    @Test func tellsWhetherAFileHoldsBytes() throws {
        let url = scratch("large")
        let data = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 % 251) })
        try DurableFile.write(data, to: url)
        #expect(try DurableFile.holds(data, at: url))
        for index in [0, 262_143, 262_144, 599_999] {
            var other = data
            other[index] ^= 1
            #expect(try !DurableFile.holds(other, at: url), "\(index)")
        }
        #expect(try !DurableFile.holds(data.dropLast(), at: url))
        #expect(try !DurableFile.holds(data + [0], at: url))
        try DurableFile.write(Data(), to: url)
        #expect(try DurableFile.holds(Data(), at: url))
        #expect(throws: StorageError.self) { try DurableFile.holds(data, at: scratch("none")) }
    }

    @Test func replacesWholeAndLeavesNothingBeside() throws {
        let url = scratch("a/b/record.json")
        try DurableFile.write(Data("one".utf8), to: url)
        try DurableFile.write(Data("two, longer".utf8), to: url)
        #expect(try DurableFile.read(url) == Data("two, longer".utf8))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch("a/b").path)
                == ["record.json"])
        try DurableFile.write(Data(), to: url)
        #expect(try DurableFile.read(url).isEmpty)
    }

    @Test func replacesALinkWithoutFollowingIt() throws {
        try Data("secret".utf8).write(to: scratch("target"))
        try FileManager.default.createSymbolicLink(
            at: scratch("link"), withDestinationURL: scratch("target"))
        #expect(throws: StorageError.self) {
            try DurableFile.append(Data("x".utf8), to: scratch("link"))
        }
        try DurableFile.write(Data("new".utf8), to: scratch("link"))
        #expect(try Data(contentsOf: scratch("target")) == Data("secret".utf8))
        #expect(try DurableFile.read(scratch("link")) == Data("new".utf8))
        #expect(try Folder.kind(of: scratch("link"), following: false) == S_IFREG)
    }

    @Test func failureLeavesWhatWasThereAndNoTemporary() throws {
        // Any user, root included, fails to rename a file over a folder or to write below a file.
        try FileManager.default.createDirectory(
            at: scratch("folder/sub"), withIntermediateDirectories: true)
        try Data().write(to: scratch("file"))
        let overFolder = #expect(throws: StorageError.self) {
            try DurableFile.write(Data([1]), to: scratch("folder"))
        }
        #expect(overFolder?.status == .cannotCreate)
        let belowFile = #expect(throws: StorageError.self) {
            try DurableFile.write(Data([1]), to: scratch("file/below"))
        }
        #expect(belowFile?.status == .cannotCreate)
        #expect(belowFile?.remedy != nil)
        #expect(try scratch.names == ["file", "folder"])
    }

    @Test func fullDeviceIsTold() throws {
        // Writing to /dev/full fails with ENOSPC; the temporary next to it is what fails first.
        let file = try Descriptor(URL(filePath: "/dev/full"), O_WRONLY, writing: true)
        let error = #expect(throws: StorageError.self) {
            try file.write(Data([1]), URL(filePath: "/dev/full"))
        }
        #expect(error?.status == .cannotCreate)
        #expect(error?.description.contains("write failed: No space left on device") == true)
    }

    @Test func appendsAndTellsOfAFolder() throws {
        try DurableFile.append(Data("1\n".utf8), to: scratch("new/log"))
        try DurableFile.append(Data("2\n".utf8), to: scratch("new/log"))
        #expect(try DurableFile.read(scratch("new/log")) == Data("1\n2\n".utf8))
        #expect(throws: StorageError.self) {
            try DurableFile.append(Data("1\n".utf8), to: scratch("new"))
        }
    }

    @Test func ofSeveralThatCreateAFileOneDoes() async throws {
        let url = scratch("new/document.md")
        let taken = await withTaskGroup(of: Bool.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    do {
                        try DurableFile.create(Data(repeating: UInt8(writer), count: 4096), at: url)
                        return false
                    } catch {
                        return (error as? StorageError)?.isTaken == true
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(taken.count { $0 } == 15)
        let data = try DurableFile.read(url)
        #expect(data.count == 4096 && Set(data).count == 1)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch("new").path)
                == ["document.md"])
    }

    @Test func nothingIsCreatedOverALinkOrAFolder() throws {
        try FileManager.default.createSymbolicLink(
            at: scratch("link"), withDestinationURL: scratch("target"))
        try FileManager.default.createDirectory(
            at: scratch("folder"), withIntermediateDirectories: true)
        for name in ["link", "folder"] {
            let error = #expect(throws: StorageError.self) {
                try DurableFile.create(Data([1]), at: scratch(name))
            }
            #expect(error?.isTaken == true && error?.status == .cannotCreate)
        }
        #expect(try scratch.names == ["folder", "link"])
    }

    @Test func readTellsMissingLargeAndIrregular() throws {
        try Data(count: 100).write(to: scratch("hundred"))
        #expect(mkfifo(scratch("pipe").path, 0o600) == 0)
        func status(_ name: String, limit: Int = 1000) -> Diagnostics.ExitStatus? {
            #expect(throws: StorageError.self) {
                try DurableFile.read(scratch(name), limit: limit)
            }?.status
        }
        #expect(status("nowhere") == .missingInput)
        #expect(status("hundred", limit: 99) == .badData)
        #expect(status("pipe") == .missingInput)
        #expect(status("") == .missingInput)
        #expect(try DurableFile.read(scratch("hundred"), limit: 100).count == 100)
    }

    @Test func pathWithNULIsRefused() {
        let url = URL(fileURLWithPath: "/tmp/a\0b")
        #expect(throws: StorageError.self) { try DurableFile.read(url) }
    }

    @Test func cleansOnlyAbandonedTemporaries() throws {
        let living = try TemporaryFile.make(beside: scratch("file"))
        try Data().write(to: scratch(".file.0123456789abcdef.tmp"))
        try Data().write(to: scratch(".other.tmp"))
        try DurableFile.removeLeftovers(in: scratch.url)
        #expect(try scratch.names == [living.url.lastPathComponent, ".other.tmp"].sorted())
        try living.descriptor.write(Data([7]), living.url)
        try living.rename(to: scratch("file"))
        #expect(try scratch.names == [".other.tmp", "file"])
    }

    @Test func abandonedWriteRemovesItsTemporary() throws {
        do { _ = try TemporaryFile.make(beside: scratch("file")) }
        #expect(try scratch.names == [])
    }

    @Test func foldersBelowMustBeReal() throws {
        try FileManager.default.createSymbolicLink(
            at: scratch("link"), withDestinationURL: scratch.url)
        #expect(throws: StorageError.self) { try Folder.requireReal(scratch("link")) }
        #expect(throws: StorageError.self) { try Folder.requireReal(scratch("link/")) }
        try Folder.requireReal(scratch("nothing"))
        try Folder.make(scratch("x/y/z"))
        try Folder.requireReal(scratch("x/y/z"))
    }
}
