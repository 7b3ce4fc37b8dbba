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
        while !Task.isCancelled {
            do { return try await serve(hosts, ready) } catch is OutOfDescriptors {
                // Its connections have ended with the server, so there is room for another.
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// There are more connections than this process may have, which ends a server of FlyingFox.
    private struct OutOfDescriptors: Error {}

    private func serve(_ hosts: Hosts, _ ready: @escaping @Sendable (URL) -> Void) async throws {
        // A page that is open asks at the port that it came from.
        let known = await hosts.port
        let server = HTTPServer(
            address: try Self.loopback(known ?? port),
            timeout: Double(patience.components.seconds),
            pool: ImpatientPool(patience: patience), logger: .disabled,
            handler: PreviewHandler(files: files, hosts: hosts))
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await listen(server, hosts) }
            group.addTask {
                // A server that cannot listen ends in the other task, with the reason.
                try await server.waitUntilListening(timeout: 60)
                guard known == nil, case .ip4(_, let port)? = await server.listeningAddress,
                    let url = URL(string: "http://127.0.0.1:\(port)/")
                else { return }
                await hosts.listen(on: port)
                ready(url)
            }
            for try await _ in group {}
        }
    }

    private func listen(_ server: HTTPServer, _ hosts: Hosts) async throws {
        do { try await server.run() } catch  where Task.isCancelled { return } catch {
            throw failure(error, hasListened: await hosts.port != nil)
        }
    }

    private func failure(_ error: any Error, hasListened: Bool) -> any Error {
        switch error {
        case SocketError.failed(_, EMFILE, _) where hasListened,
            SocketError.failed(_, ENFILE, _) where hasListened:
            OutOfDescriptors()
        case SocketError.failed(_, EADDRINUSE, _):
            SiteError.port(port, problem: "another program listens there")
        default:
            SiteError.port(port, problem: "cannot listen there: \(error.localizedDescription)")
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
