"""Makes generation.json: numbers of outside implementations that the tests of generation, latent space
and likelihood compare with.

Needs numpy, scipy, scikit-learn and prdc 0.2:
    python Tests/EvaluationTests/Fixtures/make_generation.py
"""

import json
import pathlib

import numpy as np
from prdc import compute_prdc
from scipy.linalg import sqrtm
from scipy.special import logsumexp
from sklearn.decomposition import PCA
from sklearn.metrics.pairwise import euclidean_distances, polynomial_kernel
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KNeighborsClassifier

random = np.random.default_rng(21)
COUNT, WIDTH, GROUPS = 60, 5, 6
real = np.round(random.standard_normal((COUNT, WIDTH)) @ random.standard_normal((WIDTH, WIDTH)), 6)
fake = np.round(1.3 * random.standard_normal((COUNT, WIDTH)) @ random.standard_normal((WIDTH, WIDTH)) + 0.4, 6)
group = np.arange(COUNT) % GROUPS


def listed(array):
    return np.asarray(array).ravel().tolist()


def jackknife(statistic):
    """The value of all rows, and without each group on both sides."""
    whole = np.ones(COUNT, bool)
    return dict(value=statistic(whole), replicates=[statistic(group != number) for number in range(GROUPS)])


def frechet(kept):
    one, other = np.cov(fake[kept], rowvar=False), np.cov(real[kept], rowvar=False)
    means = ((fake[kept].mean(0) - real[kept].mean(0)) ** 2).sum()
    return means + np.trace(one) + np.trace(other) - 2 * np.trace(sqrtm(one @ other)).real


def kernel(kept):
    """Unbiased, Gretton et al. 2012, lemma 6."""
    n = kept.sum()
    x, y = fake[kept], real[kept]
    own = [polynomial_kernel(a, degree=3, coef0=1) for a in (x, y)]
    pairs = sum((k.sum() - np.trace(k)) / (n * (n - 1)) for k in own)
    return pairs - 2 * polynomial_kernel(x, y, degree=3, coef0=1).mean()


def neighbours():
    """Values of prdc; replicates by its definition with the radii of all rows."""
    three, five = (compute_prdc(real, fake, nearest_k=k) for k in (3, 5))
    values = dict(precision=three["precision"], recall=three["recall"],
                  density=five["density"], coverage=five["coverage"])
    radius = lambda rows, k: np.sort(euclidean_distances(rows), axis=1)[:, k]
    distance = euclidean_distances(real, fake)

    def without(number):
        kept = group != number
        part = distance[kept][:, kept]
        narrow, wide = radius(real, 3)[kept, None], radius(real, 5)[kept, None]
        return dict(precision=(part < narrow).any(0).mean(), recall=(part < radius(fake, 3)[kept]).any(1).mean(),
                    density=(part < wide).sum(0).mean() / 5, coverage=(part < wide).any(1).mean())

    replicates = [without(number) for number in range(GROUPS)]
    check = without(-1)
    assert all(abs(check[key] - value) < 1e-12 for key, value in values.items())
    return {key: dict(value=float(value), replicates=[float(r[key]) for r in replicates])
            for key, value in values.items()}


def mixture():
    rows = np.concatenate([random.standard_normal((40, 3)) * [1, 0.3, 2] + offset
                           for offset in ([0, 0, 0], [6, 1, -2], [-4, 5, 3])])
    model = GaussianMixture(3, random_state=0).fit(rows)
    far = np.concatenate([rows[::20], [[300.0, -200, 100]]])
    return dict(weights=listed(model.weights_), means=listed(model.means_),
                covariances=listed(model.covariances_), rows=listed(far),
                logDensities=listed(model.score_samples(far)), training=listed(rows), score=model.score(rows))


def probe():
    training = np.round(random.standard_normal((80, 3)), 3)
    labels = (training[:, 0] > 0).astype(int) + 2 * (training[:, 1] > 0.3)
    test = np.round(random.standard_normal((60, 3)), 3)
    wanted = (test[:, 0] > 0).astype(int) + 2 * (test[:, 1] > 0.3)
    found = KNeighborsClassifier(5, algorithm="brute").fit(training, labels).predict(test)
    assert 5 < (found != wanted).sum() < 30
    return dict(training=listed(training), labels=listed(labels), test=listed(test), testLabels=listed(wanted),
                hits=(found == wanted).tolist())


def linear():
    """Low contrast, so that no sample is clipped."""
    height, width, count, kept = 3, 4, 50, 3
    basis = random.standard_normal((4, height * width))
    images = 128 + 4 * random.standard_normal((count, 4)) @ basis + 2 * random.standard_normal((count, height * width))
    images = np.clip(images, 0, 255).astype(np.uint8)
    model = PCA(n_components=kept, svd_solver="full").fit(images / 255)
    signal = model.get_covariance() - model.noise_variance_ * np.eye(height * width)
    return dict(height=height, width=width, kept=kept, images=listed(images), noise=model.noise_variance_,
                mean=listed(model.mean_), covariance=listed(signal))


def weights():
    cases = [random.standard_normal(50) * 3 - 90, np.array([-1000.0, -1001, -5000]), np.array([700.0, -700, 0]),
             np.array([-1e5, -1e5 - 1e-3]), np.full(7, -83.25), np.array([-12.5])]
    return [dict(logWeights=listed(case), nll=float(np.log(len(case)) - logsumexp(case)), elbo=float(-case.mean()))
            for case in cases]


fixture = dict(
    width=WIDTH, groups=GROUPS, real=listed(real), fake=listed(fake), frechet=jackknife(frechet),
    kernel=jackknife(kernel), neighbours=neighbours(), mixture=mixture(), probe=probe(), linear=linear(),
    weights=weights())
path = pathlib.Path(__file__).with_name("generation.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
