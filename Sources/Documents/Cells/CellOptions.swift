import Evaluation
import Figures
import Storage

/// The options of a cell; which of them a kind may have is checked before.
struct CellOptions: Sendable {
    /// What to show where that is not the id.
    var show: String?
    /// In place of the usual words.
    var title: String?, caption: String?, alt: String?
    /// Whether a study without matter for the cell leaves it out silently.
    var isOptional = false
    /// Of figures, logs and tables.
    var figure = FigureOptions()
    /// Of verdicts and their tables.
    var margin: Double?
    var metric: Endpoint?
    var samples: Sampler?
    /// Of explorers.
    var decoders: ExplorerSizes?
    /// Of equations.
    var tex: String?
    /// Every option as written, by key: what results depend on.
    var canonical: [String: String] = [:]

    /// Why a value cannot be taken: what it should be.
    struct Expected: Error {
        let words: String
    }

    /// Takes one option; throws `Expected`.
    mutating func take(_ key: String, _ value: YAMLValue) throws {
        // What is left out of a page does not change what is in it.
        if key != "optional" { canonical[key] = value.canonical }
        switch key {
        case "show": show = try Self.text(value)
        case "title": title = try Self.text(value)
        case "caption": caption = try Self.text(value)
        case "alt":
            let words = try Self.text(value)
            guard words.count >= 20 else {
                throw Expected(words: "at least 20 characters that say what is seen")
            }
            alt = words
        case "optional":
            guard let flag = value.flag else { throw Expected(words: "true or false") }
            isOptional = flag
        case "margin":
            guard let number = value.number, number > 0, number <= 10 else {
                throw Expected(words: "a number above 0 and at most 10, such as 0.1")
            }
            margin = number
        case "metric": try takeMetric(value)
        case "samples": samples = try Self.choice(value)
        case "decoders": decoders = try Self.choice(value)
        case "tex": tex = try Self.text(value)
        default:
            guard let key = FigureOptions.Key(rawValue: key) else {
                preconditionFailure("an option of no kind: \(key)")
            }
            try take(key, value)
        }
    }

    /// One word, of verdicts and of charts alike.
    private mutating func takeMetric(_ value: YAMLValue) throws {
        let name = try Self.text(value)
        metric = Endpoint(rawValue: name)
        figure.metrics = [name]
    }

    private mutating func take(_ key: FigureOptions.Key, _ value: YAMLValue) throws {
        switch key {
        case .latentSizes: figure.latentSizes = try Self.integers(value)
        case .seed:
            guard let seed = value.text.flatMap(UInt64.init) else {
                throw Expected(words: "a seed that was trained with, such as 1")
            }
            figure.seed = seed
        case .metrics:
            guard let names = value.texts, !names.isEmpty else {
                throw Expected(words: "a list of names, such as [reconstruction, kl]")
            }
            figure.metrics = names
        case .images: figure.images = try Self.count(value)
        case .rows: figure.rows = try Self.count(value)
        case .steps: figure.steps = try Self.count(value)
        case .pairs: figure.pairs = try Self.count(value)
        case .dimensions: figure.dimensions = try Self.count(value)
        case .path: figure.path = try Self.choice(value)
        case .epochs: figure.epochs = try Self.integers(value)
        }
    }

    private static func text(_ value: YAMLValue) throws -> String {
        guard let text = value.text else { throw Expected(words: "a text") }
        return text
    }

    private static func count(_ value: YAMLValue) throws -> Int {
        guard let number = value.integer, (1...1000).contains(number) else {
            throw Expected(words: "a whole number from 1 to 1000")
        }
        return number
    }

    private static func integers(_ value: YAMLValue) throws -> [Int] {
        guard let numbers = value.integers ?? value.integer.map({ [$0] }) else {
            throw Expected(words: "a list of whole numbers, such as [2, 8, 32]")
        }
        return numbers
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: YAMLValue
    ) throws -> Choice {
        guard let choice = value.text.flatMap(Choice.init(rawValue:)) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Expected(words: "one of \(names)")
        }
        return choice
    }
}
