"""Protection of people in what is written out: names are replaced in the records, before any export sees them.

An export is given the protected records and nothing else, so that none can forget to protect. Offsets are counted anew,
so that they point at the words of the protected text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.exports.material import Answer, Heard
from sayso.models import ActorResolution, Claim, Matter, Mention, Report, ResolvedClaim

# Two capitalised words or more; after these little words stands a place or a body.
_CAPITAL = r"[^\W\d_a-z][\w'’-]+"
NAME = re.compile(rf"(?<!\bof )(?<!\bfrom )(?<!\bin )(?<!\bat )(?<!\w)(?:{_CAPITAL} )+{_CAPITAL}")
# How a person or body is named to a reader: its words in the report and what they were resolved to, to words.
NameOf = Callable[[Mention, ActorResolution | None], str]


@dataclass(frozen=True, slots=True, order=True)
class Hidden:
    """Words of a report (offsets into its full text) and what is written in their place."""

    start: int
    end: int
    shown: str


class Protected:
    """A report's text with some of its words replaced, and where every offset went."""

    def __init__(self, report: Report, hidden: Iterable[Hidden]) -> None:
        self._spans = list(_apart(hidden))
        self._starts = [span.start for span in self._spans]
        full = report.full
        title = len(report.title)
        self.text = self._rewrite(full, 0, len(full))
        self.report = replace(
            report, title=self._rewrite(full, 0, title), text=self._rewrite(full, title + 1, len(full))
        )

    def _rewrite(self, full: str, start: int, end: int) -> str:
        pieces, at = [], start
        for span in self._spans:
            if start <= span.start and span.end <= end:
                pieces += [full[at : span.start], span.shown]
                at = span.end
        return "".join((*pieces, full[at:end]))

    def mention(self, mention: Mention) -> Mention:
        """The same words in the protected text; a mention that begins or ends inside a name takes in all of it."""
        start, end = self._moved(mention.start, ends=False), self._moved(mention.end, ends=True)
        return Mention(self.text[start:end], start, end)

    def _moved(self, offset: int, ends: bool) -> int:
        index = bisect_right(self._starts, offset - ends)
        grown = sum(len(span.shown) - (span.end - span.start) for span in self._spans[:index])
        last = self._spans[index - 1] if index else None
        if last is None or offset >= last.end:
            return offset + grown
        before = grown - (len(last.shown) - (last.end - last.start))
        return last.start + before + (len(last.shown) if ends else 0)


@dataclass(frozen=True, slots=True)
class Protection:
    """Protected records, and the words hidden in each report with what is shown for them."""

    reports: tuple[Report, ...] = ()
    claims: tuple[ResolvedClaim, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def matter(self, matter: Matter) -> Matter:
        """The matter with the hidden names of its reports replaced wherever they stand."""
        hide = self._hide(matter)
        if hide is None:
            return matter
        positions = tuple(
            replace(one, summary=hide(one.summary), sources=tuple(map(hide, one.sources))) for one in matter.positions
        )
        return replace(matter, positions=positions, why=tuple(map(hide, matter.why)))

    def heard(self, heard: Heard, matter: Matter) -> Heard:
        """The same for what a view and the voices of a matter say."""
        hide = self._hide(matter)
        if hide is None:
            return heard
        return Heard(
            _answer(heard.answer, hide),
            _answer(heard.range, hide),
            tuple(replace(voice, name=hide(voice.name)) for voice in heard.voices),
        )

    def _hide(self, matter: Matter) -> Callable[[str], str] | None:
        """What replaces names in the words on a matter; None where its reports hide none."""
        found: dict[str, str] = {}
        for report in {name for position in matter.positions for name in position.reports}:
            found |= {_folded(words): shown for words, shown in self.names.get(report, {}).items()}
        if not found:
            return None
        longest = sorted(found, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
        return lambda text: pattern.sub(lambda match: found[_folded(match.group())], text)


def _answer(answer: Answer, hide: Callable[[str], str]) -> Answer:
    lines = (replace(one, text=hide(one.text), voices=tuple(map(hide, one.voices))) for one in answer.lines)
    return replace(answer, lines=tuple(lines))


def protect(reports: Iterable[Report], claims: Sequence[ResolvedClaim], name_of: NameOf) -> Protection:
    """Reports and claims with the names of private people replaced as ``name_of`` says; the rest is as it was.

    A name is private where ``name_of`` does not show it: what it gives then stands wherever the report has that name.
    """
    by_report: dict[str, list[ResolvedClaim]] = {}
    for resolved in claims:
        by_report.setdefault(resolved.claim.report_id, []).append(resolved)
    known = list(reports)
    names = {report.id: hidden_names(by_report.get(report.id, ()), name_of) for report in known}
    texts = {report.id: Protected(report, hidden_in(report, names[report.id])) for report in known}
    shown = tuple(
        protected_claim(resolved, texts[resolved.claim.report_id]) if resolved.claim.report_id in texts else resolved
        for resolved in claims
    )
    return Protection(tuple(text.report for text in texts.values()), shown, {k: v for k, v in names.items() if v})


def hidden_names(claims: Iterable[ResolvedClaim], name_of: NameOf) -> dict[str, str]:
    """The words of claims that are not to be shown, each with what stands for it: phrases, and the names in them."""
    found: dict[str, str] = {}
    for mention, meaning in named(claims):
        shown = name_of(mention, meaning)
        if _folded(mention.text) not in _folded(shown):
            for part in (mention.text, *_names_in(mention.text)):
                found.setdefault(part, shown)
    return found


def hidden_in(report: Report, names: Mapping[str, str]) -> Iterator[Hidden]:
    """Where a report has the names that are not to be shown."""
    full, title = report.full, len(report.title)
    for words, shown in names.items():
        pattern = r"\s+".join(map(re.escape, words.split()))
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", full):
            if match.end() <= title or match.start() > title:
                yield Hidden(match.start(), match.end(), shown)


def named(claims: Iterable[ResolvedClaim]) -> Iterator[tuple[Mention, ActorResolution | None]]:
    """Every mention of claims that may name a person, with its meaning."""
    for resolved in claims:
        claim = resolved.claim
        links: list[tuple[Mention | None, ActorResolution | None]] = [
            (claim.source, resolved.source),
            (claim.actor, resolved.actor),
            (claim.object, resolved.object),
            *((link, None) for link in claim.via),
        ]
        yield from ((mention, meaning) for mention, meaning in links if mention is not None)


def protected_claim(resolved: ResolvedClaim, text: Protected) -> ResolvedClaim:
    """A claim whose words and offsets are those of the protected text, and whose meanings show no hidden name."""
    claim = resolved.claim
    moved: dict[str, Mention | None] = {}
    for name in ("evidence", "place", "actor", "object", "source"):
        mention: Mention | None = getattr(claim, name)
        moved[name] = text.mention(mention) if mention else None
    shown: Claim = replace(claim, via=tuple(text.mention(link) for link in claim.via), **moved)  # type: ignore[arg-type]
    return replace(
        resolved,
        claim=shown,
        actor=_meaning(resolved.actor, claim.actor, shown.actor),
        object=_meaning(resolved.object, claim.object, shown.object),
        source=_meaning(resolved.source, claim.source, shown.source),
    )


def _meaning(meaning: ActorResolution | None, before: Mention | None, after: Mention | None) -> ActorResolution | None:
    """An unresolved name stands in its meaning as written: there too it is replaced."""
    if meaning is None or before is None or after is None or meaning.id is not None or before.text == after.text:
        return meaning
    return replace(meaning, name=after.text)


def _names_in(words: str) -> Iterator[str]:
    """The person's name inside "Umm Salim, a baker from Tarn", and the last word of it, by which it is told later."""
    for match in NAME.finditer(words):
        if match.group() != words:
            yield match.group()
        yield match.group().split()[-1]


def _apart(hidden: Iterable[Hidden]) -> Iterator[Hidden]:
    """The spans in order; of those that overlap the longest at the earliest start."""
    end = 0
    for span in sorted(set(hidden), key=lambda one: (one.start, -one.end, one.shown)):
        if span.start >= end:
            yield span
            end = span.end


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ,;:.")
