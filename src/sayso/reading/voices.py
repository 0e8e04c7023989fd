"""The voices of a report: the noun phrases that can assert something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.mentions import CALENDAR, DEMONYMS, TOKEN, terms, words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """The words by which a text names a voice in one sentence."""

    start: int
    end: int
    is_media: bool = False
    pronoun: bool = False


_SOURCE_NOUNS = (
    "source sources official officials spokesman spokeswoman spokesperson spokesmen activist activists "
    "resident residents witness witnesses eyewitness eyewitnesses monitor monitors group groups organisation "
    "organization organisations organizations agency agencies media television tv radio newspaper daily "
    "channel observatory ngo ngos watchdog medic medics doctor doctors minister president commander "
    "commanders general colonel governor mayor leader leaders director chief head envoy ambassador police "
    "army military ministry government opposition coalition rebels rebel militants insurgents fighter "
    "fighters authorities investigators rescuers workers worker volunteer volunteers correspondent "
    "correspondents reporter reporters journalist journalists team council committee statement report reports "
    "survivors survivor analysts analyst experts expert diplomat diplomats refugees refugee civilians "
    "villagers people secretary adviser office department nations union movement front forces network centre "
    "center institute defence defense rescue-service service command staff negotiator negotiators mediator "
    "observers aid-workers locals inhabitants soldier soldiers officer officers prosecutor prosecutors judge "
    "lawmaker lawmakers senator member members factions alliance militia regime state body monitor's "
    "relatives brother father mother sister son man woman teacher student coordinator manager deputy others "
    "many some both sides delegation crescent helmets party embassy charity charities unit units page "
    "jihadists administration outlet panel church speakers cabinet website video images footage personnel crews "
    "responders rescuer nurse nurses surgeon paramedics students neighbours neighbors farmers traders shopkeepers "
    "passengers prisoners detainees shepherds investigation inquiry commission tally survey assessment bulletin "
    "countries governments powers "
    "he she it they we who i"
)
SOURCE_NOUN = terms(_SOURCE_NOUNS)
PRONOUN = terms("he she it they we i who")
_TITLES = words("news interior foreign deputy prime state human rights police defence defense local media health")
_SPEAKER = words(" ".join(w for w in _SOURCE_NOUNS.split() if w not in PRONOUN))
_PERSONS = (
    "spokesman spokeswoman spokesperson director chief head minister president commander general colonel "
    "governor mayor leader envoy ambassador activist official doctor medic resident witness source secretary "
    "correspondent journalist officer member analyst volunteer father mother brother lieutenant captain major"
)
PERSON = re.compile(
    rf"\b(?:{words(_PERSONS)})\b",
    re.I,
)
MEDIA = re.compile(
    r"\b(?:Reuters|AFP|AP|Associated\sPress|Agence\sFrance|SANA|Sana|Xinhua|TASS|Tass|Interfax|RIA|Sputnik|Jazeera|"
    r"Arabiya|"
    r"BBC|CNN|NBC|Anadolu|FARS|Fars|FNA|IRNA|Tasnim|Manar|Mayadeen|Masdar|Ikhbariya|dpa|DPA|EFE|Rudaw|ARA|Amaq|Kyodo|"
    r"Bloomberg|Guardian|Times|Post|Journal|Telegraph|News|Monitor\sTV|Press\sTV|Zaman|Hurriyet|Watan|Hayat|"
    r"The\sNew\sArab|"
    r"news\sagenc\w+|agency|agencies|newspaper|daily|television|TV|radio|channel|broadcaster|website|media|"
    r"reporters?|magazine)\b"
)
_PARTNER = re.compile(r"\b(?:reporters|journalists|media)$", re.I)
_ADJECTIVES = terms(
    "local senior medical military official state state-run opposition rebel government security "
    "pro-government anti-regime pro-regime civil field top chief former retired prominent political media "
    "human national international regional provincial informed well-informed anonymous unnamed several two "
    "three four other same independent leading main foreign defence defense interior deputy prime health "
    "police army white local-media diplomatic western armed islamist jihadist kurdish-led war-monitoring "
    "monitoring rescue aid relief humanitarian emergency some many another hospital russian syrian "
    "semi-official semiofficial private pan-arab war news hardline powerful rights"
)
_LINK = terms("of for in at from and with on the a an or its near his by")
_DETERMINER = terms("the a an its his their one two three several some other another this that those these her our")
_ADVERB = re.compile(
    r"(?:\s(?:also|later|earlier|has|have|had|meanwhile|further|recently|then|previously|repeatedly|strongly|"
    r"on\s\w+day|"
    r"\w+day|in\sa\sstatement|would|will|not|already|there|here|yesterday|today|immediately|again|publicly|officially|subsequently|initially|similarly|additionally|finally|for\sits\spart|"
    r"did|does|do|all|both|often|now|separately|still|quickly|just|reportedly))+\s?$",
    re.I,
)
_WORD = re.compile(r"\S+")
_APPOSITION = re.compile(r",\s[^,\"“”]{3,140},\s?$")
_RELATIVE = re.compile(r"\s(?:which|who|that)\s(?:\S+\s){1,16}$")
_DESCRIBED = re.compile(
    r"(?:^|\s)((?:(?:a|an|the|one|two|three|several|some|local|[A-Z]\S*)\s)?"
    r"(?:(?!(?:while|whereas|but|although|though|as)\s)[\w-]+\s){0,2}?(?:sources?|"
    r"officials?|activists|residents|"
    r"witnesses|correspondent|reporter|spokesman|spokeswoman|journalist|photographer|fighter|commander|workers|"
    r"doctors?|medics?|nurses?|rescuers|monitors?|volunteers|personnel|"
    r"(?:groups?|organi[sz]ations?|charity|charities|panel|network|commission)(?=\s(?:monitoring|tracking|documenting|"
    r"observing|representing|led|run|backed|set)\s))\s"
    r"(?:close\sto|monitoring|tracking|documenting|observing|representing|(?:led|run|backed|set\sup)\sby|in|at|from|on|inside|for|of|with)\s(?:the\s)?[^,.;\s]+(?:\s[^,.;\s]+){0,4})$"
)
_NO_VERB = r"(?!(?:was|were|is|are|has|have|had|would|will|did|does|could)\s)"
_NP_AFTER = re.compile(
    rf"\s(?!(?:that|if|when|how|why|in|on|at|there)\s)(?P<np>(?:(?:the|a|an|its|one|two|several|some|local|another|"
    rf"his)\s)?(?:{_NO_VERB}[a-z][a-z’'-]*\s){{0,4}}?"
    rf"(?:{TOKEN}(?:['’]s?)?(?:\s(?:of|for|in|and|the|al|from|at|on|to)(?=\s(?:(?:the|al|its|"
    rf"a)\s)?\S?[A-Z]))*\s?(?:(?:the|al|its|a)\s(?=\S?[A-Z]))?(?:(?:[a-z-]+\s)?(?:{_SPEAKER}|{_TITLES})\s(?={TOKEN}))?)+"
    rf"(?:(?<=\s)(?:{_SPEAKER})\b(?!-))?|(?:(?:the|a|an|its|one|two|several|some|local|"
    rf"another)\s)?(?:{_NO_VERB}[a-z][a-z’'-]*\s){{0,4}}?(?:{_SPEAKER})\b(?!-)(?:\s(?:in|at|from|of|for|on|"
    rf"inside)\s(?:the\s)?(?:\S+\s){{0,3}}?{TOKEN})?)"
)


def voice_before(text: str, at: int, floor: int) -> Voice | None:
    """The voice whose words end right before ``at`` (a verb), not beginning before ``floor``; None if there is none."""
    head = text[floor:at]
    head = head.rstrip()
    trimmed = _ADVERB.sub("", " " + head)[1:] if head else head
    relative = _RELATIVE.search(f" {trimmed} ")
    for candidate in _heads(trimmed):
        voice = _noun_phrase(text, floor, len(candidate))
        if voice is not None:
            return voice
    described = _DESCRIBED.search(trimmed)
    if described is not None:
        return Voice(floor + described.start(1), floor + described.end(1))
    if relative is not None and relative.start() > 0 and trimmed[-1] not in '"”':
        return _noun_phrase(text, floor, relative.start() - 1)
    return None


def _heads(head: str) -> list[str]:
    """The text up to the verb, and the same without a closed apposition before it ("X, the head of Y, said")."""
    head = head.rstrip()
    apposition = _APPOSITION.search(head + " ") if head.endswith(",") else None
    if apposition is not None:
        return [head[: apposition.start()]]
    return [head.rstrip(" ,")]


def _noun_phrase(text: str, floor: int, length: int) -> Voice | None:
    """The noun phrase of a voice that ends ``length`` characters after ``floor``, walked back word by word."""
    tokens = [(m.start() + floor, m.group()) for m in _WORD.finditer(text[floor : floor + length])]
    if tokens and tokens[-1][1][-1] in '"”':
        return None
    if tokens and tokens[-1][1].lower().strip("\"“”'") in _PERSONAL:
        word = tokens[-1][1].strip("\"“”'")
        begin = tokens[-1][0] + tokens[-1][1].index(word)
        return Voice(begin, begin + len(word), False, True)
    if len(tokens) > 1 and tokens[-1][1] == "who":
        told = _noun_phrase(text, floor, tokens[-1][0] - floor)
        if told is not None and not told.pronoun:
            return told
    at = len(tokens)
    while at > 0 and _belongs(tokens, at):
        at -= 1
        if tokens[at][1].lower() in _DETERMINER and not _continues(tokens, at):
            break
    while at < len(tokens) and tokens[at][1].lower() in _LINK - _DETERMINER:
        at += 1
    at = _without_object(tokens, at)
    if at >= len(tokens):
        return None
    start, end = tokens[at][0], tokens[-1][0] + len(tokens[-1][1].rstrip(",;:"))
    phrase = text[start:end]
    first = phrase.lower().strip("\"“”' ")
    if first in PRONOUN:
        return Voice(start + phrase.lower().index(first), end, False, True)
    return _valid(text, start, end)


def _without_object(tokens: list[tuple[int, str]], at: int) -> int:
    """Where the voice begins: behind a place or thing that ends the clause before ("in X and Y said")."""
    joined = next((i for i in range(at + 1, min(at + 3, len(tokens) - 1)) if tokens[i][1] == "and"), None)
    if joined is None or at == 0 or not _OF_A_CLAUSE.match(tokens[at - 1][1]):
        return at
    name, speaker = ({word.lower() for _, word in part} for part in (tokens[at:joined], tokens[joined + 1 :]))
    return at if name & SOURCE_NOUN or not speaker & (SOURCE_NOUN | _DETERMINER) else joined + 1


_OF_A_CLAUSE = re.compile(r"(?:in|at|on|from|near|into|around|of|took|left|entered|hit|reached|[a-z]+ed)$")


def _belongs(tokens: list[tuple[int, str]], at: int) -> bool:
    """Whether the word before index ``at`` can be part of the noun phrase."""
    word = tokens[at - 1][1]
    if at < len(tokens) and word[-1] in ',;:."”)':
        return word.endswith(".") and len(word) <= 5 and word[0].isupper()
    bare = word.strip(",;:\"“”'().").lower()
    if bare in CALENDAR:
        return False
    if bare in _LINK and bare not in _DETERMINER:
        return at < len(tokens) and _linkable(tokens, at - 1)
    if bare in PRONOUN:
        return at == len(tokens)
    return (
        word.lstrip("\"“'(")[:1].isupper()
        or bare in _ADJECTIVES
        or bare in SOURCE_NOUN
        or bare in _DETERMINER
        or "-" in bare.strip("-–—")
    )


def _linkable(tokens: list[tuple[int, str]], index: int) -> bool:
    """Whether a preposition or "and" joins two parts of one name ("Observatory for Human Rights", "activists in X")."""
    if index == 0:
        return False
    before = tokens[index - 1][1].strip("\"“”'(")
    bare = before.lower().rstrip(",")
    link = tokens[index][1].lower()
    if link == "and":
        return bare in SOURCE_NOUN or before[:1].isupper()
    if link in ("of", "for"):
        return bare in SOURCE_NOUN or before[:1].isupper()
    return bare in SOURCE_NOUN


def _continues(tokens: list[tuple[int, str]], at: int) -> bool:
    """Whether a determiner stands inside a longer name ("head of the political office")."""
    return at > 1 and tokens[at - 1][1].lower() in ("of", "for", "in", "at", "and") and _linkable(tokens, at - 1)


def _valid(text: str, start: int, end: int) -> Voice | None:
    """The phrase as a voice, if it can speak: it holds a name, or a noun of those who speak."""
    end = start + len(_DANGLING.sub("", text[start:end]))
    start = end - len(_RELATIVE_THAT.sub("", _OPENS_CLAUSE.sub("", text[start:end])))
    phrase = text[start:end]
    wire = _WIRE.search(phrase)
    if (
        wire
        and not re.match(r"(?:the|an?|state|official|local)\s", phrase, re.I)
        and not SOURCE_NOUN & set(phrase.lower().split())
    ):
        return Voice(start + wire.start(), end, True)
    listed = [w.strip(",.;:\"“”'()").lower() for w in phrase.split()]
    named = any(
        w.strip("\"“'(")[:1].isupper() and w.lower().strip("’'.,s") not in CALENDAR and w.lower() not in _DETERMINER
        for w in phrase.split()
    )
    nouns = [w for w in listed if re.sub(r"['’]s$", "", w) in SOURCE_NOUN]
    if not named and not nouns:
        return None
    if not nouns and all(w in _PEOPLES or w in CALENDAR or w in _DETERMINER for w in listed):
        return None
    if not nouns and start_is_word(phrase, listed):
        return None
    if _NO_SPEAKER.match(phrase):
        return None
    return Voice(start, end, bool(MEDIA.search(phrase)) and not PERSON.search(_OFFICIAL.sub("", phrase)))


# "It happened in a church", "hit in another quarter", "the failure of Kelmar's": nobody who speaks.
_NO_SPEAKER = re.compile(
    r"(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Tt]here)\s(?!and\b)[a-z]|[a-z]+ed\s(?:in|at|on|to|from|near|by|into)\s|"
    r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)\s(?:failure|collapse|breakdown|end|start|lack|use|need|risk|threat|loss|fall|rise|presence|"
    r"absence|deaths?|killing|attacks?|protection|safety|importance)\s(?:of|on)\s"
)
_OPENS_CLAUSE = re.compile(r"^(?:Although|Though|While|Whereas|But|And|However|Meanwhile)\s(?=\S)")
_OFFICIAL = re.compile(r"\b(?:semi-?)?official\s(?=\S)")  # "the official news agency" is no person
_RELATIVE_THAT = re.compile(r"^that\s(?=(?:[a-z-]+\s){0,2}[a-z]+s\b|[A-Z])")
# The article of what follows, where no comma stands before it.
_DANGLING = re.compile(r"(?:\s(?:the|an?|[-–—]))+$", re.I)


def start_is_word(phrase: str, listed: list[str]) -> bool:
    """Whether the only capital is that of a sentence opening with an ordinary word."""
    return len(listed) == 1 and (listed[0] in _OPENERS or listed[0].endswith(("ing", "ed", "ments", "tial")))


_BETWEEN = re.compile(
    r"\s?(?:$|[,(\[–—-]|(?:who|which|whose|in|of|at|from|director|head|chief|spokesman|a|an|the|based|inside|on|"
    r"with|close|"
    r"near|speaking|citing|quoting|monitoring|run|led|linked|affiliated|backed|and)\b|(?:(?:has|have|had|also|"
    r"later|meanwhile|would|will|did|does|"
    r"further|"
    r"recently|previously|repeatedly|however|earlier|initially|last\sweek|\w+day|\w+ly)\s?)+$|"
    r"(?:districts?|neighbou?rhoods?|areas?|villages?|towns?|city|provinces?|camps?|regions?)$)"
)
_EVENT = re.compile(
    r"\b(?:killed|wounded|injured|captured|seized|died|hit|struck|fled|destroyed|attacked|shelled|bombed)\b"
)


def voice_opening(text: str, at: int, verb: int) -> Voice | None:
    """The voice whose phrase begins at ``at`` and whose verb is at ``verb``, whatever describes it between."""
    if verb - at > 160 or verb <= at:
        return None
    if _PRONOUN_LAST.search(text[at:verb]):
        return None
    voice = voice_after(" " + text[at:verb], 0, verb - at + 1)
    known = _KNOWN_AS.match(text, at, verb)
    if known and (called := voice_after(text, known.end() - 1, verb)) and not text[called.end : verb].strip(" ,"):
        return called
    if voice is None:
        return None
    start, end = at + voice.start - 1, at + voice.end - 1
    between = text[end:verb].strip(" ")
    if between.startswith("of ") and text[start:end].lower() in _SHARES:
        return None
    if (
        (between and not _BETWEEN.match(" " + between))
        or _EVENT.search(between)
        or _CLAUSE.search(between)
        or re.search(r"[\"“”]", between)
    ):
        return None
    if between.startswith(",") and not between.endswith(","):
        return None
    if not between.startswith(",") and _SECOND.search(between):
        return None
    if between.startswith(("and ", "run ", "led ", "linked ", "affiliated ", "backed ")) and len(between.split()) <= 8:
        return Voice(start, end + text[end:verb].index(between) + len(between.rstrip(" ,")))
    longer = _noun_phrase(text, at, len(text[at:verb].rstrip()))
    if longer is not None and longer.start == start:
        return longer
    return Voice(start, end, voice.is_media)


_KNOWN_AS = re.compile(r"[^.,;\"“”]{0,60}?\b(?:known|referred\sto)\sas\s")
# A second voice that a comma parts from the first ("Gunmen who stormed X, police").
_SECOND = re.compile(rf"[\w”\"],\s(?:(?:the|a|an|local|two)\s)?(?:[\w-]+\s){{0,3}}?(?:{_SPEAKER})$")
_SHARES = terms("many some most several others both")
_PRONOUN_LAST = re.compile(r"\b(?:he|she|it|they|we)\s(?:also\s|later\s|has\s|had\s)?$", re.I)
_CLAUSE = re.compile(r"\b(?:said|says|told|that\s(?:the|a)|when|because|if)\b")


def voice_after(text: str, at: int, end: int) -> Voice | None:
    """The voice whose words begin right after ``at`` ("said X", "according to X"); None if there is none."""
    found = _NP_AFTER.match(text, at, end)
    if found is None:
        return None
    start, stop = found.start("np"), found.end("np")
    phrase = text[start:stop].rstrip(" ,")
    kept = re.split(r"\s(?:on|in)\s(?=\w+day\b)|\s(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)", phrase)[0].rstrip(
        " ,"
    )
    kept = re.sub(r"\s(?:of|for|in|and|the|al|from|at|on|to|a)$", "", kept)
    if kept == text[start:stop].rstrip():
        kept += _tail(text, start + len(kept), end)
    return _valid(text, start, start + len(kept)) if kept else None


def _tail(text: str, at: int, end: int) -> str:
    """The lower-case nouns that finish a name ("… Russian" + " defence ministry")."""
    more = ""
    for word in re.finditer(r"\s([a-z-]+)\b", text[at : min(end, at + 50)]):
        if word.start() != len(more) or (word[1] not in _ADJECTIVES and word[1] not in SOURCE_NOUN):
            break
        if word[1] in PRONOUN or word[1] in (
            "all",
            "some",
            "many",
            "other",
            "several",
            "two",
            "three",
            "four",
            "report",
            "reports",
        ):
            break
        more += word.group()
    return more


_STRONG = re.compile(
    r"\b(?:Observatory|monitors?|monitoring|activists|spokes\w+|officials?|agency|television|media|SANA|Reuters|"
    r"AFP|director|head|chief|sources?|"
    r"ministry|minister|governor|commander|committees?|network|council|residents|witnesses|rescuers|doctors|medics|"
    r"police)\b",
    re.I,
)


_OBLIQUE = re.compile(r"\b(?:of|in|at|near|into|against|around|across|outside)\s(?:the\s)?$")


def is_oblique(text: str, voice: Voice) -> bool:
    """Whether the words only end a phrase of another clause ("parts of X"), so that they do not speak."""
    words_ = {w.lower() for w in text[voice.start : voice.end].split()}
    if voice.pronoun or voice.is_media or words_ & SOURCE_NOUN:
        return False
    return bool(_OBLIQUE.search(text[max(0, voice.start - 12) : voice.start]))


def widened(text: str, voice: Voice, start: int) -> Voice | None:
    """The phrase that opens the sentence at ``start`` and ends with an oblique name ("fighters in X"), if it is one."""
    head = text[start : voice.start]
    if len(head.split()) > 9 or _EVENT.search(head) or _CLAUSE.search(head) or not _PHRASE.fullmatch(head):
        return None
    return Voice(start, voice.end)


_PHRASE = re.compile(r"(?:An?\s|The\s|Some\s|Two\s)?(?:(?!(?:has|have|had|was|were|is|are)\b)[\w’'.-]+\s){1,8}")
_CALLED = re.compile(rf",\s(?P<name>{TOKEN}(?:\s(?:[a-z]{{2}}-)?{TOKEN}){{1,3}}),?\s$")
_SOMEONE = re.compile(r"(?:an?|one|another)\s", re.I)


def called_by_name(text: str, voice: Voice, at: int) -> Voice:
    """The name that follows in commas what a person is ("a witness, Ali Karam, said"); else the voice itself."""
    called = _CALLED.fullmatch(text[voice.end : at])
    if called is None or not _SOMEONE.match(text, voice.start) or ORGANISED.search(called["name"]):
        return voice
    return Voice(voice.end + called.start("name"), voice.end + called.end("name"))


def strong_after(text: str, before: Voice, at: int, end: int, loose: bool = False) -> Voice | None:
    """The voice behind a verb where it, and not the words before, names a speaker ("in X said the Observatory").

    With ``loose`` any name will do, not only one that says what the speaker is.
    """
    words_before = {w.lower() for w in text[before.start : before.end].split()}
    after = voice_after(text, at, end)
    if after is not None and _closes(text, after, end) and not before.pronoun:
        return after
    if before.pronoun or words_before & (SOURCE_NOUN | PRONOUN) or before.is_media:
        return None
    if after is None or not (loose or _STRONG.search(text[after.start : after.end])):
        return None
    tail = text[after.end : end].strip()
    return (
        after
        if re.match(r"$|\.(?:\s|$)|[,(–-]|(?:which|who|a|an|director|head|of|from|on|in|monitoring|relies)\b", tail)
        else None
    )


def _closes(text: str, voice: Voice, end: int) -> bool:
    """Whether a speaker's name ends the sentence: whoever stands before "said" then says nothing."""
    return bool(_STRONG.search(text[voice.start : voice.end])) and not re.search(r"\w", text[voice.end : end])


ORGANISED = re.compile(
    r"\b(?:Observatory|Nations|Ministry|ministry|Army|army|Forces|forces|Coalition|coalition|Council|council|Front|"
    r"Group|"
    r"group|Agency|agency|Network|Committee|committee|Party|government|regime|media|sources|officials|activists|"
    r"residents|"
    r"witnesses|rebels|police|military|Helmets|Defence|Defense|UN|UNICEF|UNHCR|Turkey|Russia|Moscow|Washington|"
    r"Damascus|"
    r"Ankara|Syria|Iran|Iraq|Pentagon|State|Department|statement|report|television|monitor|Monitor|they|workers|"
    r"ISIS|IS)\b"
)
_OPENERS = terms(
    "this that there these those what which also as but and while when where then so however if it's here "
    "killed in on at after before following during under over for with from objective since until despite by "
    "more no not at although though whereas"
)
_WIRE = re.compile(r"\b(Reuters|AFP|AP|SANA|Sana|Xinhua|TASS|Interfax|Sputnik|CNN|BBC)$")
_PERSONAL = terms("he she it they we i")
_PEOPLES = DEMONYMS - terms("us u.s un u.n uk u.k nato eu")
