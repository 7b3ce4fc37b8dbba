"""SIGTERM and SIGINT at any moment: how long until a build has ended."""

import pathlib
import re
import signal
import time

PHASES = ["training", "judge", "evaluation", "drawing", "site"]


def signals(shop, limit, moments, generator):
    """Stops a build `moments` times in each phase, going on in between; it must say how to go on and
    end with 143 or 130 within `limit` seconds. A second signal must end it at once."""
    shop.clear()
    slowest, second = {}, None
    for phase in PHASES:
        for number in [signal.SIGTERM, signal.SIGINT] * ((moments + 1) // 2):
            process = shop.start(shop.command(2))
            if not reached(shop, process, phase):
                said = process.communicate()[1]
                if process.returncode:
                    yield f"exits {process.returncode}: {said.strip()[-200:]}"
                break
            time.sleep(generator.random() * shop.pause)
            at = shop.phase()
            begun = time.monotonic()
            process.send_signal(number)
            said = process.communicate()[1]
            seconds = time.monotonic() - begun
            if process.returncode == 0:
                # It was done before the signal came.
                break
            slowest[at] = max(slowest.get(at, 0), seconds)
            if seconds > limit:
                yield f"{number.name} while in {at}: ends after {seconds:.1f} s"
            if process.returncode != 128 + number:
                yield f"{number.name} while in {at}: exits {process.returncode}"
            elif "the same command goes on from there" not in said and at != "start":
                yield f"{number.name} while in {at}: says only {said.strip()[-160:]!r}"
    found = ", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in slowest.items())
    print(f"             the longest took: {found}", flush=True)
    shop.clear()
    process = shop.start(shop.command(2))
    if reached(shop, process, "training"):
        process.send_signal(signal.SIGINT)
        time.sleep(0.02)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate()
        second = time.monotonic() - begun
        if second > 0.5 or process.returncode not in (143, 130):
            yield f"a second signal: exits {process.returncode} after {second:.2f} s"
    else:
        yield "the build ends before a second signal"
        return None
    return f"at most {limit} s; a second signal {second:.2f} s"


def takes_signals(process):
    """Whether the program has taken signals over; before, while it looks for data, they end it."""
    try:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return False
    caught = int(re.search(r"^SigCgt:\s*([0-9a-f]+)", status, re.MULTILINE).group(1), 16)
    return all(caught >> number - 1 & 1 for number in (signal.SIGINT, signal.SIGTERM))


def reached(shop, process, phase):
    """Whether the build comes to this phase or a later one while it runs."""
    order = ["start"] + PHASES + ["end"]
    while process.poll() is None:
        if order.index(shop.phase()) >= order.index(phase) and takes_signals(process):
            return True
        time.sleep(0.02)
    return False
