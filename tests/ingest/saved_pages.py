"""Invented pages as browsers save them, with the furniture of three kinds of newspaper around one article.

Each stands for a kind of theme: a large paper with scripts and boxes inside the article, an agency with a live bar and a
gallery, and a small paper's blog with sharing buttons and comments in the article's own box.
"""

# ruff: noqa: E501 (pages are as wide as browsers save them)

from __future__ import annotations

TITLE = "Shells fall on the dam at Orm as talks open"
# The article: its paragraphs, in order.
LINES = (
    "ORM, June 3, 2031 (Orchard Wire) - At least nine people were killed when shells fell on the workers' houses at the dam of Orm on Tuesday, the mayor said, hours before talks on a truce were to open in Tarn.",
    "Mayor Ilse Varga told reporters that 21 others were wounded, five of them children, and that the turbines had been switched off.",
    "“We heard four explosions, then nothing,” said a fitter who asked not to be named because he feared for his job.",
    "The army said that it had not fired on the dam. The Hill Brigade accused it of shelling the village from the ridge above Dahr.",
    "Neither account could be checked. Telephone lines to the valley have been cut since May 28, and roads are closed.",
    "The dam",
    "The dam of Orm has changed hands twice this year. It feeds the pumps of three towns with about 60,000 people, according to the water board.",
    "Some 400 families left the valley last week, the relief committee said on Sunday, and more were expected to follow if the pumps stand still.",
)
CAPTION = "Smoke rises behind the dam of Orm on Tuesday, as seen from the road to Dahr"

PAPER = """<!DOCTYPE html>
<!-- saved from url=(0062)https://www.valleytimes.example/world/2031/06/03/dam-orm-shells -->
<html lang="en-GB" data-theme="light"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{title} | World news | The Valley Times</title><meta property="og:title" content="{title}"><meta property="og:site_name" content="The Valley Times">
<meta property="article:published_time" content="2031-06-03T15:20:11.000Z"><link rel="canonical" href="https://www.valleytimes.example/world/2031/06/03/dam-orm-shells">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}","datePublished":"2031-06-03T15:20:11.000Z","dateModified":"2031-06-04T08:00:00Z","publisher":{{"@type":"Organization","name":"The Valley Times"}}}}</script>
<script>window.guardian={{"config":{{"page":{{"keywords":"Dam,Talks"}}}}}};(function(){{var a=1;}})()</script><style>.css-1x2{{color:#121212}}@media print{{.ad{{display:none}}}}</style></head>
<body class="is-article"><a class="skip" href="#main">Skip to main content</a>
<div id="sp_message_container_1" class="cmp-container" role="dialog" aria-modal="true"><h2>Your privacy</h2><p>We and our 742 partners store and access information on your device, such as cookies. You can change your choices at any time in our privacy centre.</p><button>Accept all</button><button>Manage my cookies</button></div>
<div class="top-banner-ad-container"><div class="ad-slot" aria-label="Advertisement"></div></div>
<header class="site-header"><div class="masthead"><a href="/">The Valley Times</a></div><ul class="subnav"><li><a href="/support">Support us</a></li><li><a href="/subscribe">Print subscriptions</a></li><li><a href="/signin">Sign in</a></li></ul>
<nav aria-label="Sections"><ul><li><a href="/news">News</a></li><li><a href="/opinion">Opinion</a></li><li><a href="/sport">Sport</a></li><li><a href="/culture">Culture</a></li></ul></nav></header>
<div class="breaking"><strong>Breaking:</strong> <a href="/live">Minister resigns over ferry contract</a></div>
<main id="main"><article><div class="kicker"><a href="/world">World news</a></div><h1>{title}</h1>
<div class="standfirst"></div><div class="byline"><a rel="author" href="/p/rk">Rena Koss</a> in Tarn</div><div class="dateline"><time datetime="2031-06-03T15:20:11.000Z">Tue 3 Jun 2031 16.20 BST</time><span>Last modified on Wed 4 Jun 2031 09.00 BST</span></div>
<div class="social"><ul><li><a href="#">Share on Facebook</a></li><li><a href="#">Share via Email</a></li></ul></div>
<figure itemprop="image"><img src="./dam_files/master.jpg" alt="Smoke"><figcaption>{caption} <span class="credit">Photograph: J. Oduya/Field Pictures</span></figcaption></figure>
<div class="article-body">{first}
<div class="ad-slot ad-slot--inline"><span>Advertisement</span></div>
<aside class="rich-link"><a href="/x"><h4>Ferry contract cost twice as much as told, audit finds</h4><span>Read more</span></a></aside>{second}
<div class="newsletter-signup" data-component="email"><h3>Sign up to Morning Valley</h3><p>Our daily email breaks down the key stories of the day, telling you what is happening and why it matters. For information see our privacy policy.</p><form><input type="email"><button>Sign up</button></form></div>{third}</div>
<div class="submeta"><span>Topics</span><ul><li><a href="/t/dams">Dams</a></li><li><a href="/t/talks">Talks</a></li><li><a href="/t/news">news</a></li></ul><a href="/syndication">Reuse this content</a></div></article>
<section class="onward" aria-label="related stories"><h2>Related stories</h2><ul><li><a href="/1">Thirty killed as bus falls into ravine near Dahr</a><span>12 May 2031</span></li><li><a href="/2">Army retakes the ridge above Dahr, state radio says</a><span>2 May 2031</span></li></ul></section>
<section class="most-viewed"><h2>Most viewed</h2><ol><li><a href="/3">Forty dead in market fire, council says</a></li><li><a href="/4">What we know about the ferry</a></li></ol></section>
<section id="comments"><h2>Comments (3)</h2><div class="d-comment"><span>hillwalker</span><p>It was the army, everybody in the valley knows that they shelled it, my aunt saw 200 bodies.</p><button>Reply</button></div><div class="d-comment"><span>Old Tarn</span><p>Nonsense. The brigade blew up its own store there, and nobody at all was killed.</p><button>Report</button></div></section></main>
<footer><ul><li><a href="/about">About us</a></li><li><a href="/complaints">Complaints and corrections</a></li></ul><p>© 2031 Valley News &amp; Media Limited or its affiliated companies. All rights reserved.</p></footer></body></html>"""

AGENCY = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Field Wire</title><meta property="og:title" content="{title}"><meta name="article:published_time" content="2031-06-03T15:20:11Z"></head>
<body><div class="Page-header"><div class="LiveBar"><span>Live:</span> <a href="/l">Follow the talks in Tarn, where delegations of both sides arrived on Monday</a></div><bsp-menu><ul><li><a>World</a><ul><li><a>Talks in Tarn</a></li><li><a>Ferry inquiry</a></li></ul></li><li><a>Sports</a></li><li><a>Photography</a></li></ul></bsp-menu></div>
<div class="onetrust" id="onetrust-consent-sdk"><div>By clicking “Accept All Cookies”, you agree to the storing of cookies on your device to enhance site navigation, analyze site usage, and assist in our marketing efforts.</div><button>Accept All Cookies</button></div>
<main class="Page-main"><div class="Page-content"><h1 class="Page-headline">{title}</h1>
<bsp-carousel class="Carousel"><div class="Carousel-slide"><figure><img src="1.jpg"><figcaption>{caption}</figcaption></figure></div><div class="Carousel-pagination">1 of 2 | <button>Read More</button></div></bsp-carousel>
<div class="Page-byline">By RENA KOSS</div><div class="Page-dateModified">Updated 3:20 PM UTC, June 3, 2031</div><div class="Page-actions"><button>Share</button><ul><li><a>Copy Link copied</a></li><li><a>Email</a></li><li><a>Facebook</a></li><li><a>Pinterest</a></li></ul></div>
<div class="RichTextStoryBody RichTextBody">{first}<div class="FreeStar"><div class="Advertisement">AD</div></div>{second}<div class="HTMLModuleEnhancement"><h4>MORE NEWS</h4><ul><li><a href="/7">Bridge at Tarn reopens after eleven weeks</a></li></ul></div>{third}<p>___</p><p>Follow Field Wire’s coverage of the region at https://fieldwire.example/hub/valley</p></div>
<div class="PageList"><h2>Most read</h2><ol><li><a href="/8">Rebels free 31 captives in exchange near Dahr</a></li><li><a href="/9">Storm kills 12 on the coast</a></li></ol></div></div></main>
<footer class="Page-footer"><p>Field Wire is an independent news organization. Copyright 2031. All Rights Reserved.</p><ul><li><a>Terms of Use</a></li><li><a>Do Not Sell or Share My Personal Information</a></li></ul></footer></body></html>"""

BLOG = """<!DOCTYPE html><html lang="en-US" prefix="og: https://ogp.me/ns#"><head><meta charset="UTF-8"><title>{title} &#8211; Orm Voice</title><meta property="og:title" content="{title}"><meta property="og:site_name" content="Orm Voice"><meta property="article:published_time" content="2031-06-03T15:20:11+00:00"></head>
<body class="post-template-default single single-post"><div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead"><p class="site-title"><a href="/">Orm Voice</a></p><p class="site-description">News from the valley since 2011</p><nav id="site-navigation"><button>Menu</button><ul><li><a>Home</a></li><li><a>About</a></li><li><a>Donate</a></li><li><a>عربي</a></li></ul></nav></header>
<div id="content"><div id="primary"><main><article id="post-4711" class="post type-post"><header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="2031-06-03T15:20:11+00:00">June 3, 2031</time></span> <span class="byline">by <a href="/author/admin">admin</a></span> <span class="comments-link"><a href="#respond">2 Comments</a></span></div></header>
<div class="entry-content"><div class="wp-block-image"><figure class="aligncenter"><img src="dam.jpg"><figcaption>{caption}</figcaption></figure></div>{first}{second}<p><strong>Also read:</strong> <a href="/p=99">Water board warns of a dry summer</a></p>{third}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Click to share on X (Opens in new window)</a></li><li><a>Click to share on Facebook (Opens in new window)</a></li></ul></div><div class="sharedaddy sd-like"><h3 class="sd-title">Like this:</h3><span>Like</span> <span>Loading...</span></div>
<div id="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3><div><a href="/p=1">Shelling kills 17 in the old market</a> April 2, 2031 In "News"</div></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a>News</a></span> <span class="tags-links">Tagged <a>dam</a>, <a>talks</a></span></footer></article>
<nav class="post-navigation"><h2 class="screen-reader-text">Post navigation</h2><a rel="prev">Previous Post: Pumps stand still in Dahr</a><a rel="next">Next Post: Mayor thanks the fitters</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “{title}”</h2><ol class="comment-list"><li><article class="comment-body"><footer class="comment-meta"><b class="fn">Basil</b> <span class="says">says:</span><time>June 3, 2031 at 5:01 pm</time></footer><div class="comment-content"><p>My cousin works there and he says that thirty were killed and that it was the brigade.</p></div><div class="reply"><a>Reply</a></div></article></li></ol><div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p><textarea></textarea></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul><li><a>Twelve held after raid in Tarn</a></li></ul></section><section class="widget"><h2>Archives</h2><ul><li>May 2031</li></ul></section></aside></div>
<footer id="colophon"><div class="site-info">Proudly powered by WordPress</div></footer></div></body></html>"""

THEMES = {"paper": PAPER, "agency": AGENCY, "blog": BLOG}


def saved(theme: str) -> bytes:
    """The article in the page of a theme."""
    parts = [f"<h2>{line}</h2>" if len(line) < 40 else f"<p>{line}</p>" for line in LINES]
    thirds = {"first": "".join(parts[:3]), "second": "".join(parts[3:5]), "third": "".join(parts[5:])}
    return THEMES[theme].format(title=TITLE, caption=CAPTION, **thirds).encode()
