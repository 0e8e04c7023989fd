"""Nouns that reports count, by the codebook's units."""

from __future__ import annotations

_NOUNS = {
    "civilians": """
        civilian civilians non-combatants noncombatants
    """,
    "children": """
        babies baby boy boys child children girl girls infant infants kid kids minor minors newborn newborns
        schoolchildren teenagers toddler toddlers
    """,
    "women": """
        mother mothers wife wives woman women
    """,
    "families": """
        families family household households
    """,
    "fighters": """
        airmen assailants attacker attackers bomber bombers cadets colonel combatant combatants commander
        commanders conscript conscripts defectors deserters extremist extremists fighter fighters forces
        general generals guard guards guerrillas gunman gunmen infiltrators insurgent insurgents islamist
        islamists jihadi jihadis jihadist jihadists leaders lieutenant loyalists marine marines mercenaries
        mercenary militant militants militia militiaman militiamen militias mujahideen natives officer
        officers operatives paramilitaries paratroopers peshmerga pilot pilots plotters rebel rebels recruit
        recruits sailors seal seals serviceman servicemen sniper snipers soldier soldiers takfiri takfiris
        terrorist terrorists troop troops warriors
    """,
    "people": """
        abductees activist activists adult adults afghans alawites americans arrivals beneficiaries bodies
        body britons brother brothers bystanders cameraman captives casualties casualty christians citizen
        citizens contractors corpse corpses crew crewmember crewmembers daughter daughters dead death deaths
        demonstrators detainee detainees displaced displacements doctor doctors driver drivers elderly
        employee employees engineer engineers evacuees fatalities fatality father female females firefighters
        foreigners hostage hostages humanitarians humans idp idps individual individuals inhabitants injured
        iranians iraqis israelis journalist journalists killed kurds lawmakers lawyer lawyers lebanese life
        lives male males man martyr martyrs medic medics member members men migrant migrants missing national
        nationals nurse nurses other others palestinian palestinians paramedics passengers patient patients
        pediatrician people person personnel persons pharmacist photographer photojournalist pilgrims police
        policeman policemen population prisoner prisoners protesters refugee refugees relatives reporter
        reporters rescuer rescuers resident residents returnees russians shiites shoppers son sons souls staff
        student students sunnis surgeon survivors suspect suspects syrians teachers trainers turks victim
        victims villagers volunteers worker workers worshippers wounded yazidis
    """,
    "other": """
        agreements airbase airbases aircraft airport airports airstrike airstrikes ambulance ambulances
        animals apartment apartments area areas attack attacks bags bakeries bakery barrel barrels barricades
        base bases baskets battalion battalions blankets blast blasts block blocks boat boats bomb bomblets
        bombs breaches bridge bridges brigades building buildings bulldozer bulldozers bullets bunker bunkers
        bus buses camp camps cannon cannons car carrier carriers cars case cases ceasefires cell cells center
        centers centre centres checkpoint checkpoints church churches cities city clashes clinic clinics
        companies complex complexes convoy convoys corridor corridors countries cows crossing crossings dam
        dams den dens depot depots detachments device devices district districts doses drone drones dwellings
        explosion explosions facilities facility faction factions factories factory farm farms flat flats
        fortification fortifications grenade grenades group groups gun guns headquarters heads helicopter
        helicopters hideout hideouts hill hills home homes hospital hospitals house houses ied ieds incident
        incidents items jet jets kits laboratories lair lairs lamps latrines launcher launchers livestock
        lorries machinegun market markets meals minaret mine mines missile missiles mortar mortars mosque
        mosques motorcycle motorcycles munitions neighborhood neighborhoods neighbourhood neighbourhoods
        operation operations outpost outposts packages parcels parties party pickup pickups plane planes plant
        plants platform platforms point points position positions post posts prison prisons projectile
        projectiles properties property provinces pump pumps raid raids rations refineries refinery road roads
        rocket rockets school schools set sets sheep shell shells shelter shelters ship ships shop shops sides
        site sites sortie sorties station stations store stores strike strikes stronghold strongholds
        strongpoint strongpoints structure structures suv suvs system systems tank tanker tankers tanks target
        targets team teams tent tents times ton tonne tonnes tons tower towers town towns trenches truck
        trucks tunnel tunnels unit units vaccines vehicle vehicles vessel vessels village villages violation
        violations warehouse warehouses warplane warplanes weapon weapons well wells workshop workshops
    """,
}
# The unit of each noun, singular and plural, in lower case.
UNIT_OF_NOUN: dict[str, str] = {noun: unit for unit, nouns in _NOUNS.items() for noun in nouns.split()}
# What became of people: such a word leaves the unit of the noun before it ("12 civilians dead", "7 civilian deaths").
_OUTCOMES = "casualties casualty dead death deaths displaced fatalities fatality hostage injured killed missing wounded"
OUTCOMES = frozenset(_OUTCOMES.split())
