"""The words of the field that lining up goes by: parties, weapons, things hit, victims, admissions."""

from __future__ import annotations

import re

from sayso.lineup.words import counts
from sayso.lineup.words.folding import AnyCase, words
from sayso.models import Count

# Who is meant where no side is known: only the two readings that mean the same in every war.
STATE = frozenset(words("army government regime troops soldiers police state loyalist loyalists"))
REBEL = frozenset(words("rebel rebels opposition insurgent insurgents"))
# Whose dead are not the other's.
SOLDIERS = frozenset(words("soldier soldiers troops police policeman policemen servicemen serviceman army officers"))
IRREGULARS = frozenset(
    words(
        "militant militants rebel rebels insurgent insurgents terrorist terrorists jihadist jihadists jihadis "
        "extremist extremists gunmen attackers guerrillas"
    )
)
# Names that fit anybody: they never exclude another party.
VAGUE = frozenset(
    words(
        "gunmen gunman militants militant fighters fighter attackers attacker forces force troops aircraft aircrafts "
        "warplane warplanes plane planes jet jets helicopter helicopters airstrike airstrikes air strike strikes raid "
        "raids group groups armed terrorist terrorists unknown unidentified assailants bomber suicide men fire "
        "shelling artillery militia militias parties sides both warring factions extremists extremist "
        "islamist islamists enemy invaders occupation mercenaries bomb bombs "
        "mortar mortars shells rockets missile missiles drone drones "
        "explosion car blast they he she it clashes fighting attack attacks"
    )
)

# What stands between the parties of one name.
BESIDE = re.compile(
    r"\band\b|/|,|&|\balongside\b|\b(?:together|along) with\b|"
    r"\b(?:backed|supported|aided|assisted|accompanied|joined) by\b",
    re.I,
)
# Words of a party's name that many parties share.
ANY_PARTY = frozenset(
    words("armed forces force fire jets planes warplanes aircraft aircrafts allies ally allied its their")
)

# Who the outlet means by these is guessed by the resolver at best: they exclude nobody, whatever side was found.
NAMELESS = frozenset(words("the militants militant gunmen gunman fighters fighter attackers extremists extremist"))

# What a state's own outlets call whoever fights it.
REVILED = frozenset(
    words(
        "the a these those notorious armed terrorist terrorists takfiri takfiris extremist extremists group groups "
        "militant militants gunmen gunman gangs mercenaries radicals jihadist jihadists jihadis element elements"
    )
)

# The means of an attack: claims that name means of different kinds are about different attacks.
MEANS = {
    "air": r"air[ -]?(?:strike|raid|attack|bomb)\w*|air force|war ?planes?|jets?|barrel|helicopters?|aerial|aircrafts?",
    "shell": r"shell(?:ing|ed|s|fire)?|mortars?|artillery",
    "blast": r"(?:car|truck) bomb\w*|suicide|blasts?|explosions?|explosives?|booby|ieds?|landmines?|mines?",
    "gas": r"chlorine|sarin|gas|chemical|toxic|nerve agent",
    "shot": r"execut\w+|behead\w*|snipers?|sniper fire|gunned|shot dead|summarily|firing squad|stoned|crucifi\w+",
}
# Gas that is no weapon: what a cooker burns, what a well gives.
NO_WEAPON = re.compile(
    r"\bgas (?:tank|cylinder|canister|bottle|field|plant|station|well|pipeline|facilit|installation|compan)\w*", re.I
)
# Means that one outlet's word and another's may both describe ("bombardment", "missiles").
_OPEN = r"bombard\w*|missiles?|rockets?|bombed|bombings?|attack(?:ed|s)? with"
MEANS_RE = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{pattern})\b)" for kind, pattern in {"open": _OPEN, **MEANS}.items()), re.I
)

# Things hit: the nouns by which reports tell one attack from another in the same town.
TARGETS = {
    "hospital": r"hospitals?|clinics?|medical (?:cent|facilit|point|build)\w*",
    "school": r"schools?|kindergartens?|universit\w+|college",
    "market": r"markets?|souqs?|souks?|bazaars?",
    "worship": r"mosques?|church(?:es)?|shrines?",
    "bakery": r"bakery|bakeries|bread",
    "bus": r"bus(?:es)?",
    "convoy": r"convoys?",
    "camp": r"refugee camps?|displaced camps?|camp for",
    "prison": r"prisons?|jails?",
    "checkpoint": r"checkpoints?",
    "hotel": r"hotels?|restaurants?|cafes?",
    "funeral": r"funerals?|weddings?",
    "bridge": r"bridges?|dams?",
    "base": r"air ?bases?|airports?|barracks|headquarters",
    "water": r"water (?:pump|station|plant|tank)\w*|power (?:station|plant|line)\w*|electricity",
}
TARGETS_RE = re.compile("|".join(rf"(?P<{kind}>\b(?:{pattern})\b)" for kind, pattern in TARGETS.items()), re.I)

# "A source at the hospital", "were taken to a clinic": who speaks and where the hurt lie is not what was hit.
_CARE = rf"(?:{TARGETS['hospital']})"
_NO_BLOW = r"(?:(?!air|strike|raid|attack|bomb|shell|hit|missile|rocket|blast|explosion|rubble)[\w'’-]+ )"
NOT_HIT = re.compile(
    rf"\b{_CARE} (?:sources?|officials?|workers?|staff|directors?|managers?|records?|morgues?)\b|"
    r"\b(?:sources?|doctors?|directors?|managers?|surgeons?|nurses?|medics?|officials?|physicians?|bodies|patients?|treat"
    r"(?:ed|ment|ing)|tak(?:en|ing)|took|rushed|brought|admitted|transferred|arriv\w+|sent|moved|saw|seen|died|dead) "
    rf"{_NO_BLOW}{{0,5}}?(?:to|at|in|from|of|into|by) {_NO_BLOW}{{0,4}}?{_CARE}|"
    rf"\b{_CARE} {_NO_BLOW}{{0,6}}?(?:received|receiving|admitted|treated|treating|saw|struggl\w+|overwhelm\w+)\b",
    re.I,
)

# The first words of the terms above that are of two words: other pairs need not be looked up.
FIRST_OF_TWO = frozenset(
    words(
        "air war car truck nerve sniper shot firing attack attacked attacks medical refugee displaced camp water power"
    )
)


# "Recovered positions", "took parts of": a part of the place, which says nothing of the whole.
PART = AnyCase(
    r"\b(?:recover|regain|retak|retook|recaptur|captur|seiz|tak|took|gain|control|overr|lost|secur|liberat|held|hold)\w*"
    r"(?:\s+(?!of\b|and\b)[\w-]+){0,4}?\s+(?:positions?|points?|parts?|posts?|buildings?|farms?|checkpoints?|streets?|blocks?|"
    r"sections?|swathes?|ground|areas? (?:in|of|around|near|inside)|sites in|most|half|large|some|several)\b"
    r"|control of (?:the |new )?(?:parts?|most|half|much|some|several|large|a number|positions?|points?|posts?|"
    r"heights?|hills?)\b"
    r"|(?:one|two|a)[- ](?:third|half|quarter)s? of\b|\bfoothold\b"
    r"|per ?cent of\b|(?:outskirts|edges?|entrances?) of\b",
)
MODIFIER = AnyCase(r"\b[\w]+[- ](?:held|controlled|ruled|run|besieged|occupied)\b")
FIGHTERS = AnyCase(
    r"\b(?:fighters?|soldiers?|rebels?|militants?|terrorists?|gunmen|troops|insurgents?|jihadis\w*|commanders?|officers?|"
    r"militia\w*|extremists?|takfiri\w*|combatants?|recruits|mercenar\w+|forces|army|daesh|isis?|isil|members)\b",
)
CIVILIANS = AnyCase(
    r"\b(?:civilians?|children|child|women|woman|famil(?:y|ies)|residents?|villagers?|students?|pupils?|patients?|"
    r"doctors?|nurses?|journalists?|girls?|boys?|baby|babies|toddlers?|aid workers?|rescuers?|teachers?)\b",
)


MILITARY = AnyCase(
    r"\b(?:positions?|depots?|vehicles?|tanks?|headquarters|base|war ?planes?|planes?|aircraft|helicopters?|jets?)\b",
)
BOASTED = AnyCase(r"\b(?:claim\w* responsibility|responsibility for|claimed|boast\w*|announced|in revenge)\b")
ADMITTED = AnyCase(
    r"\b(?:admit\w*|acknowledg\w*|conced\w*|confess\w*|credible|regret\w*|apolog\w*|mistake\w*|unintend\w*|"
    r"unintentional\w*|in error|accident\w*)\b",
)
TRADES = {
    "medics": r"medics?|nurses?|doctors?|medical (?:staff|workers?|personnel)|paramedics?",
    "aid workers": r"aid workers?|relief workers?|humanitarian\w*|red crescent|volunteers?",
    "rescuers": r"rescuers?|civil defen[cs]e|white helmets|rescue workers?|firefighters?",
    "journalists": r"journalists?|reporters?|correspondents?|photographers?",
    "pupils": r"students?|pupils?|schoolchildren|teachers?",
    "police": r"police(?:m[ae]n)?",
}
TRADES_RE = {group: AnyCase(rf"\b(?:{pattern})\b") for group, pattern in TRADES.items()}

# How many people there are tells no name of theirs ("Five medics").
COUNTED = re.compile(
    r"^(?:(?:at least|more than|some|about|around|over|nearly|almost|up to|another|other) )*"
    r"(?:\d[\d,]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens|scores|hundreds|thousands|several|many)\b)(?: of)? ",
    re.I,
)
# Words for numbers that nobody counted; the codebook gives them a lower bound.
ROUGH = AnyCase(r"\b(?:dozens|scores|hundreds|thousands|tens|millions)\b")

_ABOUT = re.compile(r"\b(?:around|about|some|nearly|almost|approximately|roughly|close to|an estimated|up to)\s+", re.I)


def as_told(count: Count, text: str) -> Count:
    """The number as its words let it be compared: the bound of "dozens" gives way, "around 40" by a tenth."""
    if count.high is None:
        return counts.loosened(count) if is_rough(count, text) else count
    return counts.rough(count) if counts.flat(count) and _told_about(count.high, text) else count


def is_rough(count: Count, text: str) -> bool:
    """Whether a number with a lower bound alone is a rough word: one in figures beside such a word is none."""
    if count.high is not None or count.low is None or ROUGH.search(text) is None:
        return False
    return not any(form in text for form in {str(count.low), f"{count.low:,}"})


def _told_about(number: int, text: str) -> bool:
    """Whether a number stands in a text as "around" so many."""
    for form in {str(number), f"{number:,}"}:
        if form in text and any(_stands(form, text, about.end()) for about in _ABOUT.finditer(text)):
            return True
    return False


def _stands(form: str, text: str, at: int) -> bool:
    after = text[at + len(form) : at + len(form) + 1]
    return text.startswith(form, at) and not (after.isalnum() or after == "_")


# "Earlier the source said 7": a figure that the report itself tells as overtaken.
EARLIER = re.compile(
    r"^\W*(?i:earlier|previously|initially)\b|"
    r"\b(?:earlier|previously|initially) (?:said|reported|put|told|gave|spoke|counted)\b",
)

# "Had crashed because of a technical fault": nobody did it.
ACCIDENT = AnyCase(
    r"\b(?:due to|owing to|because of|caused by|as a result of|blamed on|suffered|suffering) "
    r"(?:an? |some |the )?(?:[\w-]+ )?[\"“'‘]?"
    r"(?:(?:technical|mechanical|electrical) (?:fault|failure|malfunction|problem|error|reason)s?|malfunctions?|"
    r"short[- ]circuit|gas (?:leak|cylinder)|pilot error|bad weather|poor storage)\b|"
    r"\bfor technical reasons\b|\b(?:exploded|caught fire|crashed|blew up) accidentally\b",
)

# "The monitor said A, while rebels said B."
SET_AGAINST = AnyCase(r"\b(?:while|whereas|but|although|though)\b")

# Another's count of what was told just before, and words that give a day.
RIVAL_TOLL = AnyCase(
    r"\b(?:put|puts|putting|placed|places|gave|gives|giving) (?:the|a|its|their|his|her) (?:\w+ ){0,3}?"
    r"(?:toll|figure|count|number)\b",
)
# "Gave a much higher toll of 40", "put the toll lower at nine".
_OF_TOLL = r"(?:(?:death )?(?:toll|figure|count|number)s?)"
HIGHER = AnyCase(rf"\b(?:higher|larger|bigger|greater) {_OF_TOLL}\b|\b{_OF_TOLL}(?: \w+){{0,3}}? higher\b")
LOWER = AnyCase(rf"\b(?:lower|smaller) {_OF_TOLL}\b|\b{_OF_TOLL}(?: \w+){{0,3}}? lower\b")
# "The monitor said the bombings killed 21": of the attack that was told just before.
THAT_TOLL = AnyCase(
    r"\b(?:said|says|reported|according to|told) (?:[\w'’-]+ ){0,3}?(?:the|that|those|these|this) (?:[\w-]+ )?"
    r"(?:attacks?|strikes?|air ?strikes?|raids?|bombings?|blasts?|explosions?|shelling|bombardment|assault) "
    r"(?:had |has |have )?(?:killed|left|claimed|wounded|injured)\b",
)
THAT_ATTACK = AnyCase(
    r"\b(?:the|that|this) (?:[\w-]+ ){0,2}(?:attacks?|strikes?|air ?strikes?|raids?|bombings?|blasts?|explosions?|"
    r"shelling|bombardment|assault|massacre)\b",
)
DAY = re.compile(
    r"\b(?:(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|earlier|previously)|"
    r"\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})\b"
)


# "Late on Monday", "on Monday night": others may put it on the day after.
NIGHT = AnyCase(
    r"\blate (?:on )?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day night\b|"
    r"\b(?:in|during) the night of\b|\b(?:around|at|before) midnight\b",
)
# "Two days of shelling", "over the past two days": not one event of a night.
DAYS_OF = AnyCase(
    r"\b(?:two|three|\d) days of\b|\b(?:over|in|during) (?:the )?(?:past |last |previous )?(?:two|three|\d) days\b"
)


def tells_that_toll(text: str) -> bool:
    """Whether words give a toll of "the bombings", those told of before."""
    return " the " in text and THAT_TOLL.search(text) is not None


# "Denies that civilians were killed": the deaths, not only its part in them.
DENIES_DEATHS = AnyCase(
    r"\bden(?:y|ied|ies) (?:that )?(?:[\w-]+ ){1,4}(?:was|were|had been|have been) "
    r"(?:killed|wounded|injured|hurt)\b(?! by)",
)
# Who is blamed without a name: the other side.
OPPONENTS = AnyCase(r"\b(?:opponents?|rivals?|enem(?:y|ies)|foes?|adversar(?:y|ies)|other side)\b")
# "The remaining six", "21 others": a number that leaves out those already counted.
REMAINDER = AnyCase(r"\b(?:remaining|rest|further|additional|another|others?|more)\b")
REMAINING = AnyCase(r"\bremaining\b")
# "A separate strike": not the event told before.
# "Another monitoring group" is another voice, "50 were also wounded" tells more of the same, "yet another attack" was
# one more when it happened.
SEPARATE = AnyCase(
    r"\b(?:separate(?:ly)?|elsewhere|meanwhile|(?<!yet )another(?! (?:[\w'’-]+ ){0,3}?(?:groups?|monitors?|observatory|"
    r"activists?|organi[sz]ation|sources?|agency|officials?|witness(?:es)?|residents?|reports?|newspapers?|networks?|"
    r"outlets?|doctors?|medics?|ngo)\b)|"
    r"also(?! (?:caused|damaged|left|said|added|told|noted|listed|counted|recorded|documented|known|called|wounded|"
    r"injured|hurt)\b|"
    r" (?:reported|confirmed) (?:the|this|that) "
    r"(?:incident|attack|strike|air ?strike|raid|bombing|blast|explosion)\b))\b",
)
ONE_MORE = AnyCase(r"\b(?:separate(?:ly)?|elsewhere|another)\b")
# "A bomb earlier this month", "the strike last week": one event, on a day that is not given.
_ONE_OF = (
    r"\b(?:an?|one|the|two|three|four|twin|double|triple) "
    r"(?:(?!(?:series|wave|string|spate|number|in|of|on|from|for|by|to|and)\b)[\w'’-]+ ){0,3}?"
    r"(?:attack|strike|air ?strike|raid|bombing|bomb|blast|explosion|missile|bombers?|ambush|massacre)\b"
)
_THESE_DAYS = (
    r"\b(?:(?:earlier|late|later) (?:this|last) (?:week|month)|last (?:week|month)|in (?:early|mid|late)-? ?[a-z]+)\b"
)
ONE_OF_THESE_DAYS = AnyCase(rf"{_ONE_OF}.*{_THESE_DAYS}|{_THESE_DAYS}.*{_ONE_OF}")
# "Meanwhile the envoy said the attack killed nine": the one told before, by another voice.
MEANWHILE = AnyCase(
    r"^\w*meanwhile\b(?!.*\b(?:separate|elsewhere|another)\b).*\b(?:said|says|reported|reports|that) "
    r"the (?:attack|strike|air ?strike|raid|bombing|blast|explosion) "
    r"(?:had |has )?(?:killed|left|claimed|wounded|injured)\b",
)
# "43 people, among them medics": who is told after is a part of those counted.
AMONG_THEM = AnyCase(r",? (?:including|among (?:them|whom)|mostly|most of (?:them|whom)|some of (?:them|whom))\b")

# One victim whom the words name or describe.
ONE_PERSON = re.compile(r"^(?i:the|its|his|her|their|our|my)\b|(?<!^)\b[A-Z]")
WAS_KILLED = AnyCase(
    r"\b(?:he|she) (?:was|had been|died)\b|\bkilled (?:him|her)\b|"
    r"\bwhose (?:\w+ ){1,3}(?:was|had been|died|were) (?:killed|wounded|injured|shot)\b"
)
# "Five entire families, most of them women": families are what is counted.
FAMILIES = AnyCase(r"^(?:at least |about |some |nearly |more than |around )?[\w,]+ (?:\w+ )?families\b")

# A state told by how it began ("the truce came into force on Monday") is claimed for that day, unless it goes on.
BEGAN = AnyCase(
    r"\b(?:c[ao]me|coming|went|goes|going|put|entered|enters) into (?:force|effect)\b|\bt(?:ook|akes?) effect\b|"
    r"\b(?:began|begun|started)\b",
)
GOES_ON = AnyCase(r"\b(?:hold\w*|held|still|remain\w*|continu\w*|despite|maintain\w*|largely|mostly)\b")
ELSEWHERE = AnyCase(
    r"^\W*(?:elsewhere|separately)\b|^\W*(?:in the meantime|meanwhile)\b.{0,30}\bother\b|"
    r"\b(?:in|by) (?:another|a separate|other)\b",
)

# "Has often targeted the city": a habit, not an event.
HABIT = AnyCase(
    r"\b(?:often|frequently|regularly|repeatedly|routinely|in the past|previously|deliberately|"
    r"systematically|earlier attacks|for (?:weeks|months|years)|"
    r"(?:has|have) (?:killed|caused|claimed|destroyed|displaced) (?:\w+ )?"
    r"(?:hundreds|thousands|many|enormous|dozens|scores)|"
    r"(?:over|in|during) (?:the )?(?:past|last|recent) (?:\w+ )?(?:days|weeks|months|years)|consistently|persistently|"
    r"(?:strikes|air ?strikes|raids|sorties|attacks|bombings) (?:[\w-]+ ){0,3}since (?!then\b)|"
    r"(?:has|have) been (?:responsible for|behind|accused of) (?:\w+ ){0,3}attacks)\b",
)
# "Has always denied using such weapons", "denies the use of them": no answer to one charge.
DENIES_ALL = AnyCase(
    r"\b(?:(?:always|repeatedly|long|both|previously|consistently|persistently) denied|den(?:y|ies)) (?:ever )?"
    r"(?:using|the use of|having used)\b|"
    r"\bnever us\w+|\bnot us\w+ .{0,60}\b(?:past|future)\b",
)
# Who is named only by an office passes on nothing of their own beside the agency that quotes them.
OFFICE = AnyCase(
    r"^(?:an?|the|one|some|several|local|informed|field)\b.*\b(?:sources?|officials?|correspondents?)\b",
)

# Up to which verb the name of who is cited can go on.
SAYING = re.compile(
    r"\b(?:said|says?|told|gave|gives?|put|puts|reported|reports|added|counted|claimed|stated|confirmed)\b"
)
# What a body is called where its name is not given, and what its name has in it.
CALLED = (
    (
        frozenset(words("a an the war monitor monitors monitoring ngo group groups conflict rights")),
        re.compile(r"\b(?:observatory|monitor|monitoring)\b"),
    ),
    (
        frozenset(words("a an the rescue service services civil defence defense organisation organization")),
        re.compile(r"\bcivil defen[cs]e\b|\bhelmets\b|\brescue\b"),
    ),
)

# "In a village in the province of X": before the name of X.
_UNNAMED_PART = re.compile(
    r"\b(?:an?|one) (?:[\w'’-]+ ){0,3}?"
    r"(?P<kind>village|town|hamlet|neighbou?rhood|district|quarter|suburb|camp|road|highway|bridge|crossing)\W+"
    r"(?:in|of|near|outside|inside|on)\b(?P<named>(?:[ ,]+[\w'’-]+){1,7})",
    re.I,
)


def unnamed_part(text: str, place: str) -> str | None:
    """What a text calls the part of a place of which it names only the place ("village", "road"); None if nothing."""
    if " a" not in text and " one " not in text:
        return None
    names = {word for word in re.findall(r"[\w'’-]+", place) if word[0].isupper()}
    found = (part for part in _UNNAMED_PART.finditer(text) if names & set(re.findall(r"[\w'’-]+", part["named"])))
    return next((part["kind"].lower() for part in found), None)


OF_A_ROAD = frozenset({"road", "highway", "bridge", "crossing"})  # of which a place has few


# Words that place something by a town without naming where: all of them mean its surroundings.
DIRECTION = re.compile(r"(?:north|south)?-?(?:east|west|north|south)(?:ern)?")
# "The northern Syrian city of X": where the place itself lies.
LIES_IN = re.compile(
    r"\b(?:north|south|east|west)(?:-?(?:east|west))?ern (?:[A-Z]\w+ )?"
    r"(?:(?:city|town|village)\b|(?:province|governorate) of\b)"
)
# What any part of a town is called.
OF_A_TOWN = frozenset(
    words(
        "neighborhood neighborhoods neighbourhood neighbourhoods district districts quarter quarters area areas part "
        "parts residential civilian populated city citys town towns village capital several some many various "
        "different number across inside throughout all other multiple central centre center heart middle "
        "entrance entrances"
    )
)
CONTAINED = re.compile(r",? (?:in|part of) (?:the )?(?:[a-z]+ ){0,3}[A-Z]")
LIES_BY = re.compile(r",? (?:near|(?:about |some )?\d+ ?(?:km|miles|kilomet)\w*|(?:north|south|east|west)\w* of) ")
AROUND = frozenset(
    words("near around outskirts suburb suburbs countryside rural vicinity outside surroundings edge edges")
)

# One number for the killed and the wounded together.
KILLED_OR_WOUNDED = AnyCase(
    r"\b(?:killed|dead|killing)\s+(?:or|and)\s+(?:wounded|injured|wounding|injuring)\b|\bkilled/wounded\b",
)
CASUALTIES = AnyCase(r"\bcasualties\b")
DEATHS = AnyCase(r"\b(?:kill\w*|dead|deaths?|died|dies|slain|wound\w*|injur\w*)\b")

# Who passes the guilt on to others.
BLAMES = AnyCase(r"\b(?:accus|blam)(?:e[sd]?|ing)\b|\bsuggest(?:s|ed|ing)?\b|\bresponsible\b")

# "Nine of those killed were civilians", "civilians were among": no count of all the dead.
AMONG = AnyCase(r"\bof (?:those|them|the (?:dead|victims|killed))\b|\bamong\b")
# Those who are not civilians, in what is said of the dead.
COMBATANTS = AnyCase(
    r"\b(?:fighters?|soldiers?|troops?|militants?|gunmen|combatants?|jihadists?|policem[ae]n|officers?|members|"
    r"(?:regime|government|rebel|both) sides?)\b"
)

# By whom an area is held: "rebel-held districts", "government-controlled west".
HELD_BY_REBELS = AnyCase(r"\b(?:rebel|opposition|insurgent|militant)s?[- ](?:held|controlled|run)\b")
HELD_BY_STATE = AnyCase(r"\b(?:government|regime|army|state|loyalist)[- ](?:held|controlled|run)\b")
