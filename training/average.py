"""Export the mean of several runs' weights: steadier than either, where one run went on from the other.

    python training/average.py WEIGHTS WEIGHTS... [--shares SHARE SHARE...] --gold GOLD_FOLDER [--fold K/N] --out FOLDER

(Wortsman and others, "Model soups", 2022.)
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from export import export
from network import Network
from train import PRETRAINED, shown, split


def averaged(weights: Sequence[Path], shares: Sequence[float]) -> Network:
    """The network with the mean of the weights, of which each counts by its share."""
    states = [torch.load(path) for path in weights]
    network = Network(str(PRETRAINED))
    mean = {
        name: sum(share * state[name] for share, state in zip(shares, states, strict=True))
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }
    network.load_state_dict(mean)
    return network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="+", help="the network.pt of each run")
    parser.add_argument(
        "--shares", type=float, nargs="+", help="how much each run counts, one in all; alike if not given"
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--fold", help="the fold that the runs were trained for: its kept reports are not looked at")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    network = averaged(asked.weights, asked.shares or [1 / len(asked.weights)] * len(asked.weights))
    rows, held = split(asked.gold, asked.fold)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), asked.out / "network.pt")
    (asked.out / "held.jsonl").write_text("".join(json.dumps(row) + "\n" for row in held), encoding="utf-8")
    export(network, shown(rows), asked.out)


if __name__ == "__main__":
    main()
