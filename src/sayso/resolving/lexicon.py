"""Words of place phrases: what kind of place a word names, and which words make a place vague."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


# Word → kind class. "district" is a part of a town or a unit of a governorate, so it is a class of its own.
KINDS: dict[str, str] = {
    **dict.fromkeys(("city", "cities", "capital", "metropolis", "megacity"), "city"),
    **dict.fromkeys(("town", "towns", "township", "municipality"), "town"),
    **dict.fromkeys(("village", "villages", "hamlet", "hamlets"), "village"),
    **dict.fromkeys(
        (
            "neighbourhood",
            "neighbourhoods",
            "neighborhood",
            "neighborhoods",
            "quarter",
            "quarters",
            "suburb",
            "suburbs",
        ),
        "neighbourhood",
    ),
    **dict.fromkeys(("district", "districts"), "district"),
    **dict.fromkeys(("province", "provinces", "governorate", "governorates", "state", "prefecture"), "governorate"),
    **dict.fromkeys(("subdistrict", "sub-district", "nahiya"), "subdistrict"),
    **dict.fromkeys(("county", "counties", "parish"), "county"),
    **dict.fromkeys(("country", "nation"), "country"),
    **dict.fromkeys(("area", "areas", "region", "regions", "pocket", "enclave", "zone", "sector", "canton"), "area"),
    **dict.fromkeys(("hospital", "hospitals", "clinic"), "hospital"),
    **dict.fromkeys(("camp", "camps"), "camp"),
    **dict.fromkeys(("airport", "airports"), "airport"),
    **dict.fromkeys(("airbase", "airfield", "base", "barracks", "barrack", "headquarters"), "military-site"),
    **dict.fromkeys(("road", "highway", "motorway", "street", "boulevard", "avenue"), "road"),
    **dict.fromkeys(("crossing", "checkpoint"), "crossing"),
    **dict.fromkeys(("dam", "barrage"), "dam"),
    **dict.fromkeys(("prison", "jail"), "prison"),
    **dict.fromkeys(
        listed(
            "school university college academy institute mosque church cathedral shrine cemetery market square bridge "
            "hotel museum station hill hills mountain factory plant refinery oilfield field roundabout tunnel citadel "
            "castle palace farm farms port bakery park stadium tower complex building embassy restaurant cafe club "
            "mall "
            "command police hall gate silo silos depot warehouse"
        ),
        "site",
    ),
    **dict.fromkeys(
        ("river", "lake", "valley", "desert", "plain", "plains", "island", "bay", "sea", "basin"), "nature"
    ),
}
# Which entry kinds each class of the phrase accepts.
ACCEPTS: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "city", "community", "village"}),
    "village": frozenset({"village", "community", "town"}),
    "neighbourhood": frozenset({"neighbourhood", "town", "community", "industrial-zone"}),
    "district": frozenset({"neighbourhood", "district", "admin2", "town", "city", "community"}),
    "governorate": frozenset({"governorate", "admin1"}),
    "subdistrict": frozenset({"subdistrict"}),
    "county": frozenset({"admin2", "district"}),
    "country": frozenset({"country"}),
    "area": frozenset({"area", "neighbourhood", "town", "city", "community", "village", "region", "industrial-zone"}),
    "hospital": frozenset({"hospital"}),
    "camp": frozenset({"camp"}),
    "airport": frozenset({"airport", "military-site"}),
    "military-site": frozenset({"military-site", "airport"}),
    "road": frozenset({"road"}),
    "crossing": frozenset({"crossing"}),
    "dam": frozenset({"dam"}),
    "prison": frozenset({"prison"}),
    "site": frozenset({"landmark", "industrial-zone", "military-site", "hospital", "prison"}),
    "nature": frozenset({"river", "area"}),
}
SITES = frozenset(
    {"hospital", "camp", "airport", "military-site", "road", "crossing", "dam", "prison", "site", "nature"}
)
# What a definite description ("the village") may refer back to, and how a name must have been introduced.
UNITS = frozenset({"city", "town", "village", "neighbourhood", "district", "governorate", "country", "area"})

# A plural, or one of these, is a part or a surrounding of the place named after it.
VAGUE = listed(
    "outskirts outskirt suburbs countryside surroundings surrounding environs vicinity edge edges fringe fringes "
    "part parts side sides half heart centre center middle villages towns areas districts neighborhoods "
    "neighbourhoods hills plains regions fronts front frontline axis portion portions section sections entrance "
    "entrances gates bank banks territory territories swathes swaths pockets locations positions communities "
    "rural hinterland periphery corridor mountains highlands airspace waters skies farmland farmlands"
)
# Vague as the last word only: "the Turkish border", but not "the border town of X".
EDGES = listed("border borders frontier coast")
DIRECTIONS = listed(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-east north-west south-east south-west north-eastern "
    "north-western south-eastern south-western rural new old greater inner outer upper lower downtown"
)
# Peoples and faiths: capitalised, but no places.
PEOPLES = listed(
    "kurdish kurds arab arabs sunni shiite shia alawite druze christian muslim islamic turkmen assyrian yazidi yezidi "
    "tuareg pashtun hazara rohingya dinka nuer orthodox catholic jewish allied western coalition"
)
# Adjectives that say who holds a place: with a city, only the part that they hold is meant.
# "the Kurdish-majority city", "US-backed forces": a word of this kind is no name.
LIKE = frozenset({"majority", "populated", "dominated", "inhabited", "speaking", "backed", "led", "style"})
HELD = ("held", "controlled", "run", "occupied", "besieged")
# Words that leave the place inside what follows ...
INSIDE = frozenset({"in", "of", "inside", "within", "at", "throughout", "on"})
# ... and words that put it somewhere about what follows.
ABOUT = listed(
    "near around outside from to between along toward towards off beyond surrounding across opposite over by "
    "bordering linking connecting leading about"
)
ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "some", "several", "many", "its", "their", "his", "most", "all", "other", "both"}
)
