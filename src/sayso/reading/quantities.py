"""Number language: every expression that could be a count, as the interval that the codebook gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression in a text, its modifiers included: ``text[start:end]``.

    ``low`` and ``high`` are the codebook's interval (None is an open end; never both).
    ``unit_hint`` is the codebook unit that the counted noun suggests, None where the words do not tell.
    ``noun`` is the counted head word in lower case, None where none was recognised.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    unit_hint: str | None
    noun: str | None


_ONES = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
# The codebook's floors; "tens of thousands" is the floor of "tens" times a thousand.
_VAGUE = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
    "several dozen": 24,
    "several hundred": 200,
    "several thousand": 2000,
    "a few dozen": 24,
    "a few hundred": 200,
    "a few thousand": 2000,
}
_OF_SCALE = {"hundreds": 100, "thousands": 1000, "millions": 10**6}
_OF_FACTOR = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_ONES)[:9])}))?|{'|'.join(sorted(_ONES, key=len)[::-1])})"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|dozen)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"""(?<![\w.,:/$€£'’\-–])(?:
      (?P<vague>(?:tens|dozens|scores|hundreds|thousands|millions)(?:\ of\ (?:hundreds|thousands|millions))?
               |(?:several|a\ few)\ (?:dozen|hundred|thousand)s?)\b
    | (?P<half>half\ an?\ (?:million|dozen|thousand))\b
    | (?P<pair>a\ couple)\b(?!\ of\ (?:days|weeks|hours|months|years))
    | (?P<ascale>an?\ {_SCALE_WORD})(?:\ and\ (?:{_SMALL})(?!\ {_SCALE_WORD}))?(?P<ahalf>\ and\ a\ half)?\b
    | (?P<digits>{_DIGITS})(?:[ -]?(?P<dscale>thousand|million|billion|dozen|hundred|bn|mn|[mk](?![\w.])))?(?P<plus>\+)?(?![\w%])
    | (?P<words>{_SMALL}(?:[ -]{_SCALE_WORD})*(?:(?:(?<=hundred)|(?<=thousand))(?:\ and)?[ ]{_SMALL}(?:\ {_SCALE_WORD})?)?)\b
    | (?P<article>an?)(?=\ \w)
    )""",
    re.X | re.I,
)

_ABOVE = (
    "at least|more than|over|no fewer than|no less than|not less than|not fewer than|upwards? of|in excess of"
    "|a minimum of|minimum of|exceeding|exceeded|exceeds|greater than|well over|above"
)
_BELOW = "up to|as many as|fewer than|less than|no more than|not more than|at most|a maximum of|maximum of|under"
_EQUAL = (
    "some|about|nearly|around|almost|roughly|approximately|approx|an estimated|estimated|close to|a total of|total of"
    "|as few as|another|additional|further|only|just|other|exactly|an additional|a further|a combined|a record|circa|an?"
)
_MODIFIERS = re.compile(rf"(?:\b(?:{_ABOVE}|{_BELOW}|{_EQUAL}) )+\Z", re.I)
_IS_ABOVE = re.compile(rf"\b(?:{_ABOVE})\b", re.I)
_IS_BELOW = re.compile(rf"\b(?:{_BELOW})\b", re.I)
_OR_MORE = re.compile(r" ?(?:or more|and more|and above|or so|or over)\b", re.I)
_MORE = re.compile(r" (?:more|other|others|additional)\b", re.I)
_JOIN = re.compile(r"(?: ?[-–—] ?| to | or )\Z", re.I)
_BETWEEN = re.compile(r"\b(?:between|from) \Z", re.I)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
# What, right before a number, makes it a name, a date, a price, a page… rather than a count.
_NOT_AFTER = re.compile(
    rf"(?:\b(?:{_MONTH}|resolutions?|article|no\.?|number|chapter|page|paragraph|aged?|ages|highway|route|phase|day|group|channel"
    r"|unit|block|area|zone|room|line|road|usd|us|at|part|world war|level|class|grade|chapter|section|lists?|"
    r"nineteen|version|figure|table|annex|camp) |[$€£#№(]|\bjust after |\bjust before )\Z",
    re.I,
)
_TIME_UNIT = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|mornings?|weeks?|months?|years?|decades?|centur(?:y|ies)|times?|weekends?)"
_LENGTH = (
    r"(?:kilomet(?:er|re)s?|km2?|kms|miles?|met(?:er|re)s?|m|mm|cm|feet|foot|ft|yards?|inch(?:es)?|centimet(?:er|re)s?"
    r"|millimet(?:er|re)s?|mm|hectares?|acres?|sq|square|degrees?|nautical|knots|calibers?|calibre|megawatts?|mw)"
)
_MONEY = r"(?:dollars?|usd|euros?|eur|pounds?|liras?|us dollars|syrian pounds|cents?|rubles?|dinars?|riyals?|afghanis?|aed|sp)"
# What, right after a number, makes it something else than a count of people or things.
_NOT_BEFORE = re.compile(
    rf"(?:%|[ -]?(?:percent|per cent|pc\b|percentage)|(?:st|nd|rd|th)\b|:\d|/\d|[ -](?:or|to)[ -]\d+[ -]{_TIME_UNIT}\b"
    rf"|[ -](?:\w+[ -])?{_TIME_UNIT}(?:\b|s\b)|[ -]?{_LENGTH}\b|[ -]{_MONEY}\b"
    rf"|[ -]?(?:am|pm|a\.m|p\.m|gmt|utc|o'?clock|hours)\b|[ -](?:thirds?|quarters?|fifths?|tenths?|half|halves)\b"
    rf"| (?:{_MONTH})(?![a-z])|[ -]years?[ -]old|-\w+-old|[ -](?:sided|way|star|point|party|pronged)\b|th\b|’?s\b"
    r"| in (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b| another\b)",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NAMED = re.compile(
    r" (?:Brigade|Division|Regiment|Battalion|Corps|Army|Apartments?|Apartment|Street|Project|Housing|Airbase|Base|Fleet"
    r"|Squadron|Unit|Road|Highway|Square|Protocol|Convention|GMT|UTC|EDT|EST)\b"
)

_LEXICON: dict[str, str] = {}
for _unit, _words in {
    "civilians": "civilian civilians noncombatants non-combatants",
    "children": "child children kids kid boy boys girl girls infant infants baby babies toddler toddlers minors minor "
    "schoolchildren newborn newborns teenagers students-children",
    "women": "woman women",
    "families": "family families households household",
    "fighters": "fighter fighters soldier soldiers rebel rebels militant militants troop troops terrorist terrorists "
    "jihadist jihadists jihadi jihadis gunman gunmen serviceman servicemen insurgent insurgents combatant combatants "
    "militiaman militiamen militia militias extremist extremists commander commanders conscript conscripts recruit recruits "
    "sniper snipers marine marines officer officers paratroopers mercenary mercenaries policeman policemen guards "
    "guard peshmerga takfiris takfiri infiltrators loyalists attackers attacker bomber bombers personnel deserters "
    "defectors forces-members leaders general generals colonel lieutenant islamists islamist warriors mujahideen guerrillas "
    "pilots pilot paramilitaries cadets assailants operatives airmen sailors security-personnel",
    "people": "people person persons resident residents others other man men life lives wounded dead injured casualties "
    "casualty deaths death fatalities fatality palestinians palestinian refugee refugees idps idp individuals individual "
    "victims victim citizens citizen bodies body corpses corpse members member workers worker patients patient prisoner "
    "prisoners detainees detainee hostages hostage inhabitants journalists journalist doctors doctor medics medic staff "
    "syrians iraqis turks kurds russians iranians lebanese israelis americans afghans migrants migrant evacuees "
    "returnees martyrs martyr villagers worshippers pilgrims protesters demonstrators activists activist volunteers "
    "nurses nurse teachers students student brother brothers father son sons daughter daughters relatives mother "
    "passengers males females male female adults adult elderly humans souls captives abductees employees employee "
    "christians yazidis shiites alawites sunnis rescuers paramedics firefighters lawmakers bystanders shoppers "
    "survivors driver drivers engineer engineers reporter reporters cameraman photographer men missing killed "
    "nationals national foreigners suspects suspect photojournalist humanitarians beneficiaries population displaced "
    "men-women lawyer lawyers doctors-nurses pharmacist surgeon pediatrician rescuer americans britons civilians-others",
    "other": "house houses home homes building buildings vehicle vehicles car cars tank tanks hospital hospitals clinic "
    "clinics school schools raid raids airstrike airstrikes air-strikes strike strikes attack attacks shell shells rocket "
    "rockets mortar mortars missile missiles bomb bombs barrel barrels truck trucks lorries convoy convoys village "
    "villages town towns city cities district districts neighborhood neighborhoods neighbourhood neighbourhoods position "
    "positions target targets sortie sorties explosion explosions blast blasts mine mines device devices ied ieds weapon "
    "weapons jet jets plane planes warplane warplanes aircraft helicopter helicopters drone drones depot depots base "
    "bases checkpoint checkpoints bus buses ambulance ambulances tonne tonnes ton tons kits parcels baskets meals mosque "
    "mosques church churches shop shops store stores market markets bakery bakeries facility facilities center centers "
    "centre centres camp camps site sites area areas point points hill hills farm farms violation violations breaches "
    "incident incidents case cases operation operations cell cells group groups faction factions headquarters hideout "
    "hideouts tunnel tunnels bulldozer bulldozers gun guns cannon cannons machinegun boats boat ship ships vessel items "
    "bags packages rations doses blankets tents tent shelters shelter apartments apartment flats flat bridges bridge "
    "roads road wells well pumps pump plants plant stations station launchers launcher platforms platform pickups pickup "
    "motorcycles motorcycle car-bombs dwellings structures structure towers tower minaret complexes complex posts post "
    "outposts outpost warehouses warehouse workshops workshop factory factories refinery refineries tankers tanker "
    "trenches fortifications barricades bunkers bunker fortification bulldozers munitions bomblets countries provinces "
    "sides parties party projectiles projectile grenades grenade sorties clashes ceasefires agreements corridors "
    "corridor crossings crossing dams dam prisons prison airport airports airbases airbase units unit brigades "
    "battalions battalion detachments teams team barrels vaccines animals sheep cows livestock heads shops properties property",
}.items():
    for _word in _words.split():
        _LEXICON.setdefault(_word, _unit)

_STOP = frozenset(
    "the a an and or but of in on at by from to with for as after before when while since until during near between "
    "into onto over under against across is are was were be been being has have had will would could should may might "
    "said says told according that which who whom whose where including among this these those their its his her they "
    "it he she we i him them not also than then so if because amid inside outside around through within without per "
    "via upon about both only just some more".split()
)
_WORD = re.compile(r"[A-Za-z][\w’'\-]*")
_GAP = re.compile(r"[ \-\"“”()]{1,2}|\n(?=[a-z])")
_HURT_BEFORE = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|wound(?:s|ed|ing)?|injur(?:es|ed|ing)|dead|deaths?|toll|fatalities|casualties|martyr(?:ed|ing)?"
    r"|lives of|displac(?:ed|ing)|arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|abduct(?:ed|ing|s)?|kidnap\w*|execut(?:ed|ing|es)|leav(?:es|ing)|left"
    r"|behead(?:ed|ing|s)?|slain|slew|hurt|maimed|victims|evacuat(?:ed|ing))\b[^.;\n]{0,25}\Z",
    re.I,
)
_HURT_AFTER = re.compile(
    r"(?: of them| of whom| more| in total| in all)?,? (?:(?:have|had|has|were|was|are|is|been|being|got|people|reported|reportedly|critically|seriously|badly|others?) ){0,3}"
    r"(?:killed|wounded|injured|dead|died|hurt|missing|arrested|detained|displaced|martyred|executed|perished|beheaded|in critical)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Core:
    """A bare number: its span, its interval, and whether it is a mere article."""

    start: int
    end: int
    low: int | None
    high: int | None
    article: bool


def find_quantities(text: str) -> list[Quantity]:
    """Every number expression of ``text`` that could be a count of people or things, in order, none overlapping.

    Numbers that date, measure, price, rank or name something are left out, as are shares of a whole.
    """
    found: list[Quantity] = []
    cores = [core for match in _NUMBER.finditer(text) if (core := _core(text, match)) is not None]
    index = 0
    while index < len(cores):
        core, used = _joined(text, cores, index)
        index += used
        quantity = _quantity(text, core)
        if quantity is not None and (not found or quantity.start >= found[-1].end):
            found.append(quantity)
    return found


def _core(text: str, match: re.Match[str]) -> _Core | None:
    start, end = match.span()
    kind = match.lastgroup if match.lastgroup not in ("dscale", "plus", "ahalf") else None
    words = " ".join(match.group().lower().split())
    if match["vague"]:
        low, high = _vague(words), None
    elif match["digits"]:
        value = _digits(match["digits"], match["dscale"])
        if value is None:
            return None
        low, high = value, None if match["plus"] else value
    elif match["article"]:
        low = high = 1
    else:
        low = high = 2 if match["pair"] else _spoken(words)
    return _Core(start, end, low, high, kind == "article")


def _vague(words: str) -> int:
    factor, _, scale = words.partition(" of ")
    return (
        _OF_FACTOR[factor] * _OF_SCALE[scale]
        if scale and factor in _OF_FACTOR
        else _VAGUE[words.removesuffix("s") if words[:2] in ("se", "a ") else factor]
    )


def _digits(digits: str, scale: str | None) -> int | None:
    value = float(re.sub(r"[,\s]", "", digits)) * (_SCALES[scale.lower()] if scale else 1)
    return int(round(value)) if abs(value - round(value)) < 1e-6 else None


def _spoken(words: str) -> int:
    if words.startswith("half a"):
        return _SCALES[words.split()[-1]] // 2
    half = words.endswith(" and a half")
    total = part = 0
    scale = 1
    for word in re.split(r"[ -]", words.removesuffix(" and a half")):
        if word in _SCALES:
            scale = _SCALES[word]
            part = max(part, 1) * scale
            if scale >= 1000:
                total, part = total + part, 0
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    return total + part + (scale // 2 if half else 0)


def _joined(text: str, cores: list[_Core], index: int) -> tuple[_Core, int]:
    """The number at ``index``, made one with the next where the two are the ends of a range."""
    core = cores[index]
    if index + 1 == len(cores) or core.article or core.low is None:
        return core, 1
    after = cores[index + 1]
    between = text[core.end : after.start].lower()
    lead = _BETWEEN.search(text, max(0, core.start - 9), core.start)
    ranged = between in ("-", "–", "—", " - ", " – ", " to ", " or ") or (lead is not None and between == " and ")
    if not ranged or after.article or after.low is None or after.low <= core.low:
        return core, 1
    low = core.low
    ratio = after.low // low if low else 1
    # "two to three million": the scale of the second end is the first's too.
    if low < 100 and after.low >= 1000 and re.search(r"(?:thousand|million)\Z", text[after.start : after.end], re.I):
        low *= 10 ** (len(str(after.low)) - len(str(after.low).rstrip("0"))) if ratio > 100 else 1
    return _Core(lead.start() if lead else core.start, after.end, low, after.high, False), 2


def _quantity(text: str, core: _Core) -> Quantity | None:
    if _excluded(text, core):
        return None
    noun, unit = _noun(text, core.end)
    if core.article and noun is None:
        return None
    if _YEAR.match(text[core.start : core.end]) and unit is None:
        return None
    if text[core.start].isdigit() and unit is None and _is_name(text, core.end):
        return None
    if unit is None and (
        _HURT_AFTER.match(text, core.end) or _HURT_BEFORE.search(text[max(0, core.start - 45) : core.start])
    ):
        unit = "people"
    return _modified(text, core, unit, noun)


def _excluded(text: str, core: _Core) -> bool:
    before = text[max(0, core.start - 16) : core.start]
    if _NOT_BEFORE.match(text, core.end) or _NAMED.match(text, core.end):
        return True
    digits = text[core.start].isdigit()
    if digits and _NOT_AFTER.search(before):
        return True
    year = digits and core.end - core.start == 4 and _YEAR.match(text[core.start : core.end])
    return bool(
        year
        and re.search(r"\b(?:in|since|by|until|from|late|early|mid|of|and|to|during|before|after)[ -]\Z", before, re.I)
    )


def _is_name(text: str, end: int) -> bool:
    return bool(re.match(r" [A-Z][a-z]", text[end : end + 3]))


def _noun(text: str, end: int) -> tuple[str | None, str | None]:
    """The counted noun after a number and its unit: the last known noun of the run of words that starts there."""
    noun = unit = None
    position = end
    for step in range(7):
        gap = _GAP.match(text, position)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None:
            break
        lower = word.group().lower()
        if (
            lower in _STOP
            and not (step == 0 and lower in ("of", "more"))
            and not (step == 1 and lower in ("the", "its", "their"))
        ):
            break
        known = _LEXICON.get(lower) or _LEXICON.get(lower.rsplit("-", 1)[-1])
        if known is None and noun is not None:
            break
        if known is not None:
            noun, unit = lower, known
        position = word.end()
    return noun, unit


def _modified(text: str, core: _Core, unit: str | None, noun: str | None) -> Quantity:
    """The number with its modifiers taken into the span and the interval."""
    start, end, low, high = core.start, core.end, core.low, core.high
    window = max(0, start - 40)
    modifiers = None if core.article else _MODIFIERS.search(text[window:start])
    if modifiers:
        start = window + modifiers.start()
        said = modifiers.group()
        if _IS_ABOVE.search(said):
            high = None
        elif _IS_BELOW.search(said) and low == high:
            low = None
    if tail := _OR_MORE.match(text, end):
        end = tail.end()
        high = high if tail.group().endswith("so") else None
    elif tail := _MORE.match(text, end):
        end = tail.end()
    return Quantity(start, end, low, high, unit, noun)
