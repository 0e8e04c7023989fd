"""Pieces of HTML as they stand in feeds and messages, where there is no page around an article to take away."""

from __future__ import annotations

from lxml import etree, html  # type: ignore[import-untyped]

from sayso.errors import InputError
from sayso.ingest.decoding import tidied

# Each element costs a hundred times its bytes.
_MAX_ELEMENTS = 30_000
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li"
    " main nav ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset("head iframe noscript object script select style svg template title".split())


def plain_text(fragment: str, name: str) -> str:
    """The words of a fragment, a line a block. Raises InputError for one that is too large or no HTML."""
    if "<" not in fragment and "&" not in fragment:
        return tidied(fragment).strip()
    if fragment.count("<") > 2 * _MAX_ELEMENTS:
        raise InputError(name, f"over {_MAX_ELEMENTS:,} elements, too large for one report; split it up")
    try:
        tree = html.fragment_fromstring(tidied(fragment).replace("\n", " "), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(name, "not readable as HTML; give its text") from error
    lines = tidied("".join(_pieces(tree))).split("\n")
    return "\n".join(line for line in lines if line)


def _pieces(tree: html.HtmlElement) -> list[str]:
    """Text in the order of the document, with line ends around blocks; a loop, for fragments nest as they like."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces += [element.tail or ""] if not hidden else []
            continue
        unseen, block = element.tag in _UNSEEN, element.tag in _BLOCKS
        if event == "start":
            hidden += unseen
            pieces += ["\n"] if block else []
            pieces += [element.text or ""] if not hidden else []
        else:
            hidden -= unseen
            pieces += ["\n"] if block else []
            pieces += [element.tail or ""] if not hidden else []
    return pieces
