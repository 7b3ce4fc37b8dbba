/// The types of the files in a site, as browsers are told them.
enum MediaType: String {
    case html = "text/html; charset=utf-8"
    case svg = "image/svg+xml"
    case png = "image/png"
    case pdf = "application/pdf"
    case csv = "text/csv;charset=utf-8"
    case json = "application/json"
    case notebook = "application/x-ipynb+json"
    case css = "text/css; charset=utf-8"
    case script = "text/javascript; charset=utf-8"
    case plain = "text/plain; charset=utf-8"
    case binary = "application/octet-stream"

    /// By the ending of a file's name.
    init(fileName: String) {
        let ending = fileName.split(separator: ".").dropFirst().last ?? ""
        switch ending.lowercased() {
        case "html": self = .html
        case "svg": self = .svg
        case "png": self = .png
        case "pdf": self = .pdf
        case "csv": self = .csv
        case "json": self = .json
        case "ipynb": self = .notebook
        case "css": self = .css
        case "js": self = .script
        case "md", "txt": self = .plain
        default: self = .binary
        }
    }
}
