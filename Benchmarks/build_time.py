"""Times a whole build of a report and its parts: build_time.py [--rounds N] [--markdown FILE]

From the call of the built program to the written report, with preset quick, in fresh folders.
script/bench --build runs this.
"""

import argparse
import datetime
import pathlib
import statistics
import tempfile
import time

import programs
import tables


def newest(folder, pattern):
    """When the last of some files was written."""
    return max(file.stat().st_mtime for file in folder.glob(pattern))


def build(args):
    """Seconds in all, and of each part, told by when its last file was written."""
    with tempfile.TemporaryDirectory() as work:
        runs, site = pathlib.Path(work, "runs"), pathlib.Path(work, "site")
        begun = time.time()
        programs.output([
            programs.PROGRAM, "build", "--preset", args.preset, "--dataset", args.dataset,
            "--data-dir", args.data, "--study", "bench", "--runs", runs, "--site", site, "--quiet"])
        ended = time.time()
        trained = newest(runs / "bench", "latent-*/seed-*/model.safetensors")
        evaluated = newest(runs / "bench", "latent-*/seed-*/evaluation.json")
    return {
        "the whole build": ended - begun,
        "training": trained - begun,
        "evaluation": evaluated - trained,
        "the verdict, drawing and writing": ended - evaluated,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="a folder that holds mnist/")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--preset", default="quick")
    parser.add_argument("--dataset", default="mnist")
    parser.add_argument("--markdown", metavar="FILE")
    args = parser.parse_args()
    commit = tables.commit()
    others = programs.OtherWork()
    rounds = []
    for number in range(1, args.rounds + 1):
        rounds.append(build(args))
        whole = rounds[-1]["the whole build"]
        tables.progress(f"build {number} of {args.rounds}: {whole:.1f} s")
    rows = [[f"preset {args.preset}, {args.dataset}", "seconds", "smallest to largest"]]
    for name in rounds[0]:
        values = [times[name] for times in rounds]
        rows.append([name, f"{statistics.median(values):.1f}", tables.spread(values, 1)])
    notes = [
        f"{datetime.date.today()}, {tables.machine()}, vae-report {commit}, medians of "
        f"{args.rounds}",
        f"other programs used {others.cores():.2f} cores in the mean",
    ]
    tables.show(rows, notes, args.markdown)


if __name__ == "__main__":
    main()
