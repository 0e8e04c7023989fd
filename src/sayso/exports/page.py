"""A brief as one HTML page that prints well: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from sayso.exports import paper
from sayso.exports.cells import held
from sayso.exports.material import Material
from sayso.exports.paper import Entry, History, Paper, Quotation, Section, Sentence

# Whatever the text, the browser runs nothing and fetches nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #111; background: #fff; max-width: 44em;
  margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 .3em; }
h2 { font-size: 1.15em; border-bottom: 1px solid #999; margin: 1.6em 0 .5em; break-after: avoid; }
h3 { font-size: 1em; margin: 1em 0 .3em; break-after: avoid; }
.scope, .note, .foot, .cite { color: #444; }
.standing { font-weight: normal; font-style: italic; }
.standing.disputed { font-weight: bold; color: #7a0000; }
ul { margin: .2em 0 .6em; padding-left: 1.3em; }
p.note { margin: .3em 0; break-after: avoid; }
li { margin: .25em 0; }
blockquote { margin: .25em 0 .45em 1em; padding-left: .7em; border-left: 2px solid #bbb; font-size: .92em;
  break-inside: avoid; }
a { color: inherit; text-decoration: none; }
sup { line-height: 0; }
.reports a { overflow-wrap: anywhere; text-decoration: underline; }
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  .reports a[href]::after { content: " <" attr(href) ">"; font-size: .85em; } }
"""


def write(material: Material, out: BinaryIO) -> None:
    """The page, as UTF-8. Raises SaysoError where the material has no brief."""
    for piece in page(paper.lay_out(material)):
        out.write((piece + "\n").encode())


def page(brief: Paper) -> Iterator[str]:
    """The page, line by line."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(brief.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1 dir="auto">{_text(brief.title)}</h1>\n<p class="scope">{_text(brief.scope)}</p>'
    for section in brief.sections:
        yield from _section(section)
    for history in brief.histories:
        yield from _history(history)
    if brief.reports:
        yield '<section class="reports">\n<h2>Reports</h2>\n<ul>'
        for report in brief.reports:
            told = _text(report.title)
            link = f'<a href="{_text(report.url)}" rel="noreferrer">{told}</a>' if report.url else told
            yield f'<li id="r{report.number}" dir="auto">R{report.number} {_text(report.where)}: {link}</li>'
        yield "</ul>\n</section>"
    for note in brief.notes:
        yield f'<p class="note">{_text(note)}</p>'
    yield f'</main>\n<footer><p class="foot">{_text(brief.foot)}</p></footer>\n</body>\n</html>'


def _section(section: Section) -> Iterator[str]:
    yield f"<section>\n<h2>{_text(section.heading)}</h2>"
    for entry in section.entries:
        yield from _entry(entry)
    if section.singles:
        yield f"<h3>{_text(paper.SINGLE)}</h3>"
        yield from _sentences(section.singles)
    if section.more:
        yield f'<p class="note">{_text(paper.more(section))}</p>'
    yield "</section>"


def _history(history: History) -> Iterator[str]:
    yield f"<section>\n<h2>{_text(history.heading)}</h2>\n<ul>"
    for line, under in history.lines:
        told = "".join(f'<li dir="auto">{_text(one)}</li>' for one in under)
        yield f'<li dir="auto">{_text(line)}{f"<ul>{told}</ul>" if told else ""}</li>'
    yield "</ul>\n</section>"


def _entry(entry: Entry) -> Iterator[str]:
    standing = f'<span class="standing {_text(entry.standing)}">{_text(entry.words)}</span>'
    yield f'<h3 dir="auto">{_text(entry.heading)}: {standing}</h3>'
    for number, position in enumerate(entry.positions):
        if number:
            yield f'<p class="note">{_text(paper.ANOTHER)}</p>'
        yield from _sentences(position)


def _sentences(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    yield "<ul>"
    for sentence in sentences:
        marks = "".join(f'<sup><a href="#q{number}">[{number}]</a></sup>' for number in sentence.numbers)
        yield f'<li dir="auto">{_text(sentence.text)} {marks}'
        yield from (_quotation(quotation) for quotation in sentence.fresh)
        yield "</li>"
    yield "</ul>"


def _quotation(quotation: Quotation) -> str:
    places = (f'<a href="#r{one.report}">{_text(paper.cited(one))}</a>' for one in quotation.places)
    return (
        f'<blockquote id="q{quotation.number}" dir="auto">[{quotation.number}] '
        f'{_text(paper.in_marks(quotation.words))} <span class="cite">— {"; ".join(places)}</span></blockquote>'
    )


def _text(text: str | None) -> str:
    return escape(held(text or ""), quote=True)
