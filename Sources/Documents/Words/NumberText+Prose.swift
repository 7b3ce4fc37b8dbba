import Diagnostics
public import Drawing

extension NumberText {
    /// Narrow no-break space: around ± and before units.
    static let thin = "\u{202F}"

    /// `± 0.31`
    static func plusMinus(_ halfWidth: Double, digits: Int) -> String {
        "±\(thin)" + fixed(halfWidth, digits: digits)
    }

    /// `87.9 nats`, not broken across lines.
    static func nats(_ value: Double, digits: Int = 1) -> String {
        fixed(value, digits: digits) + "\(thin)nats"
    }

    /// `4.8 to 5.6 nats`
    static func natsRange(_ interval: Interval) -> String {
        fixed(interval.lower, digits: 1) + " to " + nats(interval.upper)
    }

    /// `0.002`, `1`, `6.25 × 10⁻⁶`: three significant digits, zeros at the end left off.
    static func short(_ value: Double) -> String {
        let text = significant(value, digits: 3)
        guard text.contains("."), !text.contains(times) else { return text }
        let cut = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(cut.reversed())
    }

    /// `2, 4, 8 and 16`
    public static func list(_ items: [Int]) -> String { ListText.of(items.map(integer)) }

    /// `1 epoch`, `8 epochs`
    public static func counted(_ value: Int, _ noun: String) -> String {
        "\(integer(value)) \(noun)\(value == 1 ? "" : "s")"
    }
}
