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


def bound():
    """Images a second that the FMA rate allows one core at this moment."""
    return programs.measured("rate")["training step at that rate", "images/s"]["value"]


def measure(args, has_threads):
    """One round: all numbers by name."""
    step = programs.measured("step", "--steps", args.steps)
    memory = programs.measured("memory")
    numbers = {
        "share": 100 * step["training step", "GFLOP/s"]["share"],
        "memory": memory["peak beyond the images", "MiB"]["value"],
        "ours, avx2": programs.train(args.data, args.images, VAE_REPORT_ISA="avx2"),
    }
    if has_threads:
        numbers["ours, threads"] = programs.train(args.data, args.images, threads=2)
    # Ours before PyTorch's: the numbers of a ratio are neighbours.
    numbers["ours"] = programs.train(args.data, args.images)
    for name, (threads, processes) in PEERS.items():
        if processes > 1:
            numbers["ours, two"] = programs.train(args.data, args.images, trainings=2)
        for mode in args.modes:
            before = bound()
            result = programs.peer(args.data, args.images, mode, threads, processes)
            numbers[name, mode] = result["images_per_second"]
            if name == "one":
                numbers["memory", mode] = result["memory_mib"]
                numbers["share", mode] = 200 * result["images_per_processor_second"] / (
                    before + bound())
    return numbers


def best_modes(args, rounds):
    """For each of PEERS the mode with the largest median."""
    def median(name, mode):
        return statistics.median(numbers[name, mode] for numbers in rounds)

    return {name: max(args.modes, key=lambda mode: median(name, mode)) for name in PEERS}


def table(rounds, best):
    """The rows that are shown."""
    def column(name):
        return [numbers[name] for numbers in rounds]

    def row(title, ours, theirs, digits=0):
        if ours not in rounds[0]:
            return [title, "not available", "", "", ""]
        ratios = [a / b for a, b in zip(column(ours), column(theirs))]
        return [
            title, f"{statistics.median(column(ours)):.{digits}f}",
            f"{statistics.median(column(theirs)):.{digits}f}", f"{statistics.median(ratios):.2f}",
            tables.spread(ratios)]

    def peer(title, name, ours="ours"):
        return row(f"{title} ({best[name]})", ours, (name, best[name]))

    return [
        ["images/s", "ours", "other", "ratio", "smallest to largest"],
        peer("one training : PyTorch, one thread", "one"),
        peer("two trainings : two PyTorch processes", "processes", "ours, two"),
        peer("two trainings : one PyTorch process, two threads", "threads", "ours, two"),
        peer("one training with AVX2 kernels : PyTorch as it is", "one", "ours, avx2"),
        row("one training on two threads : on one", "ours, threads", "ours"),
        row("whole step, % of the FMA rate : PyTorch's", "share", ("share", best["one"]), 1),
        row("peak memory beyond the images, MiB : PyTorch's", "memory", ("memory", best["one"])),
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

    commit = tables.commit()
    has_threads = programs.has_threads_per_job()
    rounds, others = [], []
    for number in range(1, args.rounds + 1):
        other = programs.OtherWork()
        rounds.append(measure(args, has_threads))
        others.append(other.cores())
        told = ", ".join(f"{mode} {rounds[-1]['one', mode]:.0f}" for mode in args.modes)
        tables.progress(
            f"round {number} of {args.rounds}: ours {rounds[-1]['ours']:.0f}, PyTorch {told} "
            f"images/s; others used {others[-1]:.2f} cores")
    notes = [
        f"{datetime.date.today()}, {tables.machine()}, vae-report {commit}, PyTorch "
        f"{torch.__version__}, {args.rounds} rounds of {args.images} images; medians, and the ratios' "
        "of each round",
        f"of {', '.join(args.modes)} the mode of PyTorch with the largest median is shown",
        f"other programs used {tables.spread(others)} cores in the rounds",
    ]
    tables.show(table(rounds, best_modes(args, rounds)), notes, args.markdown)


if __name__ == "__main__":
    main()
