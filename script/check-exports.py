#!/usr/bin/env python3
"""Checks what people go on with elsewhere: a report's notebook, and its bundle for LaTeX.

    vae-report export STUDY --latex BUNDLE
    check-exports.py [--require-all] [--program FILE --study NAME --runs DIR] SITE/STUDY BUNDLE

nbformat validates the notebook and nbconvert renders it; pdflatex compiles the bundle. Numbers are
compared with data/comparison.csv, figures and words with the page. With a program, a study with a
hostile title is exported too. Prints a line a check; exit status 0 where all pass, 1 where one fails,
64 for wrong arguments. What cannot be checked because a package or a program is missing is told, and
fails only with --require-all.
"""

import argparse
import pathlib
import sys

from checks.exports import notebook, paper
from checks.report import Report


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=pathlib.Path, metavar="SITE/STUDY")
    parser.add_argument("bundle", type=pathlib.Path, metavar="BUNDLE")
    parser.add_argument("--require-all", action="store_true", help="a skipped check fails")
    parser.add_argument("--program", type=pathlib.Path, metavar="FILE", help="vae-report itself")
    parser.add_argument("--study", metavar="NAME", help="a study for it to export")
    parser.add_argument("--runs", type=pathlib.Path, metavar="DIR", help="where the study is")
    try:
        arguments = parser.parse_args()
        given = [arguments.program, arguments.study, arguments.runs]
        if any(given) and not all(given):
            parser.error("--program, --study and --runs go together")
        for path in [arguments.site / "report.ipynb", arguments.bundle / "report.tex"]:
            if not path.is_file():
                parser.error(f"{path} is not there")
    except SystemExit as stop:
        sys.exit(64 if stop.code else 0)
    if arguments.program:
        arguments.program = arguments.program.resolve()
        arguments.runs = arguments.runs.resolve()
    return arguments


def main():
    arguments = parse()
    site, bundle = arguments.site, arguments.bundle
    report = Report(arguments.require_all)
    report.run("notebook", "valid", notebook.valid, site)
    report.run("notebook", "figures", notebook.figures, site)
    report.run("notebook", "numbers", notebook.numbers, site)
    report.run("notebook", "words", notebook.words, site)
    report.run("LaTeX   ", "whole", paper.whole, bundle)
    report.run("LaTeX   ", "numbers", paper.numbers, bundle, site)
    report.run("LaTeX   ", "compiled", paper.set_in_type, bundle, site)
    if arguments.program:
        report.run("notebook", "hostile title", notebook.hostile, arguments)
        report.run("LaTeX   ", "hostile title", paper.hostile, arguments)
    sys.exit(1 if report.failed else 0)


if __name__ == "__main__":
    main()
