"""The words of the field that readers share: kinds of place, directions, parties, what a capitalised name is made of.

Nothing here needs a parse, so that every reader can use it. The word lists are those of the field:
kinds of place, directions, parties to a war. They hold no place of any one war.
"""

from __future__ import annotations

import re

from sayso.models import Mention


def terms(text: str) -> frozenset[str]:
    """The white-space separated words of a list."""
    return frozenset(text.split())


def words(text: str) -> str:
    """An alternation of white-space separated words, longest first ("_" stands for a blank)."""
    listed = sorted(text.split(), key=len, reverse=True)
    return "|".join(re.escape(w).replace("_", r"\s+") for w in listed)


PLACE_NOUNS = words(
    "city cities town towns village villages district districts neighbourhood neighbourhoods neighborhood "
    "neighborhoods quarter quarters suburb suburbs area areas region regions province provinces governorate "
    "governorates countryside enclave enclaves pocket camp camps outskirts part parts side half section "
    "sections sector sectors zone zones territory territories county state states township townships "
    "settlement settlements locality valley mountains hills hill plain island port airport airbase base "
    "crossing road highway subdistrict subdistricts community capital crossroads roundabout square street "
    "junction market farms axis checkpoint front"
)
DIRECTIONS = words(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "north-east north-west south-east south-west northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western upper lower inner outer rural downtown greater"
)
DEMONYMS = terms(
    "syrian syria's russian turkish iranian iraqi lebanese israeli american british french german kurdish "
    "arab yemeni libyan afghan saudi jordanian ukrainian palestinian somali sudanese ethiopian nigerian "
    "egyptian pakistani indian european western jewish christian muslim sunni shiite shi'ite shia islamic "
    "islamist islamists houthi yazidi alawite druze turkmen us u.s u.n un uk u.k eu u.s.-led us-led nato "
    "syrians russians turks kurds iraqis israelis iranians americans arabs congolese burmese philippine "
    "filipino malian kenyan ugandan rwandan armenian azerbaijani georgian chinese"
)
CALENDAR = terms(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed "
    "thu thur thurs fri sat sun ramadan eid easter christmas mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays gmt"
)
# Words that are capitalised without naming a place: parties, media, offices, and words that open a sentence.
NOT_PLACES = (
    terms(
        "army military government regime rebel rebels opposition daesh isis isil is islamic observatory "
        "monitor reuters afp sana ap bbc cnn tass sputnik interfax aljazeera ypg sdf fsa pkk pyd hezbollah "
        "hizbollah hizbullah nusra al-nusra taliban hamas fatah shabaab al-shabaab qaeda al-qaeda qaida "
        "al-qaida houthis unicef unhcr ocha icrc who wfp msf nato idf president minister ministry general "
        "colonel major captain lieutenant brigadier gen col maj lt brig mr mrs ms dr sheikh_ ambassador "
        "secretary spokesman spokeswoman governor mayor king prince sergeant commander chief director the a "
        "an this that these those it he she they we i his her its their our my you and but or so if when "
        "while as after before since in on at of for from to by with there here then meanwhile also however "
        "although though both all some many several most more no not one two three four five six seven eight "
        "nine ten hundreds thousands dozens at_least activists residents witnesses officials sources state "
        "free democratic forces front coalition council security assad bashar putin obama trump kerry lavrov "
        "erdogan allah god jaish jaysh ahrar harakat jabhat liwa kataib internet facebook twitter telegram "
        "whatsapp youtube skype doctors hospital civil defence defense white helmets red crescent cross what "
        "where why how who which whose earlier later last according despite during amid among under over "
        "local media human rights watch amnesty international news agency tv senate united new takfiri "
        "takfiris masalit nuba islam levant agencies agency shields published updated video photo image tags "
        "related"
    )
    | DEMONYMS
    | CALENDAR
)

ORG_WORDS = terms(
    "front forces force army council party movement brigade brigades division coalition union organization "
    "organisation network agency ministry committee university authority service services court commission "
    "office group groups militia militias militants fighters terrorists airlines airways corps command guard "
    "guards police tv radio television times post newspaper press foundation institute association society "
    "programme program fund nations congress parliament senate treaty agreement operation resolution war day "
    "conference alliance league observatory crescent"
)

_PARTICLE = r"(?:[AaEe]l|[Aa]sh|[AaEe][snrdtz]|[Uu]l|ibn|bin|abu|de|du|la|le|los)"
_UPPER = r"[A-ZÀ-ÖØ-ÞĀĞİŞŠŽ]"
TOKEN = rf"(?:{_PARTICLE}[-‑ ’'])?{_UPPER}[^\W_]*(?:[-‑’'][^\W_]+)*"
_JOINED = rf"(?:\s(?:(?:{_PARTICLE}|of)[- ])?{TOKEN})"
NAME = rf"{TOKEN}{_JOINED}{{0,3}}"

PARTIES = words(
    "government governments regime regimes rebel rebels opposition army militant militants jihadist jihadists "
    "terrorist terrorists insurgent insurgents islamist islamists extremist extremists daesh da’esh da'esh "
    "isis isil is kurdish kurds kurdish-led sdf ypg fsa taliban houthi houthis hezbollah hamas loyalist "
    "loyalists moderate opposition-allied takfiri turkish turkish-backed russian syrian iraqi iranian israeli "
    "ukrainian separatist separatists shiite shia sunni saudi-led coalition al-shabaab shabaab boko_haram "
    "nusra al-nusra nusra_front jihadi militia militias peshmerga state pro-government anti-government "
    "non-government us-backed u.s.-backed group fighters forces troops assad guerrilla guerrillas "
    "islamic_state junta"
)
HOLDING = words("held controlled run occupied ruled dominated-by administered governed dominated")


def mention(full: str, start: int, end: int) -> Mention:
    """The words between two offsets."""
    return Mention(full[start:end], start, end)
