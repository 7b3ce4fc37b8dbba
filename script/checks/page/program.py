"""Checks 7, 8, 9 and 16: what the program makes of a study, in folders of this check's own."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from . import Skipped

HOSTILE = "</script><img src=x onerror=alert(1)>"


class Workshop:
    """A copy of a study, without what is only needed to train it further."""

    def __init__(self, tools):
        if not tools.program:
            raise Skipped("no --program, --study and --runs")
        self.tools = tools
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.runs = self.root / "some runs"
        self.study = self.runs / tools.study
        shutil.copytree(
            tools.runs / tools.study, self.study,
            ignore=shutil.ignore_patterns("checkpoint-*", "lock", "report.json"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def render(self, site, *options, **environment):
        """Exit status, standard error, all that was said, and seconds."""
        begun = time.monotonic()
        done = subprocess.run(
            [self.tools.program, "render", self.tools.study, "--runs", self.runs, "--site",
             self.root / site, *options],
            capture_output=True, text=True, env={**os.environ, **environment}, cwd=self.root)
        return done.returncode, done.stderr, done.stdout + done.stderr, time.monotonic() - begun

    def files(self, site):
        folder = self.root / site / self.tools.study
        return {str(file.relative_to(folder)): file.read_bytes()
                for file in sorted(folder.rglob("*")) if file.is_file()}

    def cells(self, *options):
        """How many cells were taken from the cache and how many ran, as the program tells."""
        lines = [l.strip() for l in self.render("one", "--explain", *options)[2].splitlines()]
        return [sum(l.startswith(word) for l in lines) for word in ["cached", "ran"]]


def failure(said):
    return (said.strip().splitlines() or ["it said nothing"])[0][:160]


def same_bytes(page, tools):
    with Workshop(tools) as shop:
        status, said, _, _ = shop.render("one", TZ="UTC", LANG="C", LC_ALL="C")
        if status:
            yield f"it does not render: {failure(said)}"
            return "nothing"
        before = shop.files("one")
        shutil.move(shop.runs, shop.root / "other")
        shop.runs = shop.root / "other"
        (shop.runs / tools.study / "report.json").unlink(missing_ok=True)
        shop.render("two", TZ="Asia/Tokyo", LANG="de_DE.UTF-8", LC_ALL="de_DE.UTF-8",
                    LANGUAGE="de", SOURCE_DATE_EPOCH="1")
        after = shop.files("two")
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name):
                yield f"{name} differs"
        ids = sorted({pathlib.Path(n).stem for n in before if n.startswith("figures/")
                      and not n.endswith("-dark.svg")}, reverse=True)
        shop.render("three", "--only", *ids)
        for name, data in shop.files("three").items():
            if before.get(name) != data:
                yield f"{name} differs where figures are drawn in another order"
        beside = page.path.parent.name == tools.study and page.path.read_bytes()
        if beside and beside != before["index.html"]:
            yield "the page that was checked is another one"
    return f"{len(before)} files the same in another folder, time zone, language and order"


def unchanged(page, tools):
    with Workshop(tools) as shop:
        shop.render("one")
        before = shop.files("one")
        seconds = min(shop.render("one")[3] for _ in range(3))
        if not before or shop.files("one") != before:
            yield "the report has other bytes"
        cached, ran = shop.cells()
        if seconds >= 1:
            yield f"it took {seconds:.2f} s"
        if ran or not cached:
            yield f"{ran} cells ran, {cached} did not"
    return f"{seconds:.2f} s; {cached} cells from the cache"


def damage(page, tools):
    with Workshop(tools) as shop:
        shop.render("one")
        before = shop.files("one")
        models = sorted(shop.study.glob("latent-*/seed-*/model.safetensors"))
        if not models:
            yield "the study has no model"
            return "nothing"
        whole = models[-1].read_bytes()
        middle = len(whole) * 3 // 4
        models[-1].write_bytes(
            whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:])
        status, said, _, _ = shop.render("one")
        name = str(models[-1].relative_to(shop.study))
        if status != 65:
            yield f"exit status {status} with a changed byte in {name}"
        if name not in said:
            yield f"no word of {name}: {failure(said)}"
        if shop.files("one") != before:
            yield "the report was changed"
        models[-1].write_bytes(whole)
        words = yield from changed_option(shop)
    return f"refused with {name} named; {words}"


def changed_option(shop):
    """One option of one cell is another: that cell runs, and none beside it."""
    document = shop.root / "my-report.md"
    subprocess.run([shop.tools.program, "new-document", "--default", document],
                   capture_output=True, check=True)
    options = ["--document", document]
    shop.cells(*options)
    text = document.read_text(encoding="utf-8")
    fence = "```figure loss-curves\n"
    document.write_text(
        text.replace(fence, fence + "caption: Another caption.\n"), encoding="utf-8")
    cached, ran = shop.cells(*options)
    if ran != 1:
        yield f"{ran} cells ran after one option was changed"
    return f"one option changed: {ran} cell ran, {cached} did not"


def hostile_title(page, tools):
    if not page.is_report:
        return "no study of its own"
    title = re.search(r"<h1>(.*?)</h1>", page.text, re.S).group(1)
    escaped = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "index.html"
        copy.write_text(page.text.replace(f">{title}<", f">{escaped}<"), encoding="utf-8")
        yield from shown(tools, copy)
    if not tools.program or page.is_comparison:
        return "as text in the page, and not tried with the program"
    with Workshop(tools) as shop:
        record = json.loads((shop.study / "study.json").read_text(encoding="utf-8"))
        record["description"]["title"] = HOSTILE
        (shop.study / "study.json").write_text(json.dumps(record), encoding="utf-8")
        status, said, _, _ = shop.render("one")
        if status:
            yield f"a study of that title does not render: {failure(said)}"
            return "nothing"
        yield from shown(tools, shop.root / "one" / tools.study / "index.html")
        yield from shown(tools, shop.root / "one" / "index.html", "h2")
    return "as text in the page, and in the report and the list of a study so titled"


def shown(tools, path, heading="h1"):
    with tools.open(path) as session:
        words = session.page.inner_text(heading)
        if words != HOSTILE:
            yield f"the title shows as {words!r}"
        yield from session.complaints
