import Foundation
import Testing

/// Builds whose standard error nobody reads.
@Suite struct StreamTests {
    @Test func aVanishedReaderOfProgressDoesNotEndABuild() throws {
        let program = try Program()
        try program.writeImages()
        let command = (["build", "--jobs", "1"] + tinyStudy).joined(separator: " ")
        let shell = program.process([
            "-c",
            "trap '' PIPE; { '\(Program.executable.path)' \(command) 2>&1 >out; echo $? >status; }"
                + " | true",
        ])
        shell.executableURL = URL(filePath: "/bin/sh")
        try shell.run()
        shell.waitUntilExit()
        let files = try program.files()
        #expect(files["status"] == Data("0\n".utf8))
        #expect(files["site/tiny/index.html"] != nil)
        let output = String(decoding: files["out"] ?? Data(), as: UTF8.self)
        #expect(output.contains("Open site/tiny/index.html"))
    }

    @Test func aSecondSignalDoesNotWaitForAFullPipe() throws {
        let program = try Program()
        try program.writeImages()
        let errors = Pipe()
        let writer = errors.fileHandleForWriting.fileDescriptor
        // Nothing more fits in, so that the first line of the build waits for ever.
        let flags = fcntl(writer, F_GETFL)
        _ = fcntl(writer, F_SETFL, flags | O_NONBLOCK)
        for size in [4096, 1] {
            let filling = [UInt8](repeating: 10, count: size)
            while write(writer, filling, size) > 0 {}
        }
        _ = fcntl(writer, F_SETFL, flags)
        let process = program.process(["build"] + tinyStudy + ["--jobs", "1", "--epochs", "5000"])
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // Signals are taken over before the study is made.
        let study = program.folder.appending(path: "runs/tiny/study.json").path
        let begun = Date()
        while !FileManager.default.fileExists(atPath: study), begun.timeIntervalSinceNow > -60 {
            Thread.sleep(forTimeInterval: 0.02)
        }
        for _ in 0..<2 {
            Thread.sleep(forTimeInterval: 0.3)
            kill(process.processIdentifier, SIGINT)
        }
        let signalled = Date()
        while process.isRunning, signalled.timeIntervalSinceNow > -30 {
            Thread.sleep(forTimeInterval: 0.02)
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
    }
}
