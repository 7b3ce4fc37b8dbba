"""Check 11 of comparisons: nothing stands beside another that it does not belong to."""

import csv
import json
import re


def side_by_side(page, tools):
    """Columns say whose they are, what they hold ends in that study's letter, and the numbers of both are
    those of the records beside the page."""
    records = page.path.parent / "data" / "comparison.json"
    names = None
    if records.is_file():
        card = json.loads(records.read_text(encoding="utf-8"))["card"]
        names = [f"{letter}: {s['name']}" for letter, s in zip("AB", card["studies"])]
    columns = re.split(r'<div class="column" role="group" aria-label="', page.text)[1:]
    seen = {"A": 0, "B": 0}
    for column in columns:
        head, rest = column.split('"', 1)
        letter = head[:1]
        if letter not in seen or names and head not in names:
            yield f"a column of {head!r}"
            continue
        # Up to where the columns end and common words begin again.
        rest = rest.split("</section>")[0].split('<div class="columns')[0].split("</header>")[0]
        if f'<p class="study">{head}' not in rest:
            yield f"a column of {head} does not say so"
        figures = re.findall(r'<figure id="((?:figure|table)-[^"]*)"', rest)
        seen[letter] += len(figures)
        for name in figures:
            if not name.endswith(f"-{letter.lower()}"):
                yield f"{name} in a column of {head}"
        for label in re.findall(r"<strong>((?:Figure|Table) \d+\w?)\. ", rest):
            if not label.endswith(letter.lower()):
                yield f"“{label}” in a column of {head}"
    if min(seen.values()) == 0:
        yield f"figures and tables in columns: {seen}"
    for name in ["table-comparison"]:
        if name not in page.structure.ids:
            yield f"no #{name}"
    yield from told(page, records)
    return f"{seen['A']} figures and tables of one study, {seen['B']} of the other"


def told(page, records):
    """Every difference has an interval, is B − A, and is given only where nothing stands against it."""
    if not records.is_file():
        return
    lines = json.loads(records.read_text(encoding="utf-8"))["metrics"]
    with open(records.with_suffix(".csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if [(r["metric"], r["latent_size"]) for r in rows] != [
            (l["metric"], str(l["latentSize"])) for l in lines]:
        yield "comparison.csv has other lines than comparison.json"
    for line in lines:
        what = f"{line['metric']} at size {line['latentSize']}"
        difference = line.get("difference")
        if not difference:
            if line.get("a") and line.get("b") and not line.get("obstacle"):
                yield f"{what}: neither a difference nor why there is none"
            continue
        if line.get("obstacle"):
            yield f"{what}: a difference although {line['obstacle']}"
        if difference.get("halfWidth") is None:
            yield f"{what}: a difference without an interval"
        wanted = line["b"]["value"] - line["a"]["value"]
        if abs(difference["value"] - wanted) > 1e-9 * max(1, abs(wanted)):
            yield f"{what}: {difference['value']} is not B − A"
