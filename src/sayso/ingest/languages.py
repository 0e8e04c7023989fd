"""Which language a text is written in."""

from __future__ import annotations

import unicodedata
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

# Characters looked at: enough to be sure, and the same cost for a long text.
_LOOKED_AT = 5000
# Below this probability a text in Latin letters counts as English: headlines made of foreign names
# came out as another language with 0.48 at most, French and Turkish sentences above 0.85.
_SURE = 0.6
_FEWEST_LETTERS = 20
# Variants of English that the model keeps apart.
_ENGLISH = frozenset({"en", "pcm", "und"})

_NAMES = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ckb": "Central Kurdish",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "ku": "Kurdish",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language_of(text: str) -> str:
    """The ISO 639 code of the language of ``text``; "en" also where it is too short or too mixed to tell."""
    sample = text[:_LOOKED_AT]
    letters = [letter for letter in sample if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if len(letters) < _FEWEST_LETTERS and latin * 2 >= len(letters):
        return "en"
    code, probability = _identifier().classify(sample)
    if latin * 2 >= len(letters) and (code in _ENGLISH or probability < _SURE):
        return "en"
    return str(code)


def language_name(code: str) -> str:
    """The English name of a language by its code: "Arabic" for "ar"."""
    return _NAMES.get(code, "another language")


@cache
def _identifier() -> LanguageIdentifier:
    # Loading the model takes most of a second, so only once and only when a report is there.
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
