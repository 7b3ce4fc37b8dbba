"""Trains the default model for one epoch with PyTorch on one thread: pytorch_peer.py FOLDER

FOLDER holds MNIST's files in gzip. Prints training images per second, from 20,000 images in
batches of 128 after a warm-up of ten batches.
"""

import gzip
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional


class VAE(nn.Module):
    def __init__(self, latent_size):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 32, 4, 2, 1), nn.SiLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.SiLU(),
            nn.Flatten(), nn.Linear(3136, 256), nn.SiLU())
        self.mean = nn.Linear(256, latent_size)
        self.log_variance = nn.Linear(256, latent_size)
        self.decoder = nn.Sequential(
            nn.Linear(latent_size, 256), nn.SiLU(), nn.Linear(256, 3136), nn.SiLU(),
            nn.Unflatten(1, (64, 7, 7)), nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.SiLU(),
            nn.ConvTranspose2d(32, 1, 4, 2, 1))

    def loss(self, images):
        hidden = self.encoder(images)
        mean, log_variance = self.mean(hidden), self.log_variance(hidden)
        latents = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        reconstruction = functional.binary_cross_entropy_with_logits(
            self.decoder(latents), images, reduction="sum")
        kl = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum()
        return (reconstruction + kl) / len(images)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    with gzip.open(pathlib.Path(sys.argv[1], "train-images-idx3-ubyte.gz")) as file:
        pixels = np.frombuffer(file.read(16 + 20_000 * 784)[16:], np.uint8)
    images = torch.from_numpy(pixels.copy()).reshape(-1, 1, 28, 28).float() / 255
    images = images.to(memory_format=torch.channels_last)
    model = VAE(16).to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3, fused=True)
    seen, begun = 0, None
    for number, batch in enumerate(images.split(128)):
        if number == 10:
            seen, begun = 0, time.perf_counter()
        optimizer.zero_grad()
        model.loss(batch).backward()
        optimizer.step()
        seen += len(batch)
    print(round(seen / (time.perf_counter() - begun)))


main()
