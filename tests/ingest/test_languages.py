"""Which language a text is in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.ingest.languages import language_name, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunners shelled the mill at Dahr on Tuesday, the mayor said.", "en"),
        ("12 killed", "en"),
        ("", "en"),
        ("Abu Bakr al-Tarni, Jabal Dahr, Tell Rifaat", "en"),
        ("أعلن الجيش سيطرته على القرية يوم الثلاثاء بعد اشتباكات عنيفة", "ar"),
        ("قالت البلدية", "ar"),
        ("L'armée a repris mardi le moulin de Dahr, selon le maire de la ville.", "fr"),
        ("Die Armee hat die Mühle am Dienstag eingenommen, teilte der Bürgermeister mit.", "de"),
        ("Армия взяла деревню во вторник, сообщил мэр города.", "ru"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_names() -> None:
    assert [language_name(code) for code in ("ar", "tr", "xx")] == ["Arabic", "Turkish", "another language"]


def test_no_real_english_article_is_taken_for_another_language(shared: Path) -> None:
    with open(shared / "data/fakes/FA-KES-Dataset.csv", encoding="latin-1", newline="") as stream:
        texts = [f"{row['article_title']}\n{row['article_content']}" for row in csv.DictReader(stream)]
    assert {language_of(text) for text in texts} == {"en"}
