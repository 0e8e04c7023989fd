"""Of the world's units only names that GeoNames has are carried, whatever else their package mixes in."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def world_areas(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("world_areas", root / "scripts" / "world_areas.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["world_areas"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = [
    # the unit: name, ISO code, aliases; the names carried
    (("Tarn", "", ("Tarn District",)), ["Tarn", "Tarn District"]),  # GeoNames alone has it
    (("Tarnia", "XX-1", ("Tarn", "Tarn Land")), ["Tarn Province", "Tarn", "Tarn Land"]),  # a first unit
    (("Tarn [Tarnu]", "XX-1", ("Tarnu",)), ["Tarn Province"]),  # the alias is iso-codes' too
    (("Millër", "XX-2", ("Miller County",)), ["Millër", "Miller County"]),  # towns lie in "Miller"
    (("Hilly", "XX-2", ("Hill", "Le Hill")), ["Hill", "Le Hill"]),  # towns lie in "Hill"
    (("Dale", "XX-2", ("Dale Shire",)), []),  # nobody but iso-codes names it so
]


@pytest.mark.parametrize(("unit", "names"), CASES)
def test_a_unit_has_only_names_of_geonames(
    world_areas: ModuleType, unit: tuple[str, str, tuple[str, ...]], names: list[str]
) -> None:
    name, iso, aliases = unit
    firsts = {"1": ["Tarn Province"]}
    witnesses = world_areas.Witnesses(firsts, {"XX": {"Miller", "Hill"}}, {"XX-1": name, "XX-2": name})
    first = "1" if iso == "XX-1" else "2"
    assert world_areas._names(world_areas.Unit(name, iso, f"XX.{first}", first, aliases), witnesses) == names


def test_units_lie_where_their_towns_do(world_areas: ModuleType) -> None:
    units = [world_areas.Unit("Tarn", "", "XX.1", "1", ()), world_areas.Unit("Hill", "", "XX.1.2", "2", ())]
    cities = [["a", "", "2", "", "300", "10.0", "20.0"], ["b", "", "1", "", "100", "14.0", "24.0"]]
    towns = world_areas._towns(units, cities)
    rows = list(world_areas._rows(units, world_areas.Witnesses({}, {}, {}), towns))
    assert rows == [
        ("1", "Tarn", "", "admin1", "XX.1", "XX", "", "11.000", "21.000", "400"),
        ("2", "Hill", "", "admin2", "XX.1.2", "XX", "1", "10.000", "20.000", "300"),
    ]
