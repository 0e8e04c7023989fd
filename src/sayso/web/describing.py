"""The description of the JSON pages (OpenAPI 3.1), made from the same lists as the pages themselves."""

from __future__ import annotations

from typing import Any

from sayso import __version__
from sayso.lineup import VIEWS
from sayso.models import CERTAINTIES, STANDINGS, TOPICS, UNITS

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
MAYBE: Json = {"type": ["string", "null"]}
NUMBER: Json = {"type": "integer", "minimum": 0}
DAY: Json = {"type": ["string", "null"], "description": "an ISO date, as fine as it is known"}
STANDING: Json = {"enum": list(STANDINGS)}
TOPIC: Json = {"enum": list(TOPICS)}


def record(**fields: Json) -> Json:
    """An object with just these fields, all of them there."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def many(item: Json) -> Json:
    return {"type": "array", "items": item}


def either(item: Json) -> Json:
    return {"anyOf": [item, {"type": "null"}]}


STANDING_COUNTS = record(**dict.fromkeys(STANDINGS, NUMBER))
POINT: Json = {"type": ["number", "null"]}
PLACE_FIELDS: dict[str, Json] = {"id": MAYBE, "name": TEXT, "kind": TEXT, "lat": POINT, "lon": POINT, "href": TEXT}
PLACE = record(**PLACE_FIELDS)
COUNT = record(low={"type": ["integer", "null"]}, high={"type": ["integer", "null"]}, unit={"enum": list(UNITS)})
MENTION = record(text=TEXT, start=NUMBER, end=NUMBER)
BARS = many(record(start=TEXT, end=TEXT, total=NUMBER, standings=STANDING_COUNTS))
POSITION = record(summary=TEXT, sources=many(TEXT), outlets=many(TEXT), reports=NUMBER, claims=many(TEXT))
MATTER_FIELDS: dict[str, Json] = {
    "id": TEXT,
    "href": TEXT,
    "topic": TOPIC,
    "topic_words": TEXT,
    "question": TEXT,
    "heading": TEXT,
    "place": PLACE,
    "start": DAY,
    "end": DAY,
    "when": TEXT,
    "standing": STANDING,
    "standing_words": TEXT,
    "disputed_on": many(TEXT),
    "positions": many(POSITION),
}
MATTER = record(**MATTER_FIELDS)
QUOTATION_FIELDS: dict[str, Json] = {
    "claim": TEXT,
    "text": TEXT,
    "start": NUMBER,
    "end": NUMBER,
    "outlet": MAYBE,
    "published": DAY,
    "published_words": TEXT,
    "report": TEXT,
    "title": TEXT,
    "href": TEXT,
    "certainty": {"enum": list(CERTAINTIES)},
}
VOICE = record(name=TEXT, own={"type": "boolean"}, via=many(TEXT), href=MAYBE)
LISTED = record(id=TEXT, title=TEXT, outlet=MAYBE, published=DAY, published_words=TEXT, begins=TEXT, href=TEXT)
FIGURE = record(
    said=DAY,
    said_words=TEXT,
    words=TEXT,
    count=COUNT,
    population=TEXT,
    replaced={"type": "boolean"},
    href=TEXT,
)
TOLL = record(
    now=many(record(population=TEXT, words=TEXT, count=COUNT)),
    series=many(record(voice=TEXT, figures=many(FIGURE))),
)
SPEAKER = record(name=TEXT, via=many(TEXT), own={"type": "boolean"})
QUOTE = record(
    **{name: shape for name, shape in QUOTATION_FIELDS.items() if name != "certainty"}, url=MAYBE, voice=SPEAKER
)
STATEMENT = record(sentence=TEXT, voices=many(SPEAKER), quotes=many(QUOTE))
ITEM = record(
    matter=TEXT,
    heading=TEXT,
    standing=STANDING,
    standing_words=TEXT,
    disputed_on=many(TEXT),
    positions=many(many(STATEMENT)),
    more=NUMBER,
    href=TEXT,
)
SECTION = record(topic=TOPIC, heading=TEXT, items=many(ITEM), more=NUMBER, href=TEXT)
HOLD = record(
    holder=TEXT,
    key=TEXT,
    start=TEXT,
    end=TEXT,
    start_words=TEXT,
    end_words=TEXT,
    opened={"type": "boolean"},
    claims=many(TEXT),
    href=TEXT,
)
CONTROL = record(
    start=TEXT,
    end=TEXT,
    holders=many(record(key=TEXT, name=TEXT, number=NUMBER)),
    bands=many(record(voice=TEXT, href=TEXT, holds=many(HOLD))),
    more=NUMBER,
)
PIECE = record(text=TEXT, claims=many(TEXT), first=many(TEXT))
NAMED: Json = {
    "anyOf": [
        {"type": "null"},
        {
            "type": "object",
            "properties": {"text": TEXT, "start": NUMBER, "end": NUMBER, "id": MAYBE, "name": MAYBE},
            "required": ["text", "start", "end"],
        },
    ]
}
ON_MATTER = either(record(id=TEXT, href=TEXT, standing=STANDING))
CLAIM = record(
    id=TEXT,
    topic=TOPIC,
    status=TEXT,
    certainty={"enum": list(CERTAINTIES)},
    evidence=MENTION,
    place=NAMED,
    actor=NAMED,
    object=NAMED,
    count=either(COUNT),
    when=either(record(start=DAY, end=DAY)),
    source=NAMED,
    via=many(MENTION),
    confidence={"type": "number"},
    sentence=TEXT,
    voice=VOICE,
    topic_words=TEXT,
    count_words=MAYBE,
    when_words=TEXT,
    place_href=MAYBE,
    matter=ON_MATTER,
    anchor=TEXT,
)
SAID = record(
    **QUOTATION_FIELDS,
    letter=TEXT,
    replaced={"type": "boolean"},
    reprints=many(record(outlet=MAYBE, report=TEXT, href=TEXT)),
)
TABLE = record(
    days=many(record(day=DAY, words=TEXT)),
    rows=many(record(voice=TEXT, side=MAYBE, href=TEXT, letters=many(TEXT), cells=many(many(SAID)))),
)
LINK = record(name=TEXT, href=TEXT)
VIEW = record(
    view={"enum": list(VIEWS)},
    words=TEXT,
    rule=TEXT,
    lines=many(record(label=TEXT, text=TEXT, voices=many(TEXT), claims=many(TEXT))),
    count=either(COUNT),
)
TOPIC_WORDS: Json = {"type": "object", "additionalProperties": TEXT}

CHANGE = record(kind=TEXT, kind_words=TEXT, text=TEXT, matter=MATTER, before=either(STANDING), since=DAY)
SITUATION = record(
    title=TEXT,
    since=DAY,
    until=DAY,
    topic=MAYBE,
    standing=MAYBE,
    topics=TOPIC_WORDS,
    totals=record(reports=NUMBER, claims=NUMBER, outlets=NUMBER, first=DAY, last=DAY),
    counts=record(matters=NUMBER, standings=STANDING_COUNTS),
    timeline=BARS,
    places=many(record(**PLACE_FIELDS, matters=NUMBER, standings=STANDING_COUNTS, worst=STANDING, topics=many(TOPIC))),
    unplaced=NUMBER,
    matters=many(MATTER),
    lately=record(since=TEXT, changes=many(CHANGE)),
)
ONE_PLACE = record(
    **PLACE_FIELDS,
    title=TEXT,
    key=TEXT,
    native=MAYBE,
    around=many(PLACE),
    since=DAY,
    until=DAY,
    counts=record(matters=NUMBER, standings=STANDING_COUNTS, untold=NUMBER),
    timeline=BARS,
    control=either(CONTROL),
    tolls=many(record(**MATTER_FIELDS, toll=TOLL)),
    scope=TEXT,
    sections=many(SECTION),
    within=many(record(**PLACE_FIELDS, matters=NUMBER, standings=STANDING_COUNTS)),
)
ONE_MATTER = record(
    **MATTER_FIELDS,
    title=TEXT,
    why=many(TEXT),
    answers=many(
        record(letter=TEXT, summary=TEXT, sources=many(LINK), outlets=many(LINK), reports=NUMBER, claims=many(TEXT))
    ),
    table=TABLE,
    views=many(VIEW),
    toll=either(TOLL),
    perhaps=many(record(matter=TEXT, heading=TEXT, fields=many(TEXT), words=TEXT, href=TEXT)),
    beside=many(MATTER),
)
REPORT = record(
    title=TEXT,
    report=record(
        id=TEXT,
        title=TEXT,
        outlet=MAYBE,
        outlet_href=MAYBE,
        published=DAY,
        published_words=TEXT,
        url=MAYBE,
        language=TEXT,
    ),
    headline=many(PIECE),
    paragraphs=many(many(PIECE)),
    claims=many(CLAIM),
)
SEARCH = record(
    title=TEXT,
    asked={"type": "object", "additionalProperties": MAYBE},
    topics=TOPIC_WORDS,
    standings=many(STANDING),
    problem=MAYBE,
    claims=many(
        record(
            **QUOTATION_FIELDS,
            topic=TOPIC,
            topic_words=TEXT,
            sentence=TEXT,
            voice=VOICE,
            matter=either(record(href=TEXT, standing=STANDING)),
        )
    ),
    reports=many(LISTED),
    places=many(record(**PLACE_FIELDS, around=many(TEXT))),
    next=MAYBE,
)
RECORD_FIELDS: dict[str, Json] = {
    "claims": NUMBER,
    "more": {"type": "boolean"},
    "reports_number": NUMBER,
    "first": DAY,
    "last": DAY,
    "first_words": MAYBE,
    "last_words": MAYBE,
    "matters": NUMBER,
    "standings": STANDING_COUNTS,
    "topics": many(record(topic=TOPIC, words=TEXT, claims=NUMBER)),
    "certainty": {"type": "object", "additionalProperties": NUMBER},
    "places": many(record(name=TEXT, kind=TEXT, href=TEXT, matters=NUMBER)),
    "disputes": many(record(href=TEXT, topic=TEXT, place=TEXT)),
    "title": TEXT,
    "name": TEXT,
    "owner": MAYBE,
    "side": MAYBE,
    "kind": {"enum": ["source", "outlet"]},
}
TALLY = many(record(name=TEXT, claims=NUMBER))
SOURCE = record(**RECORD_FIELDS, quoted_by=TALLY)
OUTLET = record(
    **RECORD_FIELDS,
    quotes=TALLY,
    names=many(record(id=TEXT, name=TEXT, words=many(record(text=TEXT, times=NUMBER)))),
    reports=many(LISTED),
)
# A source that speaks in its own voice is an outlet, and has the record of one.
RECORD: Json = {"anyOf": [SOURCE, OUTLET]}
CHANGES = record(title=TEXT, since=TEXT, place=either(PLACE), key=MAYBE, changes=many(CHANGE), more=NUMBER)
CIRCLES: Json = {
    "type": "object",
    "properties": {"type": {"const": "FeatureCollection"}, "features": many({"type": "object"})},
    "required": ["type", "features"],
}
SUGGESTED = many(record(id=TEXT, name=TEXT))


def parameter(name: str, shape: Json, told: str, where: str = "query") -> Json:
    return {"name": name, "in": where, "schema": shape, "description": told, "required": where == "path"}


WORDS: Json = {"type": "string", "maxLength": 400}
DATE: Json = {"type": "string", "format": "date"}
DAYS = [parameter("since", DATE, "the first day"), parameter("until", DATE, "the last day")]
CHOSEN = [*DAYS, parameter("topic", TOPIC, "of this topic"), parameter("standing", STANDING, "that stand so")]
SOUGHT = [
    parameter("q", WORDS, "words that must all be there"),
    parameter("kind", {"enum": ["claims", "reports"]}, "where the words are looked for"),
    parameter("place", WORDS, "the name or id of a place; includes what lies within it"),
    parameter("source", WORDS, "the name or id of a source"),
    parameter("outlet", WORDS, "the name of an outlet"),
    parameter("after", {"type": "string", "pattern": "^[0-9]{1,18}$"}, "where the page before ended"),
    *CHOSEN,
]


def _one(name: str, told: str) -> list[Json]:
    return [parameter(name, {"type": "string", "minLength": 1}, told, "path")]


# Each JSON page: its path, what it is, what may be asked of it, what comes back.
PATHS: tuple[tuple[str, str, list[Json], Json], ...] = (
    ("/situation.json", "The situation: places, timeline, open disputes", CHOSEN, SITUATION),
    ("/situation.geojson", "The places of the situation, for maps", CHOSEN, CIRCLES),
    ("/place/{place}.json", "A place", [*_one("place", "an id, or a name"), *DAYS], ONE_PLACE),
    ("/matter/{matter}.json", "A matter: the table of voices", _one("matter", "its id"), ONE_MATTER),
    ("/report/{report}.json", "A report with its claims", _one("report", "its id"), REPORT),
    ("/search.json", "Search, a page at a time", SOUGHT, SEARCH),
    (
        "/source/{source}.json",
        "A source: a record, not a grade",
        _one("source", "its name"),
        {"anyOf": [SOURCE, OUTLET]},
    ),
    ("/outlet/{outlet}.json", "An outlet: a record, not a grade", _one("outlet", "its name"), OUTLET),
    (
        "/changes.json",
        "What later reports changed",
        [parameter("since", DATE, "the first day of the reports that count as new"), SOUGHT[2]],
        CHANGES,
    ),
    (
        "/suggest.json",
        "Entries for what was typed so far",
        [parameter("q", WORDS, "what was typed"), parameter("kind", {"enum": ["places", "actors"]}, "of what")],
        SUGGESTED,
    ),
)
ERROR = record(error=TEXT)


def description() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sayso",
            "version": __version__,
            "description": "Every page of `sayso serve` as JSON. Names of private people are protected.",
        },
        "paths": {path: {"get": _operation(told, asked, shape)} for path, told, asked, shape in PATHS},
    }


def _operation(told: str, asked: list[Json], shape: Json) -> Json:
    media = "application/geo+json" if shape is CIRCLES else "application/json"
    errors = {"400": "asked for what cannot be", "401": "not signed in", "404": "not in the ledger"}
    return {
        "summary": told,
        "parameters": asked,
        "responses": {"200": {"description": told, "content": {media: {"schema": shape}}}}
        | {
            status: {"description": words, "content": {"application/json": {"schema": ERROR}}}
            for status, words in errors.items()
        },
    }
