"""Folding of names: how one name's many spellings become comparable.

Three keys of rising looseness. ``fold`` drops case, diacritics, punctuation and the Arabic article;
``loose`` also levels the usual differences of transliteration (q/k, kh/h, ou/oo/u, ch/sh, -eh/-a, double
letters); ``bones`` keeps the consonants only. A match on a looser key counts for less.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "il",
        "as",
        "ash",
        "ad",
        "adh",
        "an",
        "ar",
        "at",
        "ath",
        "az",
        "aj",
        "es",
        "esh",
        "ed",
        "en",
        "er",
        "et",
        "ez",
        "ech",
        "edh",
    }
)
# The articles that are also English or French words, or common name parts of other countries, go only before a hyphen.
_HYPHEN_ONLY = frozenset({"as", "an", "at", "ad", "et", "en", "es", "er", "ed"})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʼ′ʻˈ"), None)
_SPELLING = {
    "defense": "defence",
    "center": "centre",
    "neighborhood": "neighbourhood",
    "neighborhoods": "neighbourhoods",
    "organization": "organisation",
    "organizations": "organisations",
    "st": "saint",
    "mt": "mount",
    "ft": "fort",
    # Common parts of Arabic place names, to one spelling each.
    **dict.fromkeys(("tel", "tell", "tall", "til"), "tal"),
    **dict.fromkeys(("shaykh", "sheik", "shaikh", "cheikh", "seikh"), "sheikh"),
    **dict.fromkeys(("kfar", "kafar", "kefr", "kufr", "kafer"), "kafr"),
    **dict.fromkeys(("jebel", "djebel", "gabal", "gebel"), "jabal"),
    **dict.fromkeys(("ein", "ayn", "aein"), "ain"),
    **dict.fromkeys(("dayr", "der", "deyr"), "deir"),
    **dict.fromkeys(("abou", "abo"), "abu"),
    **dict.fromkeys(("umm", "oum", "om"), "um"),
    **dict.fromkeys(("jaysh", "jeish", "gaish"), "jaish"),
    **dict.fromkeys(("sayyida", "sayeda", "sayyeda", "sayida", "saida", "sayyidah", "sitt"), "sayyida"),
    **dict.fromkeys(("bayt", "bait"), "beit"),
    **dict.fromkeys(("maarrat", "maaret", "maarret", "marrat", "maara", "maraat", "marat"), "maarat"),
    **dict.fromkeys(("masakin", "masaken", "massaken"), "masaken"),
    **dict.fromkeys(("karam", "karem"), "karm"),
    **dict.fromkeys(("boustan", "bostan", "bustan"), "bustan"),
}
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ـ": None})
_UNMARKED = _ARABIC | _APOSTROPHES
_LETTERS = str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_SPLIT = re.compile(r"[^\w]+")
_GLUED = re.compile(r"^[ae](?:l(?=[b-df-hj-np-tv-z])|([zsrdnt])(?=\1))")

_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"tch|ch", "sh"),
        (r"iyy?[ae]h?$|ie?h$|ye?h$|iya$|yya$|ia$|eyah?$|aya[ah]?$|ay[ae]h?$", "ia"),
        (r"(?:a+h|eh|aa|e)$", "a"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dj", "j"),
        (r"dh", "d"),
        (r"ck|q", "k"),
        (r"ph", "f"),
        (r"o[uo]|a[uw]|ow|w(?=[^aeiouy]|$)|o", "u"),
        (r"a[iy]|e[iy]|ee|[ey]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=30_000)
def words(text: str) -> tuple[str, ...]:
    """The lower-case words of a name, without diacritics, apostrophes and articles: "al-Za'tarī" → ("zatari",)."""
    plain = text.replace("'", "").replace("`", "") if text.isascii() else text.translate(_UNMARKED)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.lower().translate(_LETTERS)
    low = plain.lower().replace(".", "")
    tokens = [_SPELLING.get(token, token) for token in _SPLIT.split(low) if token]
    if ARTICLES.isdisjoint(tokens):
        return tuple(tokens)
    last = len(tokens) - 1
    return tuple(token for i, token in enumerate(tokens) if i == last or not _is_article(token, low))


def _is_article(token: str, low: str) -> bool:
    return token in ARTICLES and (token not in _HYPHEN_ONLY or f"{token}-" in low)


def fold(text: str) -> str:
    """The plain form of a name, for exact comparison: "Deir ez-Zor" → "deir zor"."""
    return " ".join(words(text))


@lru_cache(maxsize=30_000)
def _loose_word(word: str) -> str:
    if not word.isascii():
        return word
    level = _GLUED.sub("", word) if len(word) > 5 else word
    for pattern, by in _LEVELS:
        level = pattern.sub(by, level)
    return level or word


def loose(text: str) -> str:
    """The form in which transliterations of one name mostly agree: "Ashrafiyeh", "Achrafieh" → "ashrafia"."""
    return " ".join(_loose_word(word) for word in words(text))


def actor_key(name: str) -> tuple[str, ...]:
    """The key under which an actor's name or a term is looked up."""
    return tuple(loose(word) for word in words(name) if word != "the")


def bones(text: str) -> str:
    """The consonants of the loose form, words run together: "Tel Rifaat", "Tall Rif'at" → "tlrft"."""
    return bones_of(loose(text))


def bones_of(level: str) -> str:
    """The consonants of a name that is in its loose form."""
    level = level.replace(" ", "")
    if not level.isascii():
        return level
    return level[:1] + _VOWELS.sub("", level[1:])


def unpossessed(text: str) -> str | None:
    """The name without its possessive s ("Aleppo's", and "Aleppos" in texts that lost apostrophes), or None."""
    bare = re.sub(r"['’]s?$", "", text)
    if bare != text:
        return bare
    return text[:-1] if len(text) > 4 and text.endswith("s") and not text.endswith("ss") else None
