"""Trains the default model with PyTorch on this machine's processor: peer.py --data FOLDER

FOLDER holds MNIST's files in gzip. Prints one JSON object: training images a second, summed over
processes, and the peak memory of one training beyond its images, after a warm-up of ten steps.
With --processes P, P trainings of --threads threads each run side by side, as a sweep's do.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import pathlib
import time

MODES = ("eager", "channels_last", "compile")


def model(torch, latent_size):
    """Encoder, heads and decoder with PyTorch's own layers, as a person would write them."""
    nn = torch.nn
    encoder = nn.Sequential(
        nn.Conv2d(1, 32, 4, 2, 1), nn.SiLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.SiLU(),
        nn.Flatten(), nn.Linear(3136, 256), nn.SiLU())
    heads = nn.ModuleList([nn.Linear(256, latent_size), nn.Linear(256, latent_size)])
    decoder = nn.Sequential(
        nn.Linear(latent_size, 256), nn.SiLU(), nn.Linear(256, 3136), nn.SiLU(),
        nn.Unflatten(1, (64, 7, 7)), nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.SiLU(),
        nn.ConvTranspose2d(32, 1, 4, 2, 1))
    return nn.ModuleList([encoder, heads, decoder])


def training_step(torch, args, images):
    """A function that does step number i."""
    functional = torch.nn.functional
    layers = model(torch, args.latent_size)
    if args.mode == "channels_last":
        layers = layers.to(memory_format=torch.channels_last)
    encoder, heads, decoder = layers
    optimizer = torch.optim.Adam(layers.parameters(), lr=2e-3, fused=args.mode != "eager")
    order = torch.randperm(len(images))

    def objective(batch):
        hidden = encoder(batch)
        mean, log_variance = heads[0](hidden), heads[1](hidden)
        logits = decoder(mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean))
        kl = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum()
        reconstruction = functional.binary_cross_entropy_with_logits(
            logits, batch, reduction="sum")
        return (reconstruction + kl) / len(batch)

    if args.mode == "compile":
        objective = torch.compile(objective)

    def step(i):
        start = i * args.batch % (len(images) - args.batch)
        optimizer.zero_grad(set_to_none=True)
        loss = objective(images[order[start:start + args.batch]])
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def resident(key):
    """VmRSS (now) or VmHWM (the peak) of this process in bytes."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024
    return 0


def train(args, results, barrier):
    """One training, in a process of its own."""
    os.environ["OMP_NUM_THREADS"] = str(args.threads)
    import numpy as np
    import torch

    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    with gzip.open(pathlib.Path(args.data, "train-images-idx3-ubyte.gz")) as file:
        pixels = np.frombuffer(file.read(16 + 20_000 * 784)[16:], np.uint8)
    images = torch.from_numpy(pixels.copy()).reshape(-1, 1, 28, 28).float() / 255
    # The peak from here on: what loading took does not count.
    pathlib.Path("/proc/self/clear_refs").write_text("5")
    before = resident("VmRSS")
    step = training_step(torch, args, images)
    for i in range(10):
        step(i)
    barrier.wait()
    steps = max(1, args.images // args.batch)
    begun, used = time.perf_counter(), time.process_time()
    for i in range(steps):
        loss = step(10 + i)
    rate = steps * args.batch / (time.perf_counter() - begun)
    # By processor time, of which what else runs takes nothing.
    own_rate = steps * args.batch / (time.process_time() - used)
    results.put((rate, own_rate, loss, resident("VmHWM") - before))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--mode", choices=MODES, default="channels_last")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--latent-size", type=int, default=16)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--images", type=int, default=20_000)
    args = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    results, barrier = context.Queue(), context.Barrier(args.processes)
    workers = [
        context.Process(target=train, args=(args, results, barrier))
        for _ in range(args.processes)]
    for worker in workers:
        worker.start()
    rates, own_rates, losses, memory = zip(*[results.get(timeout=900) for _ in workers])
    for worker in workers:
        worker.join()
    print(json.dumps({
        "images_per_second": sum(rates), "images_per_processor_second": min(own_rates),
        "loss": max(losses), "memory_mib": max(memory) / 2**20,
        "mode": args.mode, "threads": args.threads, "processes": args.processes}))


if __name__ == "__main__":
    main()
