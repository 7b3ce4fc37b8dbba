"""Checks 5, 12 and 17: charts and grids of images."""

import base64
import csv
import io
import pathlib
import re
import shutil
import subprocess
import tempfile
import urllib.parse

from . import Skipped

# Lines that help the eye and carry no data: Theme.grid of both grounds.
GRID = {"#e4e7eb", "#2d333b"}
LONGEST_TABLE = 200


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def blended(colour, ground, opacity):
    parts = [round(int(colour[i:i + 2], 16) * opacity + int(ground[i:i + 2], 16) * (1 - opacity))
             for i in (1, 3, 5)]
    return "#" + "".join(f"{p:02x}" for p in parts)


def grounds(drawing):
    """The drawing in the colours of each ground, by the ground's name."""
    found = re.search(r"<style>:root\{(.*?)\}@media \(prefers-color-scheme:dark\)"
                      r"\{:root\{(.*?)\}\}</style>", drawing)
    if not found:
        return {"light": drawing}
    plain = drawing.replace(found.group(0), "")
    both = {}
    for name, rules in zip(["light", "dark"], found.groups()):
        colours = dict(rule.split(":") for rule in rules.split(";"))
        both[name] = re.sub(r"var\((--\w+)\)", lambda m: colours[m.group(1)], plain)
    return both


def contrasts(drawing):
    """The words' and the marks' contrast with the ground, each with what it is of."""
    drawing = drawing.replace('"', "'")
    ground = re.search(r"<rect [^>]*fill='(#\w{6})'", drawing).group(1)
    for colour in set(re.findall(r"<g fill='(#\w{6})'[^>]*><use ", drawing)):
        yield "words", colour, ratio(colour, ground)
    for tag in set(re.findall(r"<path (?!id=)[^>]*?>", drawing)):
        for kind in ["fill", "stroke"]:
            colour = re.search(rf" {kind}='(#\w{{6}})'", tag)
            opacity = re.search(rf" {kind}-opacity='([.\d]+)'", tag)
            opacity = float(opacity.group(1)) if opacity else 1
            # Bands are around lines that are seen by themselves.
            if not colour or kind == "fill" and opacity < 1:
                continue
            if colour.group(1) in GRID | {ground}:
                continue
            yield "marks", colour.group(1), ratio(blended(colour.group(1), ground, opacity), ground)


def contrast(page, tools):
    least = {"words": 21.0, "marks": 21.0}
    told = set()
    charts = page.addresses("image/svg+xml")
    for address in charts:
        both = grounds(urllib.parse.unquote(address.split(",", 1)[1]))
        if len(both) < 2:
            yield "a chart has colours for one ground only"
        for ground, drawing in both.items():
            for kind, colour, value in contrasts(drawing):
                least[kind] = min(least[kind], value)
                problem = f"{kind} of {colour} on the {ground} ground: {value:.2f}"
                if value < (4.5 if kind == "words" else 3) and problem not in told:
                    told.add(problem)
                    yield problem
    words = None
    for scheme in ["light", "dark"] * (tools.browser is not None):
        with tools.open(page.path, color_scheme=scheme) as session:
            for text, value in session.text_contrasts():
                words = min(words or value, value)
                if value < 4.5:
                    yield f"text “{text}” in the {scheme} page: {value:.2f}"
    if words is None:
        raise Skipped("no browser")
    return (f"text at least {words:.1f}; in {len(charts)} charts words {least['words']:.1f},"
            f" marks {least['marks']:.1f}" if charts else f"text at least {words:.1f}")


def figures(page, tools):
    if page.structure.counts["figure"] != page.structure.counts["figcaption"]:
        yield "a figure without caption"
    for tag, values in page.structure.attributes:
        if tag == "img" and len(values.get("alt", "")) < 20:
            yield f"alternative text too short: {values.get('alt')!r}"
    told = 0
    for exhibit in re.split(r'<figure id="figure-', page.text)[1:]:
        name = exhibit.split('"', 1)[0]
        exhibit = exhibit.split("<figure", 1)[0]
        file = re.search(rf'"data:text/csv[^",]*,([^"]*)" download="{name}.csv"', exhibit)
        if not file:
            continue
        text = urllib.parse.unquote(file.group(1))
        rows = len(list(csv.reader(io.StringIO(text)))) - 1
        table = re.search(r"<details>.*?<tbody>(.*?)</tbody>", exhibit, re.S)
        shown = table.group(1).count("<tr") if table else 0
        if shown != (rows if rows <= LONGEST_TABLE else 0):
            yield f"{name}: {shown} rows in the page, {rows} in the file"
        size = re.search(r'<img class="chart[^>]* height="(\d+)"', exhibit)
        for form, places in re.findall(r' data-(narrow-|)places="([^"]+)"', exhibit):
            width, *points = places.split(" ")
            if len(points) != rows:
                yield f"{name}: {len(points)} points for {rows} rows"
            spots = [tuple(map(int, p.split(","))) for p in points if p != "-"]
            told += len(spots) * (form == "")
            height = int(size.group(1)) if form == "" else 16384
            if any(not (0 <= x <= int(width) and 0 <= y <= height) for x, y in spots):
                yield f"{name}: a point outside the chart"
    return f"{page.structure.counts['figure']} with caption, {told} points that tell their row"


def pngs(page, tools):
    program = shutil.which("pngcheck")
    if not program:
        raise Skipped("pngcheck is not installed")
    files = sorted((page.path.parent / "figures").glob("*.png"))
    count = len(files)
    with tempfile.TemporaryDirectory() as folder:
        for index, address in enumerate(page.addresses("image/png")):
            copy = pathlib.Path(folder) / f"image-{index + 1}.png"
            copy.write_bytes(base64.b64decode(address.split(",", 1)[1]))
            files.append(copy)
        for file in files:
            done = subprocess.run([program, "-q", str(file)], capture_output=True, text=True)
            if done.returncode or done.stdout.strip():
                yield f"{file.name}: {(done.stdout + done.stderr).strip().splitlines()[:1]}"
    return f"{len(files) - count} in the page, {count} beside it"
