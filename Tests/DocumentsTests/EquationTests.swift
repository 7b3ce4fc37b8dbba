import Testing

@testable import Documents

@Suite struct EquationTests {
    private func markup(_ tex: String) throws -> String {
        let text = try Equation(tex: tex).mathML
        return String(text.dropFirst("<mrow>".count).dropLast("</mrow>".count))
    }

    /// Written by hand after MathML Core.
    @Test(arguments: [
        ("x", "<mi>x</mi>"),
        ("12.5x", "<mn>12.5</mn><mi>x</mi>"),
        ("a - b", "<mi>a</mi><mo stretchy=\"false\">−</mo><mi>b</mi>"),
        ("\\frac{1}{N}", "<mfrac><mn>1</mn><mi>N</mi></mfrac>"),
        ("\\sqrt{x_i}", "<msqrt><msub><mi>x</mi><mi>i</mi></msub></msqrt>"),
        ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (
            "\\sum_{i=1}^N",
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo stretchy=\"false\">=</mo><mn>1</mn></mrow><mi>N</mi></munderover>"
        ),
        ("\\hat\\mu", "<mover accent=\"true\"><mi>μ</mi><mo>^</mo></mover>"),
        ("\\operatorname{KL}", "<mi>KL</mi>"),
        ("\\text{if } x", "<mtext>if </mtext><mi>x</mi>"),
        ("\\left( x \\right]", "<mrow><mo>(</mo><mi>x</mi><mo>]</mo></mrow>"),
        ("\\left( x \\right)", "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"),
        ("\\left. x \\right|", "<mrow><mi>x</mi><mo>|</mo></mrow>"),
        ("p \\| q", "<mi>p</mi><mo stretchy=\"false\">∥</mo><mi>q</mi>"),
        ("a<b", "<mi>a</mi><mo stretchy=\"false\">&lt;</mo><mi>b</mi>"),
        ("\\text{<b>&}", "<mtext>&lt;b&gt;&amp;</mtext>"),
        ("\\mathbb{E}", "<mi>E</mi>"),
    ])
    func isMathML(_ tex: String, _ expected: String) throws {
        #expect(try markup(tex) == expected)
    }

    @Test(arguments: [
        ("", "the formula is empty"), ("  ", "the formula is empty"),
        ("\\alhpa", "there is no command \\alhpa"), ("{x", "} is missing"),
        ("x}", "a } that closes nothing"), ("x_", "_ has no argument"),
        ("_i", "_ after nothing"), ("x^2^3", "a second ^"), ("\\frac{1}", "\\frac has no argument"),
        ("\\left( x", "\\right is missing"),
        ("\\left( x \\rightarrow y", "there is no command"),
        ("x \\right)", "\\right without \\left"),
        ("\\text x", "\\text has no words"), ("a & b", "& has no meaning here"),
        ("\\", "there is no command"),
        ("\\left", "\\left has no bracket"),
    ])
    func saysWhatIsWrong(_ tex: String, _ problem: String) throws {
        let flaw = #expect(throws: Equation.Flaw.self) { try Equation(tex: tex) }
        #expect(flaw?.problem.hasPrefix(problem) == true, "\(flaw?.problem ?? "none")")
    }

    @Test func namesNearCommands() throws {
        let flaw = #expect(throws: Equation.Flaw.self) { try Equation(tex: "\\alhpa + 1") }
        #expect(flaw?.remedy.contains("\\alpha") == true)
        #expect(flaw?.problem.contains("(character 7 of the formula)") == true)
    }

    /// Neither the stack nor the memory is the formula's to fill.
    @Test func refusesMonsters() {
        #expect(throws: Equation.Flaw.self) {
            try Equation(tex: String(repeating: "{", count: 2000) + "x")
        }
        #expect(throws: Equation.Flaw.self) {
            try Equation(tex: String(repeating: "x", count: 5000))
        }
        #expect(throws: Equation.Flaw.self) {
            try Equation(tex: String(repeating: "\\hat", count: 600) + "x")
        }
    }
}
