"""The place that a user names: found, settled by the ledger, or refused with what might have been meant."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from making import MILL, TARN, claim, matter, report

from sayso.briefs import locate
from sayso.errors import SaysoError
from sayso.models import PlaceResolution


@dataclass
class Place:
    name: str
    kind: str


class Gazetteer:
    """Tarn is one place; there are two called Weir."""

    def find_place(self, name: str) -> PlaceResolution:
        if name in ("Tarn", "t:tarn"):
            return TARN
        if name == "Weir":
            return PlaceResolution(None, name, candidates=("t:weir1", "t:weir2"))
        return PlaceResolution(None, name)

    def place(self, place_id: str) -> Place | None:
        return {"t:weir1": Place("Weir", "village"), "t:weir2": Place("Weir", "town")}.get(place_id)


ONE = claim(report("Nothing moved."), "Nothing moved.", "fighting/ended")
WEIR = PlaceResolution("t:weir2", "Weir", "town")
OTHER_WEIR = PlaceResolution("t:weir1", "Weir", "town")


@pytest.mark.parametrize(
    ("name", "places", "found"),
    [
        ("Tarn", [], TARN),
        ("t:tarn", [MILL], TARN),
        ("Weir", [MILL, WEIR], WEIR),  # only one of the two has claims
        ("old kiln", [PlaceResolution(None, "Old Kiln")], PlaceResolution(None, "Old Kiln")),
    ],
)
def test_a_place_is_found(name: str, places: list[PlaceResolution], found: PlaceResolution) -> None:
    assert locate(name, Gazetteer(), [matter([ONE], place) for place in places]) == found


@pytest.mark.parametrize(
    ("name", "places", "message"),
    [
        ("Weir", [], r"'Weir' may be Weir, village \[t:weir1\] or Weir, town \[t:weir2\]: ask by the id"),
        ("Weir", [WEIR, OTHER_WEIR], "'Weir' may be"),
        ("Mill Quater", [MILL], "no place 'Mill Quater' in the gazetteer or the ledger; did you mean Mill Quarter?"),
        ("Xanadu", [MILL], "no place 'Xanadu' in the gazetteer or the ledger$"),
    ],
)
def test_what_is_unknown_or_ambiguous_is_refused(name: str, places: list[PlaceResolution], message: str) -> None:
    with pytest.raises(SaysoError, match=message):
        locate(name, Gazetteer(), [matter([ONE], place) for place in places])
