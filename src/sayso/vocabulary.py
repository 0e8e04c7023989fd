"""Words of ending, of calm and of denying, as alternatives of a pattern, in lower case.

The reader wants one of them before it takes a sentence for such a thing, lining up before it lets a claim that was read
so contradict others; each adds its own. They are wide on purpose.
"""

from __future__ import annotations

TRUCE_OVER = (
    r"end\w*|expir\w*|collaps\w*|over|break\w*|broken?|broke|cancel\w*|suspend\w*|abandon\w*|dead|died|fatal|fail\w*|"
    r"falter\w*|fell|fall\w*|crumbl\w*|unravel\w*|laps\w*|shatter\w*|scrap\w*|withdr\w*|finish\w*|halt\w*|conclu\w*|"
    r"stopp\w*|void|null\w*|no longer|revok\w*|call\w* off|until"
)
CALM = (
    r"calm\w*|quiet\w*|stop\w*|ceas\w*|end\w*|halt\w*|lull|subsid\w*|no|over|paus\w*|truce|suspend\w*|complet\w*|"
    r"finish\w*|eas(?:e|ed|ing)|silen\w*|die\w* down|broke off|relief|respite|peace\w*|conclud\w*|abat\w*|without|"
    r"reduc\w*|slow\w*|decreas\w*|declin\w*|drop\w*|fell|less|fewer|defeat\w*|foil\w*|fail\w*|withdr\w*|rep[eu]l\w*"
)
DENIAL = (
    r"no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ied|ies|ying|ials?)|reject\w*|refut\w*|"
    r"dismiss\w*|disput\w*|fabricat\w*|false\w*|fake\w*|untrue|baseless|unfounded|lies?|lied|fail\w*|rep[eu]l\w*|"
    r"foil\w*|thwart\w*|hoax|impossible|unable|propaganda|contradict\w*|contrary|prevent\w*|surviv\w*|spared|safe|"
    r"unharmed|unhurt|outside|except|otherwise|defended"
)
