"""The JSON shapes of reports and claims, as read, exported and scored.

A line is one report: ``{"report": {...}, "claims": [...]}``. A claim has the codebook's fields. Its names are
null or ``{"text", "start", "end"}``, offsets into title, newline, text; resolving adds ``id``, ``name``,
``precision``, ``lat`` and ``lon`` to a place and ``id``, ``name`` and ``side`` to an actor or source. Hand-coded
files may give bare strings instead: these are located in the report.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeGuard

from sayso.errors import InputError
from sayso.models import (
    CERTAINTIES,
    STATUSES,
    UNITS,
    ActorResolution,
    Claim,
    Count,
    Matter,
    Mention,
    Period,
    PlaceResolution,
    Report,
    ResolvedClaim,
)

Json = dict[str, Any]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MEANT = ("place", "actor", "object", "source")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a coded file: a report and the claims coded from it.

    ``history`` is what the line says of how a ledger came by them, as JSON; only whole ledgers have one.
    """

    report: Report
    claims: tuple[ResolvedClaim, ...]
    history: Json | None = None


# -- writing -----------------------------------------------------------------------------------------------------


def report_to_json(report: Report) -> Json:
    """Every field of the report; those that are unknown are null."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "text": report.text,
        "url": report.url,
        "language": report.language,
    }


def claim_to_json(claim: Claim | ResolvedClaim) -> Json:
    """The claim in the shape of a coded file; a resolved claim carries what its names mean."""
    resolved = claim if isinstance(claim, ResolvedClaim) else ResolvedClaim(claim)
    read = resolved.claim
    return {
        "id": read.id,
        "topic": read.topic,
        "status": read.status,
        "certainty": read.certainty,
        "evidence": _mention_to_json(read.evidence),
        "place": _place_to_json(read.place, resolved.place),
        "actor": _actor_to_json(read.actor, resolved.actor),
        "object": _actor_to_json(read.object, resolved.object),
        "count": read.count and {"low": read.count.low, "high": read.count.high, "unit": read.count.unit},
        "when": read.when and {"start": read.when.start, "end": read.when.end},
        "source": _actor_to_json(read.source, resolved.source),
        "via": [_mention_to_json(link) for link in read.via],
        "confidence": read.confidence,
    }


def whole_to_json(resolved: ResolvedClaim) -> Json:
    """The claim with all that is known of what its names mean: ``candidates``, and what a place is ``within``.

    What is known of a name without words for it has null for these.
    """
    shape = claim_to_json(resolved)
    for field in _MEANT:
        meaning: PlaceResolution | ActorResolution | None = getattr(resolved, field)
        if meaning is not None:
            shape[field] = {"text": None, "start": None, "end": None} | (shape[field] or {}) | asdict(meaning)
    return shape


def row_to_json(report: Report, claims: Iterable[Claim | ResolvedClaim]) -> Json:
    """One line of a coded file."""
    return {"report": report_to_json(report), "claims": [claim_to_json(claim) for claim in claims]}


def matter_to_json(matter: Matter) -> Json:
    """A matter with its standing and positions; the place's id and point are null where they are not known."""
    place = matter.place
    return {
        "id": matter.id,
        "topic": matter.topic,
        "place": {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon},
        "start": matter.start,
        "end": matter.end,
        "standing": matter.standing,
        "disputed_on": list(matter.disputed_on),
        "positions": [
            {
                "summary": position.summary,
                "sources": list(position.sources),
                "outlets": list(position.outlets),
                "reports": list(position.reports),
                "claims": list(position.claims),
            }
            for position in matter.positions
        ],
    }


def change_to_json(kind: str, text: str, matter: Matter, before: Matter | None) -> Json:
    """A change: its kind, what it is in a sentence, the matter as it stands, and as it stood (null for a new one)."""
    earlier = matter_to_json(before) if before else None
    return {"kind": kind, "text": text, "matter": matter_to_json(matter), "before": earlier}


def write_rows(path: Path, rows: Iterable[Json]) -> None:
    """Write a coded file. Raises InputError where that cannot be done."""
    try:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error}") from error


def _mention_to_json(mention: Mention | None) -> Json | None:
    return {"text": mention.text, "start": mention.start, "end": mention.end} if mention else None


def _place_to_json(mention: Mention | None, place: PlaceResolution | None) -> Json | None:
    shape = _mention_to_json(mention)
    if shape is not None and place is not None:
        shape |= {"id": place.id, "name": place.name, "precision": place.precision, "lat": place.lat, "lon": place.lon}
    return shape


def _actor_to_json(mention: Mention | None, actor: ActorResolution | None) -> Json | None:
    shape = _mention_to_json(mention)
    if shape is not None and actor is not None:
        shape |= {"id": actor.id, "name": actor.name, "side": actor.side}
    return shape


# -- reading -----------------------------------------------------------------------------------------------------


def read_rows(path: Path) -> Iterator[Row | InputError]:
    """The rows of a coded file; a line that breaks the format comes as an error that names it, the others follow.

    Raises InputError where the file itself cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row(f"{path}, line {number}", line)


def _row(name: str, line: str) -> Row | InputError:
    try:
        data = json.loads(line)
        report = report_from_json(data["report"])
        return Row(report, tuple(resolved_from_json(c, report, n) for n, c in enumerate(data["claims"])))
    except InputError as error:
        return InputError(name, str(error))
    except json.JSONDecodeError as error:
        return InputError(name, f"not JSON: {error}")
    except (KeyError, TypeError, AttributeError) as error:
        return InputError(name, f'not a coded report ("report" and "claims" are needed): {error!r}')


def report_id(outlet: str | None, full: str) -> str:
    """Sixteen hexadecimal digits by outlet and full text (title, newline, text): the same report met twice has one."""
    return sha256(f"{outlet or ''}\n{full}".encode()).hexdigest()[:16]


def report_from_json(data: Mapping[str, Any]) -> Report:
    """A report; without an ``id`` it is the hash of outlet and text. Raises InputError without a text."""
    title, text = data.get("title") or "", data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(str(data.get("id", "report")), "has no text")
    outlet = data.get("outlet")
    for field in ("id", "outlet", "published", "title", "url", "language"):
        _check_text(str(data.get("id", "report")), field, data.get(field))
    _check_text(str(data.get("id", "report")), "text", text)
    return Report(
        id=str(data.get("id") or report_id(outlet, f"{title}\n{text}")),
        title=title,
        text=text,
        outlet=outlet,
        published=data.get("published"),
        url=data.get("url"),
        language=data.get("language") or "en",
    )


def claim_from_json(data: Mapping[str, Any], report: Report, number: int = 0) -> Claim:
    """A claim of ``report``. Bare strings are located: the evidence first, then each field nearest to it.

    Raises InputError for words that the report does not have and for values outside the closed lists.
    """
    name = str(data.get("id") or f"{report.id}#{number}")
    _check_lists(name, data)
    evidence = _locate(name, "evidence", data["evidence"], report, None)
    if evidence is None:
        raise InputError(name, "has no evidence")

    def located(field: str) -> Mention | None:
        return _locate(name, field, data.get(field), report, evidence)

    via = (_locate(name, "via", link, report, evidence) for link in data.get("via") or ())
    return Claim(
        id=name,
        report_id=report.id,
        topic=data["topic"],
        status=data["status"],
        certainty=data["certainty"],
        evidence=evidence,
        place=located("place"),
        actor=located("actor"),
        object=located("object"),
        count=_count(name, data.get("count")),
        when=_period(data.get("when")),
        source=located("source"),
        via=tuple(link for link in via if link is not None),
        confidence=float(data.get("confidence", 1.0)),
    )


def resolved_from_json(data: Mapping[str, Any], report: Report, number: int = 0) -> ResolvedClaim:
    """A claim with what its names were resolved to, where the record says so."""
    return ResolvedClaim(
        claim=claim_from_json(data, report, number),
        place=_place(data.get("place")),
        actor=_actor(data.get("actor")),
        object=_actor(data.get("object")),
        source=_actor(data.get("source")),
    )


def whole_from_json(data: Mapping[str, Any], report: Report, number: int = 0) -> ResolvedClaim:
    """A claim from its whole shape. Raises InputError for words that the report does not have."""
    resolved = resolved_from_json(data, report, number)
    meanings = {field: _whole(getattr(resolved, field), data.get(field)) for field in _MEANT}
    whole = replace(resolved, **meanings)
    check_values(whole)
    return whole


def check_values(resolved: ResolvedClaim) -> None:
    """Raise InputError for values that are not of the kind that their field holds, as a file may have them."""
    claim, name = resolved.claim, resolved.claim.id
    _check_text(name, "id", name)
    if not math.isfinite(claim.confidence):
        raise InputError(name, f"{claim.confidence!r} is not a confidence")
    for end in (claim.count.low, claim.count.high) if claim.count else ():
        if end is not None and not _is_whole(end):
            raise InputError(name, f"{end!r} is not a count")
    for day in (claim.when.start, claim.when.end) if claim.when else ():
        _check_text(name, "when", day)
    for field in _MEANT:
        meaning: PlaceResolution | ActorResolution | None = getattr(resolved, field)
        for key, value in asdict(meaning).items() if meaning is not None else ():
            _check_meaning(name, f"{field}'s {key}", value)


def _check_meaning(name: str, field: str, value: object) -> None:
    if isinstance(value, tuple):
        for one in value:
            _check_text(name, field, one if one is not None else 0)
    elif field.endswith((" lat", " lon")):
        if value is not None and not (isinstance(value, int | float) and math.isfinite(value)):
            raise InputError(name, f"its {field} is not a number of degrees: {value!r}")
    else:
        _check_text(name, field, value if value is not None or not field.endswith((" name", " precision")) else 0)


def _check_text(name: str, field: str, value: object) -> None:
    """Raise InputError for what is neither a text that can be stored nor None."""
    if value is not None and (not isinstance(value, str) or _UNSTORABLE.search(value)):
        raise InputError(name, f"its {field} is not a text that can be stored: {str(value)[:40]!r}")


def _is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number that every store can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53


def _whole(meaning: Any, shape: object) -> Any:
    if meaning is None or not isinstance(shape, Mapping):
        return meaning
    added = {"candidates": tuple(shape.get("candidates") or ())}
    if isinstance(meaning, PlaceResolution):
        added["within"] = tuple(shape.get("within") or ())
    return replace(meaning, **added)


def _check_lists(name: str, data: Mapping[str, Any]) -> None:
    topic, status, certainty = data.get("topic"), data.get("status"), data.get("certainty")
    if topic not in STATUSES:
        raise InputError(name, f"{topic!r} is not a topic; the topics are {', '.join(STATUSES)}")
    if status not in STATUSES[topic]:
        raise InputError(name, f"{status!r} is not a status of {topic}; they are {', '.join(STATUSES[topic])}")
    if certainty not in CERTAINTIES:
        raise InputError(name, f"{certainty!r} is not a certainty; they are {', '.join(CERTAINTIES)}")


def _count(name: str, data: Mapping[str, Any] | None) -> Count | None:
    if not data:
        return None
    if data.get("unit") not in UNITS:
        raise InputError(name, f"{data.get('unit')!r} is not a unit; they are {', '.join(UNITS)}")
    return Count(data.get("low"), data.get("high"), data["unit"])


def _period(data: Mapping[str, Any] | None) -> Period | None:
    return Period(data.get("start"), data.get("end")) if data else None


def _place(data: object) -> PlaceResolution | None:
    if not isinstance(data, Mapping) or "precision" not in data:
        return None
    return PlaceResolution(data["id"], data["name"], data["precision"], data.get("lat"), data.get("lon"))


def _actor(data: object) -> ActorResolution | None:
    if not isinstance(data, Mapping) or "side" not in data:
        return None
    return ActorResolution(data["id"], data["name"], data["side"])


def _locate(name: str, field: str, value: object, report: Report, evidence: Mention | None) -> Mention | None:
    """The words of a field: by their offsets where these hold, else the occurrence nearest to the evidence."""
    words = value.get("text") if isinstance(value, Mapping) else value
    if not words:
        return None
    full = report.full
    start, end = (value.get("start"), value.get("end")) if isinstance(value, Mapping) else (None, None)
    if _is_whole(start) and _is_whole(end) and 0 <= start < end and full[start:end] == words:
        return Mention(str(words), start, end)
    found = spans_of(str(words), full)
    if not found:
        raise InputError(name, f"the words of its {field} are not in the report: {str(words)[:60]!r}")
    begin, stop = found[0] if evidence is None else min(found, key=lambda span: _distance(span, evidence))
    return Mention(full[begin:stop], begin, stop)


def spans_of(words: str, text: str) -> list[tuple[int, int]]:
    """Every place in ``text`` where ``words`` stand, runs of white space counting as one space."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def _distance(span: tuple[int, int], evidence: Mention) -> int:
    return max(evidence.start - span[0], span[1] - evidence.end, 0)
