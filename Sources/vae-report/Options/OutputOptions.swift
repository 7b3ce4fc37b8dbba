import ArgumentParser

/// What is printed, and how.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the summary as JSON on standard output, and nothing else there.")
    var json = false

    @Flag(help: "Print nothing but errors (and the JSON, where asked for).")
    var quiet = false

    @Flag(help: "Print without colours; the variable NO_COLOR does the same.")
    var noColor = false

    /// Standard error, for progress.
    var errorTerminal: Terminal {
        Terminal(descriptor: StandardStream.error.rawValue, allowsColor: !noColor)
    }

    /// Standard output, for results.
    var outputTerminal: Terminal {
        Terminal(descriptor: StandardStream.output.rawValue, allowsColor: !noColor)
    }

    func makeDisplay() -> ProgressDisplay {
        ProgressDisplay(terminal: errorTerminal, isQuiet: quiet)
    }
}
