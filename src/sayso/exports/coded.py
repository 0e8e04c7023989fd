"""What rows of ACLED and UCDP GED code, in values that can be compared: type, place, days and deaths."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from sayso.exports.material import Coded
from sayso.models import Period, PlaceResolution, ResolvedClaim

ACLED, UCDP = "ACLED", "UCDP GED"
_VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}
# How far, in km, a point may be from a coded one of each precision and mean the same place. Coarser ones mean no point.
_RADIUS = {"1": 5.0, "2": 25.0}
# What a code of time in ACLED allows on either side, in days: the day itself, or some day of the week.
_ALLOWED = {"1": 0, "2": 6}
_EARTH = 6371.0
_ARTICLE = re.compile(r"\b(?:al|el|ad|ar|as|at|an|ash|az)[-\s]+")

Days = tuple[date, date]


def event_type(one: Coded) -> str | None:
    """ACLED's event type; UCDP's type of violence in words. None where it is not coded."""
    if one.dataset != UCDP:
        return one.values.get("event_type") or None
    number = _whole(one.values.get("type_of_violence"))
    return _VIOLENCE.get(number) if number is not None else None


def violence_name(number: int) -> str:
    """UCDP's type of violence of this number in words."""
    return _VIOLENCE[number]


def deaths(one: Coded) -> tuple[int | None, int | None, int | None]:
    """The coded figure of the killed, with the lowest and highest where the dataset has these."""
    values = one.values
    if one.dataset != UCDP:
        return _whole(values.get("fatalities")), None, None
    return _whole(values.get("best")), _whole(values.get("low")), _whole(values.get("high"))


def days(one: Coded) -> Days | None:
    """First and last day on which the event may have been, by date and precision of time; None where not coded."""
    values = one.values
    if one.dataset == UCDP:
        first, last = _day(values.get("date_start")), _day(values.get("date_end"))
        return (first, max(first, last or first)) if first else None
    day, precision = _day(values.get("event_date")), values.get("time_precision", "1")
    if day is None:
        return None
    if precision in _ALLOWED:
        return day - timedelta(_ALLOWED[precision]), day + timedelta(_ALLOWED[precision])
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def span(when: Period | None) -> Days | None:
    """First and last day of a claim's time; an end that is open is the other one."""
    if when is None or not (when.start or when.end):
        return None
    start, end = when.start or when.end or "", when.end or when.start or ""
    try:
        first = date.fromisoformat(start + "-01-01"[len(start) - 4 :])
        year, month = int(end[:4]), int(end[5:7] or 12)
        return first, date(year, month, int(end[8:10] or monthrange(year, month)[1]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Where:
    """A coded place: its name, the units that it lies in, its point in degrees, and how far this may be off, in km."""

    name: str | None
    units: tuple[str, ...]
    point: tuple[float, float] | None
    radius: float

    def is_meant(self, resolved: ResolvedClaim) -> bool:
        """Whether a claim's place has the coded name, as it is written or as what it means."""
        own = _plain(self.name or "")
        return bool(own) and any(_same(own, name) for name in _names(resolved))

    def is_around(self, resolved: ResolvedClaim) -> bool:
        """Whether a claim's place is a unit that the coded place lies in."""
        units = {_plain(unit) for unit in self.units} - {""}
        return any(_same(unit, name) for unit in units for name in _names(resolved))

    def distance(self, place: PlaceResolution | None) -> float | None:
        """Kilometres from the coded point to a place; None where either has none."""
        if self.point is None or place is None or place.lat is None or place.lon is None:
            return None
        return kilometres(self.point, (place.lat, place.lon))


def where(one: Coded) -> Where:
    """Where a row says that it happened."""
    values = one.values
    keys = ("adm_2", "adm_1", "country") if one.dataset == UCDP else ("admin3", "admin2", "admin1", "country")
    name = values.get("where_coordinates" if one.dataset == UCDP else "location") or None
    precision = values.get("where_prec" if one.dataset == UCDP else "geo_precision", "1")
    point = _point(values) if precision in _RADIUS else None
    return Where(name, tuple(values[key] for key in keys if values.get(key)), point, _RADIUS.get(precision, 0.0))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude, in degrees) on the globe."""
    lat, other_lat = radians(one[0]), radians(other[0])
    across = sin(radians(other[1] - one[1]) / 2) ** 2 * cos(lat) * cos(other_lat)
    return 2 * _EARTH * asin(min(1.0, sqrt(sin((other_lat - lat) / 2) ** 2 + across)))


def _point(values: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        lat, lon = float(values["latitude"]), float(values["longitude"])
    except (KeyError, ValueError):
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _names(resolved: ResolvedClaim) -> set[str]:
    written = resolved.claim.place.text if resolved.claim.place else ""
    meant = resolved.place.name if resolved.place is not None and resolved.place.id else ""
    return {_plain(written), _plain(meant)} - {""}


def _same(one: str, other: str) -> bool:
    """Whether two plain names are one: letter by letter, or all words of the shorter one in the longer."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _plain(name: str) -> str:
    """A name without case, accents, articles, marks and the words for units ("Tarn district", "Dahr city")."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    bare = re.sub(r"[`'’ʿʾ‘]", "", _ARTICLE.sub("", bare))
    words = [word for word in re.findall(r"[^\W_]+", bare) if word not in _UNITS]
    return " ".join(words)


_UNITS = frozenset("the of in near city town village district subdistrict province governorate region area".split())


def _whole(text: str | None) -> int | None:
    try:
        return int(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def _day(text: str | None) -> date | None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime((text or "").strip()[: 10 if form == "%Y-%m-%d" else None], form).date()
        except ValueError:
            continue
    return None
