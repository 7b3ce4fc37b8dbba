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
    private var errorTerminal: Terminal {
        Terminal(descriptor: StandardStream.error.rawValue, allowsColor: !noColor)
    }

    /// A display of progress on standard error.
    func makeDisplay() -> ProgressDisplay {
        ProgressDisplay(terminal: errorTerminal, isQuiet: quiet)
    }

    /// Prints a result: as JSON, as lines, or not at all. `lines` are made for a width in columns.
    func show(
        _ result: some Encodable, lines: (_ columns: Int, _ terminal: Terminal) -> [String]
    ) throws {
        let stream = StandardStream.output
        if json {
            try stream.write(json: result)
        } else if !quiet {
            let terminal = Terminal(descriptor: stream.rawValue, allowsColor: !noColor)
            let columns = Terminal.size(of: stream.rawValue).columns
            try stream.write(lines(columns, terminal).joined(separator: "\n") + "\n")
        }
    }
}
