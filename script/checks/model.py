"""One trained model: its loss, reconstructions and latent space, and its log-likelihood."""

import numpy
import torch
from safetensors.numpy import load_file
from sklearn.mixture import GaussianMixture
from sklearn.mixture._gaussian_mixture import _compute_precision_cholesky
from sklearn.neighbors import KNeighborsClassifier
from torch.distributions import Normal, kl_divergence

from . import networks
from .pictures import check_pictures
from .table import record

PER_LATENT = {"noise", "mean", "log_variance", "latents"}
PER_PIXEL = {"logits", "reconstruction"}


@torch.no_grad()
def forward(module, likelihood, images, noise, shape):
    """Posterior means, log-variances, logits at the sample and the mean image at the mean."""
    parts = [[], [], [], []]
    for start, batch in zip(range(0, len(images), 500), networks.blocks(images, shape)):
        hidden = module["encoder"](batch)
        mean, log_variance = module["mean"](hidden), module["log_variance"](hidden)
        draw = torch.from_numpy(noise[start:start + 500])
        logits = module["decoder"](mean + torch.exp(log_variance / 2) * draw)
        picture = networks.distribution(module, likelihood, module["decoder"](mean)).mean
        for part, value in zip(parts, (mean, log_variance, logits, picture)):
            part.append(value.flatten(1))
    return [torch.cat(part) for part in parts]


@torch.no_grad()
def check_model(table, study, arrays, run, images):
    """Returns the module for what else is checked with it."""
    name, size, count = run["path"], run["latentSize"], len(images)
    likelihood = arrays.model["likelihood"]
    ours = record(study, f"{name}/evaluation.json")
    files = {}
    for key, path in run["files"].items():
        if key in PER_LATENT or key in PER_PIXEL or key.startswith("per_image"):
            width = [size] if key in PER_LATENT else [arrays.pixels] if key in PER_PIXEL else []
            files[key] = arrays.load(path, [count] + width)
    module = networks.vae(arrays.model, size, study / name / "model.safetensors")
    mean, log_variance, logits, picture = forward(
        module, likelihood, images, files["noise"], arrays.shape)

    target = torch.from_numpy(images).double()
    nats = -networks.distribution(module, likelihood, logits).log_prob(target).sum(1)
    posterior = Normal(mean.double(), (log_variance.double() / 2).exp())
    kl = kl_divergence(posterior, Normal(0.0, 1.0))
    elbo = nats + kl.sum(1)
    table.compare(f"{name} reconstruction", ours["reconstruction"]["mean"], nats.mean().item(), 1e-3)
    table.compare(f"{name} KL", ours["kl"]["mean"], kl.sum(1).mean().item(), 1e-3)
    table.compare(
        f"{name} negative ELBO", ours["negativeELBO"]["mean"], elbo.mean().item(), 1e-3)
    table.compare(f"{name} standard error of it", ours["negativeELBO"]["standardError"],
                  (elbo.std() / count ** 0.5).item(), 1e-3)
    table.compare_all(f"{name} KL per dimension", ours["klPerDimension"], kl.mean(0), 1e-3)
    active = (mean.double().var(0, unbiased=False) > 0.01).sum().item()
    table.compare(f"{name} active units", ours["activeUnits"], active, 0)
    # Theirs from the weights: rounding in the network enters. Then the metrics alone, on our images.
    table.compare(f"{name} MSE, PyTorch's images", ours["mse"]["mean"],
                  torch.mean((picture.double() - target) ** 2).item(), 1e-6)
    figures = dict(mse=ours["mse"]["mean"], psnr=ours["psnr"], ssim=ours["ssim"]["mean"])
    check_pictures(table, name, figures, images, files["reconstruction"], arrays.shape)
    table.compare_all(
        f"{name} image's reconstruction", files["per_image_reconstruction"], nats, 1e-2)
    table.compare_all(f"{name} logit", files["logits"], logits, 1e-2)
    return module


def check_probe(table, study, arrays, run):
    """Labels by k nearest neighbours among posterior means."""
    ours = record(study, f"{run['path']}/evaluation.json").get("probe")
    if ours is None:
        table.skip(f"{run['path']} latent probe", "images without labels")
        return
    size = run["latentSize"]
    training = arrays.load(run["files"]["training_means"], [None, size])
    labels = arrays.load(run["files"]["training_labels"], [len(training)])
    means = arrays.load(run["files"]["mean"], [None, size]).astype(float)
    classifier = KNeighborsClassifier(5, algorithm="brute").fit(training, labels)
    table.compare(f"{run['path']} latent probe", ours["mean"],
                  classifier.score(means, arrays.test_labels()), 1e-12)


def check_mixture(table, study, arrays, run):
    """Our mixture's density, and whether theirs would be better."""
    name = run["path"]
    generation = record(study, f"{name}/evaluation.json").get("generation")
    if generation is None:
        table.skip(f"{name} mixture", "generation is not measured")
        return
    ours = generation["fit"]["logDensity"]["mean"]
    rows = arrays.load(run["files"]["training_means"], [None, run["latentSize"]])
    file = {key: value.astype(float)
            for key, value in load_file(study / name / "mixture.safetensors").items()}
    mixture = GaussianMixture(len(file["weights"]))
    mixture.weights_ = file["weights"] / file["weights"].sum()
    mixture.means_, mixture.covariances_ = file["means"], file["covariances"]
    mixture.precisions_cholesky_ = _compute_precision_cholesky(mixture.covariances_, "full")
    table.compare(f"{name} mixture log density", ours, mixture.score_samples(rows).mean(), 1e-4)
    theirs = GaussianMixture(
        len(file["weights"]), tol=1e-4, max_iter=200, random_state=0).fit(rows)
    table.not_worse(f"{name} mixture against a fit of theirs", ours, theirs.score(rows), 0.5)


@torch.no_grad()
def check_likelihood(table, study, arrays, run, module, images):
    """log (1/K) Σ p(x | z) p(z) / q(z | x) with the exported noise."""
    name = run["path"]
    ours = record(study, f"{name}/evaluation.json").get("likelihood")
    if ours is None:
        table.skip(f"{name} log-likelihood", "there is none of grey pixels")
        return
    indices = arrays.load(run["files"]["likelihood_indices"], [None])
    samples = ours["samples"]
    noise = arrays.load(
        run["files"]["likelihood_noise"], [len(indices), samples, run["latentSize"]])
    weights = arrays.load(run["files"]["likelihood_log_weights"], [len(indices), samples])
    theirs = []
    for index, draw in zip(indices, noise):
        image = torch.from_numpy(images[index])
        hidden = module["encoder"](image.reshape(1, 1, *arrays.shape))
        mean, log_variance = module["mean"](hidden), module["log_variance"](hidden)
        latent = mean + torch.exp(log_variance / 2) * torch.from_numpy(draw)
        logits = module["decoder"](latent).flatten(1)
        pixels = networks.distribution(module, arrays.model["likelihood"], logits)
        posterior = Normal(mean.double(), (log_variance.double() / 2).exp())
        latent = latent.double()
        theirs.append(
            pixels.log_prob(image.double()).sum(1)
            + (Normal(0.0, 1.0).log_prob(latent) - posterior.log_prob(latent)).sum(1))
    theirs = torch.stack(theirs)
    table.compare_all(f"{name} log weight", weights, theirs, 1e-2)
    nats = numpy.log(samples) - torch.logsumexp(theirs, 1)
    exported = numpy.log(samples) - torch.logsumexp(torch.from_numpy(weights), 1)
    table.compare(
        f"{name} log-likelihood, {len(indices)} images", -exported.mean().item(),
        -nats.mean().item(), 1e-3)
    if ours["images"] > len(indices):
        table.skip(f"{name} log-likelihood of all images", f"only {len(indices)} are exported")
        return
    table.compare(f"{name} negative log-likelihood", ours["negativeLogLikelihood"]["mean"],
                  nats.mean().item(), 1e-3)
    table.compare(f"{name} sampled negative ELBO", ours["sampledNegativeELBO"]["mean"],
                  -theirs.mean().item(), 1e-3)
