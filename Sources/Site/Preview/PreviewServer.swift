import FlyingFox
import FlyingSocks
public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Shows a site folder to a browser on this machine, and to nothing else.
///
/// It listens on the loopback address only, answers only requests that name it as their host (a
/// page from elsewhere that points its name here gets 403), and gives only files below the folder.
/// An open page loads itself again when its file changes.
public struct PreviewServer: Sendable {
    private let files: PreviewFiles
    private let port: UInt16
    private let patience: Duration

    /// A server of the folder `site`; port 0 takes any that is free. Throws `SiteError` where there
    /// is no such folder.
    public init(site: URL, port: UInt16) throws {
        try self.init(site: site, port: port, patience: .seconds(20))
    }

    /// `patience` is what one connection may take, from its first byte to its last.
    init(site: URL, port: UInt16, patience: Duration) throws {
        files = try PreviewFiles(site: site)
        self.port = port
        self.patience = patience
    }

    /// Serves until the task is cancelled; calls `ready` once with the address to open. Throws
    /// `SiteError` where the port cannot be had.
    public func run(ready: @escaping @Sendable (URL) -> Void) async throws {
        let hosts = Hosts()
        let server = HTTPServer(
            address: try Self.loopback(port), timeout: Double(patience.components.seconds),
            pool: ImpatientPool(patience: patience), logger: .disabled,
            handler: PreviewHandler(files: files, hosts: hosts))
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await listen(server) }
            group.addTask {
                // A server that cannot listen ends in the other task, with the reason.
                try await server.waitUntilListening(timeout: 60)
                guard case .ip4(_, let port)? = await server.listeningAddress,
                    let url = URL(string: "http://127.0.0.1:\(port)/")
                else { return }
                await hosts.listen(on: port)
                ready(url)
            }
            for try await _ in group {}
        }
    }

    private func listen(_ server: HTTPServer) async throws {
        do {
            try await server.run()
        } catch  where Task.isCancelled {
            return
        } catch SocketError.failed(_, EADDRINUSE, _) {
            throw SiteError.port(port, problem: "another program listens there")
        } catch {
            throw SiteError.port(
                port, problem: "cannot listen there: \(error.localizedDescription)")
        }
    }

    private static func loopback(_ port: UInt16) throws -> sockaddr_in {
        do {
            return try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        } catch {
            throw SiteError.port(port, problem: "this machine has no loopback address")
        }
    }
}
