#!/usr/bin/env python3
"""Writes reference.json beside itself: losses, projections of gradients, and ten steps of Adam of
small and full models, computed by PyTorch in double precision from numbers that both sides make by
the same formulas. Needs torch and numpy."""
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)


def wave(count, seed):
    """The shared numbers: in -1...1, rounded to float."""
    i = np.arange(count, dtype=np.float64)
    return np.sin(i * (0.37 + 0.011 * seed) + 1.3 * seed).astype(np.float32).astype(np.float64)


def build(c):
    act = {"silu": nn.SiLU, "relu": nn.ReLU}[c["activation"]]
    k, p = c["kernelSize"], (c["kernelSize"] - 1) // 2
    sides, channels = [c["side"]], [1] + c["channels"]
    encoder = []
    for i in range(len(c["channels"])):
        encoder += [nn.Conv2d(channels[i], channels[i + 1], k, 2, p), act()]
        sides.append((sides[-1] + 2 * p - k) // 2 + 1)
    features = channels[-1] * sides[-1] ** 2
    encoder.append(nn.Flatten())
    widths = [features] + c["hiddenWidths"]
    for a, b in zip(widths, widths[1:]):
        encoder += [nn.Linear(a, b), act()]
    decoder, widths = [], [c["latentSize"]] + c["hiddenWidths"][::-1] + [features]
    for a, b in zip(widths, widths[1:]):
        decoder += [nn.Linear(a, b), act()]
    if not c["channels"]:
        decoder.pop()
    decoder.append(nn.Unflatten(1, (channels[-1], sides[-1], sides[-1])))
    for i in reversed(range(len(c["channels"]))):
        out = (sides[i + 1] - 1) * 2 - 2 * p + k
        decoder += [nn.ConvTranspose2d(channels[i + 1], channels[i], k, 2, p, sides[i] - out), act()]
    if c["channels"]:
        decoder.pop()
    last = c["hiddenWidths"][-1]
    model = nn.ModuleDict({
        "encoder": nn.Sequential(*encoder), "mean": nn.Linear(last, c["latentSize"]),
        "log_variance": nn.Linear(last, c["latentSize"]), "decoder": nn.Sequential(*decoder)})
    model = model.double()
    for index, parameter in enumerate(model.parameters()):
        bound = 1.5 / math.sqrt(max(parameter[0].numel(), 1)) if parameter.dim() > 1 else 0.1
        values = (wave(parameter.numel(), index) * bound).astype(np.float32).astype(np.float64)
        parameter.data = torch.from_numpy(values).reshape(parameter.shape)
    if c.get("likelihood") == "gaussian":
        model.register_parameter("pixel_log_variance", nn.Parameter(torch.tensor([c["logVariance"]]).double()))
    return model


def pixel_loss(model, logits, images, likelihood):
    """Negative log-likelihood, summed: torch's own distributions, not our formulas."""
    if likelihood == "bernoulli":
        return F.binary_cross_entropy_with_logits(logits, images, reduction="sum")
    if likelihood == "continuous-bernoulli":
        return -torch.distributions.ContinuousBernoulli(logits=logits).log_prob(images).sum()
    # Clipped softly at a log-variance of -12 (Rybkin et al. 2021: log sigma at -6).
    log_variance = F.softplus(model.pixel_log_variance + 12) - 12
    deviation = torch.exp(log_variance / 2)
    return -torch.distributions.Normal(torch.sigmoid(logits), deviation).log_prob(images).sum()


def loss(model, images, noise, c):
    h = model["encoder"](images)
    mean, log_variance = model["mean"](h), model["log_variance"](h)
    logits = model["decoder"](mean + torch.exp(0.5 * log_variance) * noise)
    reconstruction = pixel_loss(model, logits, images, c.get("likelihood", "bernoulli"))
    kl = 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance).sum(0)
    return reconstruction, kl, (reconstruction + c["klWeight"] * kl.sum()) / len(images)


def inputs(c, step):
    n, pixels = c["images"], c["side"] ** 2
    images = torch.from_numpy((np.abs(wave(n * pixels, 50)) ** 3).astype(np.float32).astype(np.float64))
    noise = torch.from_numpy(wave(n * c["latentSize"], 60 + step))
    return images.reshape(n, 1, c["side"], c["side"]), noise.reshape(n, c["latentSize"])


def reference(c):
    model = build(c)
    images, noise = inputs(c, 0)
    reconstruction, kl, objective = loss(model, images, noise, c)
    objective.backward()
    gradients = {}
    for name, parameter in model.named_parameters():
        g = parameter.grad.flatten().numpy()
        i = np.arange(len(g))
        gradients[name] = [float(g.sum()), float((g * np.cos(0.7 * i)).sum()), float((g * np.sin(0.013 * i)).sum()),
                           float(np.sqrt((g ** 2).sum()))]
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    losses = []
    for step in range(10):
        images, noise = inputs(c, step)
        optimizer.zero_grad()
        objective = loss(model, images, noise, c)[2]
        objective.backward()
        optimizer.step()
        losses.append(objective.item())
    return {**c, "reconstruction": reconstruction.item(), "klPerDimension": kl.tolist(), "gradients": gradients,
            "losses": losses}


base = {"side": 10, "channels": [3, 5], "kernelSize": 4, "hiddenWidths": [7], "latentSize": 3,
        "activation": "silu", "images": 5, "klWeight": 1.0}
cases = [base, {**base, "activation": "relu"}, {**base, "kernelSize": 3, "side": 9, "klWeight": 0.5},
         {**base, "channels": [], "hiddenWidths": [11, 6], "images": 9},
         {**base, "channels": [4], "kernelSize": 5, "side": 8, "images": 1},
         {**base, "channels": [2, 3, 4], "side": 16, "hiddenWidths": [8, 6]},
         {**base, "side": 28, "channels": [32, 64], "hiddenWidths": [256], "latentSize": 16, "images": 6},
         {**base, "channels": [2, 3, 4], "side": 16, "hiddenWidths": [8, 6], "likelihood": "continuous-bernoulli"},
         {**base, "likelihood": "gaussian", "logVariance": -2.5},
         {**base, "likelihood": "gaussian", "logVariance": -11.5, "channels": []}]
path = pathlib.Path(__file__).with_name("reference.json")
path.write_text(json.dumps([reference(c) for c in cases], indent=1) + "\n")
