"""Check 13: the page on paper, printed from the dark theme."""

import collections
import pathlib
import re
import shutil
import subprocess
import tempfile

from . import Skipped

# Marks the top and the bottom of every figure and table row with words that the PDF can be asked
# for; out of the flow, so that nothing moves. A table itself may go on between two rows.
MARKS = """() => {
  let count = 0;
  const mark = (element, place, edge, number) => {
    const word = document.createElement("span");
    word.textContent = ` zq${number}${edge} `;
    Object.assign(word.style, { position: "absolute", left: 0, [place]: 0, fontSize: "2px",
      lineHeight: "2px", whiteSpace: "nowrap" });
    element.append(word);
  };
  for (const element of document.querySelectorAll("main figure:not(:has(table)), main tr")) {
    const holder = element.tagName === "TR" ? element.cells[0] : element;
    holder.style.position = "relative";
    mark(holder, "top", "a", count);
    mark(holder, "bottom", "b", count);
    count += 1;
  }
  return count;
}"""


def paper(page, tools):
    with tools.open(page.path, color_scheme="dark") as session:
        session.page.emulate_media(media="print", color_scheme="dark")
        ground = session.page.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor")
        if ground not in ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]:
            yield f"the ground is {ground}"
        folded = session.page.evaluate(
            # Sources of cells and what is to be tried are not printed at all, folded or not.
            "[...document.querySelectorAll('details:not([open], .source) > :not(summary)')].filter("
            "e => !e.closest('.explorer') && !e.checkVisibility()).length")
        if folded:
            yield f"{folded} parts stay folded"
        spilt = session.page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).maxHeight"
            " != 'none' && e.scrollHeight > e.clientHeight + 1).map(e => e.outerHTML.slice(0, 99))")
        for part in spilt:
            yield f"it runs over other parts: {part}"
    if not shutil.which("pdftoppm"):
        raise Skipped("pdftoppm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # A browser that prints does not choose pictures anew, so only the pages themselves tell.
        printed = [pictures(tools, page.path, folder, s) for s in ["light", "dark"]]
        for number, (one, other) in enumerate(zip(*printed), 1):
            if one != other:
                yield f"page {number} differs from what the light theme prints"
            if not is_bright(one):
                yield f"page {number} is dark"
        if len(printed[0]) != len(printed[1]):
            yield f"{len(printed[0])} and {len(printed[1])} pages"
        kept = yield from whole(tools, page.path, folder)
    return f"{len(printed[1])} white pages, the same from both themes; {kept}"


def pictures(tools, path, folder, scheme):
    """The pages as printed from a colour scheme, as small pictures."""
    target = folder / scheme
    with tools.open(path, color_scheme=scheme) as session:
        session.page.pdf(path=f"{target}.pdf", format="A4", print_background=True)
    subprocess.run(["pdftoppm", "-r", "30", f"{target}.pdf", target], check=True)
    return [page.read_bytes() for page in sorted(folder.glob(f"{scheme}-*.ppm"))]


def is_bright(picture):
    """Whether a page is white at its edges, as a PPM file tells; dark images may be within."""
    _, size, _, pixels = picture.split(b"\n", 3)
    width = 3 * int(size.split()[0])
    return {*pixels[:width], *pixels[-width:], *pixels[::width], *pixels[width - 1::width]} == {255}


def whole(tools, path, folder):
    """Problems of figures and rows that begin on one page and end on another."""
    with tools.open(path, color_scheme="dark") as session:
        count = session.page.evaluate(MARKS)
        names = session.page.evaluate(
            "[...document.querySelectorAll('main figure:not(:has(table)), main tr')]"
            ".map(e => e.tagName == 'TR' ? 'row ' + e.cells[0].innerText.replace(/zq.*/s, '')"
            " : 'figure ' + e.id)")
        session.page.pdf(path=folder / "marked.pdf", format="A4", print_background=True)
    done = subprocess.run(
        ["pdftotext", "-raw", folder / "marked.pdf", "-"], capture_output=True, text=True,
        check=True)
    edges = collections.defaultdict(set)
    for number, text in enumerate(done.stdout.split("\f"), 1):
        for mark, edge in re.findall(r"zq(\d+)([ab])", text):
            edges[int(mark), edge].add(number)
    for mark in range(count):
        top, bottom = edges[mark, "a"], edges[mark, "b"]
        if not top or not bottom:
            yield f"{names[mark].strip()[:60]} is not on paper"
        elif top != bottom:
            yield f"{names[mark].strip()[:60]} is split over pages {min(top)} and {max(bottom)}"
    return f"{count} figures and table rows whole"
