"""The trained network, run by onnxruntime from the files in the package."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ReaderError
from sayso.reading.learned.decoding import Floats, Ints, Seen
from sayso.reading.learned.encoding import Window

Arrays = dict[str, NDArray[Any]]
PARTS = ("encoder", "anchors", "fields")


class Network:
    """Encoder and heads over one window at a time. Raises ReaderError where a file is missing or broken."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.folder = folder
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self._encoder, self._anchors, self._fields = (
                ort.InferenceSession(str(folder / f"{part}.onnx"), options, providers=["CPUExecutionProvider"])
                for part in PARTS
            )
        except Exception as error:  # onnxruntime raises its own untyped errors
            raise ReaderError(f"the model in {folder} cannot be loaded ({error}); install sayso again") from error

    @cached_property
    def tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def encode(self, window: Window) -> Seen:
        """The window's word pieces in context, and what kinds of claim they speak of."""
        return Seen(*self._encoder.run(None, {i.name: getattr(window, i.name) for i in self._encoder.get_inputs()}))

    def anchors(self, hidden: Floats, kind: Ints, pooled: Floats) -> Floats:
        inputs: Arrays = {"hidden": hidden, "kind": kind, "pooled": pooled}
        return _as_floats(self._anchors.run(None, _twice(inputs))[0])[: len(kind)]

    def fields(self, hidden: Floats, kind: Ints, pooled: Floats, anchor: Floats, bucket: Ints) -> tuple[Floats, Floats]:
        inputs: Arrays = {"hidden": hidden, "kind": kind, "pooled": pooled, "anchor": anchor, "bucket": bucket}
        pointed, choice = self._fields.run(None, _twice(inputs))
        return _as_floats(pointed)[: len(kind)], _as_floats(choice)[: len(kind)]


def _twice(inputs: Arrays) -> Arrays:
    """A lone question asked twice: the exported graphs take two or more."""
    if len(inputs["kind"]) > 1:
        return inputs
    return {name: v if name == "hidden" else np.repeat(v, 2, axis=0) for name, v in inputs.items()}


def _as_floats(array: object) -> Floats:
    out: Floats = np.asarray(array, dtype=np.float32)
    return out
