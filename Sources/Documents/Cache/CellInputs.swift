import Dispatch
public import Evaluation
import Figures
import Foundation
import Storage
public import Studies
import Synchronization

/// All that the output of a cell depends on, by name: digests of files, options as written, the
/// program.
struct CellInputs: Codable, Equatable {
    let values: [String: String]

    /// What differs from `before`, in words; never empty where the two are not equal.
    func changes(since before: CellInputs) -> [String] {
        Set(values.keys).union(before.values.keys).sorted().compactMap { key in
            switch (before.values[key], values[key]) {
            case (let old?, let new?): old == new ? nil : "\(key) changed"
            case (nil, _?): "\(key) is new"
            case (_?, nil): "\(key) is gone"
            case (nil, nil): nil
            }
        }
    }
}

/// The digests of a study's files, as its report depends on them.
///
/// Taken before anything of the study is read: what is made of files that changed since is kept under
/// the digests of before, and runs again.
public struct StudyDigests: Sendable {
    /// SHA-256 by path below the study's folder.
    private let digests: [String: String]

    /// Reads every file that any cell can depend on; throws `StorageError`.
    public init(_ study: Study) throws {
        var files: [(path: String, url: URL)] = []
        func add(_ folder: URL, _ path: String) throws {
            for name in try Folder.names(in: folder) {
                let url = folder.appending(path: name)
                if name.hasPrefix("latent-") || name.hasPrefix("seed-") {
                    try add(url, "\(path)\(name)/")
                } else if Self.isInput(name) {
                    files.append(("\(path)\(name)", url))
                }
            }
        }
        try add(study.folder, "")
        // A large study has hundreds of megabytes, and a rebuild little else to do.
        let found = Mutex<[String: Result<String, any Error>]>([:])
        let all = files
        DispatchQueue.concurrentPerform(iterations: all.count) { index in
            let digest = Result { Digest.sha256(try DurableFile.read(all[index].url)) }
            found.withLock { $0[all[index].path] = digest }
        }
        digests = try found.withLock { try $0.mapValues { try $0.get() } }
    }

    /// One for all of them.
    public var whole: String { FolderDigest.of(digests) }

    private static let modelName = "model.safetensors"

    /// Refuses models that are not the ones that were trained, also where no figure shows them: what
    /// the report says was measured on them. Those that are missing are told by figures that need them.
    public func requireModels(of results: StudyResults, in study: Study) throws(StudyError) {
        for run in results.runs {
            let path = "\(run.record.task.path)/\(Self.modelName)"
            guard let digest = digests[path], digest != run.record.modelHash else { continue }
            throw .otherWeights(study.folder.appending(path: path))
        }
    }

    /// Whether any cell reads files of this name.
    private static func isInput(_ name: String) -> Bool {
        isRecord(name)
            || ["examples-", "model", "mixture", "snapshot-"].contains(where: name.hasPrefix)
    }

    /// Records, whose hashes stand for the files of numbers beside them.
    private static func isRecord(_ name: some StringProtocol) -> Bool {
        (name.hasSuffix(".json") || name.hasSuffix(".jsonl"))
            && !["timing.jsonl", "recovery.jsonl", "report.json"].contains(String(name))
    }

    /// What a cell reads: the records, and what its figure reads beside them.
    func inputs(of cell: Cell, program: String, in context: FigureContext) throws -> CellInputs {
        var values = ["program": program, "subject": cell.subject]
        for (key, value) in cell.options.canonical { values["option \(key)"] = value }
        let recipe = try Self.recipe(of: cell)
        let shown = try recipe.map {
            try context.shownTasks($0, cell.options.figure).map { "\($0.path)/" }
        }
        for (path, digest) in digests
        where Self.reads(path, recipe?.sources ?? [], shown ?? []) {
            values[path] = digest
        }
        // What stands in the text alone depends on no file.
        if cell.kind == .equation { values = values.filter { digests[$0.key] == nil } }
        return CellInputs(values: values)
    }

    /// The figure that a cell draws; nil where it draws none.
    private static func recipe(of cell: Cell) throws -> FigureRecipe? {
        switch cell.kind {
        case .figure, .images: try FigureCatalogue.recipe(cell.subject)
        case .explorer: try FigureCatalogue.recipe(CellRunner.explorer)
        case .table, .value, .log, .verdict, .equation: nil
        }
    }

    private static func reads(
        _ path: String, _ sources: Set<FigureRecipe.Source>, _ shown: [String]
    ) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        if isRecord(name) { return true }
        if name.hasPrefix("examples-") { return sources.contains(.examples) }
        guard shown.contains(where: path.hasPrefix) else { return false }
        if name.hasPrefix("snapshot-") { return sources.contains(.snapshots) }
        if name.hasPrefix("mixture") { return sources.contains(.mixtures) }
        return name.hasPrefix("model") && sources.contains(.models)
    }
}
