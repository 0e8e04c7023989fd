"""Protection of people in what a ledger answers: labels in the place of names, and names that are forgotten.

The ledger keeps names as they are written and knows no roles; ``sayso.protection`` knows roles and no ledger. Here the
two meet, with the theatre, which knows who is an actor of the war.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.briefs import Material
from sayso.errors import LedgerError
from sayso.ledger import Named
from sayso.models import Matter, Report, ResolvedClaim
from sayso.protection import Eraser, Known, Person, Protection, find_people, hide, mask, told
from sayso.protection.names import names_in
from sayso.resolving.reference import compiling, worldbuild
from sayso.resolving.reference.names import actor_key

if TYPE_CHECKING:
    from sayso.briefs import Brief
    from sayso.briefs.records import Quote
    from sayso.ledger import Ledger
    from sayso.lineup import Change
    from sayso.resolving import Theatre

# Reports whose people are looked up, and found, together.
TOGETHER = 500
# The theatres that were used last, with what their finders are named.
_FINDERS: deque[tuple[Theatre, str]] = deque(maxlen=4)


def protect(ledger: Ledger, reports: Sequence[Report], claims: Sequence[ResolvedClaim], theatre: Theatre) -> Protection:
    """Reports and claims with private people under the labels that they have in this ledger.

    Every answer that is not for reviewers is made of what comes back. Its ``matter`` does the same for matters. New
    people get their numbers now, and people that the ledger does not know of are found and kept, so ask outside of a
    snapshot. Raises LedgerError.
    """
    said: dict[str, list[ResolvedClaim]] = {}
    for resolved in claims:
        said.setdefault(resolved.claim.report_id, []).append(resolved)
    outlets = {report.outlet.casefold() for report in reports if report.outlet}
    people = {
        report.id: [person for person in found if _own_words(report, person).casefold() not in outlets]
        for report, found in _people_of(ledger, reports, said, theatre)
    }
    numbers = ledger.number_people(_nouns([person for found in people.values() for person in found]))
    return mask(reports, claims, {name: hide(found, numbers) for name, found in people.items()})


def _own_words(report: Report, person: Person) -> str:
    """The fullest name of a person as the report writes it."""
    start, end = person.names[person.full]
    return report.full[start:end]


def find(report: Report, claims: Iterable[ResolvedClaim], theatre: Theatre) -> tuple[Named, ...]:
    """The private people of a report, as a ledger keeps them: where they are named, not how."""
    known = known_names(theatre, {report.outlet} if report.outlet else ())
    return tuple(
        Named(
            person.key,
            person.noun,
            person.full,
            tuple((begin, start, end) for (begin, _), (start, end) in zip(person.spans, person.names, strict=True)),
        )
        for person in find_people(report, [one.claim for one in claims], known)
        if person.private
    )


def _people_of(
    ledger: Ledger, reports: Sequence[Report], said: Mapping[str, Sequence[ResolvedClaim]], theatre: Theatre
) -> Iterator[tuple[Report, list[Person]]]:
    """The private people of each report, found where the ledger does not have them yet.

    ``said`` are the claims at hand of reports that are in no ledger.
    """
    made_by = finder(theatre)
    for start in range(0, len(reports), TOGETHER):
        batch = reports[start : start + TOGETHER]
        kept = ledger.people_of([report.id for report in batch], made_by)
        missing = [report for report in batch if report.id not in kept]
        kept |= _found(ledger, missing, said, theatre) if missing else {}
        for report in batch:
            text = report.full
            yield report, [told(text, one.digest, one.noun, one.first, one.spans) for one in kept[report.id]]


def _found(
    ledger: Ledger, missing: Sequence[Report], said: Mapping[str, Sequence[ResolvedClaim]], theatre: Theatre
) -> dict[str, tuple[Named, ...]]:
    """The people of reports that the ledger does not have: found in text and claims, and kept for the next time."""
    with ledger.snapshot():
        revision = ledger.revision()
        claims: dict[str, list[ResolvedClaim]] = {}
        for resolved in ledger.claims_of([report.id for report in missing]):
            claims.setdefault(resolved.claim.report_id, []).append(resolved)
    found = {report.id: find(report, claims.get(report.id) or said.get(report.id, ()), theatre) for report in missing}
    with suppress(LedgerError):  # a ledger that can only be read, or is busy, still gives its answer
        ledger.keep_people(finder(theatre), revision, found)
    return found


def finder(theatre: Theatre) -> str:
    """Names the code and the lists by which people are found, so that those found by others are found again.

    Asked once for each theatre that is loaded: its files may change while it is in use.
    """
    for known, name in _FINDERS:
        if known is theatre:
            return name
    digest = sha256(f"{compiling.digest(theatre.folder)} {worldbuild.source_digest()}".encode())
    here = Path(str(files("sayso")))
    found_by = (here / "protection" / f"{name}.py" for name in ("cues", "lexicon", "names", "people"))
    for path in (here / "people.py", *found_by):
        digest.update(path.read_bytes())
    _FINDERS.append((theatre, digest.hexdigest()[:16]))
    return _FINDERS[-1][1]


def _nouns(private: Sequence[Person]) -> dict[str, str]:
    """The role of each, as first told, in the order in which they are first named."""
    nouns: dict[str, str] = {}
    for person in private:
        if nouns.setdefault(person.key, person.noun) == "person":
            nouns[person.key] = person.noun
    return nouns


def protected(
    ledger: Ledger, found: Sequence[Matter], material: Material, theatre: Theatre
) -> tuple[list[Matter], Material, Protection]:
    """Matters and the material that they are made of, as everybody may see them."""
    protection = protect(ledger, list(material.reports.values()), list(material.claims.values()), theatre)
    return [protection.matter(matter) for matter in found], over(material, protection), protection


def protected_changes(ledger: Ledger, found: Sequence[Change], theatre: Theatre) -> list[Change]:
    """Changes as everybody may see them."""
    matters = [matter for one in found for matter in (one.matter, one.before) if matter is not None]
    names = {name for matter in matters for position in matter.positions for name in position.reports}
    reports = ledger.reports(names)
    claims = [resolved for resolved in ledger.claims() if resolved.claim.report_id in names]
    protection = protect(ledger, reports, claims, theatre)

    def shown(change: Change) -> Change:
        hide = protection.hider(change.matter)
        return replace(
            change,
            text=hide(change.text) if hide else change.text,
            matter=protection.matter(change.matter),
            before=protection.matter(change.before) if change.before else None,
        )

    return [shown(change) for change in found]


def over(material: Material, protection: Protection) -> Material:
    """The material with protected records in the place of its own."""
    return replace(
        material,
        claims={**material.claims, **{resolved.claim.id: resolved for resolved in protection.claims}},
        reports={**material.reports, **{report.id: report for report in protection.reports}},
    )


def quoted(brief: Brief, material: Material, theatre: Theatre) -> Material:
    """Of the material the reports that a brief may name somebody from, with their claims.

    To look through a report takes time: those stay out of whose words nothing in the brief looks like a name.
    """
    known = known_names(theatre)
    reports = {quote.report for quote, words in _said(brief) if any(_may_name(text, known) for text in words)}
    return replace(
        material,
        claims={name: one for name, one in material.claims.items() if one.claim.report_id in reports},
        reports={name: one for name, one in material.reports.items() if name in reports},
    )


def _said(brief: Brief) -> Iterator[tuple[Quote, tuple[str, ...]]]:
    """Each quotation of a brief, with all the words that come from its report."""
    for section in brief.sections:
        for item in section.items:
            for statement in (one for position in item.positions for one in position):
                for quote in statement.quotes:
                    url = re.sub(r"[\W_]+", " ", quote.url or "").title()
                    yield quote, (item.heading, statement.sentence, quote.text, quote.title, url)


def _may_name(text: str, known: Known) -> bool:
    for name in names_in(text):
        words = text[name.start : name.end]
        if not known.actor(words) and (len(name.key) > 1 or not known.place(words)):
            return True
    return False


def known_names(theatre: Theatre, outlets: Collection[str] = ()) -> Known:
    """What a theatre says of names: who is an actor or outlet is not private, and what is a place is nobody.

    ``outlets`` are those of the reports at hand.
    """
    own = {outlet.casefold() for outlet in outlets}

    def actor(words: str) -> bool:
        listed = actor_key(words) in theatre.actor_keys or words in theatre.acronyms
        return listed or theatre.outlet(words) is not None or words.casefold() in own

    def place(words: str) -> bool:
        return any(worth >= 0 for _, worth in theatre.candidates(words))

    return Known(actor, place)


def forget(ledger: Ledger, spellings: Sequence[str]) -> int:
    """Take a person's name, in all of these spellings, out of a ledger for good; how many reports had it.

    Raises ValueError for a spelling without a letter, LedgerError as the ledger does.
    """
    return ledger.forget(Eraser(spellings))


def reports_naming(ledger: Ledger, spellings: Sequence[str]) -> int:
    """How many reports of a ledger have a person's name in one of these spellings."""
    eraser = Eraser(spellings)
    return sum(eraser.report(report) != report for report in ledger.reports())
