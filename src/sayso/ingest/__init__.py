"""From files, pages and records to reports: the stage's verbs."""

from sayso.ingest.datelines import dated, published_in
from sayso.ingest.documents import CodedEvent, Document, IngestOptions, RefusedError
from sayso.ingest.inbox import Inbox, unreadable
from sayso.ingest.inputs import read_inputs
from sayso.ingest.languages import language_name, language_of
from sayso.ingest.watching import Watch
from sayso.ingest.web import Client

__all__ = [
    "Client",
    "CodedEvent",
    "Document",
    "Inbox",
    "IngestOptions",
    "RefusedError",
    "Watch",
    "dated",
    "language_name",
    "language_of",
    "published_in",
    "read_inputs",
    "unreadable",
]
