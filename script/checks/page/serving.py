"""Check 8, the live part: a served page that loads itself again."""

import pathlib
import shutil
import subprocess
import tempfile

from . import Skipped


def reloads(page, tools):
    if not tools.program:
        raise Skipped("no --program, --study and --runs")
    if not tools.browser:
        raise Skipped("no browser")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "index.html"
        shutil.copy(page.path, copy)
        before = copy.read_text(encoding="utf-8")
        server = subprocess.Popen(
            [tools.program, "serve", "--site", folder, "--port", "0"], stderr=subprocess.PIPE,
            text=True)
        try:
            address = server.stderr.readline().split(" at ")[1].split(" ")[0]
            context = tools.browser.new_context()
            view = context.new_page()
            complaints, loads = [], []
            view.on("console", lambda m: complaints.append(m.text))
            view.on("load", lambda _: loads.append(1))
            view.goto(address)
            view.wait_for_timeout(2500)
            if len(loads) != 1:
                yield f"it was loaded {len(loads)} times without a change"
            if copy.read_text(encoding="utf-8") != before:
                yield "serving changed the file"
            copy.write_text(before.replace("<h1>", "<h1>Changed: "), encoding="utf-8")
            for _ in range(60):
                if len(loads) > 1:
                    break
                view.wait_for_timeout(250)
            if not view.inner_text("h1").startswith("Changed: "):
                yield "it is not loaded again"
            yield from complaints
            context.close()
        finally:
            server.terminate()
            server.wait()
            server.stderr.close()
    return "loaded again when its file changes, and not before"
