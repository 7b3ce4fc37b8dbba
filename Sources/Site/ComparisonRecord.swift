import Documents

/// `data/comparison.json`: what differs between two studies and their metrics beside each other, with
/// the card for the list of studies. The studies' own records lie beside it.
struct ComparisonRecord: Encodable {
    /// Changes when a key changes its meaning.
    let formatVersion = 1
    let card: ComparisonCard
    let settings: [ComparedSetting]
    let metrics: [ComparisonLine]

    init(_ comparison: Comparison) {
        card = ComparisonCard(comparison)
        settings = comparison.settings
        metrics = comparison.lines
    }

    /// All that the list of studies reads of the file.
    struct Summary: Decodable {
        let card: ComparisonCard
    }
}
