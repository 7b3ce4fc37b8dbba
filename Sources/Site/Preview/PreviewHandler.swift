import Diagnostics
import FlyingFox
import Foundation
import Storage

/// Answers the requests of a preview.
struct PreviewHandler: HTTPHandler {
    let files: PreviewFiles
    /// The hosts that are this server: its address and port, as browsers write them.
    let hosts: Hosts

    /// Larger files are not served.
    private static let largestFile = 1 << 28

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard await hosts.contains(request.headers[.host]) else {
            return Self.message(.forbidden, "This server answers only to its own address.")
        }
        guard request.method == .GET || request.method == .HEAD else {
            return Self.message(.methodNotAllowed, "Only GET and HEAD.")
        }
        let path = request.target.path()
        if path == LiveReload.path {
            return Self.body(Data(LiveReload.script.utf8), .script, of: request)
        }
        switch try files.answer(path) {
        case .missing:
            return Self.message(.notFound, "There is no such file in the site.")
        case .redirect(let path):
            return Self.response(.movedPermanently, .plain, Data(), [.location: path])
        case .file(let url, let type):
            do {
                let data = try DurableFile.read(url, limit: Self.largestFile)
                guard type == .html else { return Self.body(data, type, of: request) }
                let digest = Digest.sha256(data)
                return Self.body(
                    LiveReload.served(data, digest: digest), type, of: request,
                    [HTTPHeader("X-Digest"): digest])
            } catch let error as any DiagnosedError {
                return Self.message(
                    .internalServerError, "The file cannot be read: \(error.problem).")
            }
        }
    }

    private static func body(
        _ data: Data, _ type: MediaType, of request: HTTPRequest, _ more: [HTTPHeader: String] = [:]
    ) -> HTTPResponse {
        response(
            .ok, type, request.method == .HEAD ? Data() : data,
            more.merging([.contentLength: "\(data.count)"]) { $1 })
    }

    private static func message(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
        response(status, .plain, Data("\(text)\n".utf8), [:])
    }

    private static func response(
        _ status: HTTPStatusCode, _ type: MediaType, _ body: Data, _ more: [HTTPHeader: String]
    ) -> HTTPResponse {
        var headers: [HTTPHeader: String] = [
            .contentType: type.rawValue, .cacheControl: "no-store",
            HTTPHeader("X-Content-Type-Options"): "nosniff",
            HTTPHeader("Referrer-Policy"): "no-referrer",
            HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
            // One request a connection, so that patience is with one request.
            .connection: "close",
        ]
        headers.merge(more) { $1 }
        return HTTPResponse(statusCode: status, headers: HTTPHeaders(headers), body: body)
    }
}

/// The names of the preview's own host, known once it listens.
actor Hosts {
    private(set) var port: UInt16?

    func listen(on port: UInt16) { self.port = port }

    func contains(_ host: String?) -> Bool {
        guard let host = host?.lowercased(), let port else { return false }
        return ["127.0.0.1", "localhost"].contains { name in
            host == "\(name):\(port)" || (port == 80 && host == name)
        }
    }
}
