"""Whether the words of a claim say what it was read as: "the truce came into force" does not say that it ended.

A reader errs now and then in a status or takes a sentence for a denial. One such claim among many would open a dispute
that nobody has. So what contradicts others must have a word for it in its evidence. The words are wide on purpose:
of claims coded by hand, fewer than two in a hundred have none of them.
"""

from __future__ import annotations

import re

from sayso.models import ResolvedClaim

_SAYING = {
    ("access", "open"): (
        r"re-?open\w*|open|opens|opened|opening\w*|lift\w*|allow\w*|permit\w*|lets?|corridors?|enter\w*|reach\w*|access\w*|"
        r"break\w*|broken?|broke|end\w*|pass|passes|passed|passing|passable|passage\w*|eas(?:e|ed|ing)|resum\w*|leav\w*|left|"
        r"evacuat\w*|return\w*|travel\w*|moving|movement|guarantee\w*|cross(?:ed|ing)?|protect\w*|free\w*|clear\w*"
    ),
    ("truce", "ended"): (
        r"end\w*|expir\w*|collaps\w*|over|break\w*|broken?|broke|cancel\w*|suspend\w*|abandon\w*|dead|died|fatal|fail\w*|"
        r"falter\w*|fell|fall\w*|crumbl\w*|unravel\w*|laps\w*|shatter\w*|scrap\w*|withdr\w*|finish\w*|halt\w*|conclu\w*|"
        r"stopp\w*|void|null\w*|no longer|revok\w*|call\w* off|until"
    ),
    ("truce", "rejected"): (
        r"reject\w*|refus\w*|not?|declin\w*|dismiss\w*|den(?:y|ied|ies)|denounc\w*|object\w*|oppos(?:e|ed|es|ing)|without|"
        r"spurn\w*|unwilling|turn\w* down|never|wo['’]?nt?|exclud\w*|rul\w* out|fail\w*"
    ),
    ("fighting", "ended"): (
        r"calm\w*|quiet\w*|stop\w*|ceas\w*|end\w*|halt\w*|lull|subsid\w*|no|over|paus\w*|truce|suspend\w*|complet\w*|"
        r"finish\w*|eas(?:e|ed|ing)|silen\w*|die\w* down|broke off|relief|respite|peace\w*|conclud\w*|abat\w*|without|"
        r"reduc\w*|slow\w*|decreas\w*|declin\w*|drop\w*|fell|less|fewer|defeat\w*|foil\w*|fail\w*|withdr\w*|rep[eu]l\w*"
    ),
    ("displacement", "displaced"): (
        r"displac\w*|fle(?:e|es|d|eing)|flight|flow\w*|left|leav\w*|forc\w*|refugees?|exodus|abandon\w*|escap\w*|uproot\w*|"
        r"driv\w*|drove|evict\w*|expel\w*|expuls\w*|evacuat\w*|deport\w*|mov(?:e|ed|ing)|migrat\w*|migrants?|depart\w*|"
        r"head(?:ed|ing)|arriv\w*|seek\w*|sought|shelter\w*|out of|homes?|homeless|idps?|transfer\w*|cross\w*|gone|"
        r"went|emptied|empty|stream\w*|pour\w*|poured|bus\w*"
    ),
    ("casualties", "killed"): (
        r"kill\w*|dead\w*|deaths?|die[sd]?|dying|lives?|life|martyr\w*|massacre\w*|slain|slew|slay\w*|bod(?:y|ies)|fatal\w*|"
        r"mortal\w*|tolls?|casualt\w*|execut\w*|behead\w*|shot|perish\w*|lost|los[es]\w*|victims?|claim\w*|murder\w*|"
        r"corpses?|bur(?:y|ied)|funeral\w*|assassinat\w*|eliminat\w*|liquidat\w*|neutrali\w*|hang\w*|slaughter\w*|"
        r"suffocat\w*|drown\w*|crucif\w*|gunned|burn\w*|ston(?:ed|ing)|graves?|lynch\w*|remains|blew|blown|wip\w*|"
        r"destroy\w*|taken out|annihilat\w*|surviv\w*|succumb\w*|gassed|starv\w*|fell"
    ),
    ("casualties", "wounded"): (
        r"wound\w*|injur\w*|hurt|casualt\w*|maim\w*|tolls?|hospital\w*|treat\w*|suffocat\w*|breath\w*|symptom\w*|burn\w*|"
        r"amputat\w*|asphyx\w*|affect\w*|suffer\w*|chok\w*|intoxicat\w*|victim\w*|poison\w*|sicken\w*|scar\w*|disab\w*|"
        r"shot|blood\w*|medical\w*|bleed\w*|hit|ill|condition|expos\w*|loss\w*"
    ),
}
_SAYING_RE = {key: re.compile(rf"\b(?:{words})\b", re.I) for key, words in _SAYING.items()}

_NOT = r"(?:not|(?:did|does|do|has|have|had|was|were|is|are|wo|ca|could|would)n['’]?t)"
_NEGATED = re.compile(
    rf"\b(?:{_NOT}|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ied|ies|ying|ials?)|reject\w*|refut\w*|"
    r"dismiss\w*|disput\w*|fabricat\w*|false\w*|fake\w*|untrue|baseless|unfounded|lies?|lied|fail\w*|rep[eu]l\w*|foil\w*|"
    r"thwart\w*|hoax|impossible|unable|propaganda|contradict\w*|rul(?:e|ed|es|ing) out|far from|yet to|contrary|"
    r"prevent\w*|stopp\w*|surviv\w*|spared|safe|unharmed|unhurt|outside|except|otherwise|defended)\b",
    re.I,
)
# A bare "no" denies what it stands before: "no external injuries" is not "no deaths".
_BARE = re.compile(r"\b(?:no|without)\b", re.I)
_OF_DEATH = re.compile(
    r"\b(?:no|without)\s+(?:[\w-]+\s+){0,4}?(?:dea(?:d|ths?)|kill\w*|casualt\w*|loss\w*|lives|fatal\w*|victims?|one|civilians?|"
    r"people|evidence|truth|such|bod(?:y|ies)|martyrs?|died|soldiers?|service\w*|fighters?|troops)\b|"
    r"\b(?:kill\w*|died) no\b",
    re.I,
)
# "Denies it" denies, whatever else the sentence leaves open.
_DENIES = re.compile(
    r"(?<!\bnot )(?<!nt )(?<!n't )(?<!n’t )\b"
    r"(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)|refut(?:es|ed|ing)|dismiss(?:es|ed|ing))\b"
    r"(?! (?:all )?(?:previous|earlier|past)\b)",
    re.I,
)
# It is not known, not mentioned, not confirmed, not the first time, not even denied: none of these denies.
_NO_DENIAL = re.compile(
    rf"\b(?:unclear|not (?:\w+ )?clear|not known|no (?:\w+ )?(?:comment|mention|word|toll|figures?)|not only|"
    r"not the (?:first|only)|unpunished|regardless|"
    rf"{_NOT} (?:immediately |necessarily )?(?:deny|denied|denies|rul(?:e|ed) out|exclude)|"
    rf"{_NOT} (?:be |been |yet |immediately |independently ){{0,3}}(?:verif\w+|confirm\w*)|"
    rf"{_NOT} (?:immediately )?(?:say|said|specif(?:y|ied)|mention\w*|comment\w*|elaborat\w*)|"
    r"(?:never|not) (?:\w+ ){1,3}before|(?:den\w+|dismiss\w+|reject\w+) (?:all )?(?:previous|earlier|past))\b",
    re.I,
)
# A figure whose own verb tells of something else than the status: "pulled 10 people alive", "30 people were injured".
_OTHER_FATE = {
    "killed": (
        r"\W+(?:\w+\W+){0,2}?(?:alive\b|"
        r"(?:were|was|been|being)\s+(?:\w+\s+)?(?:wounded|injured|hurt|rescued|treated)\b)"
    ),
    "wounded": r"\W+(?:\w+\W+){0,2}?(?:were|was|been|being)\s+(?:\w+\s+)?killed\b",
}


def unsaid(item: ResolvedClaim) -> bool:
    """Whether the evidence has no word of what the claim was read as, so that it can contradict nothing."""
    claim = item.claim
    text = claim.evidence.text
    if claim.certainty == "denied":
        return _denies_nothing(text) or (claim.status == "killed" and _no_other(text))
    if claim.topic == "casualties" and claim.count is None:
        return False
    saying = _SAYING_RE.get((claim.topic, claim.status))
    return saying is not None and (not saying.search(text) or _other_fate(item))


def _denies_nothing(text: str) -> bool:
    if _NO_DENIAL.search(text):
        return not _DENIES.search(text)
    return not _NEGATED.search(text)


def _no_other(text: str) -> bool:
    """Whether the only word that denies is a "no" before something else than deaths."""
    return not _OF_DEATH.search(text) and not _NEGATED.search(_BARE.sub(" ", text))


def _other_fate(item: ResolvedClaim) -> bool:
    """Whether the words right after those counted tell of another fate than the one that the claim gives them."""
    claim = item.claim
    fate = _OTHER_FATE.get(claim.status)
    if fate is None or claim.object is None or " " not in claim.object.text:
        return False  # Which "people" are meant, only a number beside it tells.
    return re.search(re.escape(claim.object.text) + fate, claim.evidence.text, re.I) is not None
