"""Pages and feeds by their addresses: the only part of sayso that uses the network, and only when told to."""

from sayso.ingest.web.client import Client, FetchError, Page, Validators
from sayso.ingest.web.pages import fetched, of_entry

__all__ = ["Client", "FetchError", "Page", "Validators", "fetched", "of_entry"]
