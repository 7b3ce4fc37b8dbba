import Diagnostics
import Foundation

/// A parser as libFuzzer drives it.
struct FuzzTarget: Sendable {
    /// As `script/fuzz` names it.
    let name: String
    /// Files that it starts from.
    let seeds: @Sendable () throws -> [Data]
    /// Reads any bytes: may throw what a person is told, `DiagnosedError`, and nothing else.
    let read: @Sendable (Data) throws -> Void

    static let all: [FuzzTarget] = {
        var all = [idx, gzip, png, safetensors, checkpoint, settings]
        // What the lower layers build without: see VAE_REPORT_LAYERS in Package.swift.
        #if UPPER_LAYERS
            all += [cells, markdown, equation, records, page, template, path]
        #endif
        return all
    }()
}

/// What has to hold of what was read; a precondition of an optimised program would not say what does not.
func require(_ isSo: Bool, _ otherwise: @autoclosure () -> String) {
    if !isSo { fatalError(otherwise()) }
}

extension FuzzTarget {
    /// `VAE_REPORT_FUZZ` names it.
    fileprivate static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["VAE_REPORT_FUZZ"] ?? ""
        guard let target = all.first(where: { $0.name == name }) else {
            fatalError("VAE_REPORT_FUZZ is none of \(all.map(\.name).joined(separator: ", "))")
        }
        return target
    }()
}

/// Writes the seeds of all targets into the folder that `VAE_REPORT_SEEDS` names and ends, where it
/// names one.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> CInt {
    guard let path = ProcessInfo.processInfo.environment["VAE_REPORT_SEEDS"] else { return 0 }
    do {
        for target in FuzzTarget.all {
            let folder = URL(filePath: path).appending(path: target.name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (index, seed) in try target.seeds().enumerated() {
                try seed.write(to: folder.appending(path: "seed-\(index)"))
            }
            print(target.name)
        }
    } catch { fatalError("the seeds cannot be written: \(error)") }
    exit(0)
}

/// One input; a trap, a wrong error, too much time or too much memory is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try FuzzTarget.chosen.read(Data(UnsafeBufferPointer(start: start, count: count)))
    } catch let error as any DiagnosedError {
        // What is told fits a screen, whatever the file says.
        require(error.description.utf8.count < 1 << 16, "an endless error")
    } catch { fatalError("an error that nobody foresaw: \(error)") }
    return 0
}
