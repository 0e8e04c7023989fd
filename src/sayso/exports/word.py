"""A brief as a Word document (DOCX), with the same numbers as on the page."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from sayso.exports import paper
from sayso.exports.cells import held
from sayso.exports.material import Material
from sayso.exports.paper import Entry, History, Paper, Section, Sentence

LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write(material: Material, out: BinaryIO) -> None:
    """The document. Raises SaysoError where the material has no brief."""
    import docx
    from docx.shared import Cm, Pt

    brief, document = paper.lay_out(material), docx.Document()
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Quote"].paragraph_format.left_indent = Cm(1.2)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)  # A4
    made = datetime.fromisoformat(material.made)
    document.core_properties.title = held(brief.title)
    document.core_properties.author = f"sayso {material.version}"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = made.replace(tzinfo=None)
    _fill(document, brief)
    document.save(out)


def _fill(document: Any, brief: Paper) -> None:
    document.add_heading(held(brief.title), level=0)
    document.add_paragraph(held(brief.scope))
    for section in brief.sections:
        _section(document, section)
    for history in brief.histories:
        _history(document, history)
    if brief.reports:
        document.add_heading("Reports", level=1)
    for report in brief.reports:
        line = document.add_paragraph(held(f"R{report.number} {report.where}: "))
        _link(line, report.title, report.url)
    for note in (*brief.notes, brief.foot):
        document.add_paragraph().add_run(held(note)).italic = True


def _section(document: Any, section: Section) -> None:
    document.add_heading(held(section.heading), level=1)
    for entry in section.entries:
        _entry(document, entry)
    if section.singles:
        document.add_paragraph(paper.SINGLE).paragraph_format.keep_with_next = True
    for sentence in section.singles:
        _sentence(document, sentence)
    if section.more:
        document.add_paragraph(paper.more(section))


def _history(document: Any, history: History) -> None:
    document.add_heading(held(history.heading), level=1)
    for line, under in history.lines:
        document.add_paragraph(held(line), style="List Bullet").paragraph_format.keep_with_next = bool(under)
        for one in under:
            document.add_paragraph(held(one), style="List Bullet 2")


def _entry(document: Any, entry: Entry) -> None:
    heading = document.add_heading(held(f"{entry.heading}: "), level=2)
    heading.add_run(held(entry.words)).italic = True
    for number, position in enumerate(entry.positions):
        if number:
            document.add_paragraph(paper.ANOTHER).paragraph_format.keep_with_next = True
        for sentence in position:
            _sentence(document, sentence)


def _sentence(document: Any, sentence: Sentence) -> None:
    told = document.add_paragraph(held(f"{sentence.text} "), style="List Bullet")
    told.add_run(paper.references(sentence.numbers)).font.superscript = True
    told.paragraph_format.keep_with_next = bool(sentence.fresh)
    for quotation in sentence.fresh:
        line = document.add_paragraph(style="Quote")
        line.add_run(held(f"[{quotation.number}] {paper.in_marks(quotation.words)} "))
        line.add_run(held(f"— {'; '.join(map(paper.cited, quotation.places))}")).italic = False


def _link(paragraph: Any, words: str, url: str | None) -> None:
    """A title that leads to its address; without an address the title alone."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(held(words))
    if url is None:
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(held(url), LINKED, is_external=True))
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
