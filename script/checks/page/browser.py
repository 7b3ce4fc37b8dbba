"""Checks 1, 4, 6, 14 and 15: the page open in a browser, offline."""

from . import Skipped

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = [320, 390, 768, 1280]

# Every piece of text with its contrast, on the nearest ground that is not see-through.
CONTRASTS = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = rgb => rgb.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parts(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node; node = walker.nextNode();) {
    const parent = node.parentElement;
    if (!node.data.trim() || ["SCRIPT", "STYLE"].includes(parent.tagName)) continue;
    if (!parent.checkVisibility()) continue;
    const [one, two] = [parts(getComputedStyle(parent).color), ground(parent)].map(luminance);
    found.push([node.data.trim().slice(0, 40),
      (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05)]);
  }
  return found;
}"""


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

    def fold(self, is_open):
        self.page.evaluate(
            f"document.querySelectorAll('details').forEach(d => d.open = {is_open:d})")

    def text_contrasts(self):
        self.fold(True)
        return self.page.evaluate(CONTRASTS)


def offline(page, tools):
    for scheme in ["light", "dark"]:
        with tools.open(page.path, color_scheme=scheme) as session:
            for address in session.requests:
                if not address.startswith(("file:", "data:")):
                    yield f"a request for {address[:100]}"
            broken = session.page.evaluate(
                "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.alt)")
            for words in broken:
                yield f"an image that is not shown: {words}"
            yield from session.complaints
            count = len(session.requests)
    return f"{count} requests, of file: and data: alone, and a silent console"


def axe(page, tools):
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        raise Skipped("axe-playwright-python is not installed")
    rules = 0
    for scheme in ["light", "dark"]:
        with tools.open(page.path, color_scheme=scheme) as session:
            session.fold(True)
            for width in [320, 1280]:
                session.page.set_viewport_size({"width": width, "height": 900})
                found = Axe().run(
                    session.page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
                rules = len(found.response["passes"])
                for violation in found.response["violations"]:
                    for node in violation["nodes"]:
                        yield f"{violation['id']}: {node['html'][:120]} ({scheme}, {width} px)"
    return f"{rules} rules of WCAG 2.2 AA hold, light and dark, 320 and 1280 px"


def without_script(page, tools):
    """Text and pictures of main, with JavaScript and without it, but for what is marked as live: that
    is empty and out of sight without it."""
    seen = []
    for is_on in [True, False]:
        with tools.open(page.path, java_script_enabled=is_on) as session:
            if is_on:
                session.page.evaluate("document.querySelectorAll('main [data-live]')"
                                      ".forEach(e => e.remove())")
            pictures = session.page.evaluate(
                "[...document.querySelectorAll('main img')].map(i => { const b ="
                " i.getBoundingClientRect(); return [i.currentSrc, b.width, b.height]; })")
            seen.append((session.page.inner_text("main"), pictures))
            if not is_on:
                dead = session.page.evaluate(
                    "[...document.querySelectorAll('button, input, select, textarea, canvas')]"
                    ".filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 99))")
                full = session.page.evaluate(
                    "[...document.querySelectorAll('[data-live]')]"
                    ".filter(e => e.innerHTML || e.checkVisibility()).length")
                if full:
                    yield f"{full} live elements are there without it"
    for one, other in zip(*(text.splitlines() for text, _ in seen)):
        if one != other:
            yield f"“{one[:60]}” with it, “{other[:60]}” without"
            break
    if seen[0][0] != seen[1][0]:
        yield "the text differs"
    if seen[0][1] != seen[1][1]:
        yield "the pictures differ"
    for control in dead:
        yield f"a control that does nothing: {control}"
    return f"{len(seen[1][0]):,} characters and {len(seen[1][1])} pictures either way"


def motion(page, tools):
    for motion in ["reduce", "no-preference"]:
        with tools.open(page.path, reduced_motion=motion) as session:
            moving = session.page.evaluate(
                "document.getAnimations().filter(a => a.playState == 'running').length")
            if moving:
                yield f"{moving} running animations ({motion})"
            smooth = session.page.evaluate(
                "getComputedStyle(document.documentElement).scrollBehavior")
            if motion == "reduce" and smooth != "auto":
                yield "it scrolls smoothly"
    return "nothing moves, and it jumps where less motion is asked for"


def widths(page, tools):
    with tools.open(page.path) as session:
        for width in WIDTHS:
            session.page.set_viewport_size({"width": width, "height": 800})
            for is_open in [False, True]:
                session.fold(is_open)
                wide = session.page.evaluate(
                    "document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
                if wide > 0:
                    yield f"{wide} px too wide at {width} px, {'un' * is_open}folded"
            uneven = session.page.evaluate(
                "[...document.images, ...document.querySelectorAll('canvas[role=img]')].filter(i => getComputedStyle(i).imageRendering =="
                " 'pixelated').map(i => [i.alt || i.ariaLabel,"
                " i.getBoundingClientRect().width / (i.naturalWidth || i.width),"
                " i.getBoundingClientRect().height / (i.naturalHeight || i.height)])"
                ".filter(i => i[1] < 1 || i[1] % 1 > 0.001 || Math.abs(i[1] - i[2]) > 0.001)")
            for words, across, _ in uneven:
                yield f"scaled by {across:.2f} at {width} px: {words[:60]}"
    return f"no sideways scroll and whole scales at {', '.join(map(str, WIDTHS))} px"
