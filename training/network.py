"""The network that learns to read: an encoder and three heads.

* ``mentions``: for each sentence and kind of claim (topic and status), whether the sentence makes such a claim. Its
  evidence is pooled over the sentence's word pieces, so the trigger words are found without being marked.
* ``anchors``: where in the sentence each of several claims of one kind hangs ("captured A and B").
* ``fields``: for each claim, which words of the whole window are its place, actor, object, source, link, number and
  date. Word piece 0 (the mark at the head) stands for "not said". Each claim is seen in the company of the others: what
  follows often shares its place and its doer with what went before.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from sayso.reading.learned.encoding import CASES, HINTS, KINDS_OF_PIECE
from sayso.reading.learned.shapes import BUCKETS, CERTAINTY, KINDS, POINTED, SPANNED, UNIT

HIDDEN, KEY, HEADS = 384, 96, 6
ALONE = 0.15  # share of the claims that do not see another one, while training: the others may be misread


class Encoder(nn.Module):
    """Word pieces in context, with what rules know and would read there added to the input."""

    def __init__(self, folder: str | None, dropout: float) -> None:
        super().__init__()
        if folder:
            self.bert = BertModel.from_pretrained(
                folder,
                add_pooling_layer=False,
                attn_implementation="sdpa",
                hidden_dropout_prob=dropout,
                attention_probs_dropout_prob=0.0,
            )
        else:
            self.bert = BertModel(
                BertConfig(hidden_size=HIDDEN, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536),
                add_pooling_layer=False,
            )
        self.case = nn.Embedding(CASES, HIDDEN)
        self.kind = nn.Embedding(KINDS_OF_PIECE, HIDDEN)
        nn.init.normal_(self.case.weight, std=0.01)
        self.hint = nn.Embedding(HINTS, HIDDEN)
        nn.init.normal_(self.kind.weight, std=0.01)
        nn.init.normal_(self.hint.weight, std=0.01)

    def forward(self, ids: Tensor, case: Tensor, kind: Tensor, hint: Tensor, mask: Tensor | None) -> Tensor:
        words = self.words(ids, case, kind, hint)
        out: Tensor = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return out

    def words(self, ids: Tensor, case: Tensor, kind: Tensor, hint: Tensor) -> Tensor:
        """The input: (…, T, hidden)."""
        out: Tensor = self.bert.embeddings.word_embeddings(ids) + self.case(case) + self.kind(kind) + self.hint(hint)
        return out


class Mentions(nn.Module):
    """Piece logits (…, T, kinds) and their pooling over a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.logit = nn.Linear(HIDDEN, len(KINDS))
        self.weight = nn.Linear(HIDDEN, len(KINDS))

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        return self.logit(hidden), self.weight(hidden)


class Query(nn.Module):
    """What is asked of a window: pooled evidence, the kind of claim and (for fields) the anchor."""

    def __init__(self, parts: int, out: int, dropout: float) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(KINDS), HIDDEN)
        self.mix = nn.Sequential(
            nn.Linear(HIDDEN * (parts + 1), HIDDEN),
            nn.GELU(),
            nn.LayerNorm(HIDDEN),
            nn.Dropout(dropout),
            nn.Linear(HIDDEN, out),
        )

    def forward(self, kind: Tensor, *parts: Tensor) -> Tensor:
        out: Tensor = self.mix(torch.cat([self.kind(kind), *parts], dim=-1))
        return out


class Anchors(nn.Module):
    """(N, T) logits for one window: is this piece where a claim of the kind hangs; piece 0 for "nowhere"."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = Query(1, KEY * 2, dropout)
        self.key = nn.Linear(HIDDEN, KEY * 2)
        self.prior = nn.Linear(KEY * 2, 1)

    def forward(self, hidden: Tensor, kind: Tensor, pooled: Tensor) -> Tensor:
        query = self.query(kind, pooled)
        return query @ self.key(hidden).T / math.sqrt(KEY) + self.prior(query)


class Attention(nn.Module):
    """What each of N claims takes up from M vectors; ``bias`` (heads, N, M) says where it may and should look."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.value, self.out = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)

    def forward(self, claims: Tensor, seen: Tensor, bias: Tensor) -> Tensor:
        query, key, value = (
            layer(x).view(x.shape[0], HEADS, HIDDEN // HEADS).transpose(0, 1)
            for layer, x in ((self.query, claims), (self.key, seen), (self.value, seen))
        )
        share = torch.softmax(query @ key.transpose(1, 2) / math.sqrt(HIDDEN // HEADS) + bias, dim=-1)
        out: Tensor = self.out((share @ value).transpose(0, 1).reshape(claims.shape[0], HIDDEN))
        return out


class Company(nn.Module):
    """(N, hidden): each claim of a window in view of the others and of the words, near and far."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.claim = Query(2, HIDDEN, dropout)
        self.others, self.words = Attention(), Attention()
        self.norms = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in range(3))
        self.drop = nn.Dropout(dropout)
        self.far = nn.Parameter(torch.zeros(HEADS, BUCKETS))

    def forward(self, hidden: Tensor, kind: Tensor, pooled: Tensor, anchor: Tensor, bucket: Tensor) -> Tensor:
        claims = self.claim(kind, pooled, anchor)
        away = torch.zeros(1, 1, 1)
        if self.training:
            unseen = (torch.rand(len(claims), len(claims)) < ALONE) & ~torch.eye(len(claims), dtype=torch.bool)
            away = unseen.float()[None] * -1e4
        normed = self.norms[0](claims)
        claims = claims + self.drop(self.others(normed, normed, away))
        far = torch.stack([head[bucket] for head in self.far])
        claims = claims + self.drop(self.words(self.norms[1](claims), hidden, far))
        out: Tensor = self.norms[2](claims)
        return out


class Fields(nn.Module):
    """(N, pointers, T) logits for one window of each field's first and last piece, and the closed choices."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pointers = len(POINTED) + len(SPANNED)
        self.company = Company(dropout)
        self.query = Query(3, self.pointers * KEY, dropout)
        self.key = nn.Linear(HIDDEN, self.pointers * KEY)
        self.distance = nn.Parameter(torch.randn(self.pointers, BUCKETS, KEY) * 0.02)
        self.near = nn.Parameter(torch.zeros(self.pointers, BUCKETS))
        self.choice = Query(3, CERTAINTY + UNIT + 1, dropout)

    def forward(
        self, hidden: Tensor, kind: Tensor, pooled: Tensor, anchor: Tensor, bucket: Tensor
    ) -> tuple[Tensor, Tensor]:
        n, t = bucket.shape
        beside = self.company(hidden, kind, pooled, anchor, bucket)
        query = self.query(kind, pooled, anchor, beside).view(n, self.pointers, KEY)
        keys = self.key(hidden).view(t, self.pointers, KEY)
        content = torch.einsum("npk,tpk->npt", query, keys)
        by_bucket = torch.einsum("npk,pbk->npb", query, self.distance) / math.sqrt(KEY) + self.near
        where = bucket[:, None, :].expand(n, self.pointers, t)
        pointed = content / math.sqrt(KEY) + torch.gather(by_bucket, 2, where)
        return pointed, self.choice(kind, pooled, anchor, beside)


class Network(nn.Module):
    def __init__(self, folder: str | None, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(folder, dropout)
        self.mentions = Mentions()
        self.anchors = Anchors(dropout * 2)
        self.fields = Fields(dropout * 2)
        self.drop = nn.Dropout(dropout)


def carry(network: Network, weights: dict[str, Tensor]) -> None:
    """Go on from the weights of an earlier network, of which some layers may be missing or take and give less: what is
    new there begins at nothing."""
    state = network.state_dict()
    for name, new in state.items():
        old = weights.get(name)
        if old is None:
            continue
        if old.shape != new.shape:
            new.zero_()
        new[tuple(slice(size) for size in old.shape)] = old
    network.load_state_dict(state)


def pool(logit: Tensor, weight: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
    """Sentence logits (B, S, kinds) and pooling weights (B, S, kinds, T) from piece logits and membership (B, S, T)."""
    scores = weight.transpose(1, 2)[:, None].masked_fill(~inside[:, :, None], -1e4)
    share = torch.softmax(scores.float(), dim=-1)
    share = share.masked_fill(~inside[:, :, None], 0.0)
    return torch.einsum("bskt,btk->bsk", share, logit.float()), share
