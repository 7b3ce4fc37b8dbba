"""Makes metrics.json: numbers of outside implementations that the tests compare with.

Needs numpy, scipy, scikit-image, scikit-learn and torch:
    python Tests/EvaluationTests/Fixtures/make.py
"""

import json
import pathlib

import numpy as np
import torch
from scipy.special import entr
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from sklearn.decomposition import PCA

random = np.random.default_rng(20)


def listed(array):
    return np.asarray(array).ravel().tolist()


def similarity(height, width, noise, offset=0.0):
    image = random.integers(0, 256, (height, width)).astype(np.uint8)
    image[: height // 3] = 0  # flat ground, as most of a digit is
    other = image / 255 + noise * random.standard_normal((height, width)) + offset
    other = np.round(other * 4096) / 4096  # exact as a Float
    exact = np.float32(image / np.float32(255)).astype(float)
    score = structural_similarity(
        exact, other, gaussian_weights=True, sigma=1.5,
        use_sample_covariance=False, data_range=1)
    return dict(height=height, width=width, image=listed(image), other=listed(other),
                ssim=score, mse=np.mean((exact - other) ** 2),
                psnr=peak_signal_noise_ratio(exact, other, data_range=1))


def reconstruction():
    logits = np.float32(6 * random.standard_normal((3, 12)))
    logits[0, :4] = [-120, 120, 0, 60]
    pixels = random.integers(0, 256, (3, 12))
    pixels[0, :4] = [0, 255, 128, 3]
    images = torch.tensor(np.float32(pixels) / np.float32(255), dtype=torch.float64)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(logits, dtype=torch.float64), images, reduction="none").sum(1)
    return dict(rows=3, pixels=listed(pixels), logits=listed(logits), nats=listed(loss))


def divergence():
    mean = np.float32(random.standard_normal((4, 3)))
    log_variance = np.float32(2 * random.standard_normal((4, 3)))
    posterior = torch.distributions.Normal(
        torch.tensor(mean, dtype=torch.float64),
        torch.tensor(log_variance, dtype=torch.float64).div(2).exp())
    nats = torch.distributions.kl_divergence(posterior, torch.distributions.Normal(0.0, 1.0))
    return dict(rows=4, mean=listed(mean), logVariance=listed(log_variance),
                perImage=listed(nats.sum(1)), perDimension=listed(nats.sum(0)))


def units():
    means = np.float32(random.standard_normal((50, 4)) * [1, 0.2, 0.09, 0.01] + [0, 100, 0, -3])
    variance = means.astype(float).var(axis=0)
    return dict(rows=50, means=listed(means), variance=listed(variance),
                active=int((variance > 0.01).sum()))


def components():
    height, width, count, kept = 5, 6, 60, 4
    basis = random.standard_normal((8, height * width))
    train = np.clip(128 + 70 * random.standard_normal((count, 8)) @ basis, 0, 255).astype(np.uint8)
    test = np.clip(128 + 70 * random.standard_normal((7, 8)) @ basis, 0, 255).astype(np.uint8)
    train[:, 3] = 0  # a pixel that never changes
    model = PCA(svd_solver="full").fit(train / 255)
    short = PCA(n_components=kept, svd_solver="full").fit(train / 255)
    free = short.inverse_transform(short.transform(test / 255))
    assert free.min() < -0.1 and free.max() > 1.1  # so that clipping shows
    back = np.clip(free, 0, 1)
    return dict(height=height, width=width, kept=kept, train=listed(train), test=listed(test),
                variances=listed(model.explained_variance_), reconstruction=listed(back),
                mse=np.mean((back - test / 255) ** 2))


def entropy():
    pixels = random.integers(0, 256, (3, 4, 4)).astype(np.uint8)
    pixels[0] = 0
    values = pixels / 255
    floor = (entr(values) + entr(1 - values)).sum() / 3
    return dict(height=4, width=4, pixels=listed(pixels), floor=floor)


fixture = dict(
    similarity=[similarity(28, 28, 0.1), similarity(28, 28, 0.0), similarity(11, 11, 0.3),
                similarity(13, 32, 0.05, 0.25), similarity(32, 17, 1.0)],
    reconstruction=reconstruction(), divergence=divergence(), units=units(),
    components=components(), entropy=entropy())
path = pathlib.Path(__file__).with_name("metrics.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
