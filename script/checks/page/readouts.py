"""Check 12, the live part: what a chart tells where one points or goes by keys, and its file."""

import pathlib
import re
import xml.etree.ElementTree

# The words of each row that has a place, as the page holds them; nil where only the file does.
ROWS = """plate => {
  const table = plate.closest("figure").parentElement.querySelector(".tools table");
  const rows = table && [...table.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent));
  const [width, ...places] = plate.dataset.places.split(" ");
  const box = plate.querySelector("img").getBoundingClientRect();
  return places.flatMap((place, row) => {
    const [x, y] = place.split(",").map(Number);
    return y === undefined ? [] : [{
      words: rows && rows[row].filter(w => w), x: box.left + x * box.width / width,
      y: box.top + y * box.width / width }];
  });
}"""


def told(page, tools):
    seen = 0
    with tools.open(page.path, accept_downloads=True) as session:
        view = session.page
        before = view.inner_text("main")
        plates = view.locator(".plate[data-places]").all()
        for plate in plates:
            name = plate.get_attribute("aria-label").split(";")[0]
            view.mouse.move(0, 0)
            plate.scroll_into_view_if_needed()
            points = plate.evaluate(ROWS)
            for key, index in [("End", -1), ("Home", 0), ("ArrowRight", 1)]:
                plate.focus()
                view.keyboard.press(key)
                said = view.locator("[role=status]").text_content()
                words = points[min(index, len(points) - 1)]["words"] or [""]
                for word in words:
                    if word not in said:
                        yield f"{name}: {key} says “{said}”, not “{word}”"
            view.keyboard.press("Escape")
            if view.inner_text("main") != before:
                yield f"{name}: the text of the page is another one"
            # The keys have scrolled the page; points that others cover tell one of them.
            points = [p for p in plate.evaluate(ROWS) if 0 < p["y"] < view.viewport_size["height"]]
            for point in points[:: max(1, len(points) // 8)]:
                view.mouse.move(point["x"] + 1, point["y"] + 1)
                said = view.locator(".readout").text_content()
                near = [p["words"] for p in points
                        if abs(p["x"] - point["x"]) < 3 and abs(p["y"] - point["y"]) < 3]
                if not said or near[0] and not any(all(w in said for w in words) for words in near):
                    yield f"{name}: pointing at {near[0]} says “{said}”"
                seen += 1
            view.mouse.move(0, 0)
            if view.locator(".readout").is_visible():
                yield f"{name}: it goes on when nothing is pointed at"
        yield from saved(session, page)
        yield from from_file(session)
        yield from session.complaints
    return f"{len(plates)} charts tell their rows by keys and at {seen} points, and can be saved"


def from_file(session):
    """Without its table in the page, a chart tells what the file of its numbers holds."""
    session.page.reload()
    session.page.evaluate(
        "document.querySelectorAll('.tools details').forEach(d => d.remove())")
    for plate in session.page.locator(".plate[data-places]").all():
        plate.focus()
        session.page.keyboard.press("Home")
        said = session.page.locator("[role=status]").text_content()
        if not re.search(r"\w+ \S+, \w+ ", said):
            yield f"{plate.get_attribute('aria-label')} says “{said}” from its file"


def saved(session, page):
    """Every chart's download is the light drawing, readable anywhere."""
    for number, button in enumerate(session.page.locator(".save").all()):
        # A browser asks before it lets one page save more than ten files.
        if number and number % 8 == 0:
            session.page.reload()
        with session.page.expect_download() as download:
            button.click()
        text = pathlib.Path(download.value.path()).read_text(encoding="utf-8")
        name = download.value.suggested_filename
        try:
            xml.etree.ElementTree.fromstring(text)
        except xml.etree.ElementTree.ParseError as error:
            yield f"{name} is not well formed: {error}"
        file = page.path.parent / "figures" / name
        if file.is_file():
            colours = [re.findall("#[0-9a-f]{6}", t) for t in [text, file.read_text("utf-8")]]
            # Beside another, a chart is in the page in its form for small windows.
            if page.is_comparison:
                colours = [set(c) for c in colours]
            if colours[0] != colours[1]:
                yield f"{name} has other colours than figures/{name}"
