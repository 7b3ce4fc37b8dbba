/// The command that makes a study, as words and as a shell reads them.
struct StudyCommand: Hashable, Sendable {
    /// Unquoted.
    private(set) var words: [String]

    /// A command of these words.
    init(words: [String]) {
        self.words = words
    }

    /// Reads what `text` wrote: words between spaces, quotes `'…'`, and `\` before a quote.
    init(text: String) {
        words = []
        var word = ""
        var isQuoted = false, isEscaped = false, isWord = false
        for character in text {
            switch character {
            case _ where isEscaped:
                word.append(character)
                isEscaped = false
            case "'":
                isQuoted.toggle()
                isWord = true
            case "\\" where !isQuoted: isEscaped = true
            case " " where !isQuoted:
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
                continue
            default: word.append(character)
            }
            isWord = true
        }
        if isWord { words.append(word) }
    }

    /// One line for a shell.
    var text: String { words.map(Self.quoted).joined(separator: " ") }

    /// The value of an option; nil where the command does not give it. A new option comes last.
    subscript(key: SettingKey) -> String? {
        get { place(of: key).map { words[$0 + 1] } }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): words[place + 1] = value
            case (let place?, nil): words.removeSubrange(place...place + 1)
            case (nil, let value?): words += ["--\(key.rawValue)", value]
            case (nil, nil): break
            }
        }
    }

    /// Every option has one value, so options are at every other place from the first; a value that
    /// looks like one is not taken for it.
    private func place(of key: SettingKey) -> Int? {
        guard let first = words.firstIndex(where: { $0.hasPrefix("--") }) else { return nil }
        return stride(from: first, to: words.count - 1, by: 2).first {
            words[$0] == "--\(key.rawValue)"
        }
    }

    /// As a shell takes it for one word.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-", ",": true
            default: false
            }
        }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
