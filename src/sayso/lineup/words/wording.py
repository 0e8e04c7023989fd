"""Whether the words of a claim say what it was read as: "the truce came into force" does not say that it ended.

A reader errs now and then in a status or takes a sentence for a denial. One such claim among many would open a dispute
that nobody has. So what contradicts others must have a word for it in its evidence. The words are wide on purpose:
of claims coded by hand, fewer than two in a hundred have none of them.
"""

from __future__ import annotations

import re
from datetime import date

from sayso.lineup.words.folding import AnyCase
from sayso.models import Claim, ResolvedClaim
from sayso.vocabulary import CALM, DENIAL, TRUCE_OVER

_SAYING = {
    ("access", "open"): (
        r"re-?open\w*|open|opens|opened|opening\w*|lift\w*|allow\w*|permit\w*|lets?|corridors?|enter\w*|reach\w*|"
        r"access\w*|"
        r"break\w*|broken?|broke|end\w*|pass|passes|passed|passing|passable|passage\w*|eas(?:e|ed|ing)|resum\w*|"
        r"leav\w*|left|"
        r"evacuat\w*|return\w*|travel\w*|moving|movement|guarantee\w*|cross(?:ed|ing)?|protect\w*|free\w*|clear\w*"
    ),
    ("truce", "ended"): TRUCE_OVER,
    ("truce", "rejected"): (
        r"reject\w*|refus\w*|not?|declin\w*|dismiss\w*|den(?:y|ied|ies)|denounc\w*|object\w*|oppos(?:e|ed|es|ing)|"
        r"without|"
        r"spurn\w*|unwilling|turn\w* down|never|wo['’]?nt?|exclud\w*|rul\w* out|fail\w*"
    ),
    ("truce", "agreed"): (
        r"agree\w*|deals?|announc\w*|accept\w*|sign\w*|broker\w*|declar\w*|reach\w*|accords?|propos\w*|negotiat\w*|"
        r"approv\w*|pacts?|settle\w*|reconcil\w*|commit\w*|offer\w*|back\w*|support\w*|order\w*|implement\w*|"
        r"pledg\w*|vow\w*|plan\w*|arrang\w*|mediat\w*|begin\w*|began|begun|start\w*|effect|force|call\w*|"
        r"understand\w*|endors\w*|enforc\w*|set|paus\w*|halt\w*|extend\w*|renew\w*|cease ?fires?|truces?|cessation"
    ),
    ("fighting", "ended"): CALM,
    ("displacement", "displaced"): (
        r"displac\w*|fle(?:e|es|d|eing)|flight|flow\w*|left|leav\w*|forc\w*|refugees?|exodus|abandon\w*|escap\w*|"
        r"uproot\w*|"
        r"driv\w*|drove|evict\w*|expel\w*|expuls\w*|evacuat\w*|deport\w*|mov(?:e|ed|ing)|migrat\w*|migrants?|depart\w*|"
        r"head(?:ed|ing)|arriv\w*|seek\w*|sought|shelter\w*|out of|homes?|homeless|idps?|transfer\w*|cross\w*|gone|"
        r"went|emptied|empty|stream\w*|pour\w*|poured|bus\w*"
    ),
    ("casualties", "killed"): (
        r"kill\w*|dead\w*|deaths?|die[sd]?|dying|lives?|life|martyr\w*|massacre\w*|slain|slew|slay\w*|bod(?:y|"
        r"ies)|fatal\w*|"
        r"mortal\w*|tolls?|casualt\w*|execut\w*|behead\w*|shot|perish\w*|lost|los[es]\w*|victims?|claim\w*|murder\w*|"
        r"corpses?|bur(?:y|ied)|funeral\w*|assassinat\w*|eliminat\w*|liquidat\w*|neutrali\w*|hang\w*|slaughter\w*|"
        r"suffocat\w*|drown\w*|crucif\w*|gunned|burn\w*|ston(?:ed|ing)|graves?|lynch\w*|remains|blew|blown|wip\w*|"
        r"destroy\w*|taken out|annihilat\w*|surviv\w*|succumb\w*|gassed|starv\w*|fell"
    ),
    ("casualties", "wounded"): (
        r"wound\w*|injur\w*|hurt|casualt\w*|maim\w*|tolls?|hospital\w*|treat\w*|suffocat\w*|breath\w*|symptom\w*|"
        r"burn\w*|"
        r"amputat\w*|asphyx\w*|affect\w*|suffer\w*|chok\w*|intoxicat\w*|victim\w*|poison\w*|sicken\w*|scar\w*|disab\w*|"
        r"shot|blood\w*|medical\w*|bleed\w*|hit|ill|condition|expos\w*|loss\w*"
    ),
}
# The same of statuses that are often only tried: looked for without the words of trying.
_TRIED = {
    ("control", "taken"): AnyCase(
        r"\b(?:re-?)?(?:captur\w*|seiz\w*|tak(?:e|es|en|ing)|took|liberat\w*|overr[au]n\w*|gain\w*|secur\w*|"
        r"clear\w*|cleans\w*|"
        r"conquer\w*|wrest\w*|occup\w*|won|win\w*|cover\w*|entered|entering|enters?)\b|"
        r"\b(?:fell|fall(?:s|en|ing)?|control\w*|advanc\w*|expel\w*|drove|driv\w*|oust\w*|push\w*|storm\w*|hands?|"
        r"los[est]\w*|restor\w*|"
        r"establish\w*|withdr\w*|surrender\w*|free\w*|hold\w*|held|chas\w*|reach\w*|inside|stronghold|kicked|forced|"
        r"rout\w*|rais\w*|hoist\w*|return\w*|retreat\w*|evict\w*|defeat\w*|victor\w*|handed|swept|progress\w*|"
        r"moved in\w*)\b",
    ),
    ("access", "closed"): AnyCase(
        r"\b(?:clos\w*|shut\w*|cuts?|cutting|block\w*|besieg\w*|sieg\w*|seal\w*|sever\w*|barr?\w*|prevent\w*|"
        r"den(?:y|ied|ying|ies)|"
        r"restrict\w*|encircl\w*|surround\w*|isolat\w*|trap\w*|stop\w*|halt\w*|no|not|cannot|unable|without|"
        r"refus\w*|ban\w*|"
        r"obstruct\w*|imped\w*|hamper\w*|stuck|strand\w*|inaccess\w*|impass\w*|depriv\w*|curfew\w*|checkpoint\w*|"
        r"stranglehold|"
        r"limit\w*|control\w*|captur\w*|disrupt\w*|suspend\w*|interrupt\w*|hard|difficult\w*|fire range|never|"
        r"lost|n['’]?t)\b",
    ),
    ("access", "open"): AnyCase(rf"\b(?:{_SAYING['access', 'open']})\b"),
}
_CHARGES = frozenset({"fighting", "abuse", "damage", "casualties"})
_SAYING_RE = {key: AnyCase(rf"\b(?:{words})\b") for key, words in _SAYING.items()}

_NOT = r"(?:not|(?:did|does|do|has|have|had|was|were|is|are|wo|ca|could|would)n['’]?t)"
_NEGATED = AnyCase(rf"\b(?:{_NOT}|{DENIAL}|rul(?:e|ed|es|ing) out|far from|yet to|stopp\w*)\b")
# A bare "no" denies what it stands before: "no external injuries" is not "no deaths".
_BARE = re.compile(r"\b(?:no|without)\b", re.I)
_OF_DEATH = AnyCase(
    r"\b(?:no|without)\s+(?:[\w-]+\s+){0,4}?(?:dea(?:d|ths?)|kill\w*|casualt\w*|loss\w*|lives|fatal\w*|victims?|"
    r"one|civilians?|"
    r"people|evidence|truth|such|bod(?:y|ies)|martyrs?|died|soldiers?|service\w*|fighters?|troops)\b|"
    r"\b(?:kill\w*|died) no\b",
)
# "Denies it" denies, whatever else the sentence leaves open.
_DENIES = re.compile(
    r"(?<!\bnot )(?<!\bdidnt )(?<!\bdoesnt )(?<!\bhasnt )(?<!\bdont )(?<!n't )(?<!n’t )\b"
    r"(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)|refut(?:es|ed|ing)|dismiss(?:es|ed|ing))\b"
    r"(?! (?:all )?(?:previous|earlier|past)\b)",
    re.I,
)
# It is not known, not mentioned, not confirmed, not the first time, not even denied: none of these denies.
_NO_DENIAL = re.compile(
    rf"\b(?:unclear|not (?:\w+ )?clear|not known|no (?:\w+ )?(?:comment|mention|word|toll|figures?)|not only|"
    r"not (?:for )?the (?:first|only)|unpunished|regardless|"
    rf"{_NOT} (?:immediately |necessarily )?(?:deny|denied|denies|rul(?:e|ed) out|exclude)|"
    rf"{_NOT} (?:be |been |yet |immediately |independently ){{0,3}}(?:verif\w+|confirm\w*)|"
    rf"{_NOT} (?:immediately )?(?:say|said|specif(?:y|ied)|mention\w*|comment\w*|elaborat\w*)|"
    r"without (?:saying|naming|specify\w*|mention\w*|giving|elaborat\w*)|"
    r"no (?:\w+ )?(?:consequences?|punishment|penalt\w+|accountability|response|reaction|sanctions|justice) "
    r"(?:for|against|to|over|on)|"
    r"no (?:\w+ )?confirmation|nothing but|(?:no (?:one|group|party)|nobody) (?:\w+ ){0,2}claim\w*|"
    r"no (?:\w+ ){0,2}claims? of responsibility|would (?:never|not) (?!have\b)|"
    r"(?:never|not) (?:\w+ ){1,3}before|(?:den\w+|dismiss\w+|reject\w+) (?:all )?(?:previous|earlier|past))\b",
    re.I,
)
# What is denied must be the act: "it did not show pictures of the gas attack" does not deny that there was one.
_ACT = (
    r"carr(?:y|ied|ying) out|conduct\w*|launch\w*|us(?:e|es|ed|ing)|fir(?:e|ed|ing)|bomb\w*|str(?:ikes?|iking|uck)|"
    r"air ?strikes?|hit\w*|target\w*|attack\w*|shell\w*|drop\w*|fl(?:y|ew|own|ying)|raid\w*|involv\w*|"
    r"responsib\w*|behind|part|role|hand|possess\w*|have|evidence|truth|true|such|active|operat\w*|"
    r"damag\w*|destr\w*|down(?:ed|ing)|shot|shoot\w*|kill\w*|wound\w*|planes?|warplanes?|aircraft|jets|flights?|"
    r"explo\w*|fight\w*|clash\w*|loot\w*|execut\w*|tortur\w*|behead\w*|abus\w*|human shields?|place|happen\w*|"
    r"occur\w*|doing|done|there"
)
_NEGATED_ACT = AnyCase(
    rf"\b(?:{_NOT}|no|never|none|nobody|nothing|neither|nor|without|cannot)\b(?:[\W_]+(?:[\w'’-]+)){{0,5}}?[\W_]+"
    rf"(?:{_ACT})\b|"
    r"\b(?:denials?|disput\w*|fabricat\w*|false\w*|falsity|fake\w*|untrue|baseless|unfounded|lies|lied|hoax|propaganda|"
    r"deception|contradict\w*|rul(?:e|ed|es|ing) out|cast doubt|lacking|contrary|impossible|spared|safe|unharmed|"
    r"outside)\b",
)
_NEGATIONS = ("not ", "never ", "n't ", "n’t ")
_DID_NOT = re.compile(
    r"\W+(?:(?:had|has|have|did|does|do|was|were) (?:not|never)|(?:had|has|have|did|was|were)n['’]t)(?! (?:only|just))"
    rf"\b(?:\W+[\w'’-]+){{0,3}}?\W+(?:{_ACT})\b",
    re.I,
)
_ACTS = frozenset({"fighting", "abuse", "damage"})
# A figure whose own verb tells of something else than the status: "pulled 10 people alive", "30 people were injured".
_OTHER_FATE = {
    "killed": (
        r"\W+(?:\w+\W+){0,2}?(?:alive\b|"
        r"(?:were|was|been|being)\s+(?:\w+\s+)?(?:wounded|injured|hurt|rescued|treated)\b)"
    ),
    "wounded": r"\W+(?:\w+\W+){0,2}?(?:were|was|been|being)\s+(?:\w+\s+)?killed\b",
}


# "Tried to capture", "an offensive to retake", "on the verge of taking": nothing is taken, cut or opened yet.
_ATTEMPT = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|bids?|fail(?:s|ed|ing|ure)?|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|"
    r"want(?:s|ed|ing)?|seek(?:s|ing)?|sought|vow(?:s|ed)?|battl(?:e|es|ed|ing)|fight(?:s|ing)?|fought|"
    r"offensives?|assault|"
    r"operations?|campaign|drive|push|efforts?|plan(?:s|ned|ning)?|order|ready|prepar(?:e|es|ed|ing)|about|poised|"
    r"(?:not )?able|unable|close|near|verge|brink|threaten(?:s|ed|ing)?) (?:[\w'’-]+ ){0,4}?"
    r"(?:to|of|at|on) (?:fully |completely |again )?(?:re-?)?"
    r"(?:tak|captur|seiz|liberat|gain|wrest|secur|overr|control|win|clear|enter|cut|clos|sever|block|open|break|"
    r"lift)\w*",
    re.I,
)
_ATTEMPTED = AnyCase(_ATTEMPT.pattern)
_GAP = "…"
# It is asked or looked into whether something was done: that says neither yes nor no.
_ASKED = AnyCase(
    r"\b(?:seek(?:s|ing)? clarity|look(?:s|ed|ing)? into|(?:determin|establish|investigat|examin|"
    r"ascertain)\w* (?:if|whether)|"
    r"must be investigated|investigat(?:e|es|ed|ing) (?:[\w'’-]+ ){0,3}?(?:claims?|allegations?|reports?|"
    r"suggestions?|accusations?)|"
    r"(?:concern(?:ed)?|alarmed|worried) (?:about|by|over|at) (?:the |an |any )?(?:alleged|reports?|reported|"
    r"suspected))\b",
)
# "Denied the report on the number of casualties": the figure, not that there were any.
_OF_FIGURE = AnyCase(
    r"\b(?:den(?:y|ied|ies|ying)|disput\w+|reject\w+|refut\w+) (?:[\w'’-]+ ){0,5}?(?:numbers?|figures?|tolls?)\b",
)
# "Denied it had conducted the raid that killed nine": their part, not that nine were killed.
_OWN_ACT = AnyCase(
    r"\bden(?:y|ied|ies|ying) (?:that )?(?:(?:it|they|its [\w-]+|their [\w-]+|having|being) )?(?:had |has |have )?"
    r"(?:any )?(?:\w+ )?(?:conduct\w*|carr\w+ out|launch\w*|involve\w*|responsib\w*|role|part|bomb\w*|shell\w*|struck|"
    r"striking|attack\w*|fir(?:ed|ing))\b",
)
_AFTER = AnyCase(r"\b(?:after|before|since|ahead of|despite)\b")
_ASKING = ("clarity", " into", "whether", " if ", "nvestigat", "reported", "report", "alleged", "suspected")
_FALSE = ("false", "untrue", "baseless", "founded", "groundless", "fabricated", "lies", "fake")
# "Had been calm": before what the report tells.
_CALM_BEFORE = AnyCase(r"\bhad (?:\w+ )?(?:been|remained|stayed) (?:\w+ )?(?:calm|quiet|peaceful)\b")
# What is told only to be called false, and "had never used such weapons".
_CALLED_FALSE = AnyCase(
    r"\b(?:reports?|claims?|allegations?|accusations?|charges)\b.{0,90}\b(?:is|are|was|were|as) (?:[a-z]+ly )?"
    r"(?:false|untrue|baseless|unfounded|groundless|fabricated|lies|fake)\b",
)
_NEVER_USED = AnyCase(r"(?<!would )\b(?:never|not) (?:\w+ )?us(?:ed|e|ing)\b(?!.{0,30}\bbefore\b)")
_YEAR = AnyCase(
    r"\b(?:since|began|erupted|started|broke out|ended)(?: in)?(?: \w+){0,2} (?:19|20)\d\d\b|"  # when the war began
    r"\b(?:in|late|early|mid|summer|winter|spring|autumn|summer of|winter of|spring of|autumn of|end of|start of|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2},?)?)[ -](19[5-9]\d|20[0-4]\d)\b"
    r"(?![\d,-]|\.\d| people| families| civilians| gmt)",
)


_ASIDE = re.compile(r"\b(?:which|who|whom|where|before|after|until) [^.;,]{0,80}?\b(?:19|20)\d\d\b", re.I)


def unsaid(item: ResolvedClaim) -> bool:
    """Whether the evidence has no word of what the claim was read as, so that it can contradict nothing."""
    claim = item.claim
    text = claim.evidence.text
    if claim.certainty == "denied":
        if _denies_nothing(text, claim.topic) or _denied_by_another(item) or _accused(item):
            return True
        if claim.topic == "casualties" and (_OWN_ACT.search(text) or (claim.count is None and _OF_FIGURE.search(text))):
            return True
        if claim.topic == "truce" and _aside(claim):
            return True
        return claim.status == "killed" and _no_other(text)
    if claim.topic in _CHARGES and (_asked(claim) or _called_false(text)):
        return True
    if claim.topic == "abuse" and _NEVER_USED.search(text):
        return True
    if _only_tried(claim) or _not_done(claim):
        return True
    if claim.topic == "casualties" and claim.count is None:
        return False
    if (claim.topic, claim.status) == ("fighting", "ended") and claim.when is None and _CALM_BEFORE.search(text):
        return True
    saying = _SAYING_RE.get((claim.topic, claim.status))
    return saying is not None and (not saying.search(text) or _other_fate(item))


def _not_done(claim: Claim) -> bool:
    """Whether the words say of the actor that they did not do it ("its planes had not carried out any raid")."""
    text = claim.evidence.text
    if claim.actor is None or claim.topic not in _ACTS or not any(word in text for word in _NEGATIONS):
        return False
    if "accus" in text or "blam" in text:
        return False
    start = text.find(claim.actor.text)
    return start >= 0 and _DID_NOT.match(text, start + len(claim.actor.text)) is not None


def _asked(claim: Claim) -> bool:
    """Whether one who asks if something was done is read as saying so; what is only passed on as a report is hedged."""
    named = claim.source is not None or claim.certainty != "hedged"
    text = claim.evidence.text
    return named and any(stem in text for stem in _ASKING) and _ASKED.search(text) is not None


def _called_false(text: str) -> bool:
    return any(word in text for word in _FALSE) and _CALLED_FALSE.search(text) is not None


def _only_tried(claim: Claim) -> bool:
    """Whether all that the words say of a taking, closing or opening is that it was tried."""
    tried = _TRIED.get((claim.topic, claim.status))
    if tried is None or claim.certainty == "planned" or not _ATTEMPTED.search(claim.evidence.text):
        return False
    rest = _ATTEMPT.sub(_GAP, claim.evidence.text)
    if claim.place is not None and claim.place.text in rest:
        # "Attempt to take the town" says no more of that town, whatever else was taken.
        after = re.findall(rf"{_GAP}((?: [\w'’-]+){{0,4}}) {re.escape(claim.place.text)}", rest)
        if len(after) == rest.count(claim.place.text) and not any(map(tried.search, after)):
            return True
    return not tried.search(rest)


def other_year(text: str, low: int, high: int, doer: str | None = None) -> bool:
    """Whether a text names a year, but none between two days (ordinals).

    A year in a clause that tells more of something, and not of the ``doer`` of a claim that is dated by other words
    ("the town, which rebels took in 2012"), is not the claim's.
    """
    if "19" not in text and "20" not in text:
        return False
    if doer is not None:
        text = _ASIDE.sub(lambda aside: aside[0] if doer in aside[0] else _GAP, text)
    years = [int(year) for year in _YEAR.findall(text) if year]
    return bool(years) and not any(
        date.fromordinal(max(1, low)).year <= y <= date.fromordinal(max(1, high)).year for y in years
    )


def _denied_by_another(item: ResolvedClaim) -> bool:
    """Whether somebody in the words denies it, and the claim gives the denial to the outlet or to one not in them."""
    claim = item.claim
    denial = _DENIES.search(claim.evidence.text)
    if denial is None:
        return False
    if claim.source is None:
        return True
    outside = not claim.evidence.start <= claim.source.start < claim.evidence.end
    if not outside or claim.actor is None or claim.source.text in claim.evidence.text:
        return False
    return claim.actor.text in claim.evidence.text[: denial.start()] and not _one_party(item)


def _aside(claim: Claim) -> bool:
    """Whether what the claim was read as only comes in a clause on when something else was denied."""
    text = claim.evidence.text
    denial, saying = _DENIES.search(text), _SAYING_RE.get((claim.topic, claim.status))
    said = saying.search(text[denial.end() :]) if denial is not None and saying is not None else None
    return said is not None and denial is not None and _AFTER.search(text[denial.end() :][: said.start()]) is not None


def _one_party(item: ResolvedClaim) -> bool:
    if item.actor is None or item.source is None:
        return False
    return item.actor.id == item.source.id or (item.actor.side is not None and item.actor.side == item.source.side)


def _accused(item: ResolvedClaim) -> bool:
    """Whether the actor of a denial is the one whom the denier accuses instead."""
    actor, text = item.claim.actor, item.claim.evidence.text
    denial = _DENIES.search(text)
    if actor is None or denial is None:
        return False
    text = text[denial.end() :]
    blamed = re.compile(rf"\b(?:accus|blam|suggest)\w+ (?:that |the |instead )?{re.escape(actor.text)}", re.I)
    return blamed.search(text) is not None and actor.text not in item.claim.evidence.text[: denial.start()]


def _denies_nothing(text: str, topic: str) -> bool:
    if _DENIES.search(text):
        return False
    rest, void = _NO_DENIAL.subn(_GAP, text)
    if topic in _ACTS:
        return not _NEGATED_ACT.search(rest)
    return void > 0 or not _NEGATED.search(text)


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
