import Foundation

/// What a run of the program left.
struct Outcome {
    let status: Int32
    let output: String
    let errors: String
}

/// The built executable, run as a user runs it, in a folder of its own that goes with it.
final class Program {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "vae-report-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch {
            print("left: \(folder.path)")
        }
    }

    /// Beside the tests' own executable.
    static var executable: URL {
        let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        return tests.deletingLastPathComponent().appending(path: "vae-report")
    }

    /// A process that is not started yet, with no terminal and an empty home.
    func process(_ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        variables.merge(environment) { $1 }
        process.environment = variables
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Runs to the end, under a `limit` of the shell's `ulimit` where one is given. Output goes through
    /// files, which cannot fill up as pipes do.
    func run(
        _ arguments: [String], environment: [String: String] = [:], limit: String? = nil
    ) throws -> Outcome {
        let process = process(arguments, environment: environment)
        if let limit {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments =
                ["-c", "ulimit \(limit) && exec \"$@\"", "sh", Self.executable.path] + arguments
        }
        let name = UUID().uuidString
        let output = folder.appending(path: ".\(name).out")
        let errors = folder.appending(path: ".\(name).err")
        for url in [output, errors] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    func run(_ line: String) throws -> Outcome {
        try run(line.split(separator: " ").map(String.init))
    }

    /// Every visible file below the folder, with its bytes.
    func files(in name: String = "") throws -> [String: Data] {
        let root = folder.appending(path: name, directoryHint: .isDirectory)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        var files: [String: Data] = [:]
        for path in paths where !path.hasPrefix(".") {
            var isFolder: ObjCBool = false
            let url = root.appending(path: path)
            _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            if !isFolder.boolValue { files[path] = try Data(contentsOf: url) }
        }
        return files
    }

    /// A data set of 12 x 12 images: bars at a place that the class says, with some noise.
    func writeImages(train: Int = 120, test: Int = 40) throws {
        let parent = folder.appending(path: "bars", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        for (part, count) in [("train", train), ("t10k", test)] {
            var images: [UInt8] =
                [0, 0, 8, 3] + Self.bytes(count) + Self.bytes(12) + Self.bytes(12)
            var labels: [UInt8] = [0, 0, 8, 1] + Self.bytes(count)
            for index in 0..<count {
                let label = index % 10
                labels.append(UInt8(label))
                for pixel in 0..<144 {
                    let isBar = pixel % 12 == label || pixel / 12 == (index / 10) % 12
                    images.append(isBar ? 230 : UInt8((index * 7 + pixel * 13) % 30))
                }
            }
            try Data(images).write(to: parent.appending(path: "\(part)-images-idx3-ubyte"))
            try Data(labels).write(to: parent.appending(path: "\(part)-labels-idx1-ubyte"))
        }
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

/// Options of a study that takes a fraction of a second.
let tinyStudy = [
    "--dataset", "bars", "--study", "tiny", "--latent-sizes", "2,3", "--epochs", "2",
    "--batch-size", "16", "--channels", "4,8", "--hidden-widths", "16", "--warm-up-steps", "2",
    "--train-images", "120",
]
