"""The ledger as JSON Lines, in the shape of hand-coded files, and back.

To that shape a place adds the places it lies ``within``, and every resolution the ``candidates`` that were considered,
so that what is read in again is the same to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.exports.material import Material
from sayso.models import ActorResolution, PlaceResolution, Report, ResolvedClaim
from sayso.records import Json, Row, claim_to_json, report_from_json, report_to_json, resolved_from_json

MEANT = ("place", "actor", "object", "source")


def write(material: Material, out: BinaryIO) -> None:
    """A line a report, with its claims."""
    for line in lines(material.reports, material.claims):
        out.write((json.dumps(line, ensure_ascii=False) + "\n").encode())


def lines(reports: Iterable[Report], claims: Iterable[ResolvedClaim]) -> Iterator[Json]:
    """One row a report, with its claims in the order given; reports without claims too."""
    by_report: dict[str, list[ResolvedClaim]] = {}
    for resolved in claims:
        by_report.setdefault(resolved.claim.report_id, []).append(resolved)
    for report in reports:
        claims_of_it = by_report.get(report.id, [])
        yield {"report": report_to_json(report), "claims": [whole(resolved) for resolved in claims_of_it]}


def whole(resolved: ResolvedClaim) -> Json:
    """A claim with all that is known of what its names mean."""
    shape = claim_to_json(resolved)
    for field in MEANT:
        meaning: PlaceResolution | ActorResolution | None = getattr(resolved, field)
        if shape[field] is not None and meaning is not None:
            shape[field]["candidates"] = list(meaning.candidates)
            if isinstance(meaning, PlaceResolution):
                shape[field]["within"] = list(meaning.within)
    return shape


def read(path: Path) -> Iterator[Row | InputError]:
    """The rows of an export, as they were; a line that breaks the format comes as an error that names it.

    Raises InputError where the file itself cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as lines_of_it:
            for number, line in enumerate(lines_of_it, start=1):
                if line.strip():
                    yield _row(f"{path}, line {number}", line)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error


def _row(name: str, line: str) -> Row | InputError:
    try:
        data = json.loads(line)
        report = report_from_json(data["report"])
        claims = tuple(restored(one, report, number) for number, one in enumerate(data["claims"]))
    except InputError as error:
        return InputError(name, str(error))
    except (json.JSONDecodeError, RecursionError) as error:
        return InputError(name, f"not JSON: {error}")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        return InputError(name, f'not a line of an export ("report" and "claims" are needed): {error!r}')
    return Row(report, claims)


def restored(data: Mapping[str, Any], report: Report, number: int = 0) -> ResolvedClaim:
    """A claim from its whole shape. Raises InputError for words that the report does not have."""
    resolved = resolved_from_json(data, report, number)
    meanings = {field: _restored(getattr(resolved, field), data.get(field)) for field in MEANT}
    return replace(resolved, **meanings)


def _restored(meaning: Any, shape: object) -> Any:
    if meaning is None or not isinstance(shape, Mapping):
        return meaning
    added = {"candidates": tuple(shape.get("candidates") or ())}
    if isinstance(meaning, PlaceResolution):
        added["within"] = tuple(shape.get("within") or ())
    return replace(meaning, **added)
