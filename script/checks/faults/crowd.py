"""Many builds of one study at once."""

import collections
import time


def crowd(shop, size):
    """One works; who meets it exits 75 and names it, who comes late exits 0."""
    shop.expected or shop.learn(1)
    for name, pause in [("at once", 0), ("one after the other", 1.6 * shop.seconds[1] / size)]:
        shop.clear()
        processes = []
        for _ in range(size):
            processes.append(shop.start(shop.command(1)))
            time.sleep(pause)
        outcomes = []
        for process in processes:
            said = process.communicate(timeout=600)[1]
            outcomes.append(process.returncode)
            if process.returncode not in (0, 75):
                yield f"{name}: one exits {process.returncode}: {said.strip()[-200:]}"
            elif process.returncode == 75 and "works on it" not in said:
                yield f"{name}: who exits 75 does not say why: {said.strip()[-200:]}"
        tally = collections.Counter(outcomes)
        if tally[0] < 1 or pause == 0 and tally[75] < 1:
            yield f"{name}: exits {dict(tally)}"
        yield from (f"{name}: {problem}" for problem in shop.differences())
        status, said = shop.build(1)
        if status:
            yield f"{name}: who comes last exits {status}: {said.strip()[-200:]}"
        text = f"{name} {tally[0]} exit 0, {tally[75]} exit 75"
        summary = f"{summary}; {text}" if pause else text
    return f"{size} builds, {summary}; the site whole"
