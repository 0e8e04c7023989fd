"""The claims read from the notes of ACLED and UCDP GED rows beside what the coders of these made of the same rows.

A row a coded row, with four questions: what happened, where, when, and how many were killed. For each stand the coded
value, what the claims say of it, and a verdict: ``agree``, ``wider`` (the claims say so less exactly), ``differ``,
``not stated`` (no claim speaks of it) or ``not coded``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sayso.exports import coded
from sayso.exports.acled import BATTLES, CIVILIANS, EXPLOSIONS, STRATEGIC, WEAPONS
from sayso.exports.columns import Value
from sayso.exports.events import Party, civilian
from sayso.exports.material import Coded, Entries, Material
from sayso.exports.table_csv import write_table
from sayso.exports.ucdp import NON_STATE, ONE_SIDED, STATE_BASED, is_state
from sayso.models import Claim, Count, ResolvedClaim

AGREE, WIDER, DIFFER, NOT_STATED, NOT_CODED = VERDICTS = ("agree", "wider", "differ", "not stated", "not coded")
QUESTIONS = ("type", "place", "date", "deaths")
COLUMNS: tuple[str, ...] = tuple(
    "dataset event report outlet claims coded_type type type_read coded_place place place_read km "
    "coded_start coded_end date date_read coded_deaths coded_low coded_high deaths deaths_low deaths_high "
    "claim_ids evidence".split()
)
# Days by which a claim's time may be longer than the coded one and still be as exact.
LONGER = 7
# What of the codebook is an event of which type, where neither weapon nor victim tell.
_ALWAYS: dict[str, tuple[str, ...]] = {
    "fighting/clash": (BATTLES,),
    "control/taken": (BATTLES,),
    "control/lost": (BATTLES,),
    "abuse/execution": (CIVILIANS,),
    "abuse/mistreatment": (CIVILIANS,),
    "abuse/banned_weapon": (EXPLOSIONS,),
    "abuse/looting": (STRATEGIC,),
    "casualties/detained": (STRATEGIC, CIVILIANS),
    "casualties/missing": (CIVILIANS,),
    **dict.fromkeys(("truce/agreed", "truce/rejected", "truce/ended", "hazard/cleared"), (STRATEGIC,)),
    **dict.fromkeys(("deployment/arrived", "deployment/withdrew", "deployment/surrendered"), (STRATEGIC,)),
}
_HARM = ("fighting/attack", "casualties/killed", "casualties/wounded", "damage/hit", "damage/destroyed")
_FOUGHT = ("fighting/attack", "fighting/clash", "casualties/killed", "casualties/wounded", "abuse/execution")
# Most of the evidence that a cell shows.
_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """What claims say to one question: the verdict, and their own answer in columns."""

    verdict: str
    columns: dict[str, Value]


def write(material: Material, out: BinaryIO) -> None:
    """A row a coded row, in the order in which they came; how often claims agree is told to the user."""
    counts: dict[str, Counter[str]] = {question: Counter() for question in QUESTIONS}
    write_table(COLUMNS, rows(material, counts), out)
    for question, found in counts.items():
        told = ", ".join(f"{found[verdict]} {verdict}" for verdict in VERDICTS if found[verdict])
        material.tell(f"{question}: {told or 'nothing coded'}")


def rows(material: Material, counts: dict[str, Counter[str]] | None = None) -> Iterator[dict[str, Value]]:
    """The rows; ``counts`` counts the verdicts on each question."""
    said: dict[str, list[ResolvedClaim]] = {}
    for resolved in material.claims:
        said.setdefault(resolved.claim.report_id, []).append(resolved)
    for one in material.coded:
        found = row(one, said.get(one.report, []), material)
        for question in QUESTIONS if counts is not None else ():
            counts[question][str(found[question])] += 1  # type: ignore[index]
        yield found


def row(one: Coded, claims: Sequence[ResolvedClaim], material: Material) -> dict[str, Value]:
    """A coded row beside the claims of its report; what nobody says is None."""
    told = [resolved for resolved in claims if resolved.claim.certainty != "denied"]
    report = material.report.get(one.report)
    found: dict[str, Value] = dict.fromkeys(COLUMNS)
    found |= {"dataset": one.dataset, "event": one.event, "report": one.report, "claims": len(claims)}
    found |= {"outlet": report.outlet if report else None}
    found |= {"claim_ids": " ".join(resolved.claim.id for resolved in claims) or None}
    words = dict.fromkeys(resolved.claim.evidence.text for resolved in claims)
    found["evidence"] = " | ".join(words)[:_SHOWN] or None
    asked: tuple[tuple[str, Callable[[], Found]], ...] = (
        ("type", lambda: _type(one, told, material.entries)),
        ("place", lambda: _place(one, told)),
        ("date", lambda: _date(one, told)),
        ("deaths", lambda: _deaths(one, told)),
    )
    for question, answer in asked:
        answered = answer()
        found |= answered.columns | {question: answered.verdict}
    return found


# -- what happened -----------------------------------------------------------------------------------------------


def _type(one: Coded, claims: Sequence[ResolvedClaim], entries: Entries) -> Found:
    wanted = coded.event_type(one)
    kinds = violence if one.dataset == coded.UCDP else acled_types
    read = list(dict.fromkeys(kind for resolved in claims for kind in kinds(resolved, entries)))
    columns: dict[str, Value] = {"coded_type": wanted, "type_read": "; ".join(read) or None}
    return Found(_verdict(wanted, read), columns)


def _verdict(wanted: str | None, read: Sequence[str]) -> str:
    if wanted is None:
        return NOT_CODED
    if not read:
        return NOT_STATED
    return AGREE if wanted in read else DIFFER


def acled_types(resolved: ResolvedClaim, entries: Entries) -> tuple[str, ...]:
    """The event types of ACLED that a claim may be of; none where its words do not tell."""
    claim = resolved.claim
    kind = f"{claim.topic}/{claim.status}"
    if kind not in _HARM:
        return _ALWAYS.get(kind, ())
    if any(pattern.search(claim.evidence.text) for _, pattern in WEAPONS):
        return (EXPLOSIONS,)
    if civilian(claim):
        return (CIVILIANS,)
    return (BATTLES,) if resolved.actor is not None and resolved.object is not None else ()


def violence(resolved: ResolvedClaim, entries: Entries) -> tuple[str, ...]:
    """UCDP's type of violence by the parties of a claim; none where they do not tell it."""
    claim = resolved.claim
    if f"{claim.topic}/{claim.status}" not in _FOUGHT:
        return ()
    parties = [Party("", meaning) for meaning in (resolved.actor, resolved.object) if meaning is not None]
    if civilian(claim) or claim.topic == "abuse":
        return (coded.violence_name(ONE_SIDED),)
    if any(is_state(party, entries) for party in parties):
        return (coded.violence_name(STATE_BASED),)
    return (coded.violence_name(NON_STATE),) if len(parties) == 2 else ()


# -- where -------------------------------------------------------------------------------------------------------


def _place(one: Coded, claims: Sequence[ResolvedClaim]) -> Found:
    where = coded.where(one)
    placed = [resolved for resolved in claims if resolved.claim.place is not None]
    names = dict.fromkeys(_name(resolved) for resolved in placed)
    distances = [away for resolved in placed if (away := where.distance(resolved.place)) is not None]
    columns: dict[str, Value] = {"coded_place": where.name, "place_read": "; ".join(names) or None}
    columns["km"] = round(min(distances), 1) if distances else None
    if where.name is None:
        return Found(NOT_CODED, columns)
    if not placed:
        return Found(NOT_STATED, columns)
    if any(where.is_meant(resolved) for resolved in placed) or (distances and min(distances) <= where.radius):
        return Found(AGREE, columns)
    return Found(WIDER if any(where.is_around(resolved) for resolved in placed) else DIFFER, columns)


def _name(resolved: ResolvedClaim) -> str:
    written = resolved.claim.place.text if resolved.claim.place else ""
    return resolved.place.name if resolved.place is not None and resolved.place.id else " ".join(written.split())


# -- when --------------------------------------------------------------------------------------------------------


def _date(one: Coded, claims: Sequence[ResolvedClaim]) -> Found:
    wanted = coded.days(one)
    times = [days for resolved in claims if (days := coded.span(resolved.claim.when)) is not None]
    columns: dict[str, Value] = {"coded_start": wanted[0].isoformat() if wanted else None}
    columns["coded_end"] = wanted[1].isoformat() if wanted else None
    told = dict.fromkeys("/".join(dict.fromkeys(day.isoformat() for day in days)) for days in times)
    columns["date_read"] = "; ".join(told) or None
    if wanted is None:
        return Found(NOT_CODED, columns)
    if not times:
        return Found(NOT_STATED, columns)
    meeting = [days for days in times if days[0] <= wanted[1] and wanted[0] <= days[1]]
    if not meeting:
        return Found(DIFFER, columns)
    longest = (wanted[1] - wanted[0]).days + LONGER
    exact = any((days[1] - days[0]).days <= longest for days in meeting)
    return Found(AGREE if exact else WIDER, columns)


# -- how many ----------------------------------------------------------------------------------------------------


def _deaths(one: Coded, claims: Sequence[ResolvedClaim]) -> Found:
    """The coded figure has to be one that a claim gives, or the sum of them: "3 soldiers and 2 civilians"."""
    best, low, high = coded.deaths(one)
    given = [_bounds(resolved.claim.count) for resolved in claims if _kills(resolved.claim) and resolved.claim.count]
    columns: dict[str, Value] = {"coded_deaths": best, "coded_low": low, "coded_high": high}
    if given:
        columns |= {"deaths_low": min(one[0] for one in given), "deaths_high": max(one[1] for one in given)}
    if best is None:
        return Found(NOT_CODED, columns)
    if not given:
        return Found(AGREE if best == 0 and not any(_kills(one.claim) for one in claims) else NOT_STATED, columns)
    total = (sum(one[0] for one in given), sum(one[1] for one in given))
    return Found(AGREE if any(least <= best <= most for least, most in (*given, total)) else DIFFER, columns)


def _kills(claim: Claim) -> bool:
    return (claim.topic, claim.status) == ("casualties", "killed") and claim.certainty != "planned"


def _bounds(count: Count) -> tuple[int, int]:
    """Lowest and highest figure; an open end is the other one: "at least 14" is compared as 14."""
    low = count.low if count.low is not None else count.high or 0
    return low, count.high if count.high is not None else low
