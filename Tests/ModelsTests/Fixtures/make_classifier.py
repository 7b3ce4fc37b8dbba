#!/usr/bin/env python3
"""Writes classifier.json beside itself: features, logits, loss, gradients and ten steps of Adam of a
small classifier, computed by PyTorch in double precision from numbers that both sides make by the same
formulas. Needs torch and numpy."""
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn as nn

COUNT, SIDE, CHANNELS, FEATURES, CLASSES = 6, 10, [3, 4], 7, 3


def wave(count, seed):
    """The shared numbers: in -1...1, rounded to float."""
    i = np.arange(count, dtype=np.float64)
    return np.sin(i * (0.37 + 0.011 * seed) + 1.3 * seed).astype(np.float32).astype(np.float64)


model = nn.ModuleDict(dict(
    encoder=nn.Sequential(
        nn.Conv2d(1, CHANNELS[0], 4, 2, 1), nn.SiLU(), nn.Conv2d(CHANNELS[0], CHANNELS[1], 4, 2, 1), nn.SiLU(),
        nn.Flatten(), nn.Linear(CHANNELS[1] * 4, FEATURES), nn.SiLU()),
    head=nn.Linear(FEATURES, CLASSES))).double()
for index, parameter in enumerate(model.parameters()):
    bound = 1.5 / math.sqrt(parameter[0].numel()) if parameter.dim() > 1 else 0.1
    values = (wave(parameter.numel(), index) * bound).astype(np.float32).astype(np.float64)
    parameter.data = torch.from_numpy(values).reshape(parameter.shape)

pixels = np.floor(np.abs(wave(COUNT * SIDE * SIDE, 50)) * 255)
images = torch.from_numpy(pixels / 255).reshape(COUNT, 1, SIDE, SIDE)
labels = torch.arange(COUNT) % CLASSES
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
losses = []
for step in range(10):
    optimizer.zero_grad()
    features = model["encoder"](images)
    logits = model["head"](features)
    loss = nn.functional.cross_entropy(logits, labels)
    loss.backward()
    if step == 0:
        first = dict(
            features=features.flatten().tolist(), logits=logits.flatten().tolist(),
            confidences=logits.softmax(1).max(1).values.tolist(),
            gradients={name: p.grad.flatten().tolist() for name, p in model.named_parameters()})
    losses.append(loss.item())
    optimizer.step()
fixture = dict(count=COUNT, side=SIDE, channels=CHANNELS, featureCount=FEATURES, classes=CLASSES,
               pixels=pixels.astype(int).tolist(), losses=losses, **first)
path = pathlib.Path(__file__).with_name("classifier.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
