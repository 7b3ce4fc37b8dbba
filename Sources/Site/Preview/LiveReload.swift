import Foundation
import Storage

/// Makes a served page load itself again when its file changes.
///
/// The file stays as it is: what is served gets one more script, from this server, and a policy that
/// allows it. That script asks once a second whether the page still has the same digest.
enum LiveReload {
    /// Where the script is; no file of a site can be named so.
    static let path = "/.reload.js"

    /// The digest of a page travels with it, so that no change is missed between two requests.
    static let script = """
        "use strict";
        (() => {
          const served = document.currentScript.dataset.digest;
          const look = async () => {
            if (document.visibilityState !== "visible") return;
            try {
              const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
              // While a report is being replaced there may be none.
              const now = answer.ok && answer.headers.get("X-Digest");
              if (now && now !== served) location.reload();
            } catch {
              // The server has ended; it may come back.
            }
          };
          setInterval(look, 1000);
        })();

        """

    /// A page with the script at its end and a policy that allows it.
    static func served(_ page: Data, digest: String) -> Data {
        let text = String(decoding: page, as: UTF8.self)
        let tag = "<script src=\"\(path)\" data-digest=\"\(digest)\"></script>\n"
        return Data((relaxed(text) + tag).utf8)
    }

    /// The policy of the page's head, if it has one, with this server's own scripts and addresses.
    private static func relaxed(_ page: String) -> String {
        let meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
        guard let found = page.firstMatch(of: meta) else { return page }
        // As templates write it: the apostrophe's reference has a semicolon of its own.
        let own = "'self'"
        var rules = found.output.1.replacing("&#39;", with: "'").split(separator: ";").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        if let scripts = rules.firstIndex(where: { $0.hasPrefix("script-src ") }) {
            rules[scripts] += " \(own)"
        } else {
            rules.append("script-src \(own)")
        }
        rules.append("connect-src \(own)")
        return page.replacingCharacters(
            in: found.output.1.startIndex..<found.output.1.endIndex,
            with: rules.joined(separator: "; "))
    }
}
