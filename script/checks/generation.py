"""Samples against real images in the judge's features, and the judge itself."""

import numpy
from scipy.linalg import eigvals, sqrtm
from scipy.special import softmax
from sklearn.metrics.pairwise import polynomial_kernel
from sklearn.neighbors import NearestNeighbors

from . import networks
from .table import record


def frechet(first, second, root_trace):
    """Between means and covariances of two feature matrices."""
    one, other = numpy.cov(first, rowvar=False), numpy.cov(second, rowvar=False)
    means = ((first.mean(0) - second.mean(0)) ** 2).sum()
    return means + numpy.trace(one) + numpy.trace(other) - 2 * root_trace(one @ other)


def jackknife(value, replicates):
    """The value less its bias, and its standard error."""
    count, centre = len(replicates), numpy.mean(replicates)
    spread = ((replicates - centre) ** 2).sum() * (count - 1) / count
    return count * value - (count - 1) * centre, spread ** 0.5


def distances(rows, others):
    """Squared, [rows, others]."""
    squares = (rows ** 2).sum(1)[:, None] + (others ** 2).sum(1)
    return (squares - 2 * rows @ others.T).clip(0)


def blocks(count):
    return (slice(start, min(start + 500, count)) for start in range(0, count, 500))


def radii(rows):
    """Squared distances to the third and the fifth nearest other row, as `prdc` takes them: among all
    rows, the row itself being the first."""
    parts = []
    for block in blocks(len(rows)):
        square = distances(rows[block], rows)
        square[numpy.arange(len(square)), numpy.arange(block.start, block.stop)] = 0
        parts.append(numpy.partition(square, (3, 5), axis=1)[:, (3, 5)])
    return numpy.concatenate(parts).T


class Comparison:
    """The real side, and what is computed of it once."""

    def __init__(self, study, arrays):
        generation = arrays.manifest["generation"]
        self.arrays, self.files = arrays, generation["files"]
        self.groups = generation["groups"]
        self.judge = record(study, "judge.json")
        self.classes = self.judge["recipe"]["configuration"]["classes"]
        self.width = self.judge["recipe"]["configuration"]["features"]
        self.module = networks.judge(
            self.judge["recipe"]["configuration"], study / "judge.safetensors")
        self.real = self.load("reference_features", [None, self.width])
        self.group = self.load("reference_groups", [len(self.real)])
        self.subsets = self.load("reference_subsets", [None, None])
        self.radii = radii(self.real)
        self.kernels = [self.own(self.real[rows]) for rows in self.subsets]

    def load(self, key, shape):
        return self.arrays.load(self.files[key], shape)

    def kernel(self, one, other):
        """The polynomial kernel of degree 3; `check_judge` compares it with scikit-learn's."""
        base = one @ other.T / self.width + 1
        return base * base * base

    def own(self, rows):
        """Mean of the kernel over pairs of different rows."""
        values = self.kernel(rows, rows)
        return (values.sum() - numpy.trace(values)) / (len(rows) * (len(rows) - 1))

    def check_distances(self, table, name, ours, features, group, subsets):
        whole = frechet(features, self.real, lambda product: numpy.trace(sqrtm(product)).real)
        replicates = numpy.array([
            frechet(features[group != number], self.real[self.group != number],
                    lambda product: numpy.sqrt(eigvals(product).astype(complex)).real.sum())
            for number in range(self.groups)])
        unbiased, error = jackknife(whole, replicates)
        distance, tolerance = ours["frechetDistance"], 1e-3 * abs(whole)
        table.compare(f"{name} Fréchet distance", distance["uncorrected"], whole, tolerance)
        table.compare(f"{name} Fréchet distance, unbiased", distance["value"], unbiased, tolerance)
        table.compare(
            f"{name} standard error of it", distance["standardError"], error, 1e-3 * error)
        discrepancies = [
            kernel + self.own(features[rows])
            - 2 * self.kernel(features[rows], self.real[others]).mean()
            for kernel, rows, others in zip(self.kernels, subsets, self.subsets)]
        table.compare(
            f"{name} kernel distance", ours["kernelDistance"]["value"],
            numpy.mean(discrepancies), 1e-5)

    def check_neighbours(self, table, name, ours, features):
        """As the package `prdc` defines them."""
        own = radii(features)[0]
        count = len(self.real)
        precise = numpy.zeros(len(features), bool)
        recalled, covered = numpy.zeros(count, bool), numpy.zeros(count, bool)
        pairs = 0
        for block in blocks(count):
            square = distances(self.real[block], features)
            narrow, wide = self.radii[:, block, None]
            precise |= (square < narrow).any(0)
            recalled[block] = (square < own).any(1)
            inside = square < wide
            covered[block] = inside.any(1)
            pairs += inside.sum()
        for key, theirs in [("precision", precise.mean()), ("recall", recalled.mean()),
                            ("density", pairs / 5 / len(features)), ("coverage", covered.mean())]:
            table.compare(f"{name} {key}", ours[key]["value"], theirs, 1e-12)

    def check_quality(self, table, name, ours, files, group, subsets):
        """All that a record says of samples."""
        features = self.arrays.load(files["features"], [len(self.real), self.width])
        logits = self.arrays.load(files["logits"], [len(self.real), self.classes])
        images = self.arrays.load(files["images"], [None, self.arrays.pixels])
        self.check_reading(table, name, images, features, logits)
        self.check_distances(table, name, ours, features, group, subsets)
        self.check_neighbours(table, name, ours, features)
        table.compare(f"{name} confidence", ours["confidence"]["mean"],
                      softmax(logits.astype(float), axis=1).max(1).mean(), 1e-6)
        shares = numpy.bincount(logits.argmax(1), minlength=self.classes) / len(logits)
        table.compare_all(f"{name} class shares", ours["classShares"], shares, 1e-12)
        training = nearest(images, self.load("memorisation_training", [None, images.shape[1]]))
        test = nearest(
            images, self.load("memorisation_test", [None, images.shape[1]]), skips_copies=True)
        table.compare(f"{name} memorisation", ours["memorisation"]["value"],
                      training.sum() / test.sum(), 1e-4)

    def check_reading(self, table, name, images, features, logits):
        """The judge's features and logits of the first images, from its weights."""
        theirs, others = networks.judged(self.module, images, self.arrays.shape)
        table.compare_all(f"{name} feature", features[:len(images)],
                          theirs.astype(float) * self.judge["featureScale"], 1e-4)
        table.compare_all(f"{name} judge's logit", logits[:len(images)], others, 1e-3)


def nearest(images, others, skips_copies=False):
    """Each image's distance to its nearest; with `skips_copies` to the nearest that differs."""
    search = NearestNeighbors(n_neighbors=2, algorithm="brute").fit(others.astype(float))
    found = search.kneighbors(images.astype(float), return_distance=False)
    exact = numpy.sqrt(((images[:, None].astype(float) - others[found]) ** 2).sum(2))
    if skips_copies:
        exact[exact == 0] = numpy.inf
    return exact.min(1)


def check_judge(table, comparison, arrays, images):
    """Accuracy, the scale of features, and the features of real images."""
    ours, labels = comparison.judge, arrays.test_labels()
    logits = networks.judged(comparison.module, images, arrays.shape)[1]
    table.compare("judge accuracy", ours["accuracy"]["mean"],
                  (logits.argmax(1) == labels).mean(), 1e-12)
    training = arrays.training_images()[:10_000]
    features = networks.judged(comparison.module, training, arrays.shape)[0].astype(float)
    table.compare("judge feature scale", ours["featureScale"],
                  1 / features.var(0).mean() ** 0.5, 1e-5)
    first = comparison.load("reference_images", [None, arrays.pixels])
    comparison.check_reading(
        table, "real images", first, comparison.real,
        comparison.load("reference_logits", [len(comparison.real), comparison.classes]))
    rows = comparison.real[comparison.subsets[0]]
    table.compare_all("polynomial kernel", comparison.kernel(rows, rows),
                      polynomial_kernel(rows, degree=3, coef0=1), 1e-9)


def check_lines(table, study, comparison):
    """Held-out images and samples of the linear model."""
    ours = record(study, "baseline.json")["generation"]
    count = len(comparison.real)
    held_out = {key: comparison.files[f"held_out_{key}"] for key in ("features", "logits", "images")}
    comparison.check_quality(
        table, "held-out images", ours["floor"], held_out,
        comparison.load("held_out_groups", [count]),
        comparison.load("held_out_subsets", comparison.subsets.shape))
    group = comparison.load("sample_groups", [count])
    subsets = comparison.load("sample_subsets", comparison.subsets.shape)
    for line in ours["linear"]:
        size = line["latentSize"]
        files = comparison.arrays.manifest["generation"]["linear"][str(size)]
        features = comparison.arrays.load(files["features"], [count, comparison.width])
        comparison.check_distances(table, f"PPCA {size}", line, features, group, subsets)


def check_samples(table, study, comparison, run):
    """Samples of one model, and whether its reconstructions are recognised."""
    arrays, name = comparison.arrays, run["path"]
    ours = record(study, f"{name}/evaluation.json")
    group = comparison.load("sample_groups", [len(comparison.real)])
    subsets = comparison.load("sample_subsets", comparison.subsets.shape)
    for kind in ("prior", "mixture"):
        comparison.check_quality(
            table, f"{name} {kind}", ours["generation"][kind], run["samples"][kind], group, subsets)
    labels = arrays.test_labels()
    logits = arrays.load(run["files"]["recognised_logits"], [len(labels), comparison.classes])
    features = arrays.load(run["files"]["recognised_features"], [len(labels), comparison.width])
    comparison.check_reading(
        table, f"{name} reconstructions",
        arrays.load(run["files"]["recognised_images"], [None, arrays.pixels]), features, logits)
    if not arrays.is_binary:
        images = arrays.load(run["files"]["reconstruction"], [len(labels), arrays.pixels])
        logits = networks.judged(comparison.module, images, arrays.shape)[1]
    table.compare(f"{name} recognised", ours["recognised"]["accuracy"]["mean"],
                  (logits.argmax(1) == labels).mean(), 1e-12)
