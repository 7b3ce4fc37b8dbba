"""Every system call that changes the disk, killed or failing, one at a time, through strace."""

import collections
import re
import shutil
import signal
import subprocess

from ..page import Skipped

CALLS = ["openat", "write", "fsync", "rename", "renameat2", "mkdir", "unlink", "rmdir", "ftruncate"]
FAULTS = ["KILL", "ENOSPC", "EIO", "EINTR"]
# What is begun again after an interruption; the others' failure is told.
BEGUN_AGAIN = {"openat", "write"}
LINE = re.compile(r"^(?P<thread>\d+)\s+(?P<call>\w+)\((?P<rest>.*)$")


def calls(shop, most, kinds, generator):
    """Each call on a file of the study or the site with each fault, at `most` moments, and only some
    `kinds` of both together; 0 for all. Prints a table of calls, faults and outcomes."""
    if not shutil.which("strace"):
        raise Skipped("no strace on PATH")
    shop.expected or shop.learn(1)
    moments = recorded(shop)
    pairs = [(call, fault) for call in CALLS if moments[call] for fault in FAULTS]
    pairs = generator.sample(pairs, kinds) if kinds else pairs
    rows, tried = [], 0
    for call in CALLS:
        there = sorted(moments[call])
        chosen = there if not most or len(there) <= most else sorted(generator.sample(there, most))
        row = [call, f"{len(chosen)} of {len(there)}"]
        for fault in FAULTS:
            tally = collections.Counter()
            for moment in chosen if (call, fault) in pairs else []:
                problems, outcome = injected(shop, call, fault, moment)
                tally[outcome] += 1
                tried += 1
                yield from (f"{call} {moment}, {fault}: {problem}" for problem in problems[:2])
            row.append(", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.items()))
                       or "not tried")
        rows.append(row)
    table(["call", "moments"] + FAULTS, [row for row in rows if not row[1].endswith(" 0")])
    return f"{tried} builds with a fault: nothing torn, no false success, the same bytes afterwards"


def traced(shop, *options):
    """A build under strace: its status, what it said, and the calls on our files, each with its
    thread, its number among that thread's calls of the kind, and whether it was tampered with."""
    log = shop.root / "calls.log"
    process = shop.start(
        ["strace", "-f", "-qq", "-y", "-s", "0", "-o", str(log), *options, *shop.command(1)])
    said = process.communicate(timeout=600)[1]
    ours = re.compile(re.escape(str(shop.root)) + r"/(runs|site)\b")
    relative = re.compile(r'"(runs|site)\b')
    counts, found = collections.Counter(), []
    for line in log.read_text(errors="replace").splitlines():
        match = LINE.match(line)
        if not match:
            continue
        call, rest = match["call"], match["rest"]
        counts[match["thread"], call] += 1
        is_ours = bool(ours.search(rest) or relative.search(rest)) and (
            call != "openat" or "O_CREAT" in rest)
        if is_ours or "(INJECTED)" in rest:
            found.append((call, counts[match["thread"], call], is_ours, "(INJECTED)" in rest, rest))
    return process.returncode, said, found


def recorded(shop):
    """The numbers, within their thread, of the calls that an undisturbed build makes."""
    shop.clear()
    status, said, found = traced(shop, "-e", "trace=" + ",".join(CALLS))
    if status or shop.differences():
        raise RuntimeError(f"a build under strace exits {status}: {said[-300:]}")
    moments = collections.defaultdict(set)
    for call, number, _, _, _ in found:
        moments[call].add(number)
    return moments


def injected(shop, call, fault, moment):
    """Builds with one fault and again without; the problems, and what became of the first build."""
    shop.clear()
    what = f"signal={fault}" if fault == "KILL" else f"error={fault}"
    status, said, found = traced(
        shop, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={moment}")
    hit = [rest for _, number, is_ours, tampered, rest in found
           if is_ours and (tampered or fault == "KILL" and number == moment)]
    # Every thread has a call of this number, which may read or belong to a library.
    elsewhere = any(tampered and not is_ours for _, _, is_ours, tampered, _ in found)
    # What is kept of cells is kept where it can be; a report does not need it.
    spared = all("/cells" in rest for rest in hit)
    problems = shop.invalid()
    if fault == "KILL":
        allowed = {-signal.SIGKILL, 128 + signal.SIGKILL}
    elif fault == "EINTR" and call in BEGUN_AGAIN:
        allowed = {0}
    else:
        allowed = {73} if fault == "ENOSPC" else {74}
    if elsewhere:
        allowed |= {0, 66, 73, 74}
    if status == 0 and not spared and 0 not in allowed:
        problems.append("succeeds")
    elif status != 0 and status not in allowed and (hit or fault != "KILL"):
        problems.append(f"exits {status}: {said.strip()[-160:]}")
    elif status not in (0, -signal.SIGKILL, 137) and "vae-report: " not in said:
        problems.append(f"exits {status} and says nothing")
    if status == 0:
        problems += [problem for problem in shop.differences() if "/cells" not in problem]
    again, said = shop.build(1)
    problems += [f"then exits {again}: {said.strip()[-160:]}"] if again else []
    problems += [f"afterwards {problem}" for problem in shop.differences()]
    if status == 0 and not hit and not elsewhere:
        # Threads share the work otherwise than when it was recorded.
        return problems, "not met"
    outcome = {0: "done", 73: "exit 73", 74: "exit 74"}.get(status, "killed" if status in (
        -signal.SIGKILL, 137) else f"exit {status}")
    return problems, f"{outcome} (cell not kept)" if hit and spared and status == 0 and (
        fault != "EINTR" or call not in BEGUN_AGAIN) else outcome


def table(heads, rows):
    """Prints it, whatever went wrong."""
    widths = [max(len(row[column]) for row in [heads] + rows) for column in range(len(heads))]
    for row in [heads] + rows:
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths))
        print(f"             {cells.rstrip()}", flush=True)
