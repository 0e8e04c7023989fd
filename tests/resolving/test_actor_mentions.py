"""Actor and source mentions: words, date, outlet → entry and side, each row checked by hand.

The reports are invented.
"""

from __future__ import annotations

import pytest

from sayso.models import Mention, Report
from sayso.resolving import Theatre
from sayso.resolving.actors import resolve_actor, setting_of
from sayso.resolving.context import read_context

GOV, NEW, OPP, ALLY = "assad-government", "damascus-transitional", "opposition", "assad-ally"
ASSAD, SHARAA = "act:syrian-government-assad", "act:syrian-transitional-government"
SAA, ARMY = "act:syrian-arab-army", "act:syrian-army-ministry-of-defence-2025"
SYRIA = "Shells fell on Aleppo in northern Syria on Monday. "
NAMED = (
    "Shells fell on Aleppo in Syria on Monday. Salim Hadari, a spokesman for the Levant Front, denied it. "
    "Ward Qabbani from the media office of Ahrar al-Sham agreed. Observatory director Nabil Murad counted three dead. "
    "Karim Dib, a baker, ran to the street. "
)
MALI = "Gunmen shot at a camp near Gao on Monday. In Mali, a convoy left Bamako for Timbuktu. "
PAKISTAN = (
    "Gunmen stormed a school in Peshawar on Monday. The Pakistani Taliban said in Pakistan that it was them. "
    "Rashid Khan, a baker, and Khan Gul hid in Pakistan's Peshawar. "
)
HAMAS = (
    "Sirens were heard in Israel on Monday. Hamas said it was so, and Hamas fighters left Gaza. In Gaza, Hamas ran. "
)
GAZA = "Sirens were heard in Ashdod, Israel, on Monday. Clinics in Gaza were without power, people in Gaza said. "
IRAQ = "Troops moved through Mosul on Monday. The Iraqi army said it held Tal Afar, west of Mosul, in Iraq. "

ACTORS = [
    # Armies and governments by date
    ("the Syrian army", "2016-11-08", None, SYRIA, SAA, GOV),
    ("The Syrian Army", "2017-01-10", "Al-Manar", SYRIA, SAA, GOV),
    ("the Syrian army", "2026-01-11", None, SYRIA, ARMY, NEW),
    ("the army", "2016-11-08", "Reuters", SYRIA, SAA, GOV),
    ("the army", "2025-06-01", "Reuters", SYRIA, ARMY, NEW),
    ("the Syrian army", None, None, SYRIA, None, None),
    ("the Syrian government", "2016-11-08", "AFP", SYRIA, ASSAD, GOV),
    ("the government", "2026-01-11", None, SYRIA, SHARAA, NEW),
    ("Damascus", "2016-11-08", "Reuters", SYRIA, ASSAD, GOV),
    ("Damascus", "2026-01-11", "Reuters", SYRIA, SHARAA, NEW),
    ("Damascus and its allies", "2016-11-08", "Reuters", SYRIA, ASSAD, GOV),
    ("the Assad regime", "2016-11-08", "Etilaf", SYRIA, ASSAD, GOV),
    ("President Bashar al-Assad", "2014-03-01", "BBC", SYRIA, ASSAD, GOV),
    ("Syria", "2013-08-21", "Reuters", SYRIA, ASSAD, GOV),
    # General words give a side, not a group
    ("government forces", "2016-11-08", "AFP", SYRIA, None, GOV),
    ("Government security forces", "2026-01-11", None, SYRIA, None, NEW),
    ("Syrian government forces backed by allied militias", "2016-11-08", "Reuters", SYRIA, None, GOV),
    ("regime forces", "2016-11-08", "Al Arabiya", SYRIA, None, GOV),
    ("regime warplanes", "2015-07-01", "The Jordan Times", SYRIA, None, GOV),
    ("pro-government forces", "2016-11-08", "Reuters", SYRIA, None, GOV),
    ("President Assad's forces", "2016-11-08", "Reuters", SYRIA, None, GOV),
    ("rebels", "2016-11-08", "Reuters", SYRIA, None, OPP),
    ("rebel fighters", "2016-11-08", "Reuters", SYRIA, None, OPP),
    ("insurgents", "2016-11-08", "AFP", SYRIA, None, OPP),
    ("opposition fighters", "2014-05-01", "AFP", SYRIA, None, OPP),
    ("the Syrian opposition", "2014-05-01", "AFP", SYRIA, None, OPP),
    ("rebels", "2026-01-11", "AFP", SYRIA, None, None),
    ("pro-government militias", "2016-11-08", "AFP", SYRIA, None, ALLY),
    ("Iranian-backed militias", "2016-11-08", "Al Jazeera", SYRIA, None, ALLY),
    ("Kurdish fighters", "2026-01-11", None, SYRIA, None, "sdf"),
    ("Kurdish-led militias", "2026-01-11", None, SYRIA, None, "sdf"),
    ("Syrian Kurds", "2016-05-01", "Reuters", SYRIA, None, "sdf"),
    ("the jihadists", "2016-05-01", "AFP", SYRIA, None, "jihadist"),
    ("Turkish-backed rebels", "2017-01-01", "Reuters", SYRIA, None, "opposition-turkey-backed"),
    # The outlet's own naming
    ("terrorists", "2016-11-08", "SANA", SYRIA, None, OPP),
    ("the terrorists", "2016-11-08", "Al-Manar", SYRIA, None, OPP),
    ("terrorist groups", "2016-11-08", "Sputnik", SYRIA, None, OPP),
    ("Takfiri militants", "2016-11-08", "Press TV", SYRIA, None, OPP),
    ("terrorists", "2016-11-08", "Reuters", SYRIA, None, None),
    ("terrorists", "2016-11-08", None, SYRIA, None, None),
    ("terrorists", "2026-01-11", "SANA", SYRIA, None, None),
    ("ISIS terrorists", "2016-11-08", "SANA", SYRIA, "act:islamic-state", "isis"),
    ("militants", "2016-11-08", "Fars News Agency", SYRIA, None, OPP),
    ("militants", "2016-11-08", "AFP", SYRIA, None, None),
    ("the regime", "2016-11-08", "Etilaf", SYRIA, ASSAD, GOV),
    ("the regime", "2016-11-08", "AFP", SYRIA, ASSAD, GOV),
    ("the regime", "2016-11-08", "SANA", SYRIA, None, None),
    ("the Resistance", "2016-11-08", "Al-Manar", SYRIA, "act:hezbollah", ALLY),
    ("the Coalition", "2016-11-08", "Etilaf", SYRIA, "act:syrian-national-coalition", OPP),
    ("the coalition", "2016-11-08", "Reuters", SYRIA, "act:us-led-coalition", "coalition"),
    ("mercenaries", "2018-03-01", "Hawar News Agency", SYRIA, None, "opposition-turkey-backed"),
    # Groups, their spellings and spans
    ("Hizbollah", "2016-11-08", "The Jordan Times", SYRIA, "act:hezbollah", ALLY),
    ("Lebanon's Hezbollah", "2016-11-08", "Reuters", SYRIA, "act:hezbollah", ALLY),
    ("Daesh", "2016-11-08", "TRT World", SYRIA, "act:islamic-state", "isis"),
    ("Da’esh", "2016-11-08", None, SYRIA, "act:islamic-state", "isis"),
    (
        "the so-called Islamic State in Iraq and Levant group",
        "2014-02-01",
        "Al-Manar",
        SYRIA,
        "act:islamic-state",
        "isis",
    ),
    ("IS fighters", "2016-11-08", "AFP", SYRIA, "act:islamic-state", "isis"),
    ("Jabhat an-Nusra", "2015-11-08", "SANA", SYRIA, "act:al-nusra-front", "jihadist"),
    ("al Qaeda-linked Nusra Front", "2015-11-08", "Reuters", SYRIA, "act:al-nusra-front", "jihadist"),
    ("terrorists affiliated with Jabhat al-Nusra", "2015-11-08", "SANA", SYRIA, None, "jihadist"),
    ("Jabhat Fatah al-Sham", "2016-11-08", "Reuters", SYRIA, "act:jabhat-fatah-al-sham", "jihadist"),
    ("HTS", "2018-11-08", "AFP", SYRIA, "act:hayat-tahrir-al-sham", "hts"),
    ("HTS", "2024-12-20", "AFP", SYRIA, "act:hayat-tahrir-al-sham", NEW),
    ("Jaysh al-Islam", "2016-11-08", "AFP", SYRIA, "act:jaysh-al-islam", OPP),
    ("Jaish al-Islam spokesman", "2016-11-08", "AFP", SYRIA, "act:jaysh-al-islam", OPP),
    ("the Nour Al Din Al Zinki rebel group", "2016-11-08", "Reuters", SYRIA, "act:nour-al-din-al-zenki-movement", OPP),
    ("the Fastaqim rebel group", "2016-11-08", "Reuters", SYRIA, "act:fastaqim-kama-umirt", OPP),
    ("the Free Syrian Army", "2013-11-08", "Reuters", SYRIA, "act:free-syrian-army", OPP),
    ("the Syrian Democratic Forces (SDF)", "2026-01-11", None, SYRIA, "act:syrian-democratic-forces", "sdf"),
    ("the YPG", "2016-11-08", "Reuters", SYRIA, "act:peoples-protection-units", "sdf"),
    ("Faylaq al-Rahman", "2017-11-08", "Sputnik", SYRIA, "act:rahman-legion", OPP),
    # States, their capitals and ministries
    ("Russia", "2016-11-08", "Reuters", SYRIA, "act:russia", ALLY),
    ("Moscow", "2016-11-08", "Reuters", SYRIA, "act:russia", ALLY),
    ("Russian warplanes", "2016-11-08", "AFP", SYRIA, "act:russia", ALLY),
    (
        "a source in the Russian defence ministry",
        "2016-11-08",
        "Reuters",
        SYRIA,
        "act:russian-ministry-of-defence",
        ALLY,
    ),
    ("Russia's Defense Ministry", "2016-11-08", "AP", SYRIA, "act:russian-ministry-of-defence", ALLY),
    ("Ankara", "2016-11-08", "Reuters", SYRIA, "act:turkey", "turkey"),
    ("the Turkish army", "2016-11-08", "Reuters", SYRIA, "act:turkey", "turkey"),
    ("Washington", "2016-11-08", "Reuters", SYRIA, "act:united-states", "coalition"),
    ("the US-led coalition", "2016-11-08", "SANA", SYRIA, "act:us-led-coalition", "coalition"),
    ("its experts in Turkey", "2016-11-08", "AFP", SYRIA, None, None),
    # Several in one mention
    ("the army and its allies", "2016-11-08", "Reuters", SYRIA, SAA, GOV),
    ("Russian and regime warplanes", "2016-11-08", "TRT World", SYRIA, "act:russia", ALLY),
    ("the Syrian army and Hezbollah", "2016-11-08", "Reuters", SYRIA, None, GOV),
    ("the Assad regime and Russia", "2016-11-08", "Etilaf", SYRIA, None, GOV),
    ("Russia and the United States", "2016-11-08", "Reuters", SYRIA, None, None),
    ("rebels fighting the Syrian government", "2016-11-08", "Reuters", SYRIA, None, OPP),
    ("Opponents of Bashar al-Assad", "2016-11-08", "Reuters", SYRIA, None, None),
    # Sources
    (
        "The Syrian Observatory for Human Rights",
        "2016-11-08",
        "AFP",
        SYRIA,
        "act:syrian-observatory-for-human-rights",
        "opposition-leaning",
    ),
    (
        "the UK-based Observatory",
        "2016-11-08",
        "AFP",
        SYRIA,
        "act:syrian-observatory-for-human-rights",
        "opposition-leaning",
    ),
    ("SANAs correspondent", "2016-11-08", "SANA", SYRIA, "act:sana", GOV),
    ("SANA", "2026-01-11", "SANA", SYRIA, "act:sana", NEW),
    ("Syrian state media", "2016-11-08", "Reuters", SYRIA, "act:syrian-state-media", GOV),
    ("state television", "2016-11-08", "Reuters", SYRIA, "act:syrian-state-media", GOV),
    ("A Syrian military source", "2016-11-08", "Reuters", SYRIA, None, GOV),
    ("a military source", "2016-11-08", "SANA", SYRIA, None, GOV),
    ("a military source", "2016-11-08", "Reuters", SYRIA, None, None),
    ("A source at Aleppo Police Command", "2016-11-08", "SANA", SYRIA, None, GOV),
    ("the United Nations", "2016-11-08", "Reuters", SYRIA, "act:united-nations", "neutral"),
    ("a United Nations official", "2017-01-10", None, SYRIA, "act:united-nations", "neutral"),
    ("the UN refugee agency", "2017-01-10", None, SYRIA, "act:unhcr", "neutral"),
    ("The WHO", "2017-01-10", None, SYRIA, "act:world-health-organization", "neutral"),
    ("the White Helmets", "2016-11-08", "AFP", SYRIA, "act:syrian-civil-defence", "opposition-leaning"),
    ("Civil Defence teams", "2026-01-11", None, SYRIA, "act:syrian-civil-defence", "neutral"),
    ("Witnesses", "2016-11-08", "AFP", SYRIA, None, None),
    ("residents of rebel-held Aleppo", "2016-11-08", "AFP", SYRIA, None, None),
    ("activists in Damascus", "2016-11-08", "AFP", SYRIA, None, None),
    ("who", "2016-11-08", "AFP", SYRIA, None, None),
    # Persons, by what the report says of them
    ("Salim Hadari", "2016-11-08", "AFP", NAMED, "act:levant-front", OPP),
    ("Hadari", "2016-11-08", "AFP", NAMED, "act:levant-front", OPP),
    ("Ward Qabbani", "2016-11-08", "AFP", NAMED, "act:ahrar-al-sham", OPP),
    ("Murad", "2016-11-08", "AFP", NAMED, "act:syrian-observatory-for-human-rights", "opposition-leaning"),
    ("Karim Dib", "2016-11-08", "AFP", NAMED, None, None),
    # Two parties that fight each other are not one of them
    ("opposition fighters and ISIS militants", "2016-11-08", "Reuters", SYRIA, None, None),
    ("government and rebel forces", "2016-11-08", "Reuters", SYRIA, None, None),
    ("IS and other militants", "2016-11-08", "SANA", SYRIA, "act:islamic-state", "isis"),
    ("Damascus and Moscow", "2016-11-08", "Reuters", SYRIA, None, GOV),
    ("a coalition of Islamist insurgents", "2016-11-08", "Reuters", SYRIA, None, OPP),
    ("the main rebel coalition", "2016-11-08", "Reuters", SYRIA, None, OPP),
    ("the Saudi-led coalition", "2016-11-08", "Reuters", SYRIA, "act:saudi-led-coalition", None),
    # Where somebody is, is not who it is
    ("footage from east of Damascus", "2016-11-08", "Reuters", SYRIA, None, None),
    ("a source in the YPG", "2016-11-08", "Reuters", SYRIA, "act:peoples-protection-units", "sdf"),
    ("an agency (OCHA)", "2016-11-08", "Reuters", SYRIA, "act:un-ocha", "neutral"),
    ("the United Nations (UNHCR)", "2016-11-08", "Reuters", SYRIA, "act:unhcr", "neutral"),
    ("the UN World Food Programme", "2016-11-08", "Reuters", SYRIA, "act:world-food-programme", "neutral"),
    ("the regime", "2016-11-08", "Gulf News", SYRIA, ASSAD, GOV),
    ("the Iranian regime", "2016-11-08", "Asharq Al-Awsat", SYRIA, "act:iran", ALLY),
    # Other wars: no Syrian side is forced on them
    ("the army", "2016-11-08", "Reuters", MALI, None, None),
    ("the government", "2016-11-08", "Reuters", MALI, None, None),
    ("rebels", "2016-11-08", "Reuters", MALI, None, None),
    ("the coalition", "2016-11-08", "Reuters", MALI, None, None),
    ("the regime", "2016-11-08", "Reuters", MALI, None, None),
    ("state television", "2016-11-08", "Reuters", MALI, None, None),
    ("the Southern Front", "2016-11-08", "Reuters", MALI, None, None),
    ("the National Coalition", "2016-11-08", "Reuters", MALI, None, None),
    ("the SNA", "2016-11-08", "Reuters", MALI, None, None),
    ("the Red Crescent", "2016-11-08", "Reuters", MALI, None, None),
    ("the Red Cross", "2016-11-08", "Reuters", MALI, "act:international-committee-of-the-red-cross", "neutral"),
    ("France", "2016-11-08", "Reuters", MALI, "act:france", None),
    ("Russia", "2016-11-08", "Reuters", MALI, "act:russia", None),
    ("the Syrian army", "2016-11-08", "Reuters", MALI, SAA, GOV),
    ("the Free Syrian Army", "2016-11-08", "Reuters", MALI, "act:free-syrian-army", OPP),
    ("Islamic Jihad", "2023-05-09", "CNN", GAZA, "act:islamic-jihad", None),
    ("the Palestinian Red Crescent", "2023-05-09", "CNN", GAZA, "act:palestinian-red-crescent", None),
    ("the militants", "2023-05-09", "CNN", GAZA, None, None),
    ("the army", "2016-01-20", "Reuters", PAKISTAN, None, None),
    ("the army", "2023-10-20", "Reuters", HAMAS, None, None),
    ("Hamas", "2023-10-20", "Reuters", HAMAS, "act:hamas", None),
    ("Taliban militants", "2016-01-20", "Reuters", PAKISTAN, "act:pakistani-taliban", None),
    ("the Afghan Taliban", "2016-01-20", "Reuters", PAKISTAN, "act:taliban", None),
    ("the Taliban", "2016-01-20", "Reuters", MALI, "act:taliban", None),
    ("al Qaeda in the Islamic Maghreb", "2016-01-20", "Reuters", MALI, "act:al-qaeda-in-the-islamic-maghreb", None),
    ("Al-Qaida", "2016-01-20", "Reuters", MALI, "act:al-qaeda", "jihadist"),
    ("the Islamic State of Iraq and the Levant (ISIL)", "2016-01-20", "Reuters", SYRIA, "act:islamic-state", "isis"),
    ("eight Turkish soldiers and 22 Kurdish militants", "2016-01-20", "Reuters", MALI, None, None),
    ("the US-led coalition of Western and Arab nations", "2016-01-20", "Reuters", IRAQ, "act:us-led-coalition", None),
    ("a U.S.-bound airliner", "2016-01-20", "Reuters", MALI, None, None),
    ("three British tourists", "2016-01-20", "Reuters", MALI, None, None),
    ("American nationals", "2016-01-20", "Reuters", MALI, None, None),
    ("Israeli-Palestinian fighting", "2023-10-20", "Reuters", HAMAS, None, None),
    ("UNICEF's Iraq representative", "2016-01-20", "Reuters", IRAQ, "act:unicef", "neutral"),
    ("the army", "2016-11-08", "Reuters", IRAQ, None, None),
    ("rebels", "2016-11-08", "Reuters", IRAQ, None, None),
    ("the government", "2016-11-08", "Reuters", IRAQ, None, None),
    ("the Sudanese army", "2023-06-08", "Reuters", SYRIA, None, None),
    ("Afghan government forces", "2016-06-08", "Reuters", SYRIA, None, None),
    ("Islamic State", "2016-11-08", "Reuters", IRAQ, "act:islamic-state", "isis"),
]


@pytest.mark.parametrize(("words", "day", "outlet", "text", "entry", "side"), ACTORS)
def test_an_actor_mention_means_its_entry(  # noqa: PLR0913
    words: str, day: str | None, outlet: str | None, text: str, entry: str | None, side: str | None, syria: Theatre
) -> None:
    report = Report("r", "", f"{text}So it was put by {words}.", outlet, day)
    start = report.full.rindex(words)
    setting = setting_of(report, read_context(report, syria), syria)
    found = resolve_actor(Mention(words, start, start + len(words)), report, setting)
    assert (found.id, found.side) == (entry, side)


def test_a_side_is_shown_by_a_neutral_label(syria: Theatre) -> None:
    report = Report("r", "", SYRIA, "SANA", "2016-11-08")
    setting = setting_of(report, read_context(report, syria), syria)
    assert resolve_actor(Mention("terrorists", 0, 10), report, setting).name == "Syrian opposition"


def test_an_ambiguous_name_keeps_its_candidates(syria: Theatre) -> None:
    assert set(syria.find_actor("Syrian army").candidates) == {SAA, ARMY}
    assert syria.find_actor("Syrian army", "2016-11-08").id == SAA
    assert syria.find_actor("act:hezbollah", "2016-11-08").side == ALLY
