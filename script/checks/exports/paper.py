"""What `vae-report export --latex` writes: whole, right, and compiled."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile

from . import Comparison, plain
from .notebook import page_of
from ..page import Skipped
from ..page.program import HOSTILE, Workshop


def texts(folder):
    return {str(f.relative_to(folder)): f.read_text(encoding="utf-8")
            for f in sorted(folder.rglob("*.tex"))}


def whole(folder):
    sources = texts(folder)
    count = 0
    for name, text in sources.items():
        named = [n + ".tex" for n in re.findall(r"\\input\{([^}]*)\}", text)]
        named += re.findall(r"\\includegraphics\[(?:[^{}\]]|\{(?:[^{}]|\{[^{}]*\})*\})*\]\{([^}]*)\}",
                            text)
        for path in named:
            count += 1
            if not (folder / path).is_file():
                yield f"{name} names {path}, which is not there"
        if text.count(r"\includegraphics") != text.count("alt={"):
            yield f"{name} has pictures without alternative text"
        if "{{ " in text:
            yield f"{name} has a value's name left in it"
    kept = {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}
    labels = re.findall(r"\\label\{([^}]*)\}", "".join(sources.values()))
    if len(set(labels)) != len(labels):
        yield "a label is there twice"
    return f"{len(kept)} files, {count} names of them, {len(labels)} labels"


def numbers(folder, site):
    """The comparison's numbers, read from the source of its table."""
    path = folder / "tables" / "comparison.tex"
    body = re.search(r"\\midrule(.*)\\bottomrule", path.read_text(encoding="utf-8"), re.S).group(1)
    body = body.replace("\\addlinespace", "")
    lines = [line for line in body.split(r"\\") if line.strip()]
    bold = body.count(r"\textbf{")
    rows = []
    for upper, lower in zip(lines[::2], lines[1::2]):
        cells = [re.sub(r"\{\\scriptsize [a-z]*\} ", "", cell) for cell in upper.split("&")]
        rows.append(list(zip(map(bare, cells), map(bare, lower.split("&")))))
    yield from Comparison(site).problems(rows)
    if not bold:
        yield "no number is bold"
    return f"{sum(map(len, rows))} entries as in comparison.csv, {bold} of them bold"


def bare(cell):
    cell = cell.replace(r"\ensuremath{-}", "-").replace(r"\textendash{}", "\u2013")
    cell = re.sub(r"\\textbf\{([^{}]*)\}", r"\1", cell).replace(r"\,", "")
    return re.sub(r"\{\\scriptsize (.*)\}", r"\1", cell.strip()).replace(r"\textpm{}", "").strip()


def compiled(folder, tex="report.tex"):
    """The words of the PDF, and pdfTeX's log."""
    for program in ["pdflatex", "pdftotext"]:
        if not shutil.which(program):
            raise Skipped(f"{program} is not installed")
    with tempfile.TemporaryDirectory() as work:
        copy = pathlib.Path(work) / "bundle"
        shutil.copytree(folder, copy)
        for _ in range(2):
            done = subprocess.run(
                ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", tex],
                cwd=copy, capture_output=True, text=True, errors="replace", timeout=300)
        if done.returncode:
            lines = [l for l in done.stdout.splitlines() if l.startswith(("!", "l."))]
            return None, " ".join(lines[:4])
        words = subprocess.run(["pdftotext", "-layout", copy / "report.pdf", "-"],
                               capture_output=True, text=True, check=True).stdout
        return words, (copy / "report.log").read_text(encoding="utf-8", errors="replace")


def set_in_type(folder, site):
    words, log = compiled(folder)
    if words is None:
        yield f"it does not compile: {log[:200]}"
        return "nothing"
    for trouble in ["Missing character", "undefined references", "multiply defined",
                    "Undefined control", "File too large", "Float too large"]:
        if trouble in log:
            yield f"the log says: {trouble}"
    shown = plain(words)
    captions = page_of(site).select("figcaption strong")
    for caption in captions:
        label, title = caption.get_text().rstrip(".").split(". ", 1)
        if plain(f"{label}:{title}.") not in shown:
            yield f"{label} is not there"
    for row in Comparison(site).rows:
        if plain(row[0]) not in shown:
            yield f"no row of size {row[0]}"
    pages = re.search(r"Output written on \S+ \((\d+) pages", log).group(1)
    return f"{pages} pages with {len(captions)} captions"


def hostile(tools):
    """A title of everything that TeX reads as more than itself."""
    title = HOSTILE + r" \input{x} _%&#$ {}~^ -- `q' \u 50 % é ± β Ω − Ł ő Ħ 你 "
    with Workshop(tools) as shop:
        record = json.loads((shop.study / "study.json").read_text(encoding="utf-8"))
        record["description"]["title"] = title
        (shop.study / "study.json").write_text(json.dumps(record), encoding="utf-8")
        done = subprocess.run(
            [tools.program, "export", tools.study, "--runs", shop.runs, "--latex",
             shop.root / "paper"], capture_output=True, text=True, cwd=shop.root)
        if done.returncode:
            yield f"a study of that title is not exported: {done.stderr.strip()[:160]}"
            return "nothing"
        words, log = compiled(shop.root / "paper")
        if words is None:
            yield f"it does not compile: {log[:200]}"
        elif plain(title.replace("你", "[U+4F60]").replace("Ħ", "[U+0126]")) not in plain(words):
            yield f"the title is set as {words.strip()[:160]!r}"
    return "a title of signs that TeX reads is set as it is"
