"""Comparisons as they come, and the arrays they are made from."""

import json
import sys

import numpy


class Table:
    """Prints comparisons, counts those that fail, and keeps what was not compared."""

    def __init__(self):
        self.failures = 0
        self.rows = 0
        self.skipped = []
        print(f"{'what':52} {'ours':>16} {'theirs':>16} {'difference':>11} {'tolerance':>10}")

    def compare(self, what, ours, theirs, tolerance):
        self._judge(what, ours, theirs, abs(ours - theirs), tolerance)

    def compare_all(self, what, ours, theirs, tolerance):
        """The largest difference of two arrays."""
        difference = numpy.abs(numpy.asarray(ours, float) - numpy.asarray(theirs, float))
        self._judge(f"{what}, worst", difference.max(), 0, difference.max(), tolerance)

    def not_worse(self, what, ours, theirs, slack):
        """Ours may be above theirs, and below it by no more than `slack`."""
        self._judge(what, ours, theirs, max(theirs - ours, 0), slack)

    def skip(self, what, why):
        self.skipped.append(f"skipped: {what}: {why}")

    def _judge(self, what, ours, theirs, difference, tolerance):
        passed = difference <= tolerance  # false for a NaN too
        self.rows += 1
        self.failures += not passed
        print(f"{what:52} {ours:16.9f} {theirs:16.9f} {difference:11.2e} {tolerance:10.0e}"
              f"  {'pass' if passed else 'FAIL'}")

    def finish(self):
        for line in self.skipped:
            print(line)
        print(f"{self.rows} numbers compared, {self.failures} failed, {len(self.skipped)} skipped")


class Arrays:
    """The exported arrays, by the names that the manifest gives them."""

    def __init__(self, folder):
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.model = self.manifest["model"]
        self.shape = (self.model["height"], self.model["width"])
        self.pixels = self.shape[0] * self.shape[1]

    def load(self, path, shape):
        """An array of this shape, in which None stands for any number."""
        array = numpy.load(self.folder / path, allow_pickle=False)
        if array.ndim != len(shape) or any(
                wanted not in (None, found) for wanted, found in zip(shape, array.shape)):
            sys.exit(f"{self.folder / path}: shape {array.shape}, expected {tuple(shape)}")
        return array

    @property
    def is_binary(self):
        return self.model["pixels"] != "grey"

    def test_images(self):
        return self.load(
            self.manifest["files"]["test_images"], [self.manifest["testImages"], self.pixels])

    def training_images(self):
        return self.load(
            self.manifest["files"]["training_images"],
            [self.manifest["trainingImages"], self.pixels])

    def test_labels(self):
        """None for images without labels."""
        path = self.manifest["files"].get("test_labels")
        return path and self.load(path, [self.manifest["testImages"]])


def record(study, name):
    return json.loads((study / name).read_text())
