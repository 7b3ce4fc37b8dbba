"""Every system call that changes the disk, killed or failing, one at a time, through strace."""

import collections
import concurrent.futures
import os
import pathlib
import queue
import re
import shutil
import signal
import subprocess
import time

from ..page import Skipped

CALLS = ["openat", "write", "fsync", "rename", "renameat2", "mkdir", "unlink", "rmdir", "ftruncate"]
FAULTS = ["KILL", "ENOSPC", "EIO", "EINTR"]
# What is begun again after an interruption; the others' failure is told.
BEGUN_AGAIN = {"openat", "write"}
KILLED = {-signal.SIGKILL, 128 + signal.SIGKILL}
CALL = re.compile(r"^\d+\s+(?P<call>\w+)\((?P<rest>.*)$")


def calls(scenes, most, kinds, generator):
    """Each call on a file of the study or the site with each fault, at `most` moments, and only some
    `kinds` of both together; 0 for all. A scene is a name and workshops that do the same, each in its
    own folder, so that as many builds run at once. Prints a table of calls, faults and outcomes."""
    compiler = shutil.which("clang") or shutil.which("cc")
    if not shutil.which("strace") or not compiler:
        raise Skipped(f"no {'C compiler' if shutil.which('strace') else 'strace'} on PATH")
    begun = time.monotonic()
    library = compiled(compiler, scenes[0][1][0].root.parent / "pause.so")
    tally, moments, work = collections.defaultdict(collections.Counter), {}, []
    for name, shops in scenes:
        for shop in shops:
            shop.expected or shop.learn(1)
        counts = recorded(shops[0], library)
        pairs = [(call, fault) for call in CALLS if counts[call] for fault in FAULTS]
        pairs = generator.sample(pairs, min(kinds, len(pairs))) if kinds else pairs
        free = queue.SimpleQueue()
        for shop in shops:
            free.put(shop)
        for call in CALLS:
            there = range(1, counts[call] + 1)
            chosen = sorted(generator.sample(there, min(most, len(there)))) if most else there
            moments[name, call] = len(there), len(chosen)
            work += [(name, free, call, fault, moment) for fault in FAULTS if (call, fault) in pairs
                     for moment in chosen]

    def one(item):
        name, free, call, fault, moment = item
        shop = free.get()
        try:
            return item, *injected(shop, library, call, fault, moment)
        finally:
            free.put(shop)

    tried = 0
    with concurrent.futures.ThreadPoolExecutor(sum(len(shops) for _, shops in scenes)) as workers:
        for (name, _, call, fault, moment), problems, outcome in workers.map(one, work):
            tried += 1
            tally[name, call, fault][outcome] += 1
            yield from (f"{name}, {call} {moment}, {fault}: {problem}" for problem in problems[:2])
    rows = [["build", "call", "moments"] + FAULTS]
    for (name, call), (there, chosen) in moments.items():
        cells = [cell(tally[name, call, fault], chosen) for fault in FAULTS] if there else []
        rows.append([name, call, f"{chosen} of {there}" if there else "no such call"] + cells)
    table(rows)
    seconds = time.monotonic() - begun
    return (f"{tried} faults, each met: nothing torn, no false success, the same bytes afterwards "
            f"({seconds:.0f} s)")


def cell(outcomes, chosen):
    """How many of the moments were met and what became of those builds."""
    if not outcomes:
        return "not tried"
    met = sum(count for outcome, count in outcomes.items() if outcome != "not met")
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    return f"{met} met: {told}" if met == chosen else f"{met} of {chosen} met: {told}"


def compiled(compiler, library):
    """The library that stops a build right before one of its calls."""
    source = pathlib.Path(__file__).with_name("pause.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


def watching(shop, library, **options):
    """The environment of a build whose calls are counted, and where they are written down."""
    log = shop.root / "counted.log"
    log.unlink(missing_ok=True)
    # Not of strace itself: neither reads it.
    return log, {"LD_PRELOAD": str(library), "FAULTS_ROOT": str(shop.root), "FAULTS_LOG": str(log),
                 **options}


def recorded(shop, library):
    """How many calls of each kind an undisturbed build makes: strace must see as many as the library
    that counts them, else some would be missed."""
    shop.clear()
    traced = shop.root / "traced.log"
    log, environment = watching(shop, library)
    process = shop.start(
        ["strace", "-f", "-qq", "-y", "-s", "0", "-o", str(traced), "-e", "trace=" + ",".join(CALLS),
         *[word for name, value in environment.items() for word in ["-E", f"{name}={value}"]],
         *shop.command(1)])
    said = process.communicate(timeout=600)[1]
    if process.returncode or shop.differences():
        raise RuntimeError(f"a build under strace exits {process.returncode}: {said[-300:]}")
    counted = collections.Counter(line.split()[1] for line in log.read_text().splitlines())
    ours = re.compile(re.escape(str(shop.root)) + r"/(runs|site)\b")
    seen = collections.Counter()
    for line in traced.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if match and ours.search(match["rest"]) and (
                match["call"] != "openat" or "O_CREAT" in match["rest"]):
            seen[match["call"]] += 1
    if seen != counted:
        raise RuntimeError(f"strace sees {dict(seen)}, counted are {dict(counted)}")
    return counted


def injected(shop, library, call, fault, moment):
    """Builds with one fault and again without; the problems, and what became of the first build."""
    shop.clear()
    log, environment = watching(shop, library, FAULTS_CALL=call, FAULTS_AT=str(moment))
    process = shop.start(shop.command(1), more=environment)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        process.returncode = os.waitstatus_to_exitcode(status)
        said = process.communicate()[1]
        return [f"is not met, exits {process.returncode}: {said.strip()[-160:]}"], "not met"
    *_, before, last = ["0 none /"] + log.read_text().splitlines()
    thread, _, path = last.split(" ", 2)
    what = f"signal={fault}" if fault == "KILL" else f"error={fault}"
    traced = shop.root / "traced.log"
    tracer = subprocess.Popen(
        ["strace", "-y", "-s", "0", "-o", str(traced), "-e", f"trace={call}",
         "-e", f"inject={call}:{what}:when=1", "-p", thread], stderr=subprocess.PIPE, text=True)
    attached = tracer.stderr.readline()
    os.kill(process.pid, signal.SIGCONT)
    said = process.communicate(timeout=600)[1]
    tracer.communicate(timeout=60)
    status = process.returncode
    # The first call of the kind that this thread makes is the one that it was stopped before.
    lines = traced.read_text(errors="replace").splitlines() if traced.exists() else []
    first = next((line for line in lines if line.startswith(f"{call}(")), "")
    met = status in KILLED if fault == "KILL" else "(INJECTED)" in first
    if not met:
        return [f"is not met, exits {status}: {attached.strip()} {first!r}"], "not met"

    problems = shop.invalid()
    # What is kept of cells is kept where it can be, their folder in the study's included; a report does
    # not need it.
    spared = "/cells" in path or call == "fsync" and " mkdir " in before and before.endswith("/cells")
    if fault == "KILL":
        allowed = KILLED
    elif fault == "EINTR" and call in BEGUN_AGAIN or spared:
        allowed = {0}
    else:
        allowed = {73} if fault == "ENOSPC" else {74}
    place = pathlib.PurePath(path).name
    if status not in allowed:
        problems.append("succeeds" if status == 0 else f"exits {status}: {said.strip()[-160:]}")
    elif status not in {0} | KILLED and "vae-report: " not in said:
        problems.append(f"exits {status} and says nothing")
    if status == 0:
        problems += [problem for problem in shop.differences() if "/cells" not in problem]
    again, said = shop.build(1)
    problems += [f"then exits {again}: {said.strip()[-160:]}"] if again else []
    problems += [f"afterwards {problem}" for problem in shop.differences()]
    outcome = "killed" if status in KILLED else f"exit {status}"
    if status == 0 and spared and not (fault == "EINTR" and call in BEGUN_AGAIN):
        outcome += " (cell not kept)"
    return [f"{place}: {problem}" for problem in problems], outcome


def table(rows):
    """Prints it, whatever went wrong."""
    widths = [max(len(row[column]) for row in rows if column < len(row))
              for column in range(len(rows[0]))]
    for row in rows:
        cells = "  ".join(text.ljust(width) for text, width in zip(row, widths))
        print(f"             {cells.rstrip()}", flush=True)
