import Diagnostics
import Figures
import Foundation
import Storage
import Studies

/// The outputs of cells, kept in a study's folder under what they were made from.
///
/// One file a cell, `cells/DOCUMENT/KIND-ID`: a digest of the rest, then the inputs and the output. A
/// file that is damaged, or of another version of this program, is as none. It can be removed at any
/// time. What cannot be kept is not, and runs again: a cache is no reason for a report to fail.
struct CellCache {
    static let folderName = "cells"

    private let cells: URL, folder: URL
    private let digests: StudyDigests
    private let program: String

    /// Of one document; `program` stands for all that the program itself contributes.
    init(_ study: Study, digests: StudyDigests, program: String, document: String) {
        let name = URL(filePath: document).lastPathComponent.map {
            $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-"
        }
        cells = study.folder.appending(path: Self.folderName)
        folder = cells.appending(path: String(String(name).prefix(60)))
        self.digests = digests
        self.program = program
    }

    private struct Entry: Codable {
        let inputs: CellInputs
        let output: CellOutput
    }

    /// The output of a cell, kept or run. Throws what `run` throws.
    func output(
        of cell: Cell, in context: FigureContext, run: () throws -> CellOutput
    ) throws -> (CellOutput, CellOrigin) {
        let inputs = try digests.inputs(of: cell, program: program, in: context)
        let file = folder.appending(path: Self.name(cell))
        let kept = read(file)
        if let kept, kept.inputs == inputs {
            return (kept.output, CellOrigin(cell: cell.name, reasons: []))
        }
        let output = try run()
        keep(Entry(inputs: inputs, output: output), at: file)
        let reasons = kept.map { inputs.changes(since: $0.inputs) } ?? ["first time"]
        return (output, CellOrigin(cell: cell.name, reasons: reasons))
    }

    /// Removes what is kept of cells that the document no longer has.
    func removeOthers(than cells: [Cell]) {
        let names = Set(cells.map(Self.name))
        do {
            // Temporary files are another process's, which may be at work.
            for name in try Folder.names(in: folder) where !names.contains(name) {
                guard !name.hasPrefix(".") else { continue }
                try DurableFile.remove(folder.appending(path: name))
            }
            try DurableFile.removeLeftovers(in: folder)
        } catch {
            // They take room and are of no harm.
        }
    }

    private static func name(_ cell: Cell) -> String { "\(cell.kind.rawValue)-\(cell.id)" }

    private static let digestLength = 64

    /// What is kept; a file that cannot be used is as none.
    private func read(_ file: URL) -> Entry? {
        guard let data = try? DurableFile.read(file), data.count > Self.digestLength else {
            return nil
        }
        let body = Data(data.dropFirst(Self.digestLength))
        guard Data(Digest.sha256(body).utf8) == data.prefix(Self.digestLength) else { return nil }
        return try? PropertyListDecoder().decode(Entry.self, from: body)
    }

    private func keep(_ entry: Entry, at file: URL) {
        do {
            try Folder.requireReal(cells)
            try Folder.requireReal(folder)
            let encoder = PropertyListEncoder()
            encoder.outputFormat = .binary
            let body = try encoder.encode(entry)
            try DurableFile.write(Data(Digest.sha256(body).utf8) + body, to: file)
        } catch {
            // A study that cannot be written to, or another process in between: it runs again.
        }
    }
}
