import ArgumentParser
import Foundation
import Site

/// `vae-report serve`: shows the site to a browser on this machine.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the site folder to a browser on this machine.",
        discussion: """
            Reports also open without it, straight from their files. Only this machine can reach \
            the server, and only files of the site folder are served. An open page loads itself \
            again when its report is written anew. Ctrl-C ends it.

            Example:
              vae-report serve --site site --port 8000
            """)

    @Option(
        help: ArgumentHelp("The folder of finished reports.", valueName: "dir"),
        completion: .directory)
    var site = "site"

    @Option(help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "n"))
    var port: UInt16 = 8000

    func run() async throws {
        // A browser that hangs up must not end the server.
        signal(SIGPIPE, SIG_IGN)
        let server = try PreviewServer(
            site: URL(fileURLWithPath: site, isDirectory: true), port: port)
        try await server.run { address in
            StandardStream.error.tell(
                "serving \(site) at \(address.absoluteString) (Ctrl-C ends it)\n")
        }
    }
}
