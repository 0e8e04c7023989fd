"""sayso: who says what happened in a war, where, when, to how many, in which exact words."""

__version__ = "0.1.0"
