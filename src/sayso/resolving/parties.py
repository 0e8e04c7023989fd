"""Words and patterns of actor mentions: who is meant, who only stands beside, and who is on no side."""

from __future__ import annotations

import re

from sayso.resolving.lexicon import DIRECTIONS, listed

TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")
# What follows these is another party: an ally, a target, the place where it happens.
CUT = re.compile(
    r"\b(?:backed by|supported by|helped by|assisted by|with (?:the )?(?:help|support|backing|assistance)|"
    r"alongside|in what|"
    r"in (?:co-?operation|coordination|alliance) with|together with|along with|fighting with|against|opposed to|"
    r"fighting (?!under|for|in|on)|hostile to|who|which|that|said|positioned|located|stationed|holed|"
    r"entrenched|trapped|in (?:the )?[A-Z]\w+'?s? (?:neighbou?rhood|district|area|countryside|province|city))\b"
)
# "rebel-held", "UK-based", "Iran-backed": what the words before the hyphen name is somebody else.
DIVERTED = listed(
    "held controlled backed affiliated linked allied occupied funded run based friendly supported bound made built "
    "trained supplied sponsored owned brokered registered flagged educated aligned"
)
# A name after these is where somebody is, unless it is officials who are there.
PLACED = listed("in near outside around at inside from across")
OFFICIAL = listed("official officials authorities government ministry ministries command rulers")
# A government's name before these stands for those who fight for it, not for the government itself.
ARMED = listed(
    "forces force troops soldiers warplanes warplane jets jet aircraft airplanes planes plane helicopters helicopter "
    "fighters artillery militias militia snipers tanks army military"
)
IRREGULAR = listed("militants rebels insurgents gunmen police guards separatists peacekeepers")
ALONGSIDE = re.compile(r"\b(?:and|or) (?:\d\S* )?(?P<people>[A-Z]\w+)(?: (?P<noun>\w+)|$)")
PLACED_OF = DIRECTIONS | listed("outskirts suburbs countryside vicinity surroundings edge edges parts side")
# Of these with "of", what follows says who they are: "a coalition of insurgents" is no coalition of states.
ALLIANCES = listed("coalition alliance")
OPPOSED = frozenset({"anti", "pro"})
OF_OTHERS = re.compile(r"\b(?:affiliated|linked|allied|loyal|close)\s+(?:to|with)\s+(?:the\s+)?$", re.IGNORECASE)
AGAINST = re.compile(r"\b(?:opponents?|critics?|enem(?:y|ies)|victims?|foes?)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
# People who are on no side by being named so, whatever names stand in their description.
BYSTANDERS = listed(
    "resident residents witness witnesses eyewitness eyewitnesses civilian civilians people person persons "
    "family families child children woman women man men doctor doctors medic medics activist activists villagers "
    "journalist journalists photographer locals refugees displaced idps patients victims tourist tourists citizen "
    "citizens nationals passengers worshippers pilgrims pupils students teachers nurses prisoners detainees "
    "captives hostages migrants mourners protesters demonstrators fishermen farmers shoppers expatriates"
)
VOICES = frozenset({"media", "monitor", "ngo", "un-agency", "civil-responder"})
NAME = re.compile(r"^(?!The |An? |Our )[A-Z][\w'’-]+(?: (?:(?:al|el|bin|abu|ibn|de|von|van)[ -]?)?[A-Z][\w'’-]+){0,3}$")
ROLE = (
    r"(?:head|spokes\w+|director|chief|commander|leader|member|official|officer|minister|president|governor|"
    r"ambassador|general|colonel|captain|major|adviser|representative|deputy|envoy|secretary|correspondent|"
    r"reporter|founder|manager|coordinator|fighter)s?"
)
DESCRIBED = re.compile(
    rf"^(?: (?:from|of|with|at) |,? (?:an? |the |who is |whose )?(?:[\w-]+ ){{0,4}}?{ROLE}\b|, of |, from )"
)
TITLED = re.compile(rf"\b{ROLE}\b", re.IGNORECASE)
# Puts two parties on a par; "IS and its allies", "IS and other militants" only add to the one that is named.
PAR = re.compile(r"\b(?:and|or)\b(?! (?:its|their|his|other|allied|associated|affiliated)\b)|,")
# What stands between an owner and its own: "Lebanon's Hezbollah".
OWNING = frozenset({"", "'s", "’s", "'", "’", "("})
SENTENCE = re.compile(r"(?<=[a-z])[.!?\n]| (?:said|says|told|added|denied|announced|wrote|tweeted|stated|confirmed)\b")
CLAUSE = re.compile(r"[.!?\n,;:“”\"]\s|\b(?:said|told|and|but|when|that|by|according to)\s")
