"""From files, pages and records to reports: the stage's verbs."""

from sayso.ingest.datelines import dated, published_in
from sayso.ingest.documents import IngestOptions
from sayso.ingest.inputs import read_inputs
from sayso.ingest.languages import language_of

__all__ = ["IngestOptions", "dated", "language_of", "published_in", "read_inputs"]
