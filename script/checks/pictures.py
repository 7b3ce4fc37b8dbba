"""Images against images, and principal components."""

import numpy
from scipy.special import entr
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from sklearn.decomposition import PCA

from .table import record


def check_pictures(table, name, ours, images, others, shape):
    """MSE, PSNR and SSIM of `others`; both [n, pixels]."""
    one, other = images.astype(float), others.astype(float)
    table.compare(f"{name} MSE", ours["mse"], numpy.mean((one - other) ** 2), 1e-6)
    table.compare(f"{name} PSNR", ours["psnr"],
                  peak_signal_noise_ratio(one, other, data_range=1), 1e-6)
    if min(shape) < 11:
        table.skip(f"{name} SSIM", "scikit-image takes no images below 11 pixels a side")
        return
    theirs = numpy.mean([
        structural_similarity(
            a.reshape(shape), b.reshape(shape), gaussian_weights=True, sigma=1.5,
            use_sample_covariance=False, data_range=1)
        for a, b in zip(one, other)])
    table.compare(f"{name} SSIM", ours["ssim"], theirs, 1e-4)


def check_baseline(table, study, arrays, images):
    """The entropy floor, PCA's reconstructions, and samples of the linear model."""
    ours = record(study, "baseline.json")
    exact = images.astype(float)
    floor = (entr(exact) + entr(1 - exact)).sum(1).mean()
    table.compare("pixel-entropy floor", ours["pixelEntropyFloor"], floor, 1e-4)
    lines = {line["latentSize"]: line for line in ours["pca"]}
    if not lines:
        table.skip("PCA", "the study has none for images of this size")
        return
    training = arrays.training_images().astype(float)
    fitted = PCA(svd_solver="covariance_eigh").fit(training)
    for size, path in sorted((int(key), path) for key, path in arrays.manifest["pca"].items()):
        axes = fitted.components_[:size]
        theirs = ((exact - fitted.mean_) @ axes.T @ axes + fitted.mean_).clip(0, 1)
        table.compare_all(f"PCA {size} pixel", arrays.load(path, images.shape), theirs, 1e-5)
        check_pictures(table, f"PCA {size}", lines[size], images, theirs, arrays.shape)
    check_linear_samples(table, arrays, training)


def check_linear_samples(table, arrays, training):
    """Means of scikit-learn's probabilistic model at our scores."""
    generation = arrays.manifest.get("generation")
    if not generation:
        return
    if arrays.is_binary:
        table.skip("samples of the linear model", "their pixels are drawn")
        return
    for key, files in sorted(generation["linear"].items(), key=lambda item: int(item[0])):
        size = min(int(key), arrays.pixels)
        scores = arrays.load(files["scores"], [None, size]).astype(float)
        model = PCA(n_components=size, svd_solver="covariance_eigh").fit(training)
        # Signs of components are arbitrary; ours have a positive largest entry.
        axes = model.components_
        axes = axes * numpy.sign(axes[numpy.arange(size), numpy.abs(axes).argmax(1)])[:, None]
        spread = numpy.sqrt((model.explained_variance_ - model.noise_variance_).clip(0))
        theirs = (model.mean_ + scores * spread @ axes).clip(0, 1)
        table.compare_all(
            f"PPCA {size} pixel of samples",
            arrays.load(files["images"], [len(scores), arrays.pixels]), theirs, 1e-5)
