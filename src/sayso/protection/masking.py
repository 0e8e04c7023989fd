"""Records in which names are replaced, with offsets counted anew, so that they point at the words of the new text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from sayso.models import ActorResolution, Claim, Matter, Mention, PlaceResolution, Report, ResolvedClaim
from sayso.protection.people import Person


@dataclass(frozen=True, slots=True, order=True)
class Hidden:
    """Words of a report (offsets into its full text), what is written in their place, and the names in them."""

    start: int
    end: int
    shown: str
    names: tuple[str, ...] = ()


class Protected:
    """A report's text with some of its words replaced, and where every offset went."""

    def __init__(self, report: Report, hidden: Iterable[Hidden]) -> None:
        self._spans = list(_apart(hidden, len(report.title)))
        self._starts = [span.start for span in self._spans]
        grown, self._grown = 0, [0]
        for span in self._spans:
            grown += len(span.shown) - (span.end - span.start)
            self._grown.append(grown)
        full, title = report.full, len(report.title)
        self.text = self._rewrite(full, 0, len(full))
        self.report = replace(
            report,
            title=self._rewrite(full, 0, title),
            text=self._rewrite(full, title + 1, len(full)),
            url=None if report.url and self._names_someone(report.url) else report.url,
        )

    def mention(self, mention: Mention) -> Mention:
        """The same words in the protected text; a mention that begins or ends inside a name takes in all of it."""
        start, end = self._moved(mention.start, ends=False), self._moved(mention.end, ends=True)
        return Mention(self.text[start:end], start, end)

    def _rewrite(self, full: str, start: int, end: int) -> str:
        pieces, at = [], start
        for span in self._spans:
            if start <= span.start and span.end <= end:
                pieces += [full[at : span.start], span.shown]
                at = span.end
        return "".join((*pieces, full[at:end]))

    def _moved(self, offset: int, ends: bool) -> int:
        index = bisect_right(self._starts, offset - ends)
        last = self._spans[index - 1] if index else None
        if last is None or offset >= last.end:
            return offset + self._grown[index]
        return last.start + self._grown[index - 1] + (len(last.shown) if ends else 0)

    def _names_someone(self, url: str) -> bool:
        """Whether an address has a hidden name in it, as many that are made from titles do."""
        plain = re.sub(r"[\W_]+", " ", url.casefold())
        names = {re.sub(r"[\W_]+", " ", name.casefold()) for span in self._spans for name in span.names}
        return any(f" {name} " in f" {plain} " for name in names)


@dataclass(frozen=True, slots=True)
class Protection:
    """Protected records, and by report the names hidden in it with what is shown for them."""

    reports: tuple[Report, ...] = ()
    claims: tuple[ResolvedClaim, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def matter(self, matter: Matter) -> Matter:
        """The matter with the hidden names of its reports replaced wherever they stand."""
        hide = self.hider(matter)
        if hide is None:
            return matter
        positions = tuple(
            replace(one, summary=hide(one.summary), sources=tuple(map(hide, one.sources))) for one in matter.positions
        )
        place = matter.place if matter.place.id else replace(matter.place, name=hide(matter.place.name))
        return replace(matter, positions=positions, why=tuple(map(hide, matter.why)), place=place)

    def hider(self, matter: Matter) -> Callable[[str], str] | None:
        """What replaces names in the words on a matter; None where its reports hide none."""
        return self.hider_of({name for position in matter.positions for name in position.reports})

    def hider_of(self, reports: Iterable[str]) -> Callable[[str], str] | None:
        """What replaces the names that these reports hide in other words; None where there are none."""
        found: dict[str, str] = {}
        for report in sorted(reports):
            found |= {_folded(words): shown for words, shown in self.names.get(report, {}).items()}
        return _replacer(found) if found else None


def _replacer(found: Mapping[str, str]) -> Callable[[str], str]:
    """What replaces names, each by what is shown for it. ``found`` has them folded."""
    # Most words name nobody: those are told at once, before a pattern is made.
    begins = {words.split()[0] for words in found}

    def replaced(text: str) -> str:
        small = text.casefold()
        if not any(word in small for word in begins):
            return text
        return _pattern(tuple(found)).sub(lambda match: found[_folded(match["name"])], text)

    return replaced


@lru_cache(maxsize=1000)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = (r"\s+".join(map(re.escape, words.split())) for words in sorted(names, key=len, reverse=True))
    # A title before the name goes with it, as in the text: its label says the role already.
    title = r"(?:(?:Dr|Mr|Mrs|Ms|Miss)\.?\s+)?"
    return re.compile(rf"(?<!\w){title}(?P<name>{'|'.join(longest)})(?!\w)", re.IGNORECASE)


def hide(people: Iterable[Person], numbers: Mapping[str, tuple[int, str]]) -> list[Hidden]:
    """The words of a report that name private people, each with the label of that person: "a resident (w1)"."""
    return [
        Hidden(start, end, label(*numbers[person.key]), person.words)
        for person in people
        if person.private
        for start, end in person.spans
    ]


def label(number: int, noun: str) -> str:
    """How a private person is shown: the role, and the number under which the ledger has this person."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun} (w{number})"


def mask(
    reports: Sequence[Report], claims: Sequence[ResolvedClaim], hidden: Mapping[str, Sequence[Hidden]]
) -> Protection:
    """Reports and their claims with the words replaced that ``hidden`` lists by report; the rest is as it was."""
    texts = {report.id: Protected(report, hidden[report.id]) for report in reports if hidden.get(report.id)}
    names = {
        report: {name: span.shown for span in spans for name in span.names}
        for report, spans in hidden.items()
        if report in texts
    }
    return Protection(
        tuple(texts[report.id].report if report.id in texts else report for report in reports),
        tuple(
            protected_claim(one, texts[one.claim.report_id]) if one.claim.report_id in texts else one for one in claims
        ),
        names,
    )


def protected_claim(resolved: ResolvedClaim, text: Protected) -> ResolvedClaim:
    """A claim whose words and offsets are those of the protected text, and whose meanings show no hidden name."""
    claim = resolved.claim
    moved: dict[str, Mention | None] = {}
    for name in ("evidence", "place", "actor", "object", "source"):
        mention: Mention | None = getattr(claim, name)
        moved[name] = text.mention(mention) if mention else None
    shown: Claim = replace(claim, via=tuple(text.mention(link) for link in claim.via), **moved)  # type: ignore[arg-type]
    return ResolvedClaim(
        shown,
        _place(resolved.place, claim.place, shown.place),
        _meaning(resolved.actor, claim.actor, shown.actor),
        _meaning(resolved.object, claim.object, shown.object),
        _meaning(resolved.source, claim.source, shown.source),
    )


def _meaning(meaning: ActorResolution | None, before: Mention | None, after: Mention | None) -> ActorResolution | None:
    """An unresolved name stands in its meaning as written: there too it is replaced."""
    if meaning is None or before is None or after is None or meaning.id is not None or before.text == after.text:
        return meaning
    return replace(meaning, name=after.text)


def _place(meaning: PlaceResolution | None, before: Mention | None, after: Mention | None) -> PlaceResolution | None:
    if meaning is None or before is None or after is None or meaning.id is not None or before.text == after.text:
        return meaning
    return replace(meaning, name=after.text)


def _apart(hidden: Iterable[Hidden], title: int) -> Iterator[Hidden]:
    """The spans in order; of those that overlap the first and longest; none that runs over the end of the title."""
    spans = sorted(set(hidden), key=lambda one: (one.start, -one.end, one.shown))
    kept: list[Hidden] = []
    for span in spans:
        if (not kept or span.start >= kept[-1].end) and (span.end <= title or span.start > title):
            kept.append(span)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    yield from kept


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ,;:.")
