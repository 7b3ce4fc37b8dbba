#!/usr/bin/env python3
"""Recomputes a study's numbers with other people's software and compares.

    vae-report evaluate NAME --export-arrays ARRAYS_DIR
    script/check-numbers.py RUNS_DIR/NAME ARRAYS_DIR

PyTorch loads each model.safetensors strictly into plain nn.Sequentials and computes the loss with
the exported noise; scikit-image computes the structural similarity and the signal-to-noise ratio;
scikit-learn (or numpy, where it is missing) fits the principal components. Prints ours, theirs,
their difference and the tolerance; ends with 1 where one is exceeded, with 69 where a package is
missing.
"""

import argparse
import importlib.util
import json
import pathlib
import sys

NEEDED = {"numpy": "numpy", "torch": "torch", "safetensors": "safetensors", "skimage": "scikit-image"}


class Table:
    """Collects comparisons and prints them as they come."""

    def __init__(self):
        self.failures = 0
        self.rows = 0
        print(f"{'what':44} {'ours':>16} {'theirs':>16} {'difference':>11} {'tolerance':>10}")

    def compare(self, what, ours, theirs, tolerance):
        difference = abs(ours - theirs)
        passed = difference <= tolerance  # false for a NaN too
        self.rows += 1
        self.failures += not passed
        print(f"{what:44} {ours:16.9f} {theirs:16.9f} {difference:11.2e} {tolerance:10.0e}"
              f"  {'pass' if passed else 'FAIL'}")


class Arrays:
    """The exported arrays, by the names that the manifest gives them."""

    def __init__(self, folder):
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text())

    def load(self, path, shape):
        import numpy

        array = numpy.load(self.folder / path, allow_pickle=False)
        if array.shape != tuple(shape):
            sys.exit(f"{self.folder / path}: shape {array.shape}, expected {tuple(shape)}")
        return array


def network(model, latent_size):
    """The module whose state_dict model.safetensors is."""
    from torch import nn

    activation = {"silu": nn.SiLU, "relu": nn.ReLU}[model["activation"]]
    kernel = model["kernelSize"]
    padding = (kernel - 1) // 2
    channels = [1] + model["channels"]
    sides = [(model["height"], model["width"])]
    encoder = []
    for inputs, outputs in zip(channels, channels[1:]):
        encoder += [nn.Conv2d(inputs, outputs, kernel, 2, padding), activation()]
        sides.append(tuple((side + 2 * padding - kernel) // 2 + 1 for side in sides[-1]))
    features = channels[-1] * sides[-1][0] * sides[-1][1]
    widths = [features] + model["hiddenWidths"]
    encoder.append(nn.Flatten())
    for inputs, outputs in zip(widths, widths[1:]):
        encoder += [nn.Linear(inputs, outputs), activation()]

    decoder = []
    rising = [latent_size] + widths[::-1]
    for inputs, outputs in zip(rising, rising[1:]):
        decoder += [nn.Linear(inputs, outputs), activation()]
    if len(channels) == 1:
        decoder.pop()  # a multilayer perceptron ends in logits
    decoder.append(nn.Unflatten(1, (channels[-1], *sides[-1])))
    for level in range(len(channels) - 1, 0, -1):
        # What the stride's rounding took from the encoder's map comes back here.
        extra = tuple(large - ((small - 1) * 2 - 2 * padding + kernel)
                      for large, small in zip(sides[level - 1], sides[level]))
        decoder.append(nn.ConvTranspose2d(
            channels[level], channels[level - 1], kernel, 2, padding, output_padding=extra))
        if level > 1:
            decoder.append(activation())
    return nn.ModuleDict(dict(
        encoder=nn.Sequential(*encoder), mean=nn.Linear(widths[-1], latent_size),
        log_variance=nn.Linear(widths[-1], latent_size), decoder=nn.Sequential(*decoder)))


def forward(module, images, noise, shape):
    """Posterior means, log-variances, logits at the sample and the mean image at the mean."""
    import torch

    parts = [[], [], [], []]
    with torch.no_grad():
        for start in range(0, len(images), 500):
            batch = torch.from_numpy(images[start:start + 500]).reshape(-1, 1, *shape)
            hidden = module["encoder"](batch)
            mean, log_variance = module["mean"](hidden), module["log_variance"](hidden)
            draw = torch.from_numpy(noise[start:start + 500])
            logits = module["decoder"](mean + torch.exp(log_variance / 2) * draw)
            picture = torch.sigmoid(module["decoder"](mean))
            for part, value in zip(parts, (mean, log_variance, logits, picture)):
                part.append(value.flatten(1))
    return [torch.cat(part) for part in parts]


def similarity(images, others, shape):
    import numpy
    from skimage.metrics import structural_similarity

    if min(shape) < 11:
        return None
    return numpy.mean([
        structural_similarity(
            one.reshape(shape).astype(float), other.reshape(shape).astype(float),
            gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=1)
        for one, other in zip(images, others)])


def check_pictures(table, name, ours, images, others, shape):
    """MSE, PSNR and SSIM of `others`, which are arrays of n images."""
    import numpy
    from skimage.metrics import peak_signal_noise_ratio

    one, other = images.astype(float), others.astype(float)
    table.compare(f"{name} MSE", ours["mse"], numpy.mean((one - other) ** 2), 1e-6)
    table.compare(f"{name} PSNR", ours["psnr"],
                  peak_signal_noise_ratio(one, other, data_range=1), 1e-6)
    score = similarity(images, others, shape)
    if score is not None:
        table.compare(f"{name} SSIM", ours["ssim"], score, 1e-4)


def check_run(table, study, arrays, run, images):
    import numpy
    import torch
    from safetensors.torch import load_file
    from torch.nn.functional import binary_cross_entropy_with_logits

    manifest, name, size = arrays.manifest, run["path"], run["latentSize"]
    model, count, pixels = manifest["model"], len(images), images.shape[1]
    shape = (model["height"], model["width"])
    ours = json.loads((study / name / "evaluation.json").read_text())
    files = {key: arrays.load(path, [count, pixels] if key in ("logits", "reconstruction")
                              else [count] if key.startswith("per_image") else [count, size])
             for key, path in run["files"].items()}

    module = network(model, size)
    module.load_state_dict(load_file(study / name / "model.safetensors"), strict=True)
    module.eval()
    mean, log_variance, logits, picture = forward(module, images, files["noise"], shape)

    target = torch.from_numpy(images).double()
    nats = binary_cross_entropy_with_logits(logits.double(), target, reduction="none").sum(1)
    posterior = torch.distributions.Normal(mean.double(), (log_variance.double() / 2).exp())
    kl = torch.distributions.kl_divergence(posterior, torch.distributions.Normal(0.0, 1.0))
    variance = mean.double().var(0, unbiased=False)

    table.compare(f"{name} reconstruction", ours["reconstruction"]["mean"], nats.mean().item(), 1e-3)
    table.compare(f"{name} KL", ours["kl"]["mean"], kl.sum(1).mean().item(), 1e-3)
    table.compare(f"{name} negative ELBO", ours["negativeELBO"]["mean"],
                  (nats + kl.sum(1)).mean().item(), 1e-3)
    table.compare(f"{name} standard error of it", ours["negativeELBO"]["standardError"],
                  ((nats + kl.sum(1)).std() / count ** 0.5).item(), 1e-3)
    worst = numpy.abs(numpy.array(ours["klPerDimension"]) - kl.mean(0).numpy()).max()
    table.compare(f"{name} KL per dimension, worst", worst, 0, 1e-3)
    table.compare(f"{name} active units", ours["activeUnits"], (variance > 0.01).sum().item(), 0)
    figures = dict(mse=ours["mse"]["mean"], psnr=ours["psnr"], ssim=ours["ssim"]["mean"])
    # Theirs from the weights: rounding in the network enters. Then the metrics alone, on our images.
    table.compare(f"{name} MSE, PyTorch's images", figures["mse"],
                  torch.mean((picture.double() - target) ** 2).item(), 1e-6)
    check_pictures(table, name, figures, images, files["reconstruction"], shape)
    worst = numpy.abs(files["per_image_reconstruction"] - nats.numpy()).max()
    table.compare(f"{name} worst image's reconstruction", worst, 0, 1e-2)
    worst = numpy.abs(files["logits"] - logits.numpy()).max()
    table.compare(f"{name} worst logit", worst, 0, 1e-2)


def fitted(training, components):
    """A function that projects images on the first principal components and back, clipped to 0…1."""
    import numpy

    if importlib.util.find_spec("sklearn"):
        from sklearn.decomposition import PCA

        model = PCA(n_components=components, svd_solver="covariance_eigh").fit(training)
        return lambda images: model.inverse_transform(model.transform(images)).clip(0, 1)
    mean = training.mean(0)
    axes = numpy.linalg.svd(numpy.cov(training, rowvar=False))[2][:components]
    return lambda images: ((images - mean) @ axes.T @ axes + mean).clip(0, 1)


def check_baseline(table, study, arrays, images):
    import numpy
    from scipy.special import entr

    manifest = arrays.manifest
    shape = (manifest["model"]["height"], manifest["model"]["width"])
    ours = json.loads((study / "baseline.json").read_text())
    exact = images.astype(float)
    floor = (entr(exact) + entr(1 - exact)).sum(1).mean()
    table.compare("pixel-entropy floor", ours["pixelEntropyFloor"], floor, 1e-4)
    lines = {line["latentSize"]: line for line in ours["pca"]}
    if not lines:
        return
    training = arrays.load(
        manifest["files"]["training_images"], [ours["trainingImages"], images.shape[1]])
    training = training.astype(float)
    for size, path in sorted((int(key), path) for key, path in manifest["pca"].items()):
        others = arrays.load(path, images.shape)
        theirs = fitted(training, min(size, images.shape[1]))(exact)
        table.compare(f"PCA {size} worst pixel", numpy.abs(others - theirs).max(), 0, 1e-5)
        check_pictures(table, f"PCA {size}", lines[size], images, theirs, shape)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("study", type=pathlib.Path, metavar="STUDY_DIR")
    parser.add_argument("arrays", type=pathlib.Path, metavar="ARRAYS_DIR")
    options = parser.parse_args()
    missing = [package for module, package in NEEDED.items() if not importlib.util.find_spec(module)]
    if missing:
        print(f"missing: {', '.join(missing)} (pip install {' '.join(missing)})", file=sys.stderr)
        return 69
    arrays = Arrays(options.arrays)
    manifest = arrays.manifest
    images = arrays.load(
        manifest["files"]["test_images"],
        [manifest["testImages"], manifest["model"]["height"] * manifest["model"]["width"]])
    table = Table()
    check_baseline(table, options.study, arrays, images)
    for run in manifest["runs"]:
        check_run(table, options.study, arrays, run, images)
    print(f"{table.rows} numbers compared, {table.failures} failed")
    return 1 if table.failures else 0


if __name__ == "__main__":
    sys.exit(main())
