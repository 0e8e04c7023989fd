"""Names in Arabic script, in texts of any language."""

from __future__ import annotations

import pytest

from sayso.models import Claim, Mention, Report
from sayso.resolving import Theatre, resolve
from sayso.resolving.arabic import named_in

TEXTS = [
    ("قال سكان إن الطائرات قصفت بلدة خان طومان ومدينة حلب", ["خان طومان=ocha:C1015", "حلب=ocha:C1007"]),
    ("قال سكان إن القصف طال أريحا بإدلب وحلب", ["أريحا=ocha:C4278", "إدلب=ocha:SY07", "حلب=ocha:C1007"]),
    ("أعلن الجيش العربي السوري ذلك", ["الجيش العربي السوري=act:syrian-arab-army"]),
    ("Fighters of جبهة النصرة left خان طومان today.", ["جبهة النصرة=act:al-nusra-front", "خان طومان=ocha:C1015"]),
    ("خان. طومان", []),
    ("أعلن الجيش سيطرته على القرية والمدينة يوم الثلاثاء", []),
    ("Nothing in Aleppo.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_names_are_matched_to_the_letter(text: str, names: list[str], syria: Theatre) -> None:
    found = list(named_in(text, syria))
    assert [f"{mention.text}={meaning.id}" for mention, meaning in found] == names
    assert all(text[mention.start : mention.end] == mention.text for mention, _ in found)


def test_a_claim_of_an_english_report_may_name_them(syria: Theatre) -> None:
    report = Report("r", "", "The الجيش العربي السوري took خان طومان on Monday.", "Field Wire", "2016-11-08")

    def at(words: str) -> Mention:
        start = report.full.index(words)
        return Mention(words, start, start + len(words))

    claim = Claim(
        *("c", "r", "control", "taken", "stated"), at("took"), place=at("خان طومان"), actor=at("الجيش العربي السوري")
    )
    (found,) = resolve(report, [claim], syria)
    assert found.place is not None
    assert found.actor is not None
    assert (found.place.id, found.actor.id) == ("ocha:C1015", "act:syrian-arab-army")
