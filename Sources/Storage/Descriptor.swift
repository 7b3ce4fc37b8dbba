import Diagnostics
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Owns an open file or folder; closes it at the end of its life.
struct Descriptor: ~Copyable {
    /// The kernel's number.
    let number: Int32

    /// Opens `url`; never follows a link in the last part when `O_NOFOLLOW` is among `flags`.
    init(_ url: URL, _ flags: Int32, mode: mode_t = 0o666, writing: Bool) throws {
        number = try SystemCall.retrying("open", url, writing: writing) { path in
            open(path, flags | O_CLOEXEC, mode)
        }
    }

    deinit {
        // Reached without `finish()` only after reading or on the way out of another error.
        _ = close(number)
    }

    /// Closes and tells what closing told; the number is free afterwards in every case.
    consuming func finish(_ url: URL) throws {
        let number = number
        discard self
        if close(number) != 0, errno != EINTR {
            throw StorageError.failed("close", url, code: errno, writing: true)
        }
    }

    /// Gives the number to another owner, who closes it.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    /// The file's kind, size and number of links.
    func status(_ url: URL, writing: Bool) throws -> stat {
        var result = stat()
        if fstat(number, &result) != 0 {
            throw StorageError.failed("fstat", url, code: errno, writing: writing)
        }
        return result
    }

    /// Writes every byte; short writes and interruptions are gone on from.
    func write(_ data: Data, _ url: URL) throws {
        try data.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                #if canImport(Glibc)
                    let written = Glibc.write(number, rest.baseAddress, rest.count)
                #else
                    let written = Darwin.write(number, rest.baseAddress, rest.count)
                #endif
                if written > 0 {
                    done += written
                } else if written == 0 || errno != EINTR {
                    let code = written == 0 ? EIO : errno
                    throw StorageError.failed("write", url, code: code, writing: true)
                }
            }
        }
    }

    /// Reads as much as comes at once, at most as much as there is room for; 0 at the file's end.
    func read(into room: UnsafeMutableRawBufferPointer, _ url: URL) throws -> Int {
        while true {
            #if canImport(Glibc)
                let got = Glibc.read(number, room.baseAddress, room.count)
            #else
                let got = Darwin.read(number, room.baseAddress, room.count)
            #endif
            if got >= 0 { return got }
            guard errno == EINTR else {
                throw StorageError.failed("read", url, code: errno, writing: false)
            }
        }
    }

    /// Asks the kernel to make the content durable. A failure is final: after one, the kernel may
    /// have dropped the pages, and a second call would tell success.
    func sync(_ url: URL) throws {
        if fsync(number) != 0 {
            throw StorageError.failed("fsync", url, code: errno, writing: true)
        }
    }
}

/// Calls into the C library that take a path.
enum SystemCall {
    /// Gives `body` the path as C wants it and throws where it answers -1.
    @discardableResult
    static func check(
        _ call: String, _ url: URL, writing: Bool, _ body: (UnsafePointer<CChar>) -> Int32
    ) throws -> Int32 {
        let path = url.path(percentEncoded: false)
        guard !path.utf8.contains(0) else {
            throw StorageError(
                status: .usage, place: nil, problem: "a path holds a NUL character",
                remedy: "choose another name")
        }
        let result = withoutTrailingSlash(path).withCString(body)
        if result == -1 {
            throw StorageError.failed(call, url, code: errno, writing: writing)
        }
        return result
    }

    /// As `check`, again after each interruption by a signal.
    static func retrying(
        _ call: String, _ url: URL, writing: Bool, _ body: (UnsafePointer<CChar>) -> Int32
    ) throws -> Int32 {
        try check(call, url, writing: writing) { path in
            while true {
                let result = body(path)
                if result != -1 || errno != EINTR { return result }
            }
        }
    }

    /// A link named with a slash at its end would be followed.
    static func withoutTrailingSlash(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
