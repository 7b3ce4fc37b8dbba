import Foundation

/// The resident memory of this process as the Linux kernel counts it; 0 elsewhere.
enum ProcessMemory {
    /// Bytes now.
    static var now: Int { bytes("VmRSS:") }
    /// The most bytes since the process began, or since `forgetPeak`.
    static var peak: Int { bytes("VmHWM:") }

    /// Makes what is in use now the peak.
    static func forgetPeak() {
        // 5 resets the peak: proc_pid_clear_refs(5).
        try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    private static func bytes(_ key: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
        let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return (kibibytes.flatMap { Int($0) } ?? 0) * 1024
    }
}
