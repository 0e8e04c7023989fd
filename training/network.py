"""The network that learns to read: an encoder and three heads.

* ``mentions``: for each sentence and kind of claim (topic and status), whether the sentence makes such a claim. Its
  evidence is pooled over the sentence's word pieces, so the trigger words are found without being marked.
* ``anchors``: where in the sentence each of several claims of one kind hangs ("captured A and B").
* ``fields``: for each claim, which words of the whole window are its place, actor, object, source, link, number and
  date. Word piece 0 (the mark at the head) stands for "not said".
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from sayso.reading.learned.encoding import CASES, HINTS, KINDS_OF_PIECE
from sayso.reading.learned.shapes import BUCKETS, CERTAINTY, KINDS, POINTED, SPANNED, UNIT

HIDDEN, KEY = 384, 96


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


class Fields(nn.Module):
    """(N, pointers, T) logits for one window of each field's first and last piece, and the closed choices."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pointers = len(POINTED) + len(SPANNED)
        self.query = Query(2, self.pointers * KEY, dropout)
        self.key = nn.Linear(HIDDEN, self.pointers * KEY)
        self.distance = nn.Parameter(torch.randn(self.pointers, BUCKETS, KEY) * 0.02)
        self.near = nn.Parameter(torch.zeros(self.pointers, BUCKETS))
        self.choice = Query(2, CERTAINTY + UNIT + 1, dropout)

    def forward(
        self, hidden: Tensor, kind: Tensor, pooled: Tensor, anchor: Tensor, bucket: Tensor
    ) -> tuple[Tensor, Tensor]:
        n, t = bucket.shape
        query = self.query(kind, pooled, anchor).view(n, self.pointers, KEY)
        keys = self.key(hidden).view(t, self.pointers, KEY)
        content = torch.einsum("npk,tpk->npt", query, keys)
        by_bucket = torch.einsum("npk,pbk->npb", query, self.distance) / math.sqrt(KEY) + self.near
        where = bucket[:, None, :].expand(n, self.pointers, t)
        pointed = content / math.sqrt(KEY) + torch.gather(by_bucket, 2, where)
        return pointed, self.choice(kind, pooled, anchor)


class Network(nn.Module):
    def __init__(self, folder: str | None, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(folder, dropout)
        self.mentions = Mentions()
        self.anchors = Anchors(dropout * 2)
        self.fields = Fields(dropout * 2)
        self.drop = nn.Dropout(dropout)


def pool(logit: Tensor, weight: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
    """Sentence logits (B, S, kinds) and pooling weights (B, S, kinds, T) from piece logits and membership (B, S, T)."""
    scores = weight.transpose(1, 2)[:, None].masked_fill(~inside[:, :, None], -1e4)
    share = torch.softmax(scores.float(), dim=-1)
    share = share.masked_fill(~inside[:, :, None], 0.0)
    return torch.einsum("bskt,btk->bsk", share, logit.float()), share
