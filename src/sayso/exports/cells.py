"""Text made safe for a cell of a spreadsheet."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula, also in full width, after blanks and invisible marks.
FORMULA = re.compile(r"^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]")
# Characters that XML, and so a workbook or a document, cannot hold.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def safe(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it as a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def held(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return UNHELD.sub("\ufffd", text)
