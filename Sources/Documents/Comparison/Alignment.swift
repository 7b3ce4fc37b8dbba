/// Two lists of the same kind of things, laid beside each other in the order of both.
enum Alignment<Element> {
    /// What both have.
    case both(Element, Element)
    /// What stands between two things that both have, or at an end; one list may be empty.
    case apart([Element], [Element])

    /// The longest common part of `a` and `b`, by key, and what is between.
    static func of<Key: Hashable>(
        _ a: [Element], _ b: [Element], by key: (Element) -> Key
    ) -> [Alignment] {
        let changes = b.map(key).difference(from: a.map(key))
        let missing = Set(changes.removals.map(\.offset)),
            added = Set(changes.insertions.map(\.offset))
        var found: [Alignment] = []
        var apart: ([Element], [Element]) = ([], [])
        func close() {
            if !apart.0.isEmpty || !apart.1.isEmpty { found.append(.apart(apart.0, apart.1)) }
            apart = ([], [])
        }
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if missing.contains(i) {
                apart.0.append(a[i])
                i += 1
            } else if added.contains(j) {
                apart.1.append(b[j])
                j += 1
            } else {
                close()
                found.append(.both(a[i], b[j]))
                i += 1
                j += 1
            }
        }
        close()
        return found
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
