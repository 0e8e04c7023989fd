"""Who is private, told by the report's own words: what a reader sees of each text. All people are invented."""

from __future__ import annotations

import pytest
from making import report

from sayso.protection import Known, find_people, hide, mask

# What a theatre would know: its actors, and its places.
KNOWN = Known(
    actor=lambda words: words in ("Zenon Varga", "Varga", "Radio Tarn", "Harun al-Amin Movement"),
    place=lambda words: words in ("Tarn", "Abu Qasr", "Umm Tuba", "Salma"),
)

CASES = [
    # -- residents, witnesses, survivors, by their role before or after the name
    ("Samira Qaddour, a resident of Tarn, said so.", "a resident (w1), a resident of Tarn, said so."),
    ("“It fell at dawn,” resident Samira Qaddour said.", "“It fell at dawn,” a resident (w1) said."),
    ("A witness, Faisal al-Dbeis, saw smoke.", "A witness, a witness (w1), saw smoke."),
    ("A resident named Yahya told Radio Tarn.", "A resident named a resident (w1) told Radio Tarn."),
    ("Oksana Hrytsenko, who lives in the block, said so.", "a person (w1), who lives in the block, said so."),
    ("Adaeze Nwoko, 34, said she had fled.", "a person (w1), 34, said she had fled."),
    ("Local farmer Bol Deng Akol said the herd was gone.", "a person (w1) said the herd was gone."),
    ("Ivan Melnychuk, a pensioner, said so.", "a person (w1), a pensioner, said so."),
    ("Halyna Stets (71) survived the strike.", "a person (w1) (71) survived the strike."),
    ("According to eyewitness Tesfaye Gebru, men came.", "According to a witness (w1), men came."),
    ("Gary Holt, a survivor of the blast, spoke.", "a survivor (w1), a survivor of the blast, spoke."),
    ("“We ran,” said Amadou Keïta, a villager.", "“We ran,” said a resident (w1), a villager."),
    ("said Umm Salim, a baker from Tarn.", "said a person (w1), a baker from Tarn."),
    ("Abu Yazan told the paper that he stayed.", "a person (w1) told the paper that he stayed."),
    ("A man who gave his name as Idris said so.", "A man who gave his name as a person (w1) said so."),
    # -- named in full first, later by surname or first name alone
    (
        "Resident Olha Marchenko hid. “It was loud,” Marchenko said. Olha wept.",
        "a resident (w1) hid. “It was loud,” a resident (w1) said. a resident (w1) wept.",
    ),
    (
        "Teacher Faris al-Jundi fled. Jundi's house burned, al-Jundi said.",
        "a person (w1) fled. a person (w1)'s house burned, a person (w1) said.",
    ),
    (
        "Mayor Pavlo Rudenko spoke. Rudenko denied it. Resident Zoya Bilyk did not.",
        "Mayor Pavlo Rudenko spoke. Rudenko denied it. a resident (w1) did not.",
    ),
    (
        "Maryam Osei, a nurse, fled with Kofi Osei, her son. Maryam said so.",
        "a medic (w1), a nurse, fled with a relative (w2), her son. a medic (w1) said so.",
    ),
    # -- "Mr X" and the like
    ("“I saw it,” Mr Petrenko said.", "“I saw it,” a person (w1) said."),
    ("Mrs. Wanjiku Otieno lost her shop.", "a person (w1) lost her shop."),
    (
        "Mayor Dmytro Kulish spoke. Mr. Kulish left.",
        "Mayor Dmytro Kulish spoke. Mr. Kulish left.",
    ),
    ("Ms Lydia Marsh, a tenant, called.", "a resident (w1), a tenant, called."),
    # -- doctors, rescuers, aid workers, without an office
    ("Dr. Yusra Kanaan said the wards were full.", "a doctor (w1) said the wards were full."),
    ("A surgeon, Hisham al-Rifi, operated by torchlight.", "A surgeon, a doctor (w1), operated by torchlight."),
    ("Rescue worker Munir Safadi dug all night.", "a rescue worker (w1) dug all night."),
    ("Volunteer Chidi Anozie carried water.", "an aid worker (w1) carried water."),
    ("Nurse Aminata Sow was on duty.", "a medic (w1) was on duty."),
    # -- activists and journalists
    (
        "An activist who gave his first name, Majd, said so.",
        "An activist who gave his first name, an activist (w1), said so.",
    ),
    ("Media activist Ward Shami filmed it.", "Media an activist (w1) filmed it."),
    ("Hadi, an activist in Tarn, told Radio Tarn.", "an activist (w1), an activist in Tarn, told Radio Tarn."),
    ("Activists Rula and Nizar Haffar were held.", "Activists an activist (w1) and an activist (w2) were held."),
    ("Tigist Alemu, a journalist, was arrested.", "a journalist (w1), a journalist, was arrested."),
    # -- victims and relatives
    ("Serhii Tkachuk was killed by shrapnel.", "a person (w1) was killed by shrapnel."),
    ("The body of Ahmad Zeitouni was found.", "The body of a person (w1) was found."),
    ("Her brother, Nasser Qubati, was detained.", "Her brother, a relative (w1), was detained."),
    ("They arrested Tariq Mansour's wife, Hala Mansour.", "They arrested a person (w1)'s wife, a relative (w2)."),
    ("The mother of Desta Haile wept.", "The mother of a person (w1) wept."),
    ("The mayor's wife Lena Brandt was wounded.", "The mayor's wife a relative (w1) was wounded."),
    ("The wife of the mayor, Lena Brandt, was wounded.", "The wife of the mayor, a relative (w1), was wounded."),
    ("His cousin Okello Lakwena fled.", "His cousin a relative (w1) fled."),
    ("Among the dead was a widow, Nadia Shevchuk.", "Among the dead was a widow, a relative (w1)."),
    # -- minors, whatever else they are
    ("Hamza Qabbani, 9, lost a leg.", "a child (w1), 9, lost a leg."),
    ("Nine-year-old Hamza Qabbani died.", "Nine-year-old a child (w1) died."),
    ("A 14-year-old boy, Juma, was shot.", "A 14-year-old boy, a child (w1), was shot."),
    ("Prince Adel, a boy of seven, was hurt.", "Prince a child (w1), a boy of seven, was hurt."),
    ("Sofiia Lys, aged 6, waits.", "a child (w1), aged 6, waits."),
    ("The girl, Amina Diallo, was found.", "The girl, a child (w1), was found."),
    # -- fighters and soldiers without a command
    ("A fighter, Abu Layth, said they held it.", "A fighter, a fighter (w1), said they held it."),
    ("Conscript Bohdan Lysak was taken prisoner.", "a soldier (w1) was taken prisoner."),
    # -- officials, commanders, spokespersons keep their names
    ("A spokesman named Karim Obeid denied it.", "A spokesman named Karim Obeid denied it."),
    ("Mayor Iryna Sydorenko said so.", "Mayor Iryna Sydorenko said so."),
    ("Ali al-Tarni, who heads the council, said so.", "Ali al-Tarni, who heads the council, said so."),
    ("Colonel Abu Tariq al-Mohandes was killed.", "Colonel Abu Tariq al-Mohandes was killed."),
    ("Maj. Gen. Deng Malual Ajak was wounded.", "Maj. Gen. Deng Malual Ajak was wounded."),
    (
        "The commander of the Northern Brigade, Samir Dawra, said so.",
        "The commander of the Northern Brigade, Samir Dawra, said so.",
    ),
    ("Walid Hakim, the deputy foreign minister, said so.", "Walid Hakim, the deputy foreign minister, said so."),
    ("Governor Chinedu Eze, 54, said so.", "Governor Chinedu Eze, 54, said so."),
    ("Ruth Hale, a spokeswoman for the charity, said so.", "Ruth Hale, a spokeswoman for the charity, said so."),
    ("Ole Strand of Human Rights Watch said so.", "Ole Strand of Human Rights Watch said so."),
    (
        "Dr. Nabil Sabry, the head of the health directorate, spoke.",
        "Dr. Nabil Sabry, the head of the health directorate, spoke.",
    ),
    ("Former president Moussa Camara returned.", "Former president Moussa Camara returned."),
    (
        "Karen Blythe, a doctor and spokeswoman for the hospital, said so.",
        "Karen Blythe, a doctor and spokeswoman for the hospital, said so.",
    ),
    ("Zenon Varga said he would stay.", "Zenon Varga said he would stay."),
    ("Observatory chief Hani Deeb said so.", "Observatory chief Hani Deeb said so."),
    ("Archbishop Yohannes Bekele prayed.", "Archbishop Yohannes Bekele prayed."),
    ("Ministers Oskar Lind and Vera Holm met.", "Ministers Oskar Lind and Vera Holm met."),
    # -- organisations, outlets, places, and what is called after people
    ("Human Rights Watch said so. Radio Tarn reported it.", "Human Rights Watch said so. Radio Tarn reported it."),
    ("Save the Children said so.", "Save the Children said so."),
    ("The Abu Omar brigade took Abu Qasr.", "The Abu Omar brigade took Abu Qasr."),
    ("Shells fell on Umm Tuba, said the army.", "Shells fell on Umm Tuba, said the army."),
    ("The Khalid Amin Hospital was hit.", "The Khalid Amin Hospital was hit."),
    ("The Harun al-Amin Movement said so.", "The Harun al-Amin Movement said so."),
    (
        "Officials in North Tarn said on Monday that all was calm.",
        "Officials in North Tarn said on Monday that all was calm.",
    ),
    ("A police officer was killed in Salma, residents said.", "A police officer was killed in Salma, residents said."),
    # -- in doubt private
    ("Jokela Amdeni said the road was cut.", "a person (w1) said the road was cut."),
    ("Samir Haddad left Tarn.", "a person (w1) left Tarn."),
    ("Sheikh Mahmoud Nasif said so.", "a person (w1) said so."),
    ("Hassan Idlibi of the White Helmets said so.", "a person (w1) of the White Helmets said so."),
]


def shown(text: str, title: str = "") -> str:
    """The text as a reader sees it, with people numbered from one."""
    of = report(text, title=title)
    people = find_people(of, (), KNOWN)
    private = dict.fromkeys(person.key for person in people if person.private)
    nouns = {person.key: person.noun for person in people}
    numbers = {key: (number, nouns[key]) for number, key in enumerate(private, start=1)}
    return mask([of], [], {of.id: hide(people, numbers)}).reports[0].text


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_a_reader_sees(text: str, expected: str) -> None:
    assert shown(text) == expected
