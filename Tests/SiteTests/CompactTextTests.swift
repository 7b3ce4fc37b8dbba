import Templates
import Testing

@testable import Site

@Suite struct CompactTextTests {
    @Test func scriptsKeepWhatRuns() {
        let script = "// Says.\nif (a) {\n  b(\"// no\"); // stays\n\n\t// goes\n  c();\n}\n"
        #expect(CompactText.script(script) == "if(a) {\nb(\"// no\"); // stays\nc();\n}\n")
    }

    /// What joins two words, two signs, or stands beside a quote or a slash stays.
    @Test(arguments: [
        ("const a = (b, c) => d ? e : f;", "const a= (b,c) =>d?e:f;"),
        ("a - -b + +c", "a- -b+ +c"), ("for (const x of y) z", "for(const x of y)z"),
        ("return !x", "return!x"), ("a = \" = \"", "a = \" = \""), ("a = /b = c/", "a = /b = c/"),
        ("a = `${b} = c`", "a = `${b} = c`"),
    ])
    func linesKeepTheirMeaning(_ line: String, _ compact: String) {
        #expect(CompactText.script(line) == compact + "\n")
    }

    @Test func templatesLoseLineEndsBetweenTags() {
        #expect(
            CompactText.template("<p>a\nb</p>\n{{#x}}\n<i>c</i> {{/x}}\n<pre>d\n</pre>\n")
                == "<p>a\nb</p>{{#x}}<i>c</i> {{/x}}<pre>d\n</pre>\n")
    }

    @Test(arguments: [
        ("/* All. */\n:root { --a: #fff; }\n", ":root{--a:#fff}"),
        ("a, b > c { d: e, f; }", "a,b > c{d:e,f}"),
        ("a,\n  b\n  i { c: d;\n  e: f; }", "a,b i{c:d;e:f}"),
        // A blank before a colon is a descendant, and blanks within words are theirs.
        (".t :is(th, td) { x: calc(1px - 2px) }", ".t :is(th,td){x:calc(1px - 2px)}"),
        ("a::before { content: \"; {x : y }\"; }", "a::before{content:\"; {x : y }\"}"),
        ("@media (min-width: 2rem) {\n  a { b: c; }\n}", "@media (min-width:2rem){a{b:c}}"),
    ])
    func sheetsKeepTheirRules(_ sheet: String, _ compact: String) {
        #expect(CompactText.style(sheet) == compact)
    }

    /// What is built in has no text of several lines, which would lose its indentation.
    @Test func builtInScriptsHaveNoLongTexts() {
        for line in Templates.script.text.split(separator: "\n") {
            #expect(line.count { $0 == "`" }.isMultiple(of: 2), "\(line)")
        }
    }
}
