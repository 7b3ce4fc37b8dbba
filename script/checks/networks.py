"""The networks as plain PyTorch modules, and what a decoder says of pixels."""

import numpy
import torch
from safetensors.torch import load_file
from torch import nn


def convolutions(channels, shape, kernel, padding, activation):
    """Strided convolutions with their activations, and the shapes of all maps."""
    layers, shapes = [], [shape]
    for inputs, outputs in zip([1] + channels, channels):
        layers += [nn.Conv2d(inputs, outputs, kernel, 2, padding), activation()]
        shapes.append(tuple((side + 2 * padding - kernel) // 2 + 1 for side in shapes[-1]))
    return layers, shapes


def vae(model, latent_size, path):
    """The module whose state_dict model.safetensors is, loaded strictly."""
    activation = {"silu": nn.SiLU, "relu": nn.ReLU}[model["activation"]]
    kernel = model["kernelSize"]
    padding = (kernel - 1) // 2
    channels = [1] + model["channels"]
    encoder, shapes = convolutions(
        model["channels"], (model["height"], model["width"]), kernel, padding, activation)
    widths = [channels[-1] * shapes[-1][0] * shapes[-1][1]] + model["hiddenWidths"]
    encoder.append(nn.Flatten())
    for inputs, outputs in zip(widths, widths[1:]):
        encoder += [nn.Linear(inputs, outputs), activation()]

    decoder = []
    rising = [latent_size] + widths[::-1]
    for inputs, outputs in zip(rising, rising[1:]):
        decoder += [nn.Linear(inputs, outputs), activation()]
    if len(channels) == 1:
        decoder.pop()  # a multilayer perceptron ends in logits
    decoder.append(nn.Unflatten(1, (channels[-1], *shapes[-1])))
    for level in range(len(channels) - 1, 0, -1):
        # What the stride's rounding took from the encoder's map comes back here.
        extra = tuple(large - ((small - 1) * 2 - 2 * padding + kernel)
                      for large, small in zip(shapes[level - 1], shapes[level]))
        decoder.append(nn.ConvTranspose2d(
            channels[level], channels[level - 1], kernel, 2, padding, output_padding=extra))
        if level > 1:
            decoder.append(activation())
    module = nn.ModuleDict(dict(
        encoder=nn.Sequential(*encoder), mean=nn.Linear(widths[-1], latent_size),
        log_variance=nn.Linear(widths[-1], latent_size), decoder=nn.Sequential(*decoder)))
    if model["likelihood"] == "gaussian":
        module.register_parameter("pixel_log_variance", nn.Parameter(torch.zeros(1)))
    module.load_state_dict(load_file(path), strict=True)
    return module.eval()


def judge(configuration, path):
    """The module whose state_dict judge.safetensors is, loaded strictly."""
    shape = (configuration["image"]["height"], configuration["image"]["width"])
    encoder, shapes = convolutions(configuration["channels"], shape, 4, 1, nn.SiLU)
    width = configuration["channels"][-1] * shapes[-1][0] * shapes[-1][1]
    encoder += [nn.Flatten(), nn.Linear(width, configuration["features"]), nn.SiLU()]
    module = nn.ModuleDict(dict(
        encoder=nn.Sequential(*encoder),
        head=nn.Linear(configuration["features"], configuration["classes"])))
    module.load_state_dict(load_file(path), strict=True)
    return module.eval()


def blocks(images, shape):
    """Images [n, pixels] as [500, 1, height, width] at a time."""
    for start in range(0, len(images), 500):
        yield torch.from_numpy(images[start:start + 500]).reshape(-1, 1, *shape)


@torch.no_grad()
def judged(module, images, shape):
    """The judge's features, unscaled, and logits."""
    parts = [], []
    for block in blocks(images, shape):
        features = module["encoder"](block)
        for part, value in zip(parts, (features, module["head"](features))):
            part.append(value.numpy())
    return [numpy.concatenate(part) for part in parts]


def distribution(module, likelihood, logits):
    """What the decoder says of pixels, in double precision."""
    logits = logits.double()
    if likelihood == "bernoulli":
        return torch.distributions.Bernoulli(logits=logits, validate_args=False)
    if likelihood == "continuous-bernoulli":
        return ContinuousBernoulli(logits)
    # Clipped softly at a log-variance of -12.
    log_variance = nn.functional.softplus(module.pixel_log_variance.double() + 12) - 12
    return torch.distributions.Normal(torch.sigmoid(logits), torch.exp(log_variance / 2))


class ContinuousBernoulli:
    """PyTorch's; but beyond logits of ±30, where it clamps probabilities and its normalizer C stops
    growing, C → |logit| and the mean → 1 / |logit| from the nearer end, both to e⁻³⁰ of that."""

    def __init__(self, logits):
        self.logits = logits
        self.is_extreme = logits.abs() > 30
        self.inner = torch.distributions.ContinuousBernoulli(logits=logits.clamp(-30, 30))

    def log_prob(self, pixels):
        cross_entropy = nn.functional.binary_cross_entropy_with_logits(
            self.logits, pixels.expand_as(self.logits), reduction="none")
        return torch.where(
            self.is_extreme, self.logits.abs().log() - cross_entropy, self.inner.log_prob(pixels))

    @property
    def mean(self):
        end = (self.logits > 0).double()
        return torch.where(self.is_extreme, end - 1 / self.logits, self.inner.mean)
