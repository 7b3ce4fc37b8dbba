"""Tables for a terminal and for Markdown."""

import platform
import subprocess
import sys


def spread(values, digits=2):
    """`smallest to largest`."""
    return f"{min(values):.{digits}f} to {max(values):.{digits}f}"


def aligned(rows):
    """Lines of a table whose first column stands to the left, all others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in rows]


def markdown(rows):
    """The same in Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|-|" + "-:|" * (len(rows[0]) - 1))
    return lines


def show(rows, notes, file=None):
    """Prints rows, the first of which names the columns, and notes; `file` gets them in Markdown."""
    print("\n".join(aligned(rows) + [""] + notes))
    if file:
        with open(file, "w", encoding="utf-8") as out:
            out.write("\n".join(markdown(rows) + [""] + [f"- {note}" for note in notes]) + "\n")


def progress(text):
    """Tells how far it has come."""
    print(text, file=sys.stderr, flush=True)


def machine():
    """The processor as the system names it, and its cores."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, {len(names)} cores"


def commit():
    """The commit that is checked out."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True)
    return done.stdout.strip() or "no commit"
