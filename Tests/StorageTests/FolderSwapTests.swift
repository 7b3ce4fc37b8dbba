import Foundation
import Testing

@testable import Storage

@Suite struct FolderSwapTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func fill(_ text: String) -> (URL) throws -> Void {
        { folder in
            try DurableFile.write(Data(text.utf8), to: folder.appending(path: "index.html"))
            try DurableFile.write(Data(text.utf8), to: folder.appending(path: "data/\(text).csv"))
        }
    }

    @Test func replacesWhole() throws {
        let site = scratch("site")
        try FolderSwap.replace(site, fill: fill("one"))
        try FolderSwap.replace(site, fill: fill("two"))
        #expect(try DurableFile.read(scratch("site/index.html")) == Data("two".utf8))
        #expect(try Folder.names(in: scratch("site/data")) == ["two.csv"])
        #expect(try scratch.names == ["site"])
    }

    @Test func failureLeavesTheOldOne() throws {
        struct Broken: Error {}
        try FolderSwap.replace(scratch("site"), fill: fill("one"))
        #expect(throws: Broken.self) {
            try FolderSwap.replace(scratch("site")) { folder in
                try fill("two")(folder)
                throw Broken()
            }
        }
        #expect(try Folder.names(in: scratch("site/data")) == ["one.csv"])
        #expect(try scratch.names == ["site"])
    }

    @Test func aFileInThePlaceIsRefused() throws {
        try Data().write(to: scratch("site"))
        #expect(throws: StorageError.self) {
            try FolderSwap.replace(scratch("site"), fill: fill("one"))
        }
        #expect(try scratch.names == ["site"])
    }

    @Test func aLinkInThePlaceIsReplaced() throws {
        try fill("kept")(scratch("elsewhere"))
        try FileManager.default.createSymbolicLink(
            at: scratch("site"), withDestinationURL: scratch("elsewhere"))
        try FolderSwap.replace(scratch("site"), fill: fill("one"))
        #expect(try Folder.kind(of: scratch("site"), following: false) == S_IFDIR)
        #expect(try Folder.names(in: scratch("elsewhere/data")) == ["kept.csv"])
        #expect(try scratch.names == ["elsewhere", "site"])
    }

    @Test func cleansAfterDeadSwaps() throws {
        try fill("dead")(scratch(".site.0123456789abcdef.swap"))
        try fill("old")(scratch(".site.0123456789abcdee.old"))
        try fill("other")(scratch(".site.two.swap"))
        struct Seen: Error {}
        #expect(throws: Seen.self) {
            // It died between two renames: the old folder is back before anything else happens.
            try FolderSwap.replace(scratch("site")) { _ in
                #expect(try Folder.names(in: scratch("site/data")) == ["old.csv"])
                throw Seen()
            }
        }
        #expect(try scratch.names == [".site.two.swap", "site"])
    }

    @Test func aSwapAtWorkIsLeftAlone() throws {
        try FolderSwap.replace(scratch("site")) { folder in
            try fill("outer")(folder)
            try FolderSwap.replace(scratch("site"), fill: fill("inner"))
            #expect(try Folder.names(in: folder) == ["data", "index.html"])
        }
        #expect(try Folder.names(in: scratch("site/data")) == ["outer.csv"])
        #expect(try scratch.names == ["site"])
    }
}
