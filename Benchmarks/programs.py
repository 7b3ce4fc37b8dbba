"""What is run to be measured: vae-report, the benchmarks, PyTorch."""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "vae-report"
BENCHMARKS = ROOT / "Benchmarks/.build/release/benchmarks"


def output(command, **environment):
    """Standard output of a command; ends this program where it fails."""
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=os.environ | environment, text=True,
        stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}")
    return done.stdout


class OtherWork:
    """What other programs take of the processor, which no ratio is free of."""

    def __init__(self):
        self._begun, self._busy = time.monotonic(), self._others()

    def cores(self):
        """Cores that they used since the beginning, in the mean."""
        return max(0, self._others() - self._busy) / (time.monotonic() - self._begun)

    @staticmethod
    def _others():
        """Seconds of all processors that neither idled nor worked for this process's children."""
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system, _, _, irq, soft_irq, steal, *_ = map(int, file.readline().split()[1:])
        busy = (user + nice + system + irq + soft_irq + steal) / os.sysconf("SC_CLK_TCK")
        own = [resource.getrusage(who) for who in (
            resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)]
        return busy - sum(usage.ru_utime + usage.ru_stime for usage in own)


def has_threads_per_job():
    """Whether one training can use several threads."""
    return "--threads-per-job" in output([PROGRAM, "train", "--help"])


def train(data, images, trainings=1, threads=1, **environment):
    """Images a second of one epoch; of `trainings` side by side the sum, since all begin together.

    As the program tells them in timing.jsonl: by the wall-clock time of the epoch's steps, with all
    that belongs to them, but without the pass over validation images, which PyTorch's script lacks.
    """
    with tempfile.TemporaryDirectory() as work:
        command = [
            PROGRAM, "train", "--dataset", "mnist", "--data-dir", data, "--latent-sizes", "16",
            "--seeds", trainings, "--epochs", "1", "--train-images", images, "--batch-size", "128",
            "--jobs", trainings, "--study", "bench", "--runs", work, "--quiet"]
        if threads > 1:
            command += ["--threads-per-job", threads]
        output(command, **environment)
        times = list(pathlib.Path(work, "bench").glob("latent-016/seed-*/timing.jsonl"))
        if len(times) != trainings:
            sys.exit(f"{len(times)} trainings left their times, not {trainings}")
        return sum(json.loads(file.read_text())["imagesPerSecond"] for file in times)


def measured(*words):
    """What a sub-command of the benchmarks measured, by name and unit."""
    rows = json.loads(output([BENCHMARKS, *words, "--format", "json"]))
    return {(row["name"], row["unit"]): row for row in rows}


def peer(data, images, mode, threads=1, processes=1):
    """PyTorch's images a second and memory: see peer.py."""
    script = pathlib.Path(__file__).with_name("peer.py")
    return json.loads(output([
        sys.executable, script, "--data", pathlib.Path(data, "mnist"), "--images", images,
        "--mode", mode, "--threads", threads, "--processes", processes]))
