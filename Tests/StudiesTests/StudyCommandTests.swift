import Testing

@testable import Studies

@Suite struct StudyCommandTests {
    @Test(arguments: [
        ["a"], ["a", "b c"], ["it's", "", "''", "\\", "a\\'b", " ", "--x", "é \"quoted\""],
    ])
    func textIsReadAsItWasWritten(words: [String]) {
        let command = StudyCommand(words: words)
        #expect(StudyCommand(text: command.text) == command)
    }

    @Test func optionsAreReplacedAddedAndRemoved() {
        var command = StudyCommand(
            text: "vae-report build --preset smoke --study --title --title 'it'\\''s'")
        #expect(command[.preset] == "smoke")
        // A value that looks like an option is none.
        #expect(command[.study] == "--title" && command[.title] == "it's")
        command[.title] = "new one"
        command[.nllSamples] = "5"
        #expect(
            command.text
                == "vae-report build --preset smoke --study --title --title 'new one' "
                + "--nll-samples 5")
        command[.nllSamples] = nil
        command[.nllImages] = nil
        #expect(command.words.count == 8 && command[.nllSamples] == nil)
    }
}
