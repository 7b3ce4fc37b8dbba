import CCurl
import Diagnostics
import Foundation

/// One request of libcurl: owns its handle, takes no more bytes than it may.
final class Transfer {
    /// How a request ended.
    enum Answer {
        case content(Data)
        case redirect(URL)
        /// It stopped before its end: the bytes from the content's start so far, and why.
        case broken(Data, DatasetError)
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private let name: String
    private let limit: Int
    private let handle: UnsafeMutableRawPointer
    private var content: Data
    private var isTooLong = false
    private var isBegun = false

    /// - Parameters:
    ///   - name: what errors call it.
    ///   - received: what an earlier transfer brought of the content; only the rest is asked for.
    init(name: String, limit: Int, received: Data = Data()) throws {
        guard Self.isReady, let handle = curl_easy_init() else {
            throw DatasetError(
                .unavailable, name, "libcurl does not start",
                remedy: "check that libcurl is installed")
        }
        self.name = name
        self.limit = limit
        self.handle = handle
        content = received
    }

    deinit { curl_easy_cleanup(handle) }

    /// Sets which schemes it may speak and how long, in seconds, it may wait.
    func bound(schemes: String, idle: Double, total: Double) throws {
        try set(CURLOPT_PROTOCOLS_STR, to: schemes)
        try set(CURLOPT_CONNECTTIMEOUT_MS, to: Int(idle * 1000))
        try set(CURLOPT_LOW_SPEED_LIMIT, to: 1)
        try set(CURLOPT_LOW_SPEED_TIME, to: max(1, Int(idle)))
        try set(CURLOPT_TIMEOUT_MS, to: max(1, Int(total * 1000)))
        // Time-outs must not use signals, which belong to the program.
        try set(CURLOPT_NOSIGNAL, to: 1)
        try set(CURLOPT_FAILONERROR, to: 1)
        try set(CURLOPT_USERAGENT, to: "vae-report")
        try check(curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limit)))
    }

    /// Asks for one address and waits for the whole answer.
    func run(_ url: URL) throws -> Answer {
        try set(CURLOPT_URL, to: url.absoluteString)
        let writer: curl_write_callback = { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        try check(curl_set_writer(handle, writer, Unmanaged.passUnretained(self).toOpaque()))
        let isRest = !content.isEmpty
        if isRest { try set(CURLOPT_RANGE, to: "\(content.count)-") }
        let status = withExtendedLifetime(self) { curl_easy_perform(handle) }
        var code = 0
        try check(curl_get_number(handle, CURLINFO_RESPONSE_CODE, &code))
        if isTooLong || status == CURLE_FILESIZE_EXCEEDED {
            throw failure("the file has more than the \(limit) bytes expected at most")
        }
        if status == CURLE_HTTP_RETURNED_ERROR {
            throw failure("the server answers with status \(code)")
        }
        let isContent = code == 200 || isRest && code == 206
        if isContent,
            [CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_OPERATION_TIMEDOUT].contains(status)
        {
            return .broken(content, failure(Self.problem(status)))
        }
        try check(status)
        if (300..<400).contains(code) { return .redirect(try redirectTarget(code)) }
        guard isContent else { throw failure("the server answers with status \(code)") }
        return .content(content)
    }

    private func redirectTarget(_ code: Int) throws -> URL {
        var text: UnsafePointer<CChar>?
        try check(curl_get_text(handle, CURLINFO_REDIRECT_URL, &text))
        guard let text, let url = URL(string: String(cString: text)) else {
            throw failure("the server answers with status \(code) and no address")
        }
        return url
    }

    /// The bytes taken: fewer than there are make libcurl stop.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        if !isBegun {
            isBegun = true
            var code = 0
            // A server that knows no ranges sends all of it.
            if curl_get_number(handle, CURLINFO_RESPONSE_CODE, &code) != CURLE_OK || code != 206 {
                content.removeAll()
            }
        }
        guard bytes.count <= limit - content.count else {
            isTooLong = true
            return 0
        }
        content.append(contentsOf: bytes)
        return bytes.count
    }

    private func set(_ option: CURLoption, to value: Int) throws {
        try check(curl_set_number(handle, option, value))
    }

    private func set(_ option: CURLoption, to text: String) throws {
        try check(curl_set_text(handle, option, text))
    }

    private func check(_ status: CURLcode) throws {
        guard status != CURLE_OK else { return }
        throw failure(Self.problem(status))
    }

    private static func problem(_ status: CURLcode) -> String {
        status == CURLE_OPERATION_TIMEDOUT
            ? "the server took too long"
            : "the transfer failed (libcurl: \(String(cString: curl_easy_strerror(status))))"
    }

    private func failure(_ problem: String) -> DatasetError {
        DatasetError.unreachable(name, problem)
    }
}
