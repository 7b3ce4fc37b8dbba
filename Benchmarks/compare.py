"""Compares training with PyTorch's, in turns: compare.py [--rounds N] [--markdown FILE]

Every round measures everything once, so that each ratio is of two numbers taken within a minute of
each other: a machine's speed drifts more than most differences that matter. script/bench --peer runs
this.
"""

import argparse
import datetime
import statistics

import programs
import tables
from peer import MODES

# What PyTorch is asked for: threads and processes.
PEERS = {"one": (1, 1), "processes": (1, 2), "threads": (2, 1)}


def best_modes(args):
    """For each of PEERS the mode that was the fastest; PyTorch gets the better part of doubt."""
    best = {}
    for name, (threads, processes) in PEERS.items():
        rates = {
            mode: programs.peer(args.data, args.images, mode, threads, processes)
            ["images_per_second"] for mode in args.modes}
        best[name] = max(rates, key=rates.get)
        told = ", ".join(f"{mode} {rate:.0f}" for mode, rate in rates.items())
        tables.progress(f"PyTorch, {threads} thread(s), {processes} process(es): {told} images/s")
    return best


def measure(args, best, has_threads):
    """One round: all numbers by name."""
    numbers = {}
    step = programs.measured("step", "--steps", args.steps)
    numbers["share"] = step["training step", "GFLOP/s"]["share"]
    numbers["memory"] = programs.measured("memory")["peak beyond the images", "MiB"]["value"]
    for name, (threads, processes) in PEERS.items():
        # Ours first: the two numbers of a ratio are neighbours.
        if name == "one":
            numbers["ours"] = programs.train(args.data, args.images)
        if name == "processes":
            numbers["ours, two"] = programs.train(args.data, args.images, trainings=2)
        result = programs.peer(args.data, args.images, best[name], threads, processes)
        numbers[f"peer, {name}"] = result["images_per_second"]
        if name == "one":
            numbers["peer's memory"] = result["memory_mib"]
            numbers["ours, avx2"] = programs.train(
                args.data, args.images, VAE_REPORT_ISA="avx2")
            if has_threads:
                numbers["ours, threads"] = programs.train(args.data, args.images, threads=2)
    return numbers


def table(rounds, best):
    """The rows that are shown."""
    def column(name):
        return [numbers[name] for numbers in rounds]

    def row(title, ours, theirs):
        if ours not in rounds[0]:
            return [title, "not available", "", "", ""]
        ratios = [a / b for a, b in zip(column(ours), column(theirs))]
        return [
            title, f"{statistics.median(column(ours)):.0f}",
            f"{statistics.median(column(theirs)):.0f}", f"{statistics.median(ratios):.2f}",
            tables.spread(ratios)]

    share = [100 * value for value in column("share")]
    return [
        ["images/s", "ours", "other", "ratio", "smallest to largest"],
        row(f"one training : PyTorch, one thread ({best['one']})", "ours", "peer, one"),
        row(f"two trainings : two PyTorch processes ({best['processes']})",
            "ours, two", "peer, processes"),
        row(f"two trainings : one PyTorch process, two threads ({best['threads']})",
            "ours, two", "peer, threads"),
        row("one training with AVX2 kernels : PyTorch as it is", "ours, avx2", "peer, one"),
        row("one training on two threads : on one", "ours, threads", "ours"),
        ["share of the FMA rate, whole step", f"{statistics.median(share):.1f} %", "", "",
         tables.spread(share, 1) + " %"],
        row("peak memory beyond the images, MiB : PyTorch's", "memory", "peer's memory"),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="a folder that holds mnist/")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--images", type=int, default=20_000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--markdown", metavar="FILE")
    args = parser.parse_args()
    import torch

    best = best_modes(args)
    has_threads = programs.has_threads_per_job()
    others = programs.OtherWork()
    rounds = []
    for number in range(1, args.rounds + 1):
        rounds.append(measure(args, best, has_threads))
        ratio = rounds[-1]["ours"] / rounds[-1]["peer, one"]
        tables.progress(f"round {number} of {args.rounds}: one training : PyTorch {ratio:.2f}")
    notes = [
        f"{datetime.date.today()}, {tables.machine()}, vae-report {tables.commit()}, PyTorch "
        f"{torch.__version__}, {args.rounds} rounds of {args.images} images; medians, and the ratios' "
        "of each round",
        "PyTorch's mode is the fastest of a round before: " + ", ".join(args.modes),
        f"Other programs used {others.cores():.2f} cores in the mean",
    ]
    tables.show(table(rounds, best), notes, args.markdown)


if __name__ == "__main__":
    main()
