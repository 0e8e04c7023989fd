"""Place mentions in their reports: words, report → entry and precision, each row checked by hand.

The reports are invented. "-" is rightly unresolved.
"""

from __future__ import annotations

import pytest

from sayso.models import Claim, Mention, Report
from sayso.resolving import Theatre
from sayso.resolving.context import Context, Sighting, read_context
from sayso.resolving.resolve import resolve, resolve_places
from sayso.resolving.weighing import Scene

ALEPPO = "Shells fell on several parts of Aleppo on Monday. In Salaheddin two were hurt, rescuers in Aleppo said. "
RAQQA = "A convoy left Raqqa for Tal Abyad on Monday. Farmers around Raqqa and Ayn Issa said the road was mined. "
HOMS = "A bus was stopped outside Homs on Monday. Families from Rastan and Talbiseh had fled to Homs before. "
DAMASCUS = "Rockets were fired at Damascus on Monday. Shops closed in Damascus and in Douma, residents said. "
IDLIB = "Planes were seen over Idlib on Monday. Teachers in Saraqib and Ariha kept pupils at home. "
DEIR = "Boats crossed the river at Deir ez-Zor on Monday. Villages near Mayadin in Deir ez-Zor were searched. "
QUNEITRA = "Shells fell near Quneitra on Monday. Khan Arnaba in Quneitra province was without power. "
IRAQ = "Troops moved through Mosul on Monday. The Iraqi army said it held Tal Afar, west of Mosul, in Iraq. "
YEMEN = "A port worker was hurt in Yemen on Monday. Ships waited off Hodeidah and Aden, Yemen's ports. "
UKRAINE = "Trams stopped in Kyiv on Monday. Sirens were heard in Ukraine from Kharkiv to Odesa. "
SUDAN = "Markets closed in Khartoum on Monday. In Sudan, aid did not reach Nyala or El Fasher. "
LEBANON = "Banks closed in Beirut on Monday. In Lebanon, a bus from Tripoli to Beirut was searched. "
HAKKARI = "A helicopter fell down in Turkey on Monday. Roads in Hakkari province, Turkey, were closed. "
GAZA = "Bakeries closed in Gaza on Monday. Trucks waited in Israel and at the border of Egypt. "
SOUTH_SUDAN = "Flights were stopped in South Sudan on Monday. South Sudan's army said the road to Bor was open. "
TUNISIA = "A post was shot at in Tunisia on Monday. Schools in Ben Guerdan and Medenine, Tunisia, were closed. "
LIBYA = "Ships left the port of Tripoli on Monday. In Libya, Benghazi and Sirte had no power. "
MYANMAR = "A bridge was closed in Myanmar on Monday. In Myanmar, families left for Mandalay and Yangon. "

PLACES = [
    # Neighbourhoods of Aleppo, in the spellings of the press
    ("Sheikh Maqsoud", ALEPPO, "ocha:N0123", "neighbourhood"),
    ("Sheikh Maqsood", ALEPPO, "ocha:N0123", "neighbourhood"),
    ("the Achrafieh neighbourhood", ALEPPO, "ocha:N0128", "neighbourhood"),
    ("al-Ashrafiya", ALEPPO, "ocha:N0128", "neighbourhood"),
    ("Bani Zaid", ALEPPO, "hand:bani-zaid", "neighbourhood"),
    ("the 1070 Apartments", ALEPPO, "hand:1070-apartments", "neighbourhood"),
    ("the 1070 Apartments area", ALEPPO, "hand:1070-apartments", "neighbourhood"),
    ("Hanano", ALEPPO, "ocha:N0129", "neighbourhood"),
    ("the Hanano housing district", ALEPPO, "ocha:N0129", "neighbourhood"),
    ("Masaken Hanano", ALEPPO, "ocha:N0129", "neighbourhood"),
    ("Hanano Barracks", ALEPPO, "csr:hanano-barrack", "site"),
    ("Hanano", RAQQA, "ocha:C5922", "town"),
    ("Hanano in Raqqa", ALEPPO, "ocha:C5922", "town"),
    ("the village of Hanano", RAQQA, "ocha:C5922", "town"),
    ("Minian", ALEPPO, "hand:minyan", "town"),
    ("the village of Minyan", ALEPPO, "hand:minyan", "town"),
    ("Seif al-Dawla neighborhood", ALEPPO, "ocha:N0203", "neighbourhood"),
    ("Salahaddin", ALEPPO, "ocha:N0214", "neighbourhood"),
    ("the southwestern neighbourhood of Salaheddin", ALEPPO, "ocha:N0214", "neighbourhood"),
    ("Bustan al-Qasr", ALEPPO, "ocha:N0204", "neighbourhood"),
    ("Boustan al-Qasr", ALEPPO, "ocha:N0204", "neighbourhood"),
    ("al-Midan neighborhood in Aleppo city", ALEPPO, "ocha:N0138", "neighbourhood"),
    ("Midan in Damascus", DAMASCUS, "hand:midan-damascus", "neighbourhood"),
    ("New Aleppo", ALEPPO, "ocha:N0184", "neighbourhood"),
    ("new Aleppo", ALEPPO, "ocha:N0184", "neighbourhood"),
    ("Tariq al-Bab", ALEPPO, "hand:tariq-al-bab", "neighbourhood"),
    ("Bab al-Nairab", ALEPPO, "hand:bab-al-nayrab", "neighbourhood"),
    ("al-Shaar", ALEPPO, "ocha:N0156", "neighbourhood"),
    ("Aleppo's Sheikh Maqsoud district", ALEPPO, "ocha:N0123", "neighbourhood"),
    ("Aleppos Sheikh Maqsood district", ALEPPO, "ocha:N0123", "neighbourhood"),
    ("al-Hamdaniya", ALEPPO, "ocha:N0216", "neighbourhood"),
    ("Ramousa", ALEPPO, "ocha:N0226", "neighbourhood"),
    ("the Old City", ALEPPO, "hand:old-aleppo", "neighbourhood"),
    ("the Old City", DAMASCUS, "hand:old-damascus", "neighbourhood"),
    # The same name as a quarter, a town, a unit
    ("Aleppo", ALEPPO, "ocha:C1007", "town"),
    ("the city of Aleppo", ALEPPO, "ocha:C1007", "town"),
    ("Aleppo city", ALEPPO, "ocha:C1007", "town"),
    ("Aleppo province", ALEPPO, "ocha:SY02", "governorate"),
    ("the northern province of Aleppo", ALEPPO, "ocha:SY02", "governorate"),
    ("Aleppo Governorate", ALEPPO, "ocha:SY02", "governorate"),
    ("Halab", ALEPPO, "ocha:C1007", "town"),
    ("حلب", ALEPPO, "ocha:C1007", "town"),
    ("Idlib", IDLIB, "ocha:SY07", "governorate"),
    ("Idlib", IDLIB + "The market of Idlib city was empty. ", "ocha:C3871", "town"),
    ("Idlib", IDLIB + "They had come to the city of Idlib by bus. ", "ocha:C3871", "town"),
    ("Idlib", IDLIB + "A shell hit Idlib's Thawra district. ", "ocha:C3871", "town"),
    ("Idlib", IDLIB + "A shell hit a house in the city of Ariha in Idlib province. ", "ocha:SY07", "governorate"),
    ("Idlib city", IDLIB, "ocha:C3871", "town"),
    ("the city of Idlib", IDLIB, "ocha:C3871", "town"),
    ("near Idlib", IDLIB, "ocha:C3871", "area"),
    ("the outskirts of Idlib", IDLIB, "ocha:C3871", "area"),
    ("rural Idlib", IDLIB, "ocha:SY07", "area"),
    ("southern Idlib", IDLIB, "ocha:SY07", "area"),
    ("Daraa", "Planes were seen over Daraa on Monday. ", "ocha:SY12", "governorate"),
    ("Daraa city", "Planes were seen over Daraa on Monday. ", "ocha:C5993", "town"),
    ("Hama", "Planes were seen over Hama on Monday. ", "ocha:C2987", "town"),
    ("Hama", "Planes were seen over Hama province on Monday. ", "ocha:SY05", "governorate"),
    ("Hama", "Planes were seen in the provinces of Homs and Hama on Monday. ", "ocha:SY05", "governorate"),
    ("Homs", "Planes were seen over Homs province on Monday. ", "ocha:C2528", "town"),
    ("Aleppo", ALEPPO + "Roads in Aleppo province were cut. ", "ocha:C1007", "town"),
    ("Deir Ezzor province", DEIR, "ocha:SY09", "governorate"),
    ("the eastern province of Deir Ezzor", DEIR, "ocha:SY09", "governorate"),
    ("Idlib province", IDLIB, "ocha:SY07", "governorate"),
    ("Syria's Idlib province", IDLIB, "ocha:SY07", "governorate"),
    ("Homs", HOMS, "ocha:C2528", "town"),
    ("the Homs countryside", HOMS, "ocha:C2528", "area"),
    ("Damascus", DAMASCUS, "ocha:C1001", "town"),
    ("the Syrian capital Damascus", DAMASCUS, "ocha:C1001", "town"),
    ("Rif Dimashq", DAMASCUS, "ocha:SY03", "governorate"),
    ("Raqqa", RAQQA, "ocha:C5710", "town"),
    ("the al-Raqqa Governorate", RAQQA, "ocha:SY11", "governorate"),
    ("Deir Ezzor", DEIR, "ocha:C5086", "town"),
    ("Deir al-Zour", DEIR, "ocha:C5086", "town"),
    ("Deir el-Zour province", DEIR, "ocha:SY09", "governorate"),
    ("al-Hasakah", RAQQA, "ocha:C4360", "town"),
    ("Hasakeh", RAQQA, "ocha:C4360", "town"),
    ("Azaz", ALEPPO, "ocha:C1564", "town"),
    ("A'zaz", ALEPPO, "ocha:C1564", "town"),
    # Towns under their many spellings
    ("Kobani", RAQQA, "ocha:C1946", "town"),
    ("Ain al-Arab", RAQQA, "ocha:C1946", "town"),
    ("Palmyra", HOMS, "ocha:C2889", "town"),
    ("the ancient city of Tadmur", HOMS, "ocha:C2889", "town"),
    ("Manbij", ALEPPO, "ocha:C1767", "town"),
    ("Al-Bab", ALEPPO, "ocha:C1202", "town"),
    ("the town of al-Rai", ALEPPO, "ocha:C1250", "town"),
    ("Saraqeb", IDLIB, "ocha:C3916", "town"),
    ("Qamishli", RAQQA, "ocha:C4564", "town"),
    ("Madaya", DAMASCUS, "ocha:C2450", "town"),
    ("besieged Madaya", DAMASCUS, "ocha:C2450", "town"),
    ("Daraya", DAMASCUS, "ocha:C2498", "town"),
    ("the Damascus suburb of Daraya", DAMASCUS, "ocha:C2498", "town"),
    ("Douma", DAMASCUS, "ocha:C2338", "town"),
    ("Kafraya and al-Foua", IDLIB, "ocha:SY0700", "area"),
    ("Foua", IDLIB, "ocha:C3905", "town"),
    ("al-Fouaa", IDLIB, "ocha:C3905", "town"),
    ("Kefraya", IDLIB, "ocha:C3952", "town"),
    ("Rastan", HOMS, "ocha:C2870", "town"),
    ("Al-Rastan", HOMS, "ocha:C2870", "town"),
    ("Sayyida Zeinab", DAMASCUS, "ocha:C2299", "town"),
    ("Tabqa", RAQQA, "ocha:C5929", "town"),
    ("al-Thawrah", RAQQA, "ocha:C5929", "town"),
    ("Khan Tuman", ALEPPO, "ocha:C1015", "town"),
    ("the strategic town of Khan Touman", ALEPPO, "ocha:C1015", "town"),
    ("Abu Kamal", DEIR, "ocha:C5167", "town"),
    ("Al Bukamal", DEIR, "ocha:C5167", "town"),
    ("Mayadeen", DEIR, "ocha:C5192", "town"),
    ("the Kurdish town of Qabaseen", ALEPPO, "ocha:C1209", "town"),
    ("Zahraa", ALEPPO, "-", "unresolved"),
    ("the town of Zahraa", ALEPPO + "Zahraa in Azaz district has been cut off. ", "ocha:C1646", "town"),
    # Quarters of other towns
    ("Jobar", DAMASCUS, "hand:jobar", "neighbourhood"),
    ("the Waer district of Homs", HOMS, "hand:waer", "neighbourhood"),
    ("Alwaer", HOMS, "hand:waer", "neighbourhood"),
    ("Baba Amr", HOMS, "hand:baba-amr", "neighbourhood"),
    ("the Akrameh neighbourhood of Homs", HOMS, "hand:akrama", "neighbourhood"),
    # Vague and relative: an area at its anchor, never a point
    ("rural Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("eastern Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("rebel-held eastern Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("rebel-held Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("the outskirts of Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("the southwestern outskirts of Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("near Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("north of Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("15 km east of Palmyra", HOMS, "ocha:C2889", "area"),
    ("some 20 kilometres south-west of Palmyra", HOMS, "ocha:C2889", "area"),
    ("Aleppo and its countryside", ALEPPO, "ocha:C1007", "area"),
    ("several neighborhoods in Aleppo city", ALEPPO, "ocha:C1007", "area"),
    ("a district of Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("government-held western districts of Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("the western edge of Aleppo", ALEPPO, "ocha:C1007", "area"),
    ("a village near Manbij", ALEPPO, "ocha:C1767", "area"),
    ("northern Syria", ALEPPO, "SY", "area"),
    ("Northern Syria", ALEPPO, "SY", "area"),
    ("southern Idlib province", IDLIB, "ocha:SY07", "area"),
    ("the Turkish border", ALEPPO, "TR", "area"),
    ("Eastern Ghouta", DAMASCUS, "hand:eastern-ghouta", "area"),
    ("eastern Ghouta", DAMASCUS, "hand:eastern-ghouta", "area"),
    ("the Damascus suburbs", DAMASCUS, "ocha:C1001", "area"),
    ("Wadi Barada", DAMASCUS, "hand:wadi-barada", "area"),
    # Several places: what contains them all, or nothing; never the first
    ("Sheikh Maqsoud, Achrafieh and Bani Zaid", ALEPPO, "ocha:C1007", "area"),
    ("the Achrafieh and Bani Zaid neighbourhoods", ALEPPO, "ocha:C1007", "area"),
    ("Daraa and Damascus", DAMASCUS, "-", "unresolved"),
    ("between Raqqa and Deir ez-Zor", RAQQA, "-", "unresolved"),
    ("Syria and Iraq", ALEPPO, "-", "unresolved"),
    # Sites are kinds of their own; a known town's name does not make an unknown site known
    ("Castello Road", ALEPPO, "hand:castello-road", "site"),
    ("the Castello road", ALEPPO, "hand:castello-road", "site"),
    ("the Khalid al-Fajer Hospital", ALEPPO, "hand:khalid-fajr-hospital", "site"),
    ("the Tabqa dam", RAQQA, "hand:tabqa-dam", "site"),
    ("Aleppo airport", ALEPPO, "csr:aleppo-international-airport", "site"),
    ("the Bab al-Hawa crossing", IDLIB, "hand:bab-al-hawa", "site"),
    ("Handarat camp", ALEPPO, "ocha:N0227", "site"),
    ("Handarat", ALEPPO, "ocha:C7444", "town"),
    ("the Shayrat air base", HOMS, "hand:shayrat", "site"),
    ("Ibn Rushd Hospital", ALEPPO, "-", "unresolved"),
    ("the Saraqib bakery", IDLIB, "-", "unresolved"),
    ("a hospital in Saraqib", IDLIB, "ocha:C3916", "town"),
    ("a school in the town of Ariha in Idlib province", IDLIB, "ocha:C4278", "town"),
    # Other countries
    ("Mosul", IRAQ, "geonames:99072", "town"),
    ("eastern Mosul", IRAQ, "geonames:99072", "area"),
    ("the Iraqi city of Falluja", IRAQ, "geonames:99454", "town"),
    ("Anbar province", IRAQ, "geonames:99592", "governorate"),
    # A province abroad, or the town of its name
    ("Amran province", YEMEN, "geonames:6201194", "governorate"),
    ("Hakkari", HAKKARI, "geonames:312888", "governorate"),
    ("Hakkari", HAKKARI + "It was quiet in Hakkari city. ", "geonames:318137", "town"),
    ("Kharkiv", UKRAINE + "Kharkiv Oblast was dark. ", "geonames:706483", "town"),
    ("Donetsk", UKRAINE + "Donetsk Oblast was dark. ", "geonames:709716", "governorate"),
    ("Donetsk", UKRAINE, "geonames:709717", "town"),
    ("Gaza", GAZA, "geonames:281132", "governorate"),
    ("Gaza City", GAZA, "geonames:281133", "town"),
    ("South Sudan's capital", SOUTH_SUDAN, "geonames:373303", "town"),
    ("Tripoli", LEBANON, "geonames:266826", "town"),
    ("Tripoli, Libya", LEBANON, "geonames:2210247", "town"),
    ("Aden", YEMEN, "geonames:415189", "town"),
    ("Kharkiv", UKRAINE, "geonames:706483", "town"),
    ("Nyala", SUDAN, "geonames:369004", "town"),
    ("Iraq", ALEPPO, "IQ", "country"),
    ("the Turkish town of Kilis", ALEPPO, "geonames:307864", "town"),
    ("Beirut", ALEPPO, "geonames:276781", "town"),
    ("the Middle East", YEMEN, "region:middle-east", "area"),
    ("West Africa", SUDAN, "region:west-africa", "area"),
    ("Darfur", SUDAN, "region:darfur", "area"),
    ("Mansoura", YEMEN, "-", "unresolved"),
    ("al-Salam", UKRAINE, "-", "unresolved"),
    # Bent spellings of other countries' towns; a name that is only a little like one of theirs is left alone
    ("the Tunisian town of Ben Guerdan", TUNISIA, "geonames:2472431", "town"),
    ("Ben Guerdan", TUNISIA, "geonames:2472431", "town"),
    ("Zaporizhye", UKRAINE, "geonames:687700", "town"),
    ("Kharkov", UKRAINE, "geonames:706483", "town"),
    ("Kiev", UKRAINE, "geonames:703448", "town"),
    ("Severodonetsk", UKRAINE, "geonames:691999", "town"),
    ("Hodeida", YEMEN, "geonames:79415", "town"),
    ("Taez", YEMEN, "geonames:70225", "town"),
    ("El-Fashir", SUDAN, "geonames:379555", "town"),
    ("Fallouja", IRAQ, "geonames:99454", "town"),
    ("Misurata", LIBYA, "geonames:2214846", "town"),
    ("Myawady", MYANMAR, "geonames:1308052", "town"),
    ("Karabila", IRAQ, "-", "unresolved"),
    ("Sanaag", YEMEN, "-", "unresolved"),
    # What a report on another war does not mean
    ("the Euphrates", IRAQ, "-", "unresolved"),
    ("the Euphrates", RAQQA, "hand:euphrates", "site"),
    # Two places of one phrase; what stands after the place; a place told by where it lies
    ("the highway linking the city of Mosul with the northern city of Kirkuk", IRAQ, "-", "unresolved"),
    ("Mosul and seven at a mosque in Baghdad", IRAQ, "-", "unresolved"),
    ("near Tal Afar, which is close to the Syrian border", IRAQ, "geonames:90393", "area"),
    ("the mountains of Yemen", YEMEN, "YE", "area"),
    ("the city, about 20 km east of Aleppo", IDLIB + "Women in the town of Saraqib ran. ", "-", "unresolved"),
    ("the town, about 20 km east of Idlib", "In the town of Saraqib women ran. ", "ocha:C3916", "town"),
    # "The city" is the one named last, if it is the one named most; a country with its people's name is none
    ("the east of the city", ALEPPO + "A bus left Homs. Shells fell on Aleppo. ", "ocha:C1007", "area"),
    ("the east of the city", ALEPPO + "Shells fell on Homs. ", "-", "unresolved"),
    ("the provincial capital", ALEPPO + "Jets flew over the city of Homs and the city of Aleppo. ", "-", "unresolved"),
    ("the city", "In the Syrian city of Aleppo shops were open. ", "ocha:C1007", "town"),
    ("the town", ALEPPO + "The town of Saraqib had no water. Aleppo was quiet. ", "ocha:C3916", "town"),
    ("the Kurdish-majority city of Qamishli", ALEPPO, "ocha:C4564", "town"),
    # Nothing to go by
    ("rebel-held areas", ALEPPO, "-", "unresolved"),
    ("Qasr al-Nowhere", ALEPPO, "-", "unresolved"),
    # Where the unit is named, the place of nearly that name in it, not the one of that very name elsewhere
    ("the entrance of Hader in Quneitra province", QUNEITRA, "ocha:C6278", "area"),
    ("the town of Hader", f"{QUNEITRA}A car burned at the gate of Hader in Quneitra province. ", "ocha:C6278", "town"),
    ("the town of Hader", ALEPPO, "ocha:C1182", "town"),
]


def read(words: str, text: str, theatre: Theatre) -> tuple[str, str, bool]:
    report = Report("r", "", f"{text}It was quiet in {words}.", None, "2016-11-08")
    start = report.full.rindex(words)
    mention = Mention(words, start, start + len(words))
    scene = Scene(theatre, read_context(report, theatre), report)
    resolution = resolve_places(report, [mention], scene)[mention]
    return resolution.id or "-", resolution.precision, resolution.lat is not None


@pytest.mark.parametrize(("words", "text", "entry", "precision"), PLACES)
def test_a_place_mention_means_its_entry(words: str, text: str, entry: str, precision: str, syria: Theatre) -> None:
    found, fineness, pinned = read(words, text, syria)
    assert (found, fineness) == (entry, precision)
    if precision in {"area", "unresolved"}:
        assert not pinned


def test_a_site_lies_in_the_quarter_it_is_named_after(syria: Theatre) -> None:
    """Only in a quarter of the town that the words put it in."""
    report = Report("r", "", HOMS + "Pupils of the Akrameh Zenobia school in Homs ran.", None, "2016-11-08")
    words = "the Akrameh Zenobia school in Homs"
    mention = Mention(words, report.full.index(words), report.full.index(words) + len(words))
    found = resolve_places(report, [mention], Scene(syria, read_context(report, syria), report))[mention]
    assert found.id is None
    assert found.within[:2] == ("hand:akrama", "ocha:C2528")


def test_places_named_by_the_same_words_keep_their_order(syria: Theatre) -> None:
    """In whatever order a process keeps its sets, what "the province" may mean is listed alike."""
    found = [Sighting(10, place, None, "Tarn") for place in list(syria.by_id.values())[:8]]
    assert Context().with_sightings(found, "Shells on Tarn").sightings == tuple(found)


@pytest.mark.parametrize(
    ("name", "behind", "entry"),
    [
        ("Al-Quds", " hospital", "hand:quds-hospital"),
        ("Damascus", " hospital", "ocha:C1001"),  # none is listed by that name
        ("Hmeimim", " air base", "hand:hmeimim-airbase"),
    ],
)
def test_a_listed_site_goes_by_the_word_behind_its_name(name: str, behind: str, entry: str, syria: Theatre) -> None:
    report = Report("r", "", f"{ALEPPO}Nine people were brought to the {name}{behind}.", None, "2016-11-08")
    start = report.full.index(name)
    evidence, place = Mention(report.full, 0, len(report.full)), Mention(name, start, start + len(name))
    (found,) = resolve(report, [Claim("c", "r", "casualties", "wounded", "stated", evidence, place)], syria)
    assert found.place is not None
    assert found.place.id == entry
