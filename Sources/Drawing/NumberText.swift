import Foundation

/// Numbers as people read them, the same in every locale: `−1,234.50`.
public enum NumberText {
    /// The sign of negative numbers, U+2212.
    public static let minus = "\u{2212}"
    /// The sign of multiplication, U+00D7.
    public static let times = "\u{00D7}"

    /// A number with `digits` after the point, thousands set apart, no negative zero.
    ///
    /// `∞` and `–` (no number) for what cannot be written so.
    public static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite else {
            return value.isNaN ? "–" : (value < 0 ? minus + "∞" : "∞")
        }
        guard abs(value) < 1e15 else { return scientific(value, digits: 2) }
        let plain = String(format: "%.\(max(digits, 0))f", abs(value))
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        let whole = grouped(String(parts[0]))
        let text = parts.count > 1 ? whole + "." + parts[1] : whole
        let isZero = !plain.contains { ("1"..."9").contains($0) }
        return value < 0 && !isZero ? minus + text : text
    }

    /// A whole number with thousands set apart.
    public static func integer(_ value: Int) -> String {
        (value < 0 ? minus : "") + grouped(String(value.magnitude))
    }

    /// `significant` digits in plain notation where that is short, else `1.5 × 10⁻⁷`.
    public static func significant(_ value: Double, digits significant: Int) -> String {
        guard value.isFinite, value != 0 else { return fixed(value, digits: 0) }
        let magnitude = Int(floor(log10(abs(value))))
        guard (-5..<15).contains(magnitude) else {
            return scientific(value, digits: max(0, significant - 1))
        }
        return fixed(value, digits: max(0, significant - 1 - magnitude))
    }

    /// `1.5 × 10⁻⁷` with `digits` after the point; `10³` where the factor is 1 and `digits` is 0.
    static func scientific(_ value: Double, digits: Int) -> String {
        guard value.isFinite, value != 0 else { return fixed(value, digits: digits) }
        let parts = String(format: "%.\(digits)e", abs(value)).split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let power = "10" + raised(exponent)
        let sign = value < 0 ? minus : ""
        return digits == 0 && parts[0] == "1"
            ? sign + power : "\(sign)\(parts[0]) \(times) \(power)"
    }

    private static func raised(_ exponent: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return (exponent < 0 ? "⁻" : "")
            + String(
                String(exponent.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }

    private static func grouped(_ digits: String) -> String {
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return out
    }
}
