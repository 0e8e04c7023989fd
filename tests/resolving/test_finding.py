"""What a user types for a place."""

from __future__ import annotations

import pytest

from sayso.resolving import Theatre

FOUND = [
    ("Aleppo", "ocha:C1007", "town"),
    ("aleppo", "ocha:C1007", "town"),
    ("Aleppo province", "ocha:SY02", "governorate"),
    ("Hanano", "ocha:N0129", "neighbourhood"),
    ("hanano", "ocha:N0129", "neighbourhood"),
    ("Hanano in Raqqa", "ocha:C5922", "town"),
    ("Hanano, Raqqa", "ocha:C5922", "town"),
    ("ocha:N0129", "ocha:N0129", "neighbourhood"),
    ("ocha:C5922", "ocha:C5922", "town"),
    ("geonames:99072", "geonames:99072", "town"),
    ("SY", "SY", "country"),
    ("Syria", "SY", "country"),
    ("minian", "hand:minyan", "town"),
    ("Minian", "hand:minyan", "town"),
    ("1070 Apartments", "hand:1070-apartments", "neighbourhood"),
    ("eastern Ghouta", "hand:eastern-ghouta", "area"),
    ("Mosul", "geonames:99072", "town"),
    ("Zahraa", None, "unresolved"),
    ("Binnish in Idlib province", "ocha:C3904", "town"),
    ("Binnish in Daraa province", None, "unresolved"),  # of that name there is none there or near
    ("Binnish, countryside of Aleppo", "ocha:C3904", "town"),  # across the border of the province, not far
    ("Kobane on the border with Turkey", "ocha:C1946", "town"),
    ("Atlantis", None, "unresolved"),
    ("", None, "unresolved"),
]


@pytest.mark.parametrize(("name", "entry", "precision"), FOUND)
def test_a_users_place_is_found(name: str, entry: str | None, precision: str, syria: Theatre) -> None:
    found = syria.find_place(name)
    assert (found.id, found.precision) == (entry, precision)


def test_an_ambiguous_place_offers_ids_that_work(syria: Theatre) -> None:
    candidates = syria.find_place("Zahraa").candidates
    assert "ocha:C1646" in candidates
    assert "ocha:N0135" in candidates
    assert [syria.find_place(id_).id for id_ in candidates] == list(candidates)


def test_the_most_prominent_candidate_comes_first(syria: Theatre) -> None:
    assert syria.find_place("Hanano").candidates == ("ocha:N0129", "ocha:C5922")
