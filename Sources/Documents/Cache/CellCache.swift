import Diagnostics
import Figures
import Foundation
import Storage
import Studies

/// The outputs of cells, kept in a study's folder under what they were made from.
///
/// One file a cell, `cells/KIND-ID`: a digest of the rest, then the inputs and the output. A file that
/// is damaged, or of another version of this program, is as none. It can be removed at any time.
struct CellCache {
    static let folderName = "cells"

    private let folder: URL
    private let digests: StudyDigests
    private let program: String

    /// `program` stands for all that the program itself contributes. Throws `StorageError`.
    init(_ study: Study, program: String) throws {
        folder = study.folder.appending(path: Self.folderName)
        try Folder.requireReal(folder)
        digests = try StudyDigests(study)
        self.program = program
    }

    private struct Entry: Codable {
        let inputs: CellInputs
        let output: CellOutput
    }

    /// The output of a cell, kept or run. Throws what `run` throws, and `StorageError`.
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
        try write(Entry(inputs: inputs, output: output), to: file)
        let reasons = kept.map { inputs.changes(since: $0.inputs) } ?? ["first time"]
        return (output, CellOrigin(cell: cell.name, reasons: reasons))
    }

    /// Removes what is kept of cells that the document no longer has. Throws `StorageError`.
    func removeOthers(than cells: [Cell]) throws {
        let names = Set(cells.map(Self.name))
        for name in try Folder.names(in: folder) where !names.contains(name) {
            try DurableFile.remove(folder.appending(path: name))
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

    private func write(_ entry: Entry, to file: URL) throws {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        let body = try encoder.encode(entry)
        try DurableFile.write(Data(Digest.sha256(body).utf8) + body, to: file)
    }
}
