import Diagnostics

extension DatasetLocator {
    /// MNIST; where it can be had from nowhere, Fashion-MNIST from the system's package, else glyphs.
    func loadDefault() throws -> DataSet {
        let wanted = catalogue[0]
        do {
            return try load(wanted.name)
        } catch let error as DatasetError where error.status == .unavailable {
            let replacement = try replacement(of: wanted)
            report("\(replacement.substitution ?? "") [\(error.description)]")
            return replacement
        }
    }

    /// What stands in for the default set, with the sentence that says so.
    private func replacement(of wanted: CatalogueEntry) throws -> DataSet {
        let reason =
            "\(wanted.title) was not found on this machine and "
            + (allowsDownload ? "could not be downloaded" : "downloads are switched off")
        var missing: [String] = []
        for entry in catalogue.dropFirst() {
            if entry.isDrawn {
                let others = missing.map { "\($0) is not installed" }
                return try drawn(entry).substituting(
                    ([reason] + others).joined(separator: ", ")
                        + ", so digits drawn by the program stand in for it.")
            }
            let folder = packageFolder(of: entry)
            if let files = try folder.wholeSet() {
                return try FileSet(files).dataSet(
                    of: entry, in: catalogue, origin: folder.origin.rawValue
                ).substituting(
                    "\(reason), so \(entry.title) from the system package stands in for it.")
            }
            missing.append(entry.title)
        }
        throw DatasetError(
            .unavailable, nil, reason, remedy: "give a folder with --data-dir or --dataset")
    }
}

extension DataSet {
    /// The same, with the sentence that says why it was taken.
    fileprivate func substituting(_ sentence: String) -> DataSet {
        DataSet(
            name: name, title: title, train: train, test: test, fingerprint: fingerprint,
            origin: origin, credit: credit, substitution: sentence)
    }
}
