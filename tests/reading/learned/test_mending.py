"""What is mended in what the network says: numbers taken twice, places that run on, what lasts and was passed over."""

from __future__ import annotations

import pytest

from sayso.models import Claim, Count, Mention, Report
from sayso.reading import load_reader
from sayso.reading.learned.decoding import Finding, Pointed, counted_once
from sayso.reading.learned.placing import named_part
from sayso.reading.learned.reader import own_doer
from sayso.reading.learned.tidying import in_one_place
from sayso.reading.learned.voicing import bare, described, only_doer, told_of


def finding(
    number: int | None, probability: float, place: tuple[int, int] = (0, 4), status: str = "returned"
) -> Finding:
    fields = {"place": Pointed(place, 0.9), "object": Pointed(None, 0.9)}
    count = Count(200, 200, "families") if number is not None else None
    return Finding(0, "return", status, 0, probability, "stated", 0.9, fields, count, 0.9, number, 0, None)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([finding(20, 0.6), finding(20, 0.8)], [0.8]),  # "thousands return, 200 families of them": one number once
        ([finding(20, 0.6), finding(40, 0.8)], [0.6, 0.8]),
        ([finding(20, 0.6), finding(20, 0.8, place=(8, 12))], [0.6, 0.8]),
        ([finding(20, 0.6), finding(20, 0.8, status="barred")], [0.6, 0.8]),
        ([finding(None, 0.6), finding(None, 0.8)], [0.6, 0.8]),
    ],
)
def test_a_number_counts_one_thing(found: list[Finding], kept: list[float]) -> None:
    assert [one.probability for one in counted_once(found)] == kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Tarn told reporters that soldiers at a checkpoint", "Tarn"),
        ("the village of Old Tarn, which has", "the village of Old Tarn"),
        ("the quarter of Saidiya", "the quarter of Saidiya"),
        ("Orun is near Tarn the town where", "Tarn"),
        ("Orun is close to the town of Tarn", "the town of Tarn"),
    ],
)
def test_the_name_of_a_place_ends_at_a_verb(words: str, kept: str) -> None:
    start = 7 + words.index(kept)
    assert named_part(Mention(words, 7, 7 + len(words))) == Mention(kept, start, start + len(kept))
    assert named_part(None) is None


@pytest.mark.parametrize(
    ("words", "actor", "source", "kept"),
    [
        ("“We left the hill at dawn,” he said.", "the army", "a commander of the Tarn Brigade", None),
        (
            "“We left the hill at dawn,” he said.",
            "the Tarn Brigade",
            "a commander of the Tarn Brigade",
            "the Tarn Brigade",
        ),
        ("They left the hill at dawn, he said.", "the army", "a commander of the Tarn Brigade", "the army"),
    ],
)
def test_what_we_did_nobody_else_did(words: str, actor: str, source: str, kept: str | None) -> None:
    evidence = Mention(words, 100, 100 + len(words))
    doer, said = Mention(actor, 10, 10 + len(actor)), Mention(source, 60, 60 + len(source))
    claim = Claim("", "r", "deployment", "withdrew", "stated", evidence, actor=doer, source=said)
    found = own_doer(claim).actor
    assert (found.text if found else None) == kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("However Volga", "Volga"),
        ("that the Shields", "the Shields"),
        ("The army and its ally have", "The army and its ally"),
        ("The WHO", "The WHO"),
        ("the mayor of Tarn", "the mayor of Tarn"),
    ],
)
def test_a_voice_is_its_name_alone(words: str, kept: str) -> None:
    start = 5 + words.index(kept)
    assert bare(Mention(words, 5, 5 + len(words))) == Mention(kept, start, start + len(kept))
    assert bare(None) is None


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("the army blamed on the Shields", "the Shields"),
        ("Volga denied charges that the army", "the army"),
        ("terrorist groups, a term the army", "terrorist groups"),
        ("the army", "the army"),
    ],
)
def test_a_doer_is_not_who_blames_them_nor_what_they_are_called(words: str, kept: str) -> None:
    start = 5 + words.index(kept)
    assert only_doer(Mention(words, 5, 5 + len(words))) == Mention(kept, start, start + len(kept))
    assert only_doer(None) is None


def test_families_that_are_counted_are_families() -> None:
    text = "TARN, May 8 - About 3,100 families have come back to Tarn since April, the governor said on Monday."
    report = Report("r", "Families return to Tarn", text, "The Tarn Post", "2031-05-08")
    (claim,) = [c for c in load_reader("learned")(report) if c.count and c.count.low == 3100]
    assert claim.count == Count(3100, 3100, "families")


def _told(topic: str, status: str, place: str | None, actor: str, text: str) -> Claim:
    def find(words: str | None) -> Mention | None:
        return Mention(words, at, at + len(words)) if words and (at := text.index(words)) >= 0 else None

    start = text.rindex(". ") + 2
    return Claim("", "r", topic, status, "stated", Mention(text[start:], start, len(text)), find(place), find(actor))


@pytest.mark.parametrize(
    ("text", "told", "places"),
    [
        (  # how a party's name begins is no place of its deeds
            "Gas fell on Tarn. Ten died in an attack blamed on Orun president Sadr's forces.",
            [("fighting", "attack", "Tarn"), ("casualties", "killed", "Orun")],
            ["Tarn", "Tarn"],
        ),
        (  # an attack and its weapon are in one place, the one last named
            "Tarn was calm after gas fell on Weir. The attack is blamed on Orun president Sadr's forces.",
            [("fighting", "attack", "Tarn"), ("abuse", "banned_weapon", "Weir")],
            ["Weir", "Weir"],
        ),
        (  # the dead can be of several places
            "Tarn was calm after gas fell on Weir. The attack is blamed on Orun president Sadr's forces.",
            [("fighting", "attack", "Tarn"), ("casualties", "killed", "Weir")],
            ["Tarn", "Weir"],
        ),
    ],
)
def test_one_act_is_in_one_place(text: str, told: list[tuple[str, str, str]], places: list[str]) -> None:
    claims = [_told(topic, status, place, "Orun president Sadr's forces", text) for topic, status, place in told]
    assert [claim.place.text if claim.place else None for claim in in_one_place(claims)] == places


@pytest.mark.parametrize(
    ("named", "read"),
    [
        ("Tarn", ["Tarn", "Tarn"]),
        ("the north of Galt", ["Weir", "the north of Galt"]),  # in which the place told of after may lie
    ],
)
def test_victims_of_one_sentence_are_where_it_names_a_place(named: str, read: list[str]) -> None:
    first = f"Shells of the Shields killed four and hurt nine in {named}. "
    text = first + "More fell on Weir."
    told = Mention(first.strip(), 0, len(first) - 1)

    def claim(status: str, place: str) -> Claim:
        at, by = text.index(place), text.index("the Shields")
        where, who = Mention(place, at, at + len(place)), Mention("the Shields", by, by + 11)
        return Claim("", "r", "casualties", status, "stated", told, where, who)

    claims = in_one_place([claim("killed", "Weir"), claim("wounded", named)])
    assert [c.place.text for c in claims if c.place] == read


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Shelling kills ten civilians in Tarn: monitor", "monitor"),
        ("Shelling kills ten civilians in Tarn Monitor", "Monitor"),
        ("Shelling kills ten civilians in Tarn", None),
        ("Shelling kills ten civilians near the observatory", None),
    ],
)
def test_a_headline_ends_on_its_speaker(title: str, source: str | None) -> None:
    report = Report("r", title, "", "The Tarn Post", "2031-05-08")
    found = [c for c in load_reader("learned")(report) if c.topic == "casualties"]
    assert found
    assert {c.source.text if c.source else None for c in found} == {source}


@pytest.mark.parametrize(
    ("text", "read", "source", "actor"),
    [
        ("Several countries said the army was behind that raid.", ("the army", None), "Several countries", "the army"),
        ("The mayor said the army was never behind that raid.", ("the army", None), "The mayor", None),
        ("The mayor said the League had documented nine deaths.", ("the League", None), "the League", None),
        ("A monitor says that the Shields have left.", ("the Shields", "the Shields"), "A monitor", "the Shields"),
        ("A monitor said nurses had reported nine dead.", ("nurses", None), "nurses", None),  # who speaks by another
        ("Tarn is calm, said officials there.", ("officials", None), "officials", None),
    ],
)
def test_who_is_only_told_of_does_not_speak(
    text: str, read: tuple[str, str | None], source: str, actor: str | None
) -> None:
    def words(found: str | None) -> Mention | None:
        at = text.index(found) if found else 0
        return Mention(found, at, at + len(found)) if found else None

    evidence = Mention(text, 0, len(text))
    claim = Claim("", "r", "fighting", "attack", "stated", evidence, actor=words(read[1]), source=words(read[0]))
    mended = told_of(claim, text)
    assert (mended.source, mended.actor) == (words(source), words(actor))


@pytest.mark.parametrize(
    ("text", "actor", "source", "certainty"),
    [
        ("A monitor said shells hit Shield-held Tarn.", "Shield", None, "stated"),
        ("A monitor said shells may have hit Tarn, a town held by the Shields.", "the Shields", None, "stated"),
        ("A monitor said Tarn may be held by the Shields.", "the Shields", "A monitor", "hedged"),
        ("A monitor said Tarn is no longer held by the Shields.", "the Shields", "A monitor", "hedged"),
        ("A monitor said Tarn remains controlled by the Shields.", "the Shields", "A monitor", "hedged"),
        ("A monitor said the Shields may still hold Tarn.", "the Shields", "A monitor", "hedged"),
        ("A monitor said the Shields held Tarn.", "the Shields", "A monitor", "hedged"),
    ],
)
def test_a_description_is_the_word_of_the_outlet(text: str, actor: str, source: str | None, certainty: str) -> None:
    def words(found: str) -> Mention:
        return Mention(found, text.index(found), text.index(found) + len(found))

    evidence = Mention(text, 0, len(text))
    doer, speaker = words(actor), words("A monitor")
    claim = Claim("", "r", "control", "held", "hedged", evidence, words("Tarn"), doer, source=speaker)
    told = described(claim, text)
    assert (told.source.text if told.source else None, told.certainty) == (source, certainty)


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("A monitor said jets hit Orun in territory that the Shields hold.", "control/held", "A monitor"),
        ("A monitor said jets hit Orun in territory they hold.", "control/held", None),
        ("A monitor said jets of the Shields, who control Orun, hit Tarn.", "control/held", None),
        ("A monitor said jets hit Orun, which is controlled by the Shields.", "control/held", None),
        ("A monitor said the Shields, who hold talks in Tarn, control Orun.", "control/held", "A monitor"),
        ("A monitor who holds a flag of Tarn said the Shields control Orun.", "control/held", "A monitor"),
        ("A monitor said shells hit besieged Orun.", "access/closed", None),
        ("A monitor said shells hit the Shield-besieged town of Orun.", "access/closed", None),
        ("A monitor said the Shields besieged the mill.", "access/closed", "A monitor"),
        ("A monitor said Orun is besieged.", "access/closed", "A monitor"),
    ],
)
def test_who_holds_or_besieges_in_passing_is_the_word_of_the_outlet(text: str, kind: str, source: str | None) -> None:
    topic, status = kind.split("/")
    evidence, speaker = Mention(text, 0, len(text)), Mention("A monitor", 0, 9)
    place = Mention("Orun", text.index("Orun"), text.index("Orun") + 4) if "Orun" in text else None
    told = described(Claim("", "r", topic, status, "stated", evidence, place, source=speaker), text)
    assert (told.source.text if told.source else None) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army said it was aware of reports that nine people were killed in Tarn.", None),
        ("The army is investigating reports that nine people were killed in Tarn.", None),
        ("The army said that nine people were killed in Tarn.", "The army"),
        ("Smoke rises over Tarn, where nine people were killed on Monday (AFP photo).", None),
    ],
)
def test_who_looks_into_reports_and_who_took_a_picture_assert_nothing(text: str, source: str | None) -> None:
    found = load_reader("learned")(Report("r", "", text, "The Tarn Post", "2031-05-08"))
    assert found
    assert {c.source.text if c.source else None for c in found if c.topic == "casualties"} == {source}


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The Monitor said that the attack targeted a checkpoint and gave a death toll of nine.", [9]),
        ("The Monitor reported the blast on Tuesday with an initial death toll of nine.", [9]),
        ("The Monitor spoke of a road toll that rises with every year, nine crashes in all.", []),
    ],
)
def test_a_toll_that_a_voice_gives_is_heard(sentence: str, numbers: list[int]) -> None:
    text = (
        "The street by the mill was closed for hours, and traders swept up glass. A massive bomb blast killed at least "
        "six people in the town of Tarn on Tuesday. State media gave a toll of six dead and 140 injured in the "
        f"bombing, which hit a western district of the town. {sentence}"
    )
    found = load_reader("learned")(Report("r", "News from Tarn", text, "The Tarn Post", "2031-05-08"))
    heard = [c for c in found if c.topic == "casualties" and c.count and c.evidence.text == sentence]
    assert [c.count.low for c in heard if c.count] == numbers
    assert {c.source.text if c.source else None for c in heard} <= {"The Monitor"}
