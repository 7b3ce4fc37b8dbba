import Foundation
import Testing

@testable import vae_report

/// Input that means harm, as the program meets it.
@Suite struct HostileInputTests {
    /// A file of IDX with an honest header for twelve images, and ten gigabytes of zeros behind it.
    @Test func aBombIsRefusedInLittleMemory() throws {
        let program = try Program()
        try program.writeImages()
        let plain = program.folder.appending(path: "bars/train-images-idx3-ubyte")
        let header = try Data(contentsOf: plain).prefix(16)
        try FileManager.default.removeItem(at: plain)
        // RFC 1952 and 1951: a member's head, then the header in a block that is not packed.
        var bomb = Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0, 16, 0, 0xef, 0xff]) + header
        for _ in 0..<10 << 10 { bomb += Self.mebibyte }
        #expect(bomb.count < 11 << 20)
        try bomb.write(to: plain.appendingPathExtension("gz"))
        let outcome = try program.run(
            ["build", "--dataset", "bars"], limit: "-v \(Self.mostMemory)")
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains("goes on after the 17296 bytes"), "\(outcome.errors)")
        #expect(try program.files().keys.allSatisfy { $0.hasPrefix("bars/") })
    }

    /// KiB of addresses: the libraries' own take most of it.
    private static let mostMemory = 2 << 20

    /// 1,048,576 zeros as zlib packs them at level 9, ended by an empty block: such pieces can be put
    /// together to any length.
    private static let mebibyte =
        Data([0xec, 0xc1, 0x31, 0x01, 0, 0, 0, 0xc2, 0xa0, 0xf5, 0x4f, 0x6d, 0x08, 0x5f, 0xa0])
        + Data(repeating: 0, count: 1016) + Data([0x3e, 0x03, 0, 0, 0xff, 0xff])

    /// Without the limit the same bytes are what they are said to be.
    @Test func theBombsPieceIsAMebibyte() throws {
        let program = try Program()
        let member = Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]) + Self.mebibyte + Data([3, 0])
        try member.write(to: program.folder.appending(path: "piece.gz"))
        let process = program.process(["-c", "gzip -dc piece.gz 2>/dev/null | wc -c"])
        process.executableURL = URL(filePath: "/bin/sh")
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        #expect(said.trimmingCharacters(in: .whitespacesAndNewlines) == "1048576")
    }

    @Test(arguments: [
        "/abs", "../up", "a/../../b", ".hidden", "-x", "<script>alert(1)</script>", "a b", "ü", "",
        String(repeating: "x", count: 300), "a\u{1B}[31m",
    ])
    func namesThatAreNoneNameNothing(_ name: String) throws {
        let program = try Program()
        try program.writeImages()
        for arguments in [
            ["build", "--dataset", "bars", "--study=\(name)"], ["render", "--", name],
        ] {
            let outcome = try program.run(arguments)
            #expect(outcome.status == 64, "\(arguments): \(outcome.status), \(outcome.errors)")
            #expect(!outcome.errors.contains("\u{1B}"))
            #expect(outcome.errors.utf8.count < 2000, "\(outcome.errors.utf8.count) bytes are told")
        }
        #expect(try program.files().keys.allSatisfy { $0.hasPrefix("bars/") })
    }

    /// A person's words are shown as they are, in every file of a report.
    @Test func aTitleOfMarkupIsWords() throws {
        let program = try Program()
        try program.writeImages()
        let title = "<script>alert(1)</script> & \"=1+1\" '"
        let outcome = try program.run(["build", "--quiet", "--title", title] + tinyStudy)
        #expect(outcome.status == 0, "\(outcome.errors)")
        for page in ["site/tiny/index.html", "site/index.html"] {
            let text = String(
                decoding: try Data(contentsOf: program.folder.appending(path: page)), as: UTF8.self)
            #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "\(page)")
            #expect(!text.contains("<script>alert"), "\(page)")
        }
    }

    /// What a file says reaches the terminal as words.
    @Test func filesDoNotSpeakToTheTerminal() throws {
        let program = try Program()
        try program.writeImages()
        let lines = "\"a\\e]0;owned\\a\": 1\n\"a\\e]0;owned\\a\": 2\n"
        try Data(lines.utf8).write(to: program.folder.appending(path: "study.yml"))
        let outcome = try program.run("build --dataset bars --config study.yml")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("study.yml:"), "\(outcome.errors)")
        let isQuiet = outcome.errors.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }
        #expect(isQuiet, "\(outcome.errors.debugDescription)")
    }

    @Test(arguments: [
        ("latent-sizes: [0]", "study.yml:2:"), ("latent-sizes: [-1]", "study.yml:2:"),
        ("latent-sizes: [1000000000000000000]", "study.yml:2:"),
        ("learning-rate: .nan", "study.yml:2:16"), ("epochs: many", "study.yml:2:9"),
        ("epoch: 1", "study.yml:2:1"), ("a: &a [1]\nb: *a", "study.yml:2:4"),
    ])
    func badSettingsAreToldWithTheirPlace(_ line: String, _ place: String) throws {
        let program = try Program()
        try program.writeImages()
        try Data("# x\n\(line)\n".utf8).write(to: program.folder.appending(path: "study.yml"))
        let outcome = try program.run("build --dataset bars --config study.yml")
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains(place), "\(outcome.errors)")
        #expect(try program.files().keys.allSatisfy { !$0.hasPrefix("runs/") })
    }

    @Test func settingsOfAMebibyteAreRefused() throws {
        let program = try Program()
        try program.writeImages()
        try Data(("epochs: 1 #" + String(repeating: "x", count: 1 << 20)).utf8)
            .write(to: program.folder.appending(path: "study.yml"))
        let outcome = try program.run("build --dataset bars --config study.yml")
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains("study.yml"), "\(outcome.errors)")
    }
}
