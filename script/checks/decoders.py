"""The decoders that a page carries, read as docs/explorer.md tells, against the models themselves."""

import base64
import json
import pathlib
import zlib

import numpy
import torch

from . import networks, philox

DRAWS = 500
PURPOSE = 25


def config(plan):
    """What `networks.vae` takes, of a study's plan."""
    return {**plan, **plan["image"]}


def unpacked(entry):
    """A decoder's weights and biases by their names in `model.safetensors`."""
    data = zlib.decompress(base64.b64decode(entry["weights"]))
    at, layers, tensors = 0, entry["layers"], {}
    scales = []

    def take(count, kind):
        nonlocal at
        part = numpy.frombuffer(data, kind, count, at)
        at += part.nbytes
        return part

    for layer in layers:
        scales.append(take(layer["outputs"], "<f4").astype(float))
        tensors[layer["name"] + ".bias"] = take(layer["outputs"], "<f4")
    for layer, scale, code in zip(layers, scales, entry["codes"]):
        window = layer.get("window")
        shape = [layer["inputs"], layer["outputs"]] + [window["kernel"]] * 2 if window else [
            layer["outputs"], layer["inputs"]]
        codes = take(int(numpy.prod(shape)), {"int8": "i1", "fp16": "<f2"}[code]).astype(float).reshape(shape)
        along = [1, -1, 1, 1] if window else [-1, 1]
        tensors[layer["name"] + ".weight"] = codes * scale.reshape(along)
    if at != len(data):
        raise ValueError(f"{len(data)} bytes of weights, of which {at} belong to layers")
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in tensors.items()}


def means(module, likelihood, latents):
    """What a decoder says of pixels, 0 to 1, [n, pixels]."""
    with torch.no_grad():
        logits = module["decoder"](torch.as_tensor(latents, dtype=torch.float32))
        return networks.distribution(module, likelihood, logits).mean.flatten(1).numpy()


def difference(one, other):
    """The share of pixels within 3/255, and the largest difference in 255ths."""
    apart = numpy.abs(numpy.asarray(one, float) - other) * 255
    return (apart <= 3).mean(), apart.max()


class Carried:
    """One decoder of a page, the model that it was made of, and what the page says of the two."""

    def __init__(self, study, plan, entry):
        self.entry, self.size = entry, entry["latentSize"]
        self.likelihood = plan["likelihood"]
        path = pathlib.Path(
            study) / f"latent-{self.size:03}" / f"seed-{entry['seed']}" / "model.safetensors"
        self.exact = networks.vae(config(plan), self.size, path)
        self.rounded = networks.vae(config(plan), self.size, path)
        state = self.rounded.state_dict()
        state.update(unpacked(entry))
        self.rounded.load_state_dict(state)

    def fidelity(self, examples):
        """Share and largest difference over the latents that the program measures them on."""
        latents = [philox.normals(1, PURPOSE, stream, self.size) for stream in range(DRAWS)]
        with torch.no_grad():
            block = torch.tensor(examples[:DRAWS] / 255, dtype=torch.float32)[:, None]
            found = self.exact["mean"](self.exact["encoder"](block)).numpy()
        latents = numpy.concatenate([numpy.array(latents), found])
        return difference(*(means(m, self.likelihood, latents)
                            for m in (self.rounded, self.exact))), len(latents)


def plan_of(study):
    return json.loads((pathlib.Path(study) / "study.json").read_text(encoding="utf-8"))["plan"]


def examples_of(study):
    """The test images that a study kept, [n, height, width] of bytes."""
    data = (pathlib.Path(study) / "examples-images-idx3-ubyte").read_bytes()
    _, *shape = numpy.frombuffer(data, ">u4", 4)
    return numpy.frombuffer(data, "u1", offset=16).reshape([int(n) for n in shape])
