extension String {
    /// With U+FFFD in place of control characters but line feeds and tabs: HTML allows them in no form,
    /// and a terminal obeys them.
    public var withoutControls: String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                || (0x7F...0x9F).contains(scalar.value)
        }
        guard unicodeScalars.contains(where: isControl) else { return self }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 })
        return String(text)
    }
}
