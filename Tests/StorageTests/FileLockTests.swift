import Diagnostics
import Foundation
import Testing

@testable import Storage

@Suite struct FileLockTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func aSecondWriterIsToldWhoHoldsIt() throws {
        var first: FileLock? = try FileLock(
            scratch("study/lock"), mode: .exclusive, command: "vae-report build\n--x")
        for mode in [FileLock.Mode.exclusive, .shared] {
            let error = #expect(throws: StorageError.self) {
                try FileLock(scratch("study/lock"), mode: mode, command: "other")
            }
            #expect(error?.status == .busy)
            #expect(
                error?.description.contains("process \(getpid()) (vae-report build --x)") == true)
        }
        withExtendedLifetime(first) {}
        first = nil
        _ = try FileLock(scratch("study/lock"), mode: .exclusive, command: "other")
    }

    @Test func sharersShare() throws {
        let one = try FileLock(scratch("lock"), mode: .shared, command: "one")
        let two = try FileLock(scratch("lock"), mode: .shared, command: "two")
        let text = problem {
            _ = try FileLock(scratch("lock"), mode: .exclusive, command: "three")
        }
        #expect(text.contains("(two)"))
        withExtendedLifetime((one, two)) {}
    }

    @Test func aDeadHolderFreesIt() throws {
        try Data("999999999 long dead\n".utf8).write(to: scratch("lock"))
        let lock = try FileLock(scratch("lock"), mode: .exclusive, command: "new")
        #expect(
            try DurableFile.read(scratch("lock")) == Data("\(getpid()) new\n".utf8))
        withExtendedLifetime(lock) {}
    }

    /// A copy of its descriptor, as a child has that is being started, does not keep it.
    @Test func aCopyOfItsDescriptorDoesNotKeepIt() throws {
        var lock: FileLock? = try FileLock(scratch("lock"), mode: .exclusive, command: "first")
        var file = stat()
        #expect(stat(scratch("lock").path, &file) == 0)
        let number = try #require(
            (0..<getdtablesize()).first { number in
                var status = stat()
                return fstat(number, &status) == 0 && status.st_ino == file.st_ino
                    && status.st_dev == file.st_dev
            })
        let copy = dup(number)
        defer { close(copy) }
        #expect(copy >= 0)
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try FileLock(scratch("lock"), mode: .exclusive, command: "second")
    }

    @Test func linksAndFoldersAreRefused() throws {
        try FileManager.default.createSymbolicLink(
            at: scratch("lock"), withDestinationURL: scratch("target"))
        #expect(throws: StorageError.self) {
            try FileLock(scratch("lock"), mode: .shared, command: "")
        }
        #expect(throws: StorageError.self) {
            try FileLock(scratch(""), mode: .shared, command: "")
        }
        #expect(try scratch.names == ["lock"])
    }
}
