"""The ledger as JSON Lines, in the shape of hand-coded files, and back.

To that shape a place adds the places it lies ``within``, and every resolution the ``candidates`` that were considered;
the export of a whole ledger adds the ``history`` of each report, so that what is read in again is the same ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.exports.material import Material
from sayso.models import Report, ResolvedClaim
from sayso.records import Json, Row, report_from_json, report_to_json, whole_from_json, whole_to_json


def write(material: Material, out: BinaryIO) -> None:
    """A line a report, with its claims."""
    write_lines(lines(material.reports, material.claims), out)


def write_lines(made: Iterable[Json], out: BinaryIO) -> None:
    """The same of lines that are made as they are written."""
    for line in made:
        out.write((json.dumps(line, ensure_ascii=False) + "\n").encode())


def lines(
    reports: Iterable[Report], claims: Iterable[ResolvedClaim], histories: Mapping[str, Json] | None = None
) -> Iterator[Json]:
    """One row a report, with its claims in the order given and its history; reports without claims too."""
    by_report: dict[str, list[ResolvedClaim]] = {}
    for resolved in claims:
        by_report.setdefault(resolved.claim.report_id, []).append(resolved)
    for report in reports:
        claims_of_it = by_report.get(report.id, [])
        line = {"report": report_to_json(report), "claims": [whole_to_json(resolved) for resolved in claims_of_it]}
        yield line | ({"history": histories[report.id]} if histories and report.id in histories else {})


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
        claims = tuple(whole_from_json(one, report, number) for number, one in enumerate(data["claims"]))
        history = data.get("history")
    except InputError as error:
        return InputError(name, str(error))
    except (json.JSONDecodeError, RecursionError) as error:
        return InputError(name, f"not JSON: {error}")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        return InputError(name, f'not a line of an export ("report" and "claims" are needed): {error!r}')
    return Row(report, claims, history if isinstance(history, dict) else None)
