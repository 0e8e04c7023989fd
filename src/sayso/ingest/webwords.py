"""The lexicon of web furniture: what pages print around an article, in any country's English."""

from __future__ import annotations

import re


def _phrases(block: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in block.split("|"))


# Lines that are furniture whole, in lower case, without marks and figures around them.
WHOLE_LINES = _phrases(
    """
    home | you are here | skip to content | skip to main content | skip to navigation | main menu | menu | search |
    log in | login | sign in | sign up | register | subscribe | subscribe now | subscribe today | my account |
    home page | homepage | navigation | toggle navigation | close | back to top | top of page | pdf | print |
    print this | print this page | print this article | printer-friendly version | printer friendly version |
    print friendly | pdf version | save as pdf | download pdf | email | e-mail | email this |
    email this article | email to a friend | send to a friend | send by email | share | share this |
    share this article | share this story | share this page | share this post | share article | share on |
    share via | shares | share it | tweet | tweet this | retweet | like | like this | like us | pin | pin it |
    facebook | twitter | x | whatsapp | telegram | linkedin | reddit | pinterest | tumblr | viber | instagram |
    youtube | messenger | google+ | google plus | google | digg | stumbleupon | flipboard | pocket | rss |
    rss feed | copy link | copy url | get short url | link copied | copied | bookmark | save | save article |
    listen | listen to this article | text size | font size | increase text size | decrease text size |
    newsletter | newsletters | our newsletter | email newsletter | daily newsletter | join our newsletter |
    mailing list | get our newsletter | advertisement | advertisements | advertising | ad | ads | sponsored |
    sponsored content | promoted content | promoted | from our partners | partner content | rate this |
    rate this article | your rating | rating | average | no votes yet | vote | votes | thumbs up | thumbs down |
    permalink | trackback | trackbacks | pingback | pingbacks | previous | next | previous article |
    next article | previous post | next post | older posts | newer posts | previous story | next story |
    load more | show more | view more | see more | more | read more | continue reading | read full story |
    full story | read also | also read | all rights reserved | terms of use | terms of service |
    terms and conditions | privacy policy | cookie policy | privacy | cookies | contact us | about us | accept |
    accept all | accept cookies | i agree | got it | manage cookies | cookie settings | cookie preferences |
    accept and continue | reject all | follow us | connect with us | stay connected | stay informed |
    social media | add a comment | add comment | add new comment | write a comment | leave a comment |
    leave a reply | leave your comment | post a comment | comment | comments | no comments | no comments yet |
    be the first to comment | view comments | show comments | hide comments | comments are closed |
    comments closed | reply | cancel reply | report comment | log in to reply | log in to comment
    """
)

# The words of menus; one of them alone may be a headline or a section, several in a run are a menu.
MENU_WORDS = _phrases(
    """
    home | news | world | politics | business | economy | sport | sports | opinion | culture | about |
    about us | contact | contact us | search | menu | video | videos | photos | local | region | features |
    lifestyle | health | technology | tech | science | weather | jobs | classifieds | subscribe | log in |
    login | sign in | register | latest | archive | archives | live | tv | radio | e-paper | epaper |
    advertise | privacy policy | terms of use | cookie policy | sitemap | site map | help | faq | rss |
    careers | legal
    """
)

# Sentences and labels of furniture; each must fill the line. Spaces are single, as cleaned text has them.
_LINE_FORMS = (
    # Votes, counters.
    r"(?:\d[\d.,]*k? )?(?:users?|people|readers?|persons?) (?:have|has) (?:voted|rated|liked)\b.{0,40}",
    r"\d[\d.,]*k? (?:votes?|likes?|shares?|comments?|views?|retweets?|tweets?|reads?|responses?)(?: so far| yet)?",
    r"(?:views?|shares?|comments?|likes?|hits|rating|reads?|viewed) ?[:(]? ?\d[\d.,/ ]*k?\)?(?: times)?",
    r"\d(?:\.\d)? ?(?:/|out of) ?5(?: stars?)?.{0,30}",
    r"\d+ min(?:ute)?s? read",
    r"(?:image|photo|page) \d+ of \d+",
    # Where the page is, what it is filed under.
    r"you are here ?[:»>].{0,120}",
    r"(?:tags?|tagged|keywords?|filed under|categor(?:y|ies)|posted in|topics?"
    r"|short (?:link|url)|source url|permalink) ?:.{0,160}",
    # Sharing, following, subscribing.
    r"(?:share|tweet|post|send|save|print|pin|like|e-?mail)(?: this| it)?(?: article| story| page| post| link| news)?"
    r" (?:on|via|to|with|by) (?:your )?(?:facebook|twitter|x|whats ?app|telegram|linked ?in|reddit|e-?mail|pinterest"
    r"|friends?|google\+?|messenger)\.?",
    r"share ?(?:this)? ?:.{0,60}",
    r"(?:click|tap) (?:here )?to (?:share|e-?mail|print|subscribe|tweet|read|view|enlarge|sign|join"
    r"|follow|download|watch|listen|comment)\b.{0,100}",
    r"(?:follow|like|join|find) (?:us|@\w+|our \w+) (?:on|at|via) .{1,80}",
    r"(?:get|receive|have) (?:the |our |all the |your )?(?:[\w&-]+ ){0,4}(?:stor(?:y|ies)|news|headlines|updates"
    r"|posts|articles|alerts|briefing)\b.{0,60}\b(?:e-?mailed|inbox|e-?mail|delivered|newsletter|phone)\b.{0,40}",
    r"(?:sign up|subscribe) (?:for|to|now|here|today|with|and)\b.{0,150}",
    r"(?:enter|type) your (?:e-?mail|name|comment)\b.{0,80}",
    r"support (?:our|independent) journalism\b.{0,120}",
    r"(?:follow|find|read|see) (?:\S+ ){1,6}coverage\b.{0,80}(?:https?://\S+|\bhere)\.?",
    # What parts the article from that.
    r"_{3,}",
    # Comment forms.
    r"your e-?mail address(?: will not be (?:published|shared)\b.{0,60})?",
    r"required fields are marked.{0,10}",
    r"this site uses akismet\b.{0,150}",
    r"(?:save|notify) (?:me|my name)\b.{0,120}\b(?:comments?|e-?mail|browser|posts?)\b.{0,60}",
    r"you must be logged in to\b.{0,60}",
    r"(?:please )?(?:log|sign) in (?:or (?:register|sign up) )?to"
    r" (?:post|leave|add|reply|comment|vote|continue|read|view)\b.{0,40}",
    # Cookies, rights, credits of pictures.
    r"this (?:web)?site uses cookies\b.{0,150}",
    r"(?:this (?:web)?site|we)(?: and our partners)? uses? cookies\b.{0,200}",
    r"by (?:continuing|using|browsing|clicking)\b.{0,120}\b(?:cookies?|privacy policy|terms)\b.{0,60}",
    r"(?:copyright|©|\(c\)) ?.{0,20}(?:19|20)\d\d.{0,120}",
    r"(?:.{0,60} )?all rights reserved\b.{0,60}",
    r"(?:file )?(?:photo|image|picture|pic)s?(?: credits?| by| courtesy(?: of)?)? ?: ?"
    r"(?-i:(?:© ?)?[A-Z][\w.'’-]*(?:[ /,]+[A-Z][\w.'’-]*){0,4})",
    # Links to other stories.
    r"(?:read (?:more|also|next)|also read|see also|more (?:on|from) (?:this )?\w+|related|recommended|don['’]t miss"
    r"|in pictures|watch|must read) ?[:»>|].{0,160}",
    r"(?:loading|please wait) ?(?:\.{3}|…)?",
)
FURNITURE_LINE = re.compile("^(?:" + "|".join(_LINE_FORMS) + ")$", re.IGNORECASE)

COMMENTS_HEADING = re.compile(
    r"^(?:(?:reader|user|facebook|your|all|latest|top) )?comments?(?: ?[(:] ?\d* ?\)?| (?:on|to) [\"“‘'].*)?$"
    r"|^\(?\d+\)? (?:comments?|responses?|replies|thoughts?)(?: (?:on|to) [\"“‘'].*)?$"
    r"|^join the (?:conversation|discussion)\.?$"
    r"|^(?:leave|post|write|add) (?:a|your|new) (?:\w+ )?(?:comment|reply)s?$",
    re.IGNORECASE,
)
# The parts of a comment form; whatever follows them is comments or the foot of the page.
COMMENT_FORM = re.compile(
    r"^(?:your e-?mail address will not be\b.*|.*required fields are marked.*|.*\buses akismet\b.*|cancel reply"
    r"|(?:leave|post) a (?:reply|comment) cancel reply|(?:post|submit) comment|save my name\b.*|notify me of\b.*)$",
    re.IGNORECASE,
)
COMMENT_LIKE = re.compile(
    r"^\s*(?:\d{1,3}[.)] \S.*|\S.{0,40} says ?:?|.{0,60}\b\d{1,2}:\d{2} ?(?:am|pm)?\)?"
    r"|.{0,40}\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago.{0,20}"
    r"|reply|log in to reply|report|upvote|like|guest|anonymous)\s*$",
    re.IGNORECASE,
)
FIRST_OF_LIST = re.compile(r"^\s*1[.)]\s+\S")

_LINK_HEADING_FORMS = (
    r"(?:recommended|suggested|selected|chosen|picked)(?: for you| stories| articles| reading| content| videos?)?",
    r"you (?:may|might) (?:also )?(?:like|be interested in)",
    r"(?:related|similar) (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|items|links?|reading"
    r"|coverage|videos?)",
    r"(?:most|more) (?:read|popular|viewed|shared|commented|recent|stories|news|articles?"
    r"|headlines)(?: stories| news| articles?)?",
    r"more from .{1,40}|more on this (?:story|topic)|also in .{1,30}|trending(?: now)?",
    r"(?:latest|top|popular|breaking|other|recent) (?:news|stories|headlines|posts|articles|videos)",
    r"around the web|from (?:around )?the web|editor['’]?s['’]? (?:picks?|choice)",
    r"what to read next|read next|up next|see also|read also|also read",
)
LINKS_HEADING = re.compile("^(?:" + "|".join(_LINK_HEADING_FORMS) + ") ?:?$", re.IGNORECASE)
