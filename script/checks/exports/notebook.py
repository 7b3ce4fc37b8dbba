"""report.ipynb: valid, and what nbconvert makes of it."""

import base64
import io
import json
import re
import warnings

from . import Comparison, plain
from ..page import Skipped
from ..page.program import HOSTILE, Workshop, failure

# What code-hosting sites show of a notebook's outputs.
FORMS = {"image/png", "text/html", "text/latex", "text/markdown", "text/plain"}
TAGS = {"table", "thead", "tbody", "tr", "th", "td", "br", "small", "strong", "span"}


def read(site):
    try:
        import nbformat
    except ImportError:
        raise Skipped("nbformat is not installed") from None
    return nbformat.read(site / "report.ipynb", as_version=nbformat.NO_CONVERT)


def rendered(notebook):
    """The page that nbconvert makes of it, parsed."""
    try:
        import bs4
        import nbconvert
    except ImportError:
        raise Skipped("nbconvert is not installed") from None
    text, _ = nbconvert.HTMLExporter(template_name="lab").from_notebook_node(notebook)
    return bs4.BeautifulSoup(text, "html.parser")


def page_of(site):
    import bs4
    return bs4.BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")


def valid(site):
    notebook = read(site)
    import nbformat
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(notebook)
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        yield f"nbformat {notebook.nbformat}.{notebook.nbformat_minor}"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    counts = [cell.execution_count for cell in code]
    if counts != list(range(1, len(code) + 1)):
        yield f"cells are counted {counts}"
    for cell in code:
        if not re.match(r"(```+|~~~+)\s*\w+ [\w.-]+", cell.source):
            yield f"{cell.id} has the source {cell.source[:40]!r}"
        for output in cell.outputs:
            for form, text in output.get("data", {}).items():
                if form not in FORMS:
                    yield f"{cell.id} shows {form}"
                if form == "text/html":
                    for tag in set(re.findall(r"</?(\w+)", text)) - TAGS:
                        yield f"{cell.id} has the element {tag}"
    size = (site / "report.ipynb").stat().st_size
    if size > 4 << 20:
        yield f"{size:,} bytes"
    return f"4.5, {len(notebook.cells)} cells, {len(code)} of them with outputs, {size:,} bytes"


def figures(site):
    notebook = read(site)
    page = rendered(notebook)
    try:
        import PIL.Image
    except ImportError:
        raise Skipped("pillow is not installed") from None
    words = plain(page.get_text())
    pictures = page.select(".jp-RenderedImage img")
    wanted = [f for f in page_of(site).select("figure:has(img)")]
    if len(pictures) != len(wanted):
        yield f"{len(pictures)} pictures for {len(wanted)} figures of the page"
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])
               if "image/png" in output.get("data", {})]
    # nbconvert's usual template shows no alternative text, others do.
    alternatives = [{o.data["text/plain"], o.metadata["image/png"]["alt"]} for o in outputs]
    for figure, picture, alternative in zip(wanted, pictures, alternatives):
        image = figure.select_one("img")
        label = figure.select_one("figcaption strong").get_text()
        if plain(figure.select_one("figcaption").get_text()) not in words:
            yield f"the caption of {label} is not there"
        if alternative != {image["alt"]}:
            yield f"{label} has another alternative text"
        kind, _, data = picture["src"].partition(";base64,")
        decoded = PIL.Image.open(io.BytesIO(base64.b64decode(data, validate=True)))
        decoded.load()
        factor = decoded.width / int(picture["width"])
        if kind != "data:image/png" or decoded.format != "PNG" or factor not in (1, 2):
            yield f"{label} is {kind}, {decoded.width} pixels wide for {picture['width']}"
        if (picture["width"], picture["height"]) != (image["width"], image["height"]):
            yield f"{label} is not as large as in the page"
    return f"{len(pictures)} PNGs with their captions and alternative texts"


def numbers(site):
    notebook = read(site)
    page = rendered(notebook)
    cells = [c for c in notebook.cells if c.id == "table-comparison"]
    if not cells:
        yield "there is no comparison"
        return "nothing"
    place = [c.id for c in notebook.cells].index("table-comparison")
    table = page.select(".jp-Cell")[place].select_one("table")
    rows = []
    for row in table.select("tbody tr"):
        entries = []
        for entry in row.select("th, td"):
            small = entry.select_one("small")
            texts = [t for t in entry.find_all(string=True) if t.parent.name != "small"]
            entries.append(("".join(texts).strip(), small and small.get_text()))
        rows.append(entries)
    yield from Comparison(site).problems(rows)
    if not table.select("strong"):
        yield "no number is bold"
    return f"{sum(map(len, rows))} entries as in comparison.csv"


def words(site):
    notebook = read(site)
    page = rendered(notebook)
    shown = page.get_text()
    for sign in ["{{", "}}"]:
        if any(sign in c.source for c in notebook.cells if c.cell_type == "markdown"):
            yield f"{sign} is left in words"
    ours = page_of(site)
    for heading in ours.select("main h2, main h3"):
        if plain(heading.get_text()) not in plain(shown):
            yield f"the heading {heading.get_text()!r} is not there"
    for paragraph in ours.select("main section > p"):
        # Formulas differ between pages; whoever reads aloud hears more than is seen.
        if plain(paragraph.get_text()) not in plain(shown):
            yield f"not there: {paragraph.get_text()[:80]!r}"
    if re.search(r"\]\(#", json.dumps(notebook)):
        yield "a link to a place of the page is left"
    return f"{len(plain(shown)):,} letters, all paragraphs of the page among them"


def hostile(tools):
    with Workshop(tools) as shop:
        record = json.loads((shop.study / "study.json").read_text(encoding="utf-8"))
        title = HOSTILE + " $x$ | \\(y\\) *z* `w`"
        record["description"]["title"] = title
        (shop.study / "study.json").write_text(json.dumps(record), encoding="utf-8")
        status, said, _, _ = shop.render("one")
        if status:
            yield f"a study of that title does not render: {failure(said)}"
            return "nothing"
        site = shop.root / "one" / tools.study
        page = rendered(read(site))
        heading = page.select_one("h1")
        shown = heading.get_text().strip().rstrip("\u00b6")
        if shown != title:
            yield f"the title shows as {shown!r}"
        if any(image.get("onerror") for image in page.select("img")):
            yield "markup of a title is markup in the notebook"
        if plain("".join(heading.find_all(string=True, recursive=False))).count("$"):
            yield "a title begins a formula"
    return "as text, and no formula"
