"""Makes a network fit for 8-bit integers: what some inputs of a layer have too much of is moved into its weights.

The inputs of a feed-forward layer have a few columns that are far larger than the rest; one scale for all of them
would leave the rest no room. Each column is divided by a factor and its weights are multiplied by it, so that the
product stays (SmoothQuant, Xiao and others, 2023).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack

import torch
from network import Encoder
from torch import Tensor, nn

from sayso.reading.learned.encoding import Window

SHARE = 0.8  # of the range that is moved, as a power: 0 leaves all in the inputs, 1 moves all into the weights
LEAST = 1e-5


class Smoothed(nn.Module):
    """A linear layer that takes its inputs column by column divided by ``factor``."""

    def __init__(self, linear: nn.Linear, factor: Tensor) -> None:
        super().__init__()
        self.shrink = nn.Buffer(1 / factor)
        self.linear = linear
        self.linear.weight.data *= factor

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear(x * self.shrink)
        return out


def smooth(encoder: Encoder, windows: Iterable[Window]) -> None:
    """Put a ``Smoothed`` for the first feed-forward layer of each block, by what it is given for these windows."""
    first = [layer.intermediate for layer in encoder.bert.encoder.layer]
    for block, peak in zip(first, _peaks(encoder, [block.dense for block in first], windows), strict=True):
        largest = block.dense.weight.detach().abs().amax(0).clamp(min=LEAST)
        block.dense = Smoothed(block.dense, peak.clamp(min=LEAST) ** SHARE / largest ** (1 - SHARE))


def _peaks(encoder: Encoder, layers: list[nn.Linear], windows: Iterable[Window]) -> list[Tensor]:
    """For each layer the largest input of each column, whatever its sign."""
    peaks = [torch.zeros(layer.in_features) for layer in layers]
    with ExitStack() as hooks, torch.no_grad():
        for peak, layer in zip(peaks, layers, strict=True):

            def look(_: nn.Module, given: tuple[Tensor], peak: Tensor = peak) -> None:
                torch.maximum(peak, given[0].abs().flatten(0, -2).amax(0), out=peak)

            hooks.callback(layer.register_forward_pre_hook(look).remove)
        for window in windows:
            ids, *marks = (torch.tensor(getattr(window, row))[None] for row in ("ids", "case", "kind", "hint"))
            encoder(ids, *marks, None)
    return peaks
