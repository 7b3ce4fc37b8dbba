import Foundation

/// `1:05`, `2:03:07`: hours, minutes and seconds, rounded up to the second.
func clockText(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    let whole = Int(seconds.rounded(.up))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
        ? "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
}

/// `about 40 seconds`, `about 3 minutes`, `about 5 hours`: for estimates.
func roughText(seconds: Double) -> String {
    let (amount, unit) =
        seconds < 90
        ? (seconds, "second") : seconds < 5400 ? (seconds / 60, "minute") : (seconds / 3600, "hour")
    guard amount < 1e9 else { return "longer than anyone waits" }
    return "about \(counted(max(1, Int(amount.rounded())), unit))"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// `12,345`: digits in groups of three, the same in every locale.
func groupedText(_ number: Int) -> String {
    var groups: [String] = []
    var rest = Array(String(number.magnitude))
    while rest.count > 3 {
        groups.insert(String(rest.suffix(3)), at: 0)
        rest.removeLast(3)
    }
    groups.insert(String(rest), at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
}

/// A number with a fixed number of digits after the point, the same in every locale.
func fixedText(_ number: Double, digits: Int) -> String {
    String(format: "%.\(digits)f", number)
}

/// `1 training`, `3 trainings`.
func counted(_ number: Int, _ noun: String) -> String {
    "\(groupedText(number)) \(noun)\(number == 1 ? "" : "s")"
}

extension String {
    /// Spaces before the text until it has `width` characters.
    func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }

    /// Spaces after the text until it has `width` characters.
    func rightPadded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
