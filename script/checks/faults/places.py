"""Folders and files that cannot be written, or that are not what they seem."""

import os
import pathlib
import resource
import shutil
import signal
import subprocess

from ..page import Skipped

NOBODY = 65534


def size_limit(shop):
    """`ulimit -f`: told before training where a checkpoint would not fit, and where it does, when a
    file does not; never a fresh start or a torn file."""
    shop.expected or shop.learn(1)
    largest = max(len(data) for path, data in shop.expected.items() if "checkpoint-" in path)
    # What is kept of cells is kept where it can be.
    most = max(len(data) for path, data in shop.expected.items() if "/cells/" not in path)
    outcomes = []
    for limit in [largest // 2, largest + 4096, most - 1, 1 << 30]:
        shop.clear()
        status, said = shop.build(1, preexec_fn=lambda: hold_to(limit))
        wanted = 0 if limit == 1 << 30 else 73
        if status != wanted:
            yield f"a limit of {limit}: exits {status}: {said.strip()[-200:]}"
        if status == 73 and "ulimit -f" not in said:
            yield f"a limit of {limit}: does not name it: {said.strip()[-200:]}"
        trained = any((shop.root / "runs").rglob("progress.jsonl"))
        if limit < largest and trained:
            yield "a limit below a checkpoint's size is told only after training"
        yield from (f"a limit of {limit}: {problem}" for problem in shop.invalid())
        outcomes.append(str(status))
    status, said = shop.build(1)
    yield from shop.differences()
    return f"exits {', '.join(outcomes)} with more and more room"


def hold_to(limit):
    # As from a shell: Python ignores the signal that comes with the failure.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def unwritable(shop):
    """Folders of other users; told before training."""
    shop.expected or shop.learn(1)
    # Permissions do not hold the superuser.
    options = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
    if options and subprocess.run(
            [str(shop.program), "--version"], capture_output=True, cwd="/", **options).returncode:
        raise Skipped("the program cannot be read by another user")
    for name, other in [("runs", "site"), ("site", "runs")]:
        shop.clear()
        for folder, mode in [(name, 0o555), (other, 0o777)]:
            (shop.root / folder).mkdir()
            (shop.root / folder).chmod(mode)
        status, said = shop.build(1, **options)
        if status != 73 or name not in said:
            yield f"{name} unwritable: exits {status}: {said.strip()[-200:]}"
        if any((shop.root / "runs").rglob("progress.jsonl")):
            yield f"{name} unwritable: told only after training"
    return "runs and site, both told with 73 before training"


def full_disk(shop):
    """A file system of memory, larger and larger, until all fits."""
    shop.expected or shop.learn(1)
    enter = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
    if subprocess.run(enter + ["true"], capture_output=True).returncode:
        raise Skipped("no mount namespaces for this user")
    shop.clear()
    place = shop.root / "outside"
    place.mkdir()
    build = shop.command(1, "--runs", "outside/runs", "--site", "outside/site")
    script = """
        mount -t tmpfs -o size=64k faults "$1" || exit 99
        place=$1; shift; kilobytes=64; full=0
        while :; do
            "$@" 2>"$place.said"; status=$?
            [ $status -ne 0 ] || break
            if [ $status -ne 73 ] || ! grep -q 'No space left' "$place.said"; then
                echo "$kilobytes KiB: exits $status: $(cat "$place.said")"; fi
            full=$((full + 1)); kilobytes=$((kilobytes + kilobytes / 4))
            [ $kilobytes -lt 1000000 ] || exit 98
            mount -o remount,size=${kilobytes}k "$place" || exit 97
        done
        cp -r "$place/runs" "$place/site" "$(dirname "$place")" && echo "full $full $kilobytes"
    """
    done = subprocess.run(
        enter + ["sh", "-c", script, "sh", str(place), *build], cwd=shop.root,
        env=shop.environment, capture_output=True, text=True)
    *problems, last = done.stdout.strip().splitlines() or [f"exits {done.returncode}"]
    yield from problems
    if not last.startswith("full "):
        yield f"{last} {done.stderr[-200:]}"
        return None
    yield from shop.differences()
    _, times, size = last.split()
    return f"{times} times full, exit 73 each, then all in {size} KiB"


def links(shop, most, generator):
    """Symbolic links planted where something is to be written: what they point to stays as it is."""
    shop.expected or shop.learn(1)
    files = [path for path in shop.expected if "checkpoint-" not in path]
    paths = sorted(set(files) | {str(parent) for path in files
                                 for parent in pathlib.PurePath(path).parents if str(parent) != "."}
                   - {"runs", "site"})
    # One of many alike will do.
    paths = [path for path in paths if path.count("/") < 3 or "/latent-" in path]
    chosen = paths if not most or len(paths) <= most else generator.sample(paths, most)
    exits = {}
    for path in chosen:
        shop.clear()
        outside, link = shop.root / "outside", shop.root / path
        link.parent.mkdir(parents=True, exist_ok=True)
        if path in shop.expected:
            outside.write_bytes(b"mine\n")
        else:
            outside.mkdir()
        link.symlink_to(outside)
        status, said = shop.build(1)
        exits[status] = exits.get(status, 0) + 1
        if status not in (0, 65, 66, 73):
            yield f"{path}: exits {status}: {said.strip()[-160:]}"
        written = outside.read_bytes() != b"mine\n" if outside.is_file() else any(outside.iterdir())
        if written:
            yield f"{path}: the link was written through"
        if status == 0:
            # What is kept of cells is kept where it can be; a report does not need it.
            yield from (f"{path}: {problem}" for problem in shop.differences()
                        if "/cells" not in path)
        outside.unlink() if outside.is_file() else shutil.rmtree(outside)
    told = ", ".join(f"{count} exit {status}" for status, count in sorted(exits.items()))
    return f"{len(chosen)} of {len(paths)} places, {told}; nothing written through"


def closed_pipe(shop):
    """Nobody reads what is printed: the end is quiet."""
    shop.expected or shop.learn(1)
    for options in ["--json", "--dry-run", "--dry-run --json", "--help"]:
        command = " ".join(f"'{word}'" for word in shop.command(1) if word != "--quiet")
        done = subprocess.run(
            ["sh", "-c", f"{{ {command} {options} 2>said; echo $? >status; }} | true"],
            cwd=shop.root, env=shop.environment)
        status = (shop.root / "status").read_text().strip()
        said = (shop.root / "said").read_text()
        if done.returncode or status not in ("0", "141") or "vae-report: " in said:
            yield f"{options}: exits {status}: {said.strip()[-160:]}"
    return "build, plan and help end quietly"
