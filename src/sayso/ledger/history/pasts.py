"""The histories of reports as they stand in a file, parsed: what can be written without looking twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, get_args

from sayso.errors import InputError, LedgerError
from sayso.ledger.contract import Provenance
from sayso.ledger.databases import times
from sayso.ledger.databases.rows import NAMED
from sayso.ledger.judgements import FIELDS, By, Decision, Kind, apply, well_signed
from sayso.models import Report, ResolvedClaim
from sayso.records import Json, Row, check_values, whole_from_json

_MALFORMED = (KeyError, TypeError, AttributeError, ValueError, IndexError, LedgerError, RecursionError)
# The largest number of a row: what both stores can hold, and far from FOREVER.
_MOST = 2**53


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that was taken in: how many claims it brought, and whether the ledger did not have it before."""

    report: Report
    claims: int
    new: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a ledger: its number, its kind and when it was recorded (ISO, UTC)."""

    revision: int
    kind: str
    at: str

    @classmethod
    def now(cls, revision: int, kind: str) -> Change:
        return cls(revision, kind, times.now())


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading with its number; ``first`` is the number of its first claim."""

    number: int
    first: int
    made_by: Provenance
    change: Change
    claims: tuple[ResolvedClaim, ...]

    @property
    def numbers(self) -> range:
        """The numbers of its claims."""
        return range(self.first, self.first + len(self.claims))


@dataclass(frozen=True, slots=True)
class Link:
    """A claim of a reading that a judgement is on, on which side of it, and since which change."""

    reading: int
    claim: str
    part: int
    change: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement: its number, the decision without its claims, when, and the claims."""

    number: int
    decision: Decision
    change: Change
    on: tuple[Link, ...]

    @property
    def name(self) -> str:
        return f"judgement {self.number}"

    @property
    def value(self) -> str | None:
        """The value as it is stored."""
        return None if self.decision.field is None else json.dumps(self.decision.value, ensure_ascii=False)

    def again(self, claims: Sequence[str], others: Sequence[str], undoes: int | None) -> Decision | None:
        """The decision about these claims; None where it would take back what is not there."""
        if self.decision.undoes and undoes is None:
            return None
        return replace(self.decision, claims=tuple(claims), others=tuple(others), undoes=undoes)

    def holds(self, claims: Sequence[str], others: Sequence[str]) -> bool:
        """Whether these claims are enough to decide about: a merge takes two, a split one on each side."""
        if self.decision.kind == "split":
            return bool(claims and others)
        return len(claims) + len(others) >= (2 if self.decision.kind == "merge" else 1)

    def test(self, claim: ResolvedClaim) -> None:
        """Raise InputError where it cannot be applied to a claim."""
        with _parsing(self.name):
            judged = apply(claim, [self.decision])
            if judged is not None:
                check_values(judged)


@dataclass(frozen=True, slots=True)
class Past:
    """How a ledger came by a report. ``people`` are finder, change and names found, as they are stored."""

    report: Report
    added: Change
    readings: tuple[Reading, ...]
    judgements: tuple[Judged, ...] = ()
    people: tuple[str, int, str] | None = None


def begins(line: Row | InputError) -> bool:
    """Whether a line is the first of a whole ledger."""
    return isinstance(line, Row) and isinstance(line.history, dict) and "ledger" in line.history


def ledger_of(line: Row) -> tuple[int, list[Change], list[tuple[int, str, str]]]:
    """The number of the last change, the changes that brought no row, and the numbers of people with digest and noun.

    Raises InputError.
    """
    with _parsing(line.report.id):
        told = (line.history or {})["ledger"]
        people = [(_number(number), _text(digest), _text(noun)) for number, digest, noun in told["people"]]
        if len({one[0] for one in people}) < len(people) or len({one[1] for one in people}) < len(people):
            raise ValueError("two people have one number")
        return _number(told["last"]), [_change(one) for one in told["changes"]], people


def past_of(line: Row) -> Past:
    """The history of a line. Raises InputError."""
    told: Json = line.history or {}
    with _parsing(line.report.id):
        readings = tuple(_reading(one, line) for one in told["readings"])
        if not readings or [one.number for one in readings] != sorted({one.number for one in readings}):
            raise ValueError("its readings are not in order")
        judgements = tuple(_judged(one) for one in told.get("judgements", ()))
        people = _people(told["people"], line.report) if told.get("people") else None
        return Past(line.report, _change(told["added"]), readings, judgements, people)


@contextmanager
def _parsing(name: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except _MALFORMED as error:
        raise InputError(name, f"its history cannot be read ({type(error).__name__}: {error})") from error


def _change(told: Json) -> Change:
    at = _text(told["at"])
    times.last_instant(at)
    return Change(_number(told["change"]), _text(told["kind"]), at)


def _reading(told: Json, line: Row) -> Reading:
    own = told["claims"]
    claims = line.claims if own is None else tuple(whole_from_json(one, line.report) for one in own)
    if len({one.claim.id for one in claims}) < len(claims):
        raise ValueError("two claims have one id")
    made_by = Provenance(_words(told["reader"]), _words(told["theatre"]))
    first = 1 if told["first"] is None and not claims else _number(told["first"])
    return Reading(_number(told["number"]), first, made_by, _change(told["recorded"]), claims)


def _judged(told: Json) -> Judged:
    kind, field, undoes = told["kind"], told["field"], told["undoes"]
    if kind not in get_args(Kind) or (kind in ("correct", "assign")) != (field is not None):
        raise ValueError(f"{kind!r} is no judgement")
    if field is not None and field not in (FIELDS if kind == "correct" else NAMED):
        raise ValueError(f"{field!r} cannot be judged")
    by = By(_text(told["person"]), _text(told["reason"]))
    decision = Decision(kind, by, field=field, value=told["value"])
    decision = replace(decision, undoes=_number(undoes) if kind == "undo" else None)
    well_signed(decision)
    _text(json.dumps(told["value"], ensure_ascii=False))
    links = tuple(
        Link(_number(one["reading"]), _text(one["claim"]), int(one["part"] == 1), _number(one["change"]))
        for one in told["on"]
    )
    if (kind == "undo") == bool(links) or len({(one.reading, one.claim) for one in links}) < len(links):
        raise ValueError("its claims are not told")
    return Judged(_number(told["number"]), decision, _change(told["recorded"]), links)


def _people(told: Json, report: Report) -> tuple[str, int, str]:
    """As the ledger keeps them. Raises ValueError for what does not point into the report."""
    length = len(report.full)
    for digest, noun, first, spans in told["found"]:
        _text(digest), _text(noun)
        if not 0 <= first < len(spans) or not all(0 <= begin <= start < end <= length for begin, start, end in spans):
            raise ValueError("people are named outside of its text")
    found = json.dumps(told["found"], separators=(",", ":"))
    # Found in a report before it was added, as of the change before that, which may be none.
    return _text(told["made_by"]), _number(told["change"], least=0), found


def _number(value: Any, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < _MOST:
        raise ValueError(f"{value!r} is not a number of a row")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(f"{value!r} is not a text that can be stored")
    value.encode()
    return value


def _words(value: Any) -> str | None:
    return None if value is None else _text(value)
