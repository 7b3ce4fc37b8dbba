"""Check 18: the decoders that a page carries, against PyTorch, and the controls that move them."""

import json
import re
import statistics

from . import Skipped

# Limits of a decoder as the page carries it.
SHARE, LARGEST, MILLISECONDS = 0.999, 8, 16
LATENTS = 100

DECODE = """async (root, [size, latents]) => {
  const images = [], times = [];
  for (let round = 0; round < 3; round++) {
    for (const latent of latents) {
      const start = performance.now();
      const image = await root.decode(size, latent);
      times.push(performance.now() - start);
      if (!round) images.push([...image]);
    }
  }
  return [images, times];
}"""
SEEN = """root => {
  const canvas = root.querySelector("[role=img]");
  // A copy may be read as often as one likes.
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext(
    "2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((_, i) => i % 4 === 0).join();
}"""


def carried(page):
    """The JSON of each explorer."""
    return [json.loads(text) for text in re.findall(
        r'<script type="application/json">(.*?)</script>', page.text, re.S)]


def tried(page, tools):
    if not page.is_report or not carried(page):
        return "the page carries no decoder"
    told = []
    with tools.open(page.path) as session:
        roots = session.page.locator(".explorer").all()
        for root, data in zip(roots, carried(page)):
            told.append((yield from decoded(root, data, page, tools)))
            yield from moved(session.page, root, data)
        for address in session.requests:
            if not address.startswith(("file:", "data:")):
                yield f"a request for {address[:100]}"
        yield from session.complaints
    if len(roots) != len(carried(page)):
        yield f"{len(roots)} explorers, {len(carried(page))} of them with decoders"
    yield from touched(page, tools)
    yield from hidden(page, tools)
    return "; ".join(told) + "; keys, pointer and touch move it"


def decoded(root, data, page, tools):
    """Share, largest difference and time of each decoder; what is printed beside them."""
    if not tools.runs:
        raise Skipped("no --program, --study and --runs")
    try:
        import numpy
        from .. import decoders
    except ImportError:
        raise Skipped("PyTorch is not installed")
    study = tools.runs / tools.study
    plan, examples = decoders.plan_of(study), decoders.examples_of(study)
    note = re.search(r'<p class="note">(The page carries.*?)</p>', page.text, re.S).group(1)
    said = []
    for entry in data["decoders"]:
        one = decoders.Carried(study, plan, entry)
        bits = " and ".join(sorted({{"int8": "8", "fp16": "16"}[code] for code in entry["codes"]},
                                   key=int))
        name = f"size {one.size} ({bits} bits)"
        # Printed: the very numbers, from the weights in the page and the model's, without its script.
        (share, largest), count = one.fidelity(examples)
        found = re.search(rf"size {one.size} \(([\d and]+) bits\) ([\d.]+) %, ([\d.]+)/255", note)
        if not found:
            yield f"{name}: the note does not tell it"
            continue
        if found.group(1) != bits:
            yield f"{name}: the note says {found.group(1)} bits"
        if abs(float(found.group(2)) / 100 - share) > 2e-4:
            yield f"{name}: {share:.4%} of pixels within 3/255, the page says {found.group(2)} %"
        if abs(float(found.group(3)) - largest) > 0.02:
            yield f"{name}: the largest difference is {largest:.3f}, the page says {found.group(3)}"
        if f"over {count:,} latents" not in note:
            yield f"{name}: measured on {count} latents, which the note does not say"
        # The page's own images, on other latents.
        latents = numpy.random.default_rng(one.size).standard_normal(
            [LATENTS, one.size]).astype("f4")
        latents[:len(entry["means"])] = entry["means"]
        images, times = root.evaluate(DECODE, [one.size, latents.tolist()])
        share, largest = decoders.difference(
            images, decoders.means(one.exact, one.likelihood, latents))
        median = statistics.median(times)
        if share < SHARE or largest > LARGEST:
            yield f"{name}: {share:.4%} of pixels within 3/255, the largest difference {largest:.2f}"
        _, apart = decoders.difference(
            images, decoders.means(one.rounded, one.likelihood, latents))
        if apart > 0.02:
            yield f"{name}: the script decodes its own weights {apart:.3f}/255 wrong"
        if median >= MILLISECONDS:
            yield f"{name}: a decode takes {median:.1f} ms"
        said.append(f"{name} {share:.3%} within 3/255, largest {largest:.2f}, {median:.1f} ms")
    return ", ".join(said)


def moved(view, root, data):
    """Every control changes the picture, by keys and by pointer."""
    root.scroll_into_view_if_needed()

    def settled():
        view.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))")
        return root.evaluate(SEEN)

    for _ in range(100):
        if len(set(settled().split(","))) > 2:
            break
    else:
        yield "no picture"
        return
    chosen = root.locator(".sizes input:checked")
    entry = data["decoders"][
        root.locator(".sizes input").evaluate_all("all => all.findIndex(input => input.checked)")]
    first = root.evaluate("(root, [size, mean]) => root.decode(size, mean).then(image =>"
                          " [...image].map(v => Math.round(v * 255)).join())",
                          [entry["latentSize"], entry["means"][0]])
    if settled() != first:
        yield "the picture at the start is not what the decoder makes of the first test image"

    def changes(name, action):
        before = settled()
        action()
        if settled() == before:
            yield f"{name} does not change the picture"

    def press(target, *keys):
        target.focus()
        for key in keys:
            view.keyboard.press(key)

    slider = root.locator(".dimensions input").first
    status = root.locator("[aria-live]")

    def said(words):
        if words not in status.inner_text():
            yield f"it says “{status.inner_text()}”, not “{words}”"

    yield from said("Reconstruction of test image")
    yield from changes("a slider by keys", lambda: press(slider, "End", "ArrowLeft"))
    yield from said("Set by hand")
    box = slider.bounding_box()
    yield from changes("a slider by pointer", lambda: view.mouse.click(
        box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2))
    plane = root.locator("svg[role=slider]")
    if entry["latentSize"] > 1:
        before = plane.get_attribute("aria-valuetext")
        yield from changes("the plane by keys", lambda: press(plane, *["ArrowUp", "ArrowLeft"] * 9))
        if plane.get_attribute("aria-valuetext") == before:
            yield "the plane does not tell where it is"

        def drag():
            box = plane.bounding_box()
            view.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.6)
            view.mouse.down()
            view.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.2, steps=5)
            view.mouse.up()
        yield from changes("the plane by pointer", drag)
        yield from planes_axes(root, plane, press)
    yield from changes("the way by keys", lambda: press(
        root.locator(".way input[type=range]"), *["ArrowRight"] * 40))
    yield from said("Between test image")
    thumbs = root.locator(".way fieldset").nth(1).locator("input")
    if thumbs.count() > 1:
        yield from changes("a test image by keys", lambda: press(
            root.locator(".way fieldset").nth(1).locator("input:checked"), "ArrowRight"))
        yield from changes("a test image by pointer", lambda: root.locator(
            ".way fieldset").nth(0).locator("label").last.click())
    for button in root.locator("button").all():
        yield from changes(f"“{button.inner_text()}”", button.click)
    yield from said("All dimensions at zero")
    if len(data["decoders"]) > 1:
        yield from changes("another size by keys", lambda: press(chosen, "ArrowRight"))


def planes_axes(root, plane, press):
    """Keys move one dimension and leave the other where it is; both axes are never of one."""
    first, second = root.locator(".plane select").all()
    upwards = int(second.input_value()) + 1
    root.locator(f".dimensions input[aria-label^='z{upwards},']").evaluate(
        "input => { input.value = 1; input.dispatchEvent(new Event('input')) }")
    values = plane.get_attribute("aria-valuetext").split(", ")
    press(plane, "ArrowRight")
    after = plane.get_attribute("aria-valuetext").split(", ")
    if after[0] == values[0] or after[1] != values[1]:
        yield f"an arrow to the right moves {values} to {after}"
    chosen = first.input_value(), second.input_value()
    first.select_option(chosen[1])
    if (first.input_value(), second.input_value()) != chosen[::-1]:
        yield "both axes of the plane are of one dimension"


def touched(page, tools):
    with tools.open(page.path, has_touch=True, viewport={"width": 390, "height": 800}) as session:
        root = session.page.locator(".explorer").first
        root.locator(".sizes label").last.tap()
        plane = root.locator("svg[role=slider]")
        if not plane.is_visible():
            return
        plane.scroll_into_view_if_needed()
        before = plane.get_attribute("aria-valuetext")
        box = plane.bounding_box()
        session.page.touchscreen.tap(
            box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.9)
        session.page.wait_for_timeout(100)
        if plane.get_attribute("aria-valuetext") == before:
            yield "a touch of the plane does nothing"
        root.locator(".dimensions input:visible").last.scroll_into_view_if_needed()
        seen = root.locator(".frame canvas").bounding_box()
        if seen["y"] < 0 or seen["y"] + seen["height"] > 800:
            yield "on a narrow screen the picture is out of sight beside the sliders"
        yield from session.complaints


def hidden(page, tools):
    """Out of sight on paper, and where no script runs."""
    with tools.open(page.path) as session:
        session.page.emulate_media(media="print")
        if session.page.locator(".explorer").first.is_visible():
            yield "it is printed"
    with tools.open(page.path, java_script_enabled=False) as session:
        if session.page.locator(".explorer").first.is_visible():
            yield "it is there without JavaScript"
