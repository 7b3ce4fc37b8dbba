/// Any JSON, to be altered.
indirect enum JSONValue: Codable, Hashable {
    case null
    case bool(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// The whole value with one part of it altered.
    struct Change {
        var value: JSONValue
        var place: String
        /// Whether what is there now cannot be read as what was there.
        var isOfAnotherType = false
        /// Whether a whole number, a list or something missing was made of it.
        var isWhole = false
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .whole(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .whole(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// All that can be altered; of lists the list itself and its first element, and of objects with the
    /// same keys the first.
    func changes() -> [Change] {
        var seen: Set<[String]> = []
        return changes("", &seen)
    }

    private func changes(_ place: String, _ seen: inout Set<[String]>) -> [Change] {
        func part(_ value: JSONValue, isOfAnotherType: Bool = false, isWhole: Bool = true) -> Change
        {
            Change(
                value: value, place: place, isOfAnotherType: isOfAnotherType, isWhole: isWhole)
        }
        let other = part(.list([.text("x")]), isOfAnotherType: true)
        switch self {
        case .null: return []
        case .bool, .text: return [other]
        case .number:
            return [
                other, part(.number(-1e308), isWhole: false), part(.number(1e308), isWhole: false),
            ]
        case .whole:
            return [other] + [-1, 0, .max].map { part(.whole($0)) }
        case .list(let items):
            let first = items.first.map { first in
                first.changes("\(place)[0]", &seen).map { change in
                    var change = change
                    change.value = .list([change.value] + items.dropFirst())
                    return change
                }
            }
            return [
                part(.text("x"), isOfAnotherType: true), part(.list([])),
                part(.list(items + items)),
            ] + (first ?? [])
        case .object(let items):
            let keys = items.keys.sorted()
            guard seen.insert(keys).inserted else { return [] }
            var changes: [Change] = []
            for key in keys {
                var without = items
                without[key] = nil
                changes.append(part(.object(without)))
                for var change in items[key]?.changes("\(place).\(key)", &seen) ?? [] {
                    var with = items
                    with[key] = change.value
                    change.value = .object(with)
                    changes.append(change)
                }
            }
            return changes
        }
    }
}
