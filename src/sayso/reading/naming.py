"""The fullest name that a report gives for each of its voices."""

from __future__ import annotations

import re

from sayso.reading.mentions import terms
from sayso.reading.voices import ORGANISED, PERSON, SOURCE_NOUN, Span, Voice

_GENERIC = re.compile(
    r"^(?:the|a|an|one|this|that|its)\s(?:[\w-]+\s){0,2}?(?:monitor|monitoring\sgroup|group|ngo|watchdog|"
    r"organi[sz]ation|monitoring\sorgani[sz]ation|"
    r"war\smonitor|activist\sgroup|rights\sgroup|sources?|officials?|broadcaster|outlet|channel|spokesman|"
    r"spokeswoman|agency|ministry|activist|"
    r"commander|"
    r"statement|minister|network|body|correspondent|reporter|observatory|report|director|resident|doctor)$|^monitor$",
    re.I,
)
# "The Orun Monitor" is a name of its own.
_PROPER = re.compile(r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Ii]ts)\s(?:[A-Z](?!\S*-[a-z])[\w’'-]*\s)+[A-Z]\w+$")
_ORG_KIND = re.compile(r"\b(?:monitor|group|ngo|watchdog|organi[sz]ation|monitoring|network|body|observatory)\b", re.I)
_MONITOR_NAME = re.compile(
    r"\b(?:Observatory|Network|Human\sRights|Centre|Center|Committees?|Watch|Amnesty|Helmets|Civil|Union|Association|"
    r"Society|Organi[sz]ations?|Federation)\b"
)


class Voices:
    """All voices of a text, to find the fullest name of each."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[Voice] = []

    def note(self, voice: Voice | None) -> None:
        """Remember a voice; call in the order of the text."""
        if voice is not None:
            self._known.append(voice)

    def fullest(self, voice: Voice) -> Span | None:
        """The span of the fullest name: for a pronoun the last voice before it, for a surname the whole name."""
        words_ = self._text[voice.start : voice.end]
        if voice.pronoun:
            return self._before(voice, words_.lower())
        if _GENERIC.match(words_) and not _PROPER.match(words_):
            return self._named_as(voice, words_)
        return self._spelt_out(words_) or self._longer(voice, words_)

    def _spelt_out(self, letters: str) -> Span | None:
        """The voice whose capitals are these letters ("HRW")."""
        found = _LETTERS.fullmatch(letters)
        if found is None:
            return None
        return next(((v.start, v.end) for v in self._known if self._capitals(v) == found["letters"]), None)

    def _capitals(self, voice: Voice) -> str:
        return "".join(w[0] for w in self._text[voice.start : voice.end].split() if w[0].isupper() and w != "The")

    def _before(self, voice: Voice, pronoun: str) -> Span | None:
        earlier = [v for v in self._known if v.end <= voice.start and not v.pronoun]
        if pronoun in ("he", "she"):
            people = [v for v in earlier if self._is_person(v)]
            chosen = people[-1] if people else None
        elif pronoun in ("it", "they", "we"):
            groups = [v for v in earlier if not self._is_person(v)]
            chosen = groups[-1] if groups else None
        else:
            chosen = None
        return self.fullest(chosen) if chosen else None

    def _is_person(self, voice: Voice) -> bool:
        phrase = self._text[voice.start : voice.end]
        if PERSON.search(phrase):
            return True
        if _NOT_ONE.match(phrase) or SOURCE_NOUN & set(phrase.lower().split()):
            return False
        names = [w for w in phrase.split() if w[:1].isupper()]
        return (
            not voice.is_media
            and 1 <= len(names) <= 4
            and not _ORG_KIND.search(phrase)
            and not ORGANISED.search(phrase)
        )

    def _named_as(self, voice: Voice, phrase: str) -> Span:
        """What a generic name stands for: the last fuller voice of the kind, else the first that follows."""
        noun = phrase.split()[-1].lower()
        others = [v for v in self._known if self._text[v.start : v.end].lower() != phrase.lower()]
        fuller = [v for v in others if self._is_fuller(v, noun)]
        earlier = [v for v in fuller if v.end <= voice.start]
        if earlier:
            return self.fullest(earlier[-1]) or (voice.start, voice.end)
        # "The Observatory" is a name: it stands for no body that is called otherwise.
        if _ORG_KIND.search(phrase) and noun != "observatory":
            monitors = [v for v in others if self._is_monitor(v)]
            monitors = [v for v in monitors if not PERSON.search(self._text[v.start : v.end])] or monitors
            before = [v for v in monitors if v.end <= voice.start]
            chosen = before[-1:] or monitors[:1] or fuller[:1]
            if chosen:
                return self._longer(chosen[0], self._text[chosen[0].start : chosen[0].end])
        if (
            noun in ("statement", "report")
            and len(phrase.split()) == 2
            and (speaker := self._author(voice)) is not None
        ):
            return self._longer(speaker, self._text[speaker.start : speaker.end])
        return voice.start, voice.end

    def _author(self, statement: Voice) -> Voice | None:
        """Whose statement it is: the last body that spoke before it."""
        spoke = [v for v in self._known if v.end <= statement.start and not v.pronoun and not v.is_media]
        bodies = [v for v in spoke if not _GENERIC.match(self._text[v.start : v.end])]
        return bodies[-1] if bodies else None

    def _is_fuller(self, other: Voice, noun: str) -> bool:
        """Whether a voice is named by the same noun and by more than it ("the source" … "a military source")."""
        phrase = self._text[other.start : other.end].lower()
        indefinite = phrase.startswith(("a ", "an ")) and len(phrase.split()) > 2
        named = not _GENERIC.match(phrase)
        if PERSON.search(phrase) and not PERSON.search(noun):
            return False
        joint = _JOINT.search(phrase)
        return not other.pronoun and not joint and noun in phrase.split() and (named or indefinite)

    def _is_monitor(self, other: Voice) -> bool:
        phrase = self._text[other.start : other.end]
        return not other.pronoun and not _GENERIC.match(phrase) and bool(_MONITOR_NAME.search(phrase))

    def _longer(self, voice: Voice, phrase: str) -> Span:
        """A longer naming that holds all the content words of this one."""
        own = _content(phrase)
        best, size = (voice.start, voice.end), _size(phrase)
        for other in self._known:
            if PERSON.search(self._text[other.start : other.end]) and not _NAMES_PERSON.match(phrase):
                continue
            words_ = self._text[other.start : other.end]
            theirs = _content(words_)
            joint = " and " in words_ and " and " not in phrase
            if own and own < theirs and not joint and len(theirs) <= 10 and size < _size(words_):
                best, size = (other.start, other.end), _size(words_)
        return best


# "The Observatory and the agency" is not the fuller name of one of them; "Ministry of Roads and Bridges" is one name.
_JOINT = re.compile(r"\sand\s(?:the|an?|its|\S+['’]s)\s")
# "The …" and a name of capitals ("UNMISS") are bodies.
_NOT_ONE = re.compile(r"[Tt]he\s|[A-Z]{3,}$")
# A person's name may be lengthened by an office, a body's may not ("the Observatory" is not its head).
_NAMES_PERSON = re.compile(
    r"^(?!.*\b(?:[Oo]bservatory|[Mm]inistry|[Aa]gency|[Cc]oalition|[Aa]rmy|[Cc]ouncil|[Gg]roup|Nations|[Dd]efence|"
    r"[Gg]overnment)\b)"
)
_LETTERS = re.compile(r"(?:[Tt]he\s)?(?P<letters>[A-Z]{3,6})")
_STOP = terms("the a an of for in at from and to s mr mrs ms dr its his")


def _size(phrase: str) -> tuple[int, int]:
    """How full a name is: its content words first, then those of them that are capitalised."""
    content = [w for w in re.findall(r"[^\W_]+", phrase) if w.lower() not in _STOP]
    return len(content), sum(w[0].isupper() for w in content)


def _content(phrase: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", phrase.lower()) if w not in _STOP}
