"""How firm a claim is, where the words settle it."""

from __future__ import annotations

import pytest

from sayso.models import Claim, Mention
from sayso.reading.learned.doubting import doubted


@pytest.mark.parametrize(
    ("text", "kind", "read", "firm"),
    [
        # What is reported to the speaker is hedged; what he adds himself is not.
        ("A monitor said there were reports of dead in Tarn.", "casualties/killed", "stated", "hedged"),
        ("A monitor was shocked by reports that the Shields killed nurses.", "casualties/killed", "stated", "hedged"),
        ("A monitor said nurses died in Tarn and spoke of reports of dead.", "casualties/killed", "stated", "stated"),
        ("A monitor confirmed reports that the Shields killed nurses.", "casualties/killed", "stated", "stated"),
        # Who "claims" a thing; not who claims an attack.
        ("A monitor claimed that the Shields shelled Tarn.", "fighting/attack", "stated", "hedged"),
        ("A monitor claimed responsibility for the blast in Tarn.", "fighting/attack", "stated", "stated"),
        ("A monitor that claims to be neutral said Tarn was shelled.", "fighting/attack", "stated", "stated"),
        ("A monitor reports that the Shields killed nurses.", "casualties/killed", "stated", "stated"),
        ("Despite reports of a pullout, the Shields shelled Tarn.", "fighting/attack", "stated", "stated"),
        ("A monitor claimed on Monday responsibility for the raid on Tarn.", "fighting/attack", "stated", "stated"),
        ("Tension rose with reports of strikes on Tarn.", "fighting/attack", "hedged", "hedged"),
        # A suspect hedges the attack that names him, not the dead.
        ("A monitor said suspected Shields shelled Tarn.", "fighting/attack", "stated", "hedged"),
        ("A monitor said suspected Shields killed nurses.", "casualties/killed", "stated", "stated"),
        # An attack is not in doubt because its toll is.
        ("Jets hit Tarn, with reports of casualties.", "fighting/attack", "hedged", "stated"),
        ("Jets reportedly hit Tarn, with reports of casualties.", "fighting/attack", "hedged", "hedged"),
        ("Jets hit Tarn, with reports of casualties.", "casualties/killed", "hedged", "hedged"),
        ("A monitor said there were reports of dead in Tarn.", "casualties/killed", "denied", "denied"),
    ],
)
def test_a_claim_is_as_firm_as_its_words(text: str, kind: str, read: str, firm: str) -> None:
    def words(found: str) -> Mention | None:
        at = text.find(found)
        return Mention(found, at, at + len(found)) if at >= 0 else None

    topic, status = kind.split("/")
    evidence, victims = Mention(text, 0, len(text)), words("nurses") if topic == "casualties" else None
    claim = Claim(
        "", "r", topic, status, read, evidence, words("Tarn"), words("Shields"), victims, source=words("A monitor")
    )
    assert doubted(claim, [], text).certainty == firm
