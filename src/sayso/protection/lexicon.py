"""The words by which a report says who somebody is: offices, private roles, titles, and what is no person's name.

They are words of the field and of names in general; no list holds the name of any one living person.
"""

from __future__ import annotations

import re


def alternatives(text: str) -> str:
    """An alternation of white-space separated words, the longest first; ``_`` stands for a blank."""
    return "|".join(re.escape(word).replace("_", r"[\s-]") for word in sorted(text.split(), key=len, reverse=True))


def terms(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Who holds one of these speaks or acts for a public body, a party to the war or an organisation, or in public debate.
OFFICE = alternatives(
    "president vice_president premier prime_minister minister deputy_minister undersecretary chancellor lawmaker "
    "mp mep senator congressman congresswoman parliamentarian governor mayor councillor councilor official "
    "spokesman spokeswoman spokesperson spokesmen commander commander_in_chief chief_of_staff chief warlord head "
    "leader chairman chairwoman chairperson chair director secretary secretary_general "
    "commissioner coordinator co-ordinator king queen prince princess emir ayatollah patriarch archbishop bishop pope "
    "mufti judge prosecutor attorney_general ambassador envoy consul diplomat negotiator adviser advisor rapporteur "
    "analyst expert researcher scholar fellow columnist correspondent editor founder co-founder counterpart "
    "police_chief officer brigadier general colonel admiral marshal premier-designate ombudsman delegate"
)
# Ranks and titles, as far as they stand right before a name with a capital.
RANK = re.compile(
    r"(?:Brig(?:adier|\.)?|Maj(?:or|\.)?|Col(?:onel|\.)?|Gen(?:eral|\.)?|Capt(?:ain|\.)?|Adm(?:iral|\.)?|Marshal|"
    r"Commodore|Commandant|Comm(?:ander|\.)|Sen\.|Rep\.|Gov\.|Amb\.|Lt\.?\s?(?:Col|Gen)\.?|Lord|Baroness|Sultan)[\s-]*$"
)
LEADS = re.compile(r"^,?\s*who\s(?:heads?|headed|leads?|led|commands?|commanded|runs|chairs?|chaired|speaks\sfor)\b")

# Private roles, by the noun under which they are shown: what a reader needs to weigh the words, and no more.
PRIVATE: dict[str, str] = {
    "child": "boy girl child baby infant toddler newborn schoolboy schoolgirl teenager teen minor grandson "
    "granddaughter",
    "resident": "resident inhabitant local villager townsman townswoman neighbour neighbor homeowner tenant citizen "
    "islander householder dweller",
    "witness": "witness eyewitness bystander onlooker passer-by",
    "survivor": "survivor",
    "activist": "activist campaigner blogger protester protestor demonstrator dissident organiser organizer "
    "human_rights_defender",
    "journalist": "journalist reporter photographer cameraman videographer citizen_journalist media_worker "
    "photojournalist freelancer stringer",
    "doctor": "doctor surgeon physician paediatrician pediatrician anaesthetist anesthetist gynaecologist dentist",
    "medic": "medic nurse paramedic midwife pharmacist ambulance_driver health_worker",
    "rescue worker": "rescuer rescue_worker first_responder firefighter civil_defence_member white_helmet",
    "aid worker": "aid_worker relief_worker humanitarian_worker volunteer",
    "relative": "relative mother father brother sister wife husband widow widower uncle aunt cousin nephew niece "
    "grandmother grandfather parent son daughter fiancee fiance in-law bride groom family_member spouse stepson",
    "refugee": "refugee evacuee migrant displaced_person returnee asylum_seeker deportee",
    "detainee": "detainee prisoner captive hostage inmate abductee ex-detainee",
    "fighter": "fighter rebel militant insurgent militiaman gunman volunteer_fighter defector recruit jihadist",
    "soldier": "soldier conscript serviceman reservist sergeant corporal lieutenant private sniper marine trooper "
    "policeman policewoman guard border_guard",
    "person": "man woman person father-of-two victim civilian teacher student pupil farmer shopkeeper shop_owner "
    "trader merchant driver taxi_driver engineer worker labourer laborer baker barber butcher mechanic "
    "lawyer fisherman "
    "housewife pensioner retiree grocer tailor carpenter electrician plumber builder cook waiter vendor seller "
    "businessman businesswoman accountant clerk employee civil_servant headteacher headmaster principal professor "
    "lecturer imam priest nun monk cleric pastor preacher musician artist poet writer actor actress singer "
    "footballer athlete herder shepherd miner sailor pilot beekeeper welder translator interpreter "
    "fixer contractor elder sheikh member father-of-three mother-of-two mother-of-three youth orphan patient "
    "passenger pedestrian customer owner manager technician librarian beautician hairdresser janitor caretaker",
}
NOUN_OF: dict[str, str] = {word.replace("_", " "): noun for noun, listed in PRIVATE.items() for word in listed.split()}
PRIVATE_WORDS = alternatives(" ".join(PRIVATE.values()))
MINOR_WORDS = terms("boy girl child baby infant toddler newborn schoolboy schoolgirl teenager teen minor pupil")

ROLE = re.compile(rf"\b(?:(?P<office>{OFFICE})|(?P<private>{PRIVATE_WORDS}))\b(?!['’]|-)", re.IGNORECASE)

# "Activists Rula and Nizar Haffar": a role of several, with some of their names.
ROLES = re.compile(
    rf"\b(?:(?P<office>{OFFICE})|(?P<private>{PRIVATE_WORDS}))s,?\s(?:[^\W\d_][\w'’-]+(?:\s(?!and\b)[^\W\d_][\w'’-]+)?"
    r"(?:,\s|,?\sand\s)){0,4}$",
    re.IGNORECASE,
)

SPEECH = (
    "said says told tells added explained recalled recounted described wrote tweeted posted claimed confirmed "
    "testified warned complained lamented cried sobbed noted stressed asked recalls explains remembers remembered "
    "whispered shouted insisted answered replied continued sighed wept pleaded admitted estimated reckoned "
    "stated announced reported denied alleged accused argued believes believed thinks thought hopes fears feared"
)
SAID = alternatives(SPEECH)
# Done to people, and seldom to places.
SUFFERED = (
    r"(?:killed|wounded|injured|shot|arrested|detained|abducted|kidnapped|executed|tortured|buried|beaten|raped|"
    r"beheaded|murdered|maimed|imprisoned|jailed|disappeared|hospitali[sz]ed|laid\sto\srest|stabbed|decapitated)"
)

# Of these, an organisation that speaks for itself: who is "of" it is quoted for it.
BODIES = re.compile(
    r"^,?\s(?:of|from|with|at)\s(?:the\s)?(?:UN\b|U\.N\.|United\sNations|UNICEF|UNHCR|WHO|WFP|OCHA|ICRC|MSF|Human\sRights\sWatch|"
    r"Amnesty|Red\sCross|Red\sCrescent|Doctors\sWithout|M[ée]decins|Save\sthe\sChildren|Oxfam|International\sCrisis|"
    r"World\sFood|World\sHealth|European\sUnion|NATO|Pentagon|State\sDepartment|Foreign\sOffice|Kremlin|White\sHouse|"
    r"Chatham|Carnegie|Brookings|(?:\w+\s){0,2}(?:Ministry|University|Institute|Observatory)|"
    r"(?:political|media|press|military|information)\s(?:office|bureau|wing|arm|committee)\b)"
)

# Capitalised words that are never part of a person's name; they also part one name from another.
FUNCTION = terms(
    "the a an in on at of for from to by with and or but as if when while after before during since until although "
    "though because however meanwhile also then there here this that these those it its he she they we i you his her "
    "their our my your who what where why how which some many most all both several two three four five six seven "
    "eight nine ten one another other others no not yes yesterday today tomorrow now later earlier according about "
    "among between near inside outside over under across around against without within despite even still just only "
    "more than yet so nor up down out off into onto is was are were be been has have had do does did will would can "
    "could might must shall should says told asked added wrote killed dead dies died wounded injured breaking "
    "news video photo image watch live update exclusive opinion analysis read file source sources such each every "
    "any once first second third last next new old former ex late hundreds dozens thousands scores tens asked "
    "let thank please god allah hello look well oh dear pray amid via per like unlike speaking talking standing "
    "sitting holding looking crying asking witnesses residents activists officials doctors medics civilians people "
    "families rebels soldiers troops forces men women children survivors neighbours relatives villagers locals "
    "refugees rescuers fighters militants reports monitors editor editing reporting additional writing photograph "
    "picture caption credit copyright print share tweet facebook twitter email comments comment related moreover "
    "claimed being silently slaughtered bombers terrorists footage community"
)
CALENDAR = terms(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu thur thurs "
    "fri sat sun ramadan eid easter christmas gmt"
)
PEOPLES = terms(
    "syrian russian turkish iranian iraqi lebanese israeli american british french german kurdish arab yemeni libyan "
    "afghan saudi jordanian ukrainian palestinian somali sudanese ethiopian nigerian egyptian pakistani indian "
    "european western eastern northern southern central jewish christian muslim sunni shiite shia islamic islamist "
    "houthi yazidi alawite druze turkmen syrians russians turks kurds iraqis israelis iranians americans arabs "
    "ukrainians palestinians congolese burmese filipino malian kenyan ugandan rwandan armenian azerbaijani georgian "
    "chinese north south east west us uk eu un mozambican burundian chadian eritrean tigrayan rohingya english arabic"
)
# In a run of capitalised words, these make it the name of a body or place, whoever it is called after.
THINGS = terms(
    "army ministry minister's council hospital hospitals school university street road square district neighbourhood "
    "neighborhood city town village camp province governorate front brigade brigades battalion battalions division "
    "regiment corps movement party union association organisation organization organizations agency group network "
    "observatory monitor watch committee committees commission centre center office department directorate force "
    "forces state states nations house mosque church bridge river mountain mountains airport airbase base border "
    "quarter suburb outskirts countryside township crossing prison market factory club bank "
    "company foundation fund programme program project "
    "institute academy "
    "coalition alliance government parliament assembly court police guard guards defence defense command staff media "
    "news tv television radio times post journal press telegraph guardian herald tribune magazine agency channel "
    "republic kingdom federation region county island sea gulf valley hill hills dam park hotel museum palace castle "
    "cross crescent helmets rights human international national world war peace security council's league brotherhood "
    "liberation revolutionary revolution democratic people's resistance operation shield spring storm treaty agreement "
    "convention summit conference talks plan initiative campaign school's unit units company's militia "
    "militias faction "
    "battalion's squadron fleet line strip heights plateau desert oasis port square's junction roundabout roundabouts "
    "frontières frontieres without borders children amnesty oxfam unicef act law bill protocol charter declaration "
    "administration authority congress senate cabinet embassy consulate mission envoy's delegation bloc axis caliphate "
    "aid relief care medical health water food crisis global humanitarian response cluster society societies charity "
    "prophet god pope's jabhat jaysh jaish liwa harakat ahrar ansar kataib kata'ib hayat hezbollah hizbullah faylaq "
    "fatah daesh isis qaeda al-qaeda al-qaida taliban hamas houthis janjaweed wagner azov airborne infantry artillery "
    "brigade's tank boeing asharq martyred representative "
    "toyota kalashnikov grad scud facebook twitter telegram whatsapp youtube google skype internet"
)
# Nouns right behind a name that make it the name of a body or place ("the Abu Tariq brigade", "Samir Street").
CALLED_AFTER = re.compile(
    r"^['’]?s?\s(?:\w+\s)?(?:brigades?|battalions?|faction|group|movement|hospital|clinic|school|mosque|church|street|"
    r"road|square|district|neighbou?rhood|village|town|city|camp|province|governorate|airport|airbase|base|bridge|"
    r"crossing|prison|market|news\sagency|agency|newspaper|television|TV|militia|division|front|roundabout|junction|"
    r"region|valley|dam|quarter|countryside|suburb|area|forces|troops|army|government|regime|administration|"
    r"province|network|website|channel|brigade)\b",
    re.IGNORECASE,
)
TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mister|Madam|Madame|Sir|Hajj|Hajji|Haj|Hajja|Ustaz|Mama|Baba|Pan|Pani)\.?\s$")
DOCTOR = re.compile(r"\bDr\.?\s$")
HONORIFICS = terms(
    "mr mrs ms miss mister madam madame sir dr sheikh shaikh hajj hajji haj hajja prof ustaz pan pani captain capt maj "
    "gen col lt brig commodore commandant cpt lieut"
)
# As the last part of a title: "Major-General", "Vice-President".
SECOND_PARTS = terms("general president chief colonel minister secretary chairman admiral marshal commander")
KUNYA = terms("abu abou umm um oum ummu")
PARTICLES = terms("al el bin ibn bint abu umm um abd ben van von de der den da dos del di la le ul ud y ould")

# Trades and offices that are surnames too, where a name has begun before them.
SURNAMES = terms(
    "baker cook carpenter farmer butcher barber shepherd king bishop pope prince judge marshal major mason fellow head "
    "chancellor child guard singer sailor pilot young"
)
# Given names, only to tell a person from a body where the words around say neither.
GIVEN = terms(
    "ahmad ahmed mohammed mohammad muhammad mohamed mahmoud mahmud mustafa moustafa ali omar umar khaled khalid hassan "
    "hussein hussain husain ibrahim ismail yousef youssef yusuf abdullah abdallah abdul abdel abdelrahman abdulrahman "
    "abdulaziz abdelkarim samer samir sami salim saleem salah saleh tariq tarek ziad ziyad walid waleed wael nour nur "
    "fatima fatma fatimah aisha aysha khadija zainab zeinab zaynab maryam mariam amina amna hala hanan huda ghada rana "
    "rania reem rima salma samira samar sana sara sarah layla leila lina lama nada nadia noor hind hiba iman "
    "inas jamila "
    "kareem karim jamal kamal adnan adel adil anas amer amir amjad ayman bilal bassam basel bassel fadi fahd faisal "
    "faris firas ghassan haitham hamza hani hazem imad issa jihad majed malik marwan mazen munir nabil nader nasser "
    "nizar osama usama qasim qusay raed rami rashid riad riyad saad said saeed sameh shadi suleiman sulaiman taha "
    "yahya yasser yassin younes zaher zakaria zaki oleksandr olexandr oleksii oleksiy andriy andrii anton artem bohdan "
    "borys danylo denys dmytro hryhoriy ihor ivan kateryna katya kyrylo larysa lesya liudmyla lyudmyla maksym mariia "
    "mariya maria mykhailo mykola mykyta nadiia natalia nataliia nataliya oksana oleh olena olga olha pavlo petro "
    "roman serhii serhiy sergei sergey stepan svitlana svetlana taras tetiana tetyana valentyna vasyl viktor viktoria "
    "viktoriia volodymyr vladimir yaroslav yevhen yulia yuliia yuriy yurii zoya halyna hanna iryna irina inna anna "
    "tatiana alexei aleksei dmitry mikhail nikolai adama abebe abiy achieng adaeze adebayo akello almaz amadou aminata "
    "awa ayaan ayana babacar bakary berhane bol boubacar chidi chinedu chioma deng desta dinka diallo emeka fanta "
    "fatou fatoumata gebre girma grace haile hawa hodan ibrahima ifeoma jean joao john jokomina josephine juma kagiso "
    "kidane kofi kwame lamin lual makena mamadou mariame meles mohamud moussa mulu mwangi ngozi njeri nyandeng obi "
    "okello oumar ousmane samuel selam sekou seydou sisay tadesse tesfaye thabo tigist wanjiku yaw yohannes zenebech "
    "halima hamid hawwa ismael abdi abdirahman abdikadir asha farah hussen jama nimo warsame zahra james robert "
    "michael william david richard joseph thomas charles daniel matthew mark paul steven andrew joshua kenneth george "
    "kevin brian edward peter ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin "
    "scott brandon benjamin gregory frank raymond patrick jack dennis jerry mary patricia jennifer linda elizabeth "
    "barbara susan jessica karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda "
    "dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley emma ruth helen "
    "esther rachel hannah simon martin alan ian neil claire kate jane alice lucy"
)
