"""The errors that sayso raises on purpose: each names what failed and what to do."""


class SaysoError(Exception):
    """The root of all errors that a user can mend."""


class InputError(SaysoError):
    """A file, page or line that cannot be read as a report. ``name`` is the input, ``reason`` says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class TheatreError(SaysoError):
    """A theatre that is missing or whose files break the format."""


class LedgerError(SaysoError):
    """A ledger that cannot be opened, is of another version, or is damaged."""


class ReaderError(SaysoError):
    """A reader that is unknown or whose model cannot be loaded."""
