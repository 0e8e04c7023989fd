"""The whole flow on three real reports: what a reader of the briefs must find there, and must not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.models import ResolvedClaim

Brief = dict[str, Any]


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "sayso.db"
    reports = sorted(str(report) for report in (shared / "seeds").glob("*.txt"))
    result = CliRunner().invoke(main, ["add", *reports, "--ledger", str(path)], catch_exceptions=False)
    assert (result.exit_code, result.stdout.startswith("3 reports with ")) == (0, True)
    return path


@pytest.fixture(scope="module")
def brief(ledger: Path) -> Callable[..., Brief]:
    def asked(*words: str) -> Brief:
        command = ["brief", *words, "--format", "json", "--ledger", str(ledger)]
        made: Brief = json.loads(CliRunner().invoke(main, command, catch_exceptions=False).stdout)
        return made

    return asked


@pytest.fixture(scope="module")
def claims(ledger: Path) -> list[ResolvedClaim]:
    with open_ledger(ledger) as opened:
        return opened.claims()


def items(made: Brief, topic: str) -> list[dict[str, Any]]:
    return [item for section in made["sections"] if section["topic"] == topic for item in section["items"]]


def statements(made: Brief, *topics: str) -> Iterator[dict[str, Any]]:
    for topic in topics:
        for item in items(made, topic):
            for position in item["positions"]:
                yield from position


def voices(item: dict[str, Any]) -> str:
    return "; ".join(voice["name"] for position in item["positions"] for one in position for voice in one["voices"])


def sentences(made: Brief, *topics: str) -> str:
    return "\n".join(one["sentence"] for one in statements(made, *topics))


def test_who_holds_minian_is_disputed_between_monitor_and_rebel(brief: Callable[..., Brief]) -> None:
    made = brief("Minian", "--on", "2016-11-08")
    (disputed,) = [item for item in items(made, "control") if item["standing"] == "disputed"]
    assert disputed["disputed_on"] == ["actor"]
    assert disputed["standing_words"] == "disputed on who holds it"
    assert "Observatory" in voices(disputed)
    assert "Malahifji" in voices(disputed)
    assert "state media" in sentences(made, "fighting", "control")
    assert "Malahifji" in sentences(made, "fighting")


def test_the_taking_of_1070_apartments_is_conceded_and_clashes_stand_beside_it(brief: Callable[..., Brief]) -> None:
    made = brief("1070 Apartments")
    (conceded,) = [item for item in items(made, "control") if item["standing"] == "conceded"]
    for voice in ("Syrian army", "Observatory", "military source", "Hizbollah", "Malahifji"):
        assert voice in voices(conceded)
    assert "Clashes took place" in sentences(made, "fighting")
    assert "Malahifji" in sentences(made, "fighting")
    # What rebels say they won back stands beside the taking, not in place of it.
    assert any("Alyousef" in voices(item) for item in items(made, "control") if item is not conceded)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("casualties", "At least 23 people were killed"),
        ("displacement", "More than 140,000 people were displaced"),
        ("control", "Government security forces took Achrafieh"),
        ("control", "Government security forces took Bani Zaid"),
        ("truce", "truce was in force"),
        ("return", "kept from returning"),
        ("abuse", "for military ends"),
    ],
)
def test_aleppo_in_january_2026(brief: Callable[..., Brief], topic: str, words: str) -> None:
    assert words in sentences(brief("Aleppo", "--on", "2026-01-11"), topic)


def test_accusation_and_counter_accusation_over_the_hospital_are_two_voices(brief: Callable[..., Brief]) -> None:
    made = brief("Aleppo", "--on", "2026-01-11")
    named = {voice["name"] for one in statements(made, "abuse", "fighting", "damage") for voice in one["voices"]}
    assert any("SDF" in name for name in named)
    assert any("Damascus" in name for name in named)


def test_returns_to_hanano_rest_on_a_united_nations_official(brief: Callable[..., Brief]) -> None:
    told = [one for one in statements(brief("Hanano"), "return") if "2,200 families returned" in one["sentence"]]
    assert [voice["name"] for one in told for voice in one["voices"]] == ["a United Nations official"]


@pytest.mark.parametrize(
    "furniture", ["Leave a Reply", "Akismet", "have voted", "Newsletter", "You are here", "economic"]
)
def test_no_claim_comes_from_furniture_or_comments(claims: list[ResolvedClaim], furniture: str) -> None:
    assert claims
    assert not [one for one in claims if furniture in one.claim.evidence.text]


def test_every_statement_has_its_voices_and_its_exact_words(brief: Callable[..., Brief], ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        texts = {report.id: report.full for report in opened.reports()}
        assert opened.check() == []
    made = brief("Aleppo", "--all", "--show-names")
    told = [one for section in made["sections"] for one in statements(made, section["topic"])]
    assert len(told) > 20
    for one in told:
        assert one["voices"]
        assert one["quotes"]
        assert all(texts[quote["report"]][quote["start"] : quote["end"]] == quote["text"] for quote in one["quotes"])
