"""Makes elbows.json: elbows of kneed's KneeLocator that the tests compare with.

Needs numpy, scipy and kneed 0.9:
    python Tests/EvaluationTests/Fixtures/make_elbows.py
"""

import json
import pathlib

import numpy as np
from kneed import KneeLocator

random = np.random.default_rng(11)


def curve(x, y):
    x, y = [float(v) for v in x], [round(float(v), 6) for v in y]
    elbow = KneeLocator(x, y, S=1.0, curve="convex", direction="decreasing").knee
    return {"x": x, "y": y, "elbow": None if elbow is None else float(elbow)}


sizes = [2, 4, 8, 16, 32, 64]
curves = [
    curve(sizes, [148.08, 123.01, 104.66, 99.34, 100.54, 100.9]),
    curve(sizes, [64 - d for d in sizes]),  # straight: none
    curve(sizes, [1 - (d / 64) ** 3 for d in sizes]),  # concave: none
    curve(sizes, sizes),  # rising
    curve(range(1, 11), [10, 5, 5, 5, 5, 4, 1, 1, 1, 0]),  # stairs with flat treads
    curve([2, 16], [3, 1]),
]
for points in range(3, 33):
    x = np.sort(random.choice(np.arange(1, 129), points, replace=False))
    smooth = random.uniform(5, 50) * x ** -random.uniform(0.3, 2)
    curves.append(curve(x, smooth + random.choice([0, 0.2, 2]) * random.standard_normal(points)))

text = json.dumps(curves, separators=(",", ":"))
(pathlib.Path(__file__).parent / "elbows.json").write_text(text + "\n")
