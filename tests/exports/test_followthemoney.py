"""FollowTheMoney: its own library validates the entities, and rolls the statements up into the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Made, Written

from sayso.exports.followthemoney import TYPES

pytest.importorskip("followthemoney", reason="needs requirements-peers.txt (it builds PyICU, with libicu-dev)")
from followthemoney import model
from followthemoney.cli.cli import cli
from followthemoney.statement import Statement


@pytest.fixture(scope="module")
def entities(written: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("ftm").splitlines()]


@pytest.fixture(scope="module")
def statements(written: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("ftm-statements").splitlines()]


def test_the_library_takes_every_value_as_it_is(entities: list[dict[str, Any]]) -> None:
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        clean = model.get_proxy(entity, cleaned=False)
        assert {prop.name: sorted(clean.get(prop)) for prop in clean.iterprops()} == sets(entity)
        for name, values in entity["properties"].items():
            assert schema.get(name).type.name == TYPES[name]
            if TYPES[name] == "entity":
                assert set(values) <= ids


def test_ftm_validate_passes_them_all(written: Written, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_bytes(written("ftm"))
    done = CliRunner().invoke(cli, ["validate", "-i", str(tmp_path / "in.json"), "-o", str(tmp_path / "out.json")])
    assert done.exit_code == 0, done.output
    assert len((tmp_path / "out.json").read_text().splitlines()) == len(written("ftm").splitlines())


def test_statements_have_the_ids_that_the_library_gives(statements: list[dict[str, Any]]) -> None:
    assert len({one["id"] for one in statements}) == len(statements)
    for one in statements:
        assert one["id"] == Statement.make_key(one["dataset"], one["entity_id"], one["prop"], one["value"], False)
        assert Statement.from_dict(one).to_dict()["value"] == one["value"]
        assert model.get(one["schema"]).get(one["prop"]).type.name == one["prop_type"]


def test_statements_roll_up_into_the_entities(written: Written, entities: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "in.json").write_bytes(written("ftm-statements"))
    words = ["aggregate-statements", "-f", "json", "-i", str(tmp_path / "in.json"), "-o", str(tmp_path / "out.json")]
    assert CliRunner().invoke(cli, words).exit_code == 0
    rolled = [json.loads(line) for line in (tmp_path / "out.json").read_text().splitlines()]
    assert {one["id"]: sets(one) for one in rolled} == {one["id"]: sets(one) for one in entities}


def sets(entity: dict[str, Any]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in entity["properties"].items()}


def test_a_dispute_keeps_both_sides_with_their_claims(statements: list[dict[str, Any]], made: Made) -> None:
    material = made("ftm")
    disputed = next(one for one in material.matters if one.topic == "control" and one.standing == "disputed")
    claims = {name for position in disputed.positions for name in position.claims}
    mine = [
        one for one in statements if one["prop"] == "recordId" and one["value"] in claims and one["schema"] == "Event"
    ]
    assert len(mine) == len(claims)
    assert len({one["entity_id"] for one in mine}) == len(claims)
    assert len({one["canonical_id"] for one in mine}) == 1
