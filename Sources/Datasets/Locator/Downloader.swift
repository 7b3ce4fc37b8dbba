import Diagnostics
import Foundation

/// Fetches one address over HTTPS into memory, within bounds of time and length. A transfer that breaks
/// goes on where it broke, as long as each attempt brings more.
struct Downloader: Sendable {
    /// Seconds until a connection stands, and seconds without a byte before it is given up.
    var idleTimeout = 15.0
    /// Seconds for one file.
    var totalTimeout = 600.0
    /// Whether plain HTTP to this machine is allowed too, for tests.
    var allowsLoopback = false

    private static let mostRedirects = 5

    /// The content at `url`; throws `DatasetError` with status 69.
    ///
    /// - Parameter limit: the greatest length in bytes that is taken.
    func content(of url: URL, limit: Int) throws -> Data {
        let end = ContinuousClock.now + .seconds(totalTimeout)
        var target = url
        var redirects = 0
        var received = Data()
        // Redirects are followed by hand, so that each address is checked.
        while redirects <= Self.mostRedirects {
            guard allows(target) else {
                throw failure(
                    url,
                    target == url
                        ? "only HTTPS addresses are fetched"
                        : "the server redirects to an address without HTTPS")
            }
            let left = (end - .now) / .seconds(1)
            // In less time than this nothing comes.
            guard left > 0.1 else { throw failure(url, "the server took too long") }
            let transfer = try Transfer(
                name: url.absoluteString, limit: limit, received: received)
            try transfer.bound(
                schemes: allowsLoopback ? "http,https" : "https", idle: idleTimeout, total: left)
            switch try transfer.run(target) {
            case .content(let content): return content
            case .redirect(let next):
                target = next
                redirects += 1
            case .broken(let content, let error):
                guard content.count > received.count else { throw error }
                received = content
            }
        }
        throw failure(url, "the server redirects more than \(Self.mostRedirects) times")
    }

    private func allows(_ url: URL) -> Bool {
        if url.scheme == "https" { return true }
        return allowsLoopback && url.scheme == "http" && url.host() == "127.0.0.1"
    }

    private func failure(_ url: URL, _ problem: String) -> DatasetError {
        DatasetError.unreachable(url.absoluteString, problem)
    }
}

extension DatasetError {
    /// An address from which the right content does not come.
    static func unreachable(_ address: String, _ problem: String) -> DatasetError {
        DatasetError(
            .unavailable, address, problem,
            remedy: "check the network connection, or try again later")
    }
}
