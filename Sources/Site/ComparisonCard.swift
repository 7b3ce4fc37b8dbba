import Documents
import Evaluation
import Studies

/// What the list of studies shows of a comparison, read from its `data/comparison.json`.
public struct ComparisonCard: Codable, Hashable, Sendable {
    /// One of its studies.
    public struct Study: Codable, Hashable, Sendable {
        /// The study's folder.
        public var name: String
        /// For people; any text.
        public var title: String
        /// The data set's name for people.
        public var dataTitle: String
        /// The verdict in a word, as `StudyCard.sign`.
        public var sign: String
    }

    /// The folder's name in the site.
    public var name: String
    /// For people; any text.
    public var title: String
    /// The first and the second.
    public var studies: [Study]
    /// The names of the settings that differ.
    public var differences: [String]

    init(_ comparison: Comparison) {
        name = ""
        title = comparison.title
        studies = comparison.studies.list.map { study in
            let description = study.results.description
            return Study(
                name: description.name, title: description.title,
                dataTitle: description.dataTitle, sign: study.verdict.sign)
        }
        differences = comparison.settings.filter { !$0.isSame }.map(\.name)
    }
}
