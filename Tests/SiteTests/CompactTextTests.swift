import Templates
import Testing

@testable import Site

@Suite struct CompactTextTests {
    @Test func scriptsKeepWhatRuns() {
        let script = "// Says.\nif (a) {\n  b(\"// no\"); // goes\n\n\t/* goes */\n  c;\n}\n"
        #expect(CompactText.script(script) == "if(a){b(\"// no\");c}\n")
    }

    /// What joins two words or two signs stays, and what is within a text or a pattern.
    @Test(arguments: [
        ("const a = (b, c) => d ? e : f;", "const a=(b,c)=>d?e:f;"),
        ("a - -b + +c", "a- -b+ +c"), ("for (const x of y) z", "for(const x of y)z"),
        ("return !x", "return!x"), ("a = \" = \"", "a=\" = \""), ("a = /b = c/", "a=/b = c/"),
        ("a = `${b} = c`", "a=`${b} = c`"),
        ("`a ${b + `c ${ d }`} e` + f", "`a ${b + `c ${ d }`} e`+f"),
        ("'it\\'s // so' + x", "'it\\'s // so'+x"),
        ("return /a \\/ [/ ] b/g", "return/a \\/ [/ ] b/g"),
        ("a = b / c / d // e", "a=b/c/d"), ("a[0] / b", "a[0]/b"),
        ("if (a) /b  c/.test( d )", "if(a)/b  c/.test(d)"), ("(a + b) / (c) / d", "(a+b)/(c)/d"),
        // After a brace only a parser knows whether a pattern begins.
        ("a = { } / b  // c", "a={} / b  // c"),
        ("a\nb", "a\nb"), ("a()\n(b)", "a()\n(b)"), ("x = {}\ny++\nz", "x={}\ny++\nz"),
        ("a\n  .b\n  .c()", "a.b.c()"), ("a ?\n b :\n c", "a?b:c"), ("a /* b\n c */ d", "a\nd"),
        ("a < !--b", "a< !--b"), ("1 .a", "1 .a"), ("a.b ** c", "a.b**c"),
        ("{ while (a); }", "{while(a);}"), ("{ a(b); c = 1; }", "{a(b);c=1}"),
    ])
    func linesKeepTheirMeaning(_ line: String, _ compact: String) {
        #expect(CompactText.script(line) == compact + "\n")
    }

    /// Leaving out twice leaves out no more: every token is found again.
    @Test(arguments: [Templates.script, Templates.decoder, Templates.latents, Templates.explorer])
    func compactScriptsStayAsTheyAre(_ file: Templates.File) {
        let once = CompactText.script(file.text)
        #expect(CompactText.script(once) == once)
        #expect(once.utf8.count < file.text.utf8.count * 4 / 5)
        #expect(ScriptTokens(file.text).tokens.filter(\.isVerbatim).map(\.text).isEmpty)
    }

    @Test func templatesLoseLineEndsBetweenTags() {
        #expect(
            CompactText.template("<p>a\nb</p>\n{{#x}}\n<i>c</i> {{/x}}\n<pre>d\n</pre>\n")
                == "<p>a\nb</p>{{#x}}<i>c</i> {{/x}}<pre>d\n</pre>\n")
    }

    @Test(arguments: [
        ("/* All. */\n:root { --a: #fff; }\n", ":root{--a:#fff}"),
        ("a, b > c { d: e, f; }", "a,b>c{d:e,f}"),
        ("a,\n  b\n  i { c: d;\n  e: f; }", "a,b i{c:d;e:f}"),
        // A blank before a colon is a descendant, and blanks within words are theirs.
        (".t :is(th, td) { x: calc(1px - 2px) }", ".t :is(th,td){x:calc(1px - 2px)}"),
        ("a::before { content: \"; {x : y }\"; }", "a::before{content:\"; {x : y }\"}"),
        ("a { b: 0.5rem -0.1em 10.5px 0; c: \"0.5\"; }", "a{b:.5rem -.1em 10.5px 0;c:\"0.5\"}"),
        ("@media (min-width: 2rem) {\n  a { b: c; }\n}", "@media (min-width:2rem){a{b:c}}"),
    ])
    func sheetsKeepTheirRules(_ sheet: String, _ compact: String) {
        #expect(CompactText.style(sheet) == compact)
    }

    /// What is built in has no text of several lines, which would lose its indentation.
    @Test func builtInScriptsHaveNoLongTexts() {
        for line in (Templates.all.filter { $0.name.hasSuffix(".js") }.map(\.text).joined())
            .split(separator: "\n")
        {
            #expect(line.count { $0 == "`" }.isMultiple(of: 2), "\(line)")
        }
    }
}
