"""More connections to the preview than the process may have."""

import contextlib
import resource
import signal
import socket
import subprocess
import time
import urllib.request

DESCRIPTORS = 64


def visitors(program, folder):
    """Idle connections take all descriptors, twice; the page that is open is served again after each."""
    site = folder / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<!DOCTYPE html>here")
    preview = subprocess.Popen(
        [str(program), "serve", "--site", str(site), "--port", "0"], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, cwd=folder, preexec_fn=few_descriptors)
    try:
        line = preview.stdout.readline()
        address = next((word for word in line.split() if word.startswith("http://")), None)
        if address is None:
            yield f"the preview says {line.strip()!r}"
            return
        place = ("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))
        slowest = 0
        for _ in range(2):
            with contextlib.ExitStack() as idle:
                for _ in range(3 * DESCRIPTORS):
                    # Those that it cannot take are refused while it begins again.
                    with contextlib.suppress(OSError):
                        idle.enter_context(socket.create_connection(place, timeout=5))
                start = time.monotonic()
                while not answers(address) and time.monotonic() - start < 60:
                    if preview.poll() is not None:
                        yield f"the preview ends: {preview.stdout.read().strip()[-200:]}"
                        return
                    time.sleep(0.1)
                slowest = max(slowest, time.monotonic() - start)
        if slowest >= 60:
            yield "no page within a minute of the crowd"
        preview.send_signal(signal.SIGTERM)
        # Which shells tell as 143.
        if (status := preview.wait(timeout=60)) != -signal.SIGTERM:
            yield f"SIGTERM: the preview exits {status}"
    finally:
        preview.kill()
        preview.wait()
        preview.stdout.close()
    return (f"{3 * DESCRIPTORS} idle connections with {DESCRIPTORS} descriptors, twice; served again after"
            f" {slowest:.1f} s")


def few_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return b"here" in answer.read()
    except OSError:
        return False
