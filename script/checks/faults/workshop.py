"""A small study, what it comes to undisturbed, and what a fault left of it."""

import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import time

STUDY = "faults"

# Depend on the clock or on where a training was interrupted; no report reads them.
UNCOMPARED = re.compile(r"(^|/)(lock|timing\.jsonl|recovery\.jsonl|checkpoint-[^/]*)$")
LEFTOVER = re.compile(r"(^|/)\.[^/]*\.[0-9a-f]{16}\.(tmp|swap|old)(/|$)")


class Workshop:
    """Folders `runs` and `site` beside a data set of bars, and the build that fills them."""

    def __init__(self, program, root, *options, sizes="2,3", seeds=2, epochs=8, batch_size=8):
        self.program = program
        self.root = pathlib.Path(root)
        self.root.mkdir(parents=True, exist_ok=True)
        # Whoever the program runs as.
        self.root.chmod(0o755)
        write_images(self.root / "bars")
        self.options = [
            "--dataset", "bars", "--study", STUDY, "--latent-sizes", sizes, "--seeds", str(seeds),
            "--epochs", str(epochs), "--batch-size", str(batch_size), "--channels", "4,8", "--hidden-widths", "16",
            "--warm-up-steps", "2", *options]
        self.study = STUDY
        # The files that are there before and that come of it, seconds of a build by number of jobs,
        # and a fraction of them.
        self.before, self.expected, self.seconds, self.pause = {}, None, {}, 0.2

    def command(self, jobs=1, *options):
        return [str(self.program), "build", "--jobs", str(jobs), "--quiet", *self.options, *options]

    @property
    def environment(self):
        return {"HOME": str(self.root), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def start(self, command, more={}, **options):
        """The process, in a group of its own, with `more` in its environment; what it says comes back
        from `communicate`."""
        return subprocess.Popen(
            command, cwd=self.root, env={**self.environment, **more}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace",
            start_new_session=True, **options)

    def build(self, jobs=1, *options, **more):
        """Exit status, negative for a signal, and standard error."""
        process = self.start(self.command(jobs, *options), **more)
        said = process.communicate(timeout=600)[1]
        return process.returncode, said

    def clear(self):
        for name in ["runs", "site", "outside"]:
            shutil.rmtree(self.root / name, ignore_errors=True)

    def learn(self, *jobs):
        """Builds undisturbed, for each number of jobs; all have to come to the same."""
        for count in jobs or [1]:
            self.clear()
            begun = time.monotonic()
            status, said = self.build(count)
            self.seconds[count] = time.monotonic() - begun
            if status:
                raise RuntimeError(f"an undisturbed build exits {status}: {said[-300:]}")
            files = self.files()
            if self.expected is None:
                self.expected = files
            elif problems := self.differences():
                raise RuntimeError(f"{count} jobs give other files: {problems[:3]}")

    def files(self):
        """Every file below `runs` and `site` by path; links are not followed."""
        found = {}
        for name in ["runs", "site"]:
            for folder, _, names in os.walk(self.root / name):
                for file in names:
                    path = pathlib.Path(folder) / file
                    if not path.is_symlink():
                        found[str(path.relative_to(self.root))] = path.read_bytes()
        return found

    def differences(self):
        """Where a finished study is not as it is undisturbed, and what is left beside it."""
        found = self.files()
        problems = [f"{path} is left" for path in found if LEFTOVER.search(path)]
        problems += [f"{path} is left" for path in self.folders() if LEFTOVER.search(path)]
        for path in sorted(found.keys() | self.expected.keys()):
            if UNCOMPARED.search(path) or LEFTOVER.search(path):
                continue
            if path not in found:
                problems.append(f"{path} is missing")
            elif path not in self.expected:
                problems.append(f"{path} is more")
            elif found[path] != self.expected[path]:
                problems.append(f"{path} has other bytes")
        return problems

    def folders(self):
        return [str((pathlib.Path(folder) / name).relative_to(self.root))
                for top in ["runs", "site"] for folder, names, _ in os.walk(self.root / top)
                for name in names]

    def invalid(self):
        """Files that have their final name and are not whole, after any fault."""
        found = {path: data for path, data in self.files().items() if not LEFTOVER.search(path)}
        problems = [f"{path}: {flaw}" for path, data in found.items()
                    if (flaw := self.flaw(path, data))]
        if reports(found) not in [reports(files) for files in (self.before, self.expected)]:
            problems.append("the report's folder is neither as before nor as after")
        return problems

    def flaw(self, path, data):
        """What is wrong with a file that an interrupted build left; nothing where all is well."""
        name = path.rsplit("/", 1)[1]
        if name in ["lock", "timing.jsonl", "recovery.jsonl"]:
            return None
        if data in [files.get(path) for files in (self.before, self.expected)]:
            return None
        if name == "progress.jsonl":
            # A log's last line may be torn; it is cut off before the training goes on.
            return None if self.expected[path].startswith(data) else "not a beginning of the log"
        if name == "run.json":
            try:
                state = json.loads(data)["state"]
            except ValueError:
                return "no JSON"
            return None if state == "running" else f"{state} with another record"
        if name.startswith("checkpoint-"):
            return None if has_own_digest(data) else "its checksum does not fit"
        if "/cells/" in path:
            whole = hashlib.sha256(data[64:]).hexdigest().encode() == data[:64]
            return None if whole else "its checksum does not fit"
        return "other bytes than undisturbed"

    def phase(self):
        """How far a build has come, from what is on the disk."""
        runs, site = self.root / "runs" / self.study, self.root / "site"
        try:
            plan = json.loads((runs / "study.json").read_bytes())["plan"]
            tasks = [runs / f"latent-{size:03}" / f"seed-{seed}"
                     for size in plan["latentSizes"] for seed in plan["seeds"]]
            if any(json.loads((task / "run.json").read_bytes())["state"] != "done"
                   for task in tasks):
                return "training"
        except FileNotFoundError as missing:
            return "start" if missing.filename.endswith("study.json") else "training"
        if not (runs / "judge.json").exists():
            return "judge"
        records = [runs / "baseline.json", runs / "self-tests.json"]
        if not all(path.exists() for path in records + [task / "evaluation.json" for task in tasks]):
            return "evaluation"
        if (runs / "report.json").exists():
            return "end"
        reports = [name for name in os.listdir(site) if self.study in name]
        return "site" if reports else "drawing"


class Renewal(Workshop):
    """The same study, reported on once more under another title: a site is there already."""

    def learn(self, *jobs):
        super().learn()
        self.before, self.expected = self.files(), None
        shutil.rmtree(self.root / "before", ignore_errors=True)
        for name in ["runs", "site"]:
            shutil.copytree(self.root / name, self.root / "before" / name)
        self.options += ["--title", "Once more"]
        super().learn(*jobs)

    def clear(self):
        super().clear()
        if self.before:
            shutil.copytree(self.root / "before", self.root, dirs_exist_ok=True)


class Preset(Workshop):
    """The same for a build of a preset, which takes minutes or hours."""

    def __init__(self, program, root, preset, data, options):
        self.program, self.root = program, pathlib.Path(root)
        self.root.mkdir()
        self.study, self.pause = f"mnist-{preset}", 4
        self.options = ["--preset", preset, "--dataset", "mnist", "--study", self.study, *options]
        if data:
            self.options += ["--data-dir", str(data.resolve())]


def reports(files):
    """What lies in reports' folders."""
    return {path: data for path, data in files.items()
            if path.startswith("site/") and path.count("/") > 1}


def has_own_digest(data):
    """Whether a checkpoint's digest is that of its bytes, zeros in the digest's own place."""
    found = re.search(rb'"sha256":"([0-9a-f]{64})"', data[:8192])
    if not found:
        return False
    start, end = found.span(1)
    blank = data[:start] + b"0" * 64 + data[end:]
    return hashlib.sha256(blank).hexdigest().encode() == found.group(1)


def write_images(folder, train=240, test=120, size=12):
    """Bars at places that the class says, with some noise, in the four files of MNIST's format.

    As many test images as generation is measured on, so that there is a judge."""
    folder.mkdir(exist_ok=True)
    noise = random.Random(1)
    for part, count in [("train", train), ("t10k", test)]:
        pixels = bytearray()
        for index in range(count):
            for place in range(size * size):
                row, column = divmod(place, size)
                bar = column == index % 10 or row == index // 10 % size
                pixels.append(200 + noise.randrange(50) if bar else noise.randrange(40))
        header = struct.pack(">IIII", 0x0803, count, size, size)
        (folder / f"{part}-images-idx3-ubyte").write_bytes(header + bytes(pixels))
        labels = bytes(index % 10 for index in range(count))
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(
            struct.pack(">II", 0x0801, count) + labels)
