import Foundation
import Testing

/// `script/build` with a compiler that does nothing.
@Suite struct BuildScriptTests {
    /// Both take their stamps before either has built.
    @Test func twoFirstLaunchesSideBySideEndWell() throws {
        let program = try Program()
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../script/build").standardizedFileURL
        func add(_ path: String, _ text: String) throws {
            let file = program.folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        try add("script/build", try String(contentsOf: script, encoding: .utf8))
        try add("script/bootstrap", "#!/bin/sh\necho \"$PWD/tools\"\n")
        try add(
            "tools/swift",
            """
            #!/bin/sh
            touch "begun.$$"
            tries=0
            while [ "$(ls | grep -c begun)" -lt 2 ] && [ "$tries" -lt 100 ]; do
                sleep 0.1
                tries=$((tries + 1))
            done

            """)
        let launches = (0..<2).map { _ in
            let launch = program.process([])
            launch.executableURL = program.folder.appending(path: "script/build")
            launch.standardError = FileHandle.nullDevice
            return launch
        }
        for launch in launches { try launch.run() }
        for launch in launches {
            launch.waitUntilExit()
            #expect(launch.terminationStatus == 0)
        }
        let left = try FileManager.default.contentsOfDirectory(
            atPath: program.folder.appending(path: ".build").path)
        #expect(left == ["vae-report.stamp"])
    }
}
