#!/usr/bin/env python3
"""Recomputes a study's numbers with other people's software and compares.

    vae-report evaluate NAME --export-arrays ARRAYS_DIR
    script/check-numbers.py RUNS_DIR/NAME ARRAYS_DIR

PyTorch loads every model and the judge strictly into plain nn.Sequentials and computes losses,
features and likelihoods with the exported noise; scikit-image computes similarities; scikit-learn the
principal components, mixtures, neighbours and kernels; scipy the Fréchet distances. Precision, recall,
density and coverage are numpy's after the definition of the package `prdc`, with which the unit tests'
fixture is made. Prints ours, theirs, their difference and the tolerance, and what was skipped and why;
ends with 1 where a tolerance is exceeded, with 69 where a package is missing.
"""

import argparse
import importlib.util
import pathlib
import sys

NEEDED = {"numpy": "numpy", "scipy": "scipy", "skimage": "scikit-image", "sklearn": "scikit-learn",
          "torch": "torch", "safetensors": "safetensors"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("study", type=pathlib.Path, metavar="STUDY_DIR")
    parser.add_argument("arrays", type=pathlib.Path, metavar="ARRAYS_DIR")
    parser.add_argument("--models", action="store_true",
                        help="only models: no reference lines, no samples")
    options = parser.parse_args()
    missing = [package for module, package in NEEDED.items() if not importlib.util.find_spec(module)]
    if missing:
        print(f"missing: {', '.join(missing)} (pip install {' '.join(missing)})", file=sys.stderr)
        return 69
    from checks import generation, model, pictures
    from checks.table import Arrays, Table

    study, arrays = options.study, Arrays(options.arrays)
    images = arrays.test_images()
    table = Table()
    comparison = None
    if options.models:
        table.skip("reference lines and samples", "--models")
    elif arrays.manifest.get("generation"):
        pictures.check_baseline(table, study, arrays, images)
        comparison = generation.Comparison(study, arrays)
        generation.check_judge(table, comparison, arrays, images)
        generation.check_lines(table, study, comparison)
    else:
        pictures.check_baseline(table, study, arrays, images)
        table.skip("generation", "the study does not measure it")
    for run in arrays.manifest["runs"]:
        module = model.check_model(table, study, arrays, run, images)
        model.check_probe(table, study, arrays, run)
        model.check_mixture(table, study, arrays, run)
        model.check_likelihood(table, study, arrays, run, module, images)
        if comparison:
            generation.check_samples(table, study, comparison, run)
    table.finish()
    return 1 if table.failures else 0


if __name__ == "__main__":
    sys.exit(main())
