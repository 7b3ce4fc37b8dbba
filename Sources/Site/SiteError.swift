public import Diagnostics

/// What can go wrong while a site is built or shown.
public enum SiteError: DiagnosedError, Hashable {
    /// The folder given with `--templates` lacks a file.
    case missingTemplate(path: String)
    /// A template cannot be used; line and column count from 1.
    case template(file: String, line: Int, column: Int, problem: String, remedy: String?)
    /// A study's name cannot be a folder of the site.
    case folderName(String)
    /// A cell's id names a file that every report has.
    case cellName(String)
    /// A comparison would take the place of a study's report.
    case studyInPlace(String)
    /// A figure was handed over without what a page needs to show it.
    case figure(id: String, problem: String)
    /// The preview cannot listen on this port.
    case port(UInt16, problem: String)
    /// There is no site folder to serve.
    case missingSite(path: String)

    /// See ``DiagnosedError``.
    public var status: ExitStatus {
        switch self {
        case .missingTemplate, .missingSite: .missingInput
        case .template: .badData
        case .folderName, .cellName: .usage
        case .studyInPlace: .cannotCreate
        case .figure: .defect
        case .port: .unavailable
        }
    }

    /// See ``DiagnosedError``.
    public var place: String? {
        switch self {
        case .missingTemplate(let path), .missingSite(let path), .studyInPlace(let path): path
        case .template(let file, let line, let column, _, _): "\(file):\(line):\(column)"
        case .folderName: "--study"
        case .cellName(let id): "cell \(id)"
        case .figure(let id, _): "figure \(id)"
        case .port(let port, _): "--port \(port)"
        }
    }

    /// See ``DiagnosedError``.
    public var problem: String {
        switch self {
        case .missingTemplate: "the template is missing"
        case .template(_, _, _, let problem, _): problem
        case .folderName(let name): "“\(name)” cannot name a folder of the site"
        case .cellName(let id): "data/\(id).json holds the records of every report"
        case .studyInPlace: "the report of a study stands where the comparison should be"
        case .figure(_, let problem): problem
        case .port(_, let problem): problem
        case .missingSite: "there is no site here"
        }
    }

    /// See ``DiagnosedError``.
    public var remedy: String? {
        switch self {
        case .missingTemplate:
            "a folder of templates holds page.mustache, block.mustache, index.mustache, style.css"
                + " and report.js"
        case .template(_, _, _, _, let remedy): remedy
        case .folderName: "use letters, digits, “.”, “_” and “-”, and begin with a letter or digit"
        case .cellName: "give the cell another id"
        case .studyInPlace: "choose another folder with --site, or remove that report"
        case .figure: "this is a defect of vae-report, please report it"
        case .port: "choose another with --port, or 0 for any that is free"
        case .missingSite: "run vae-report build first, or name the folder with --site"
        }
    }
}
