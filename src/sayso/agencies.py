"""News agencies: the names they go by, and the forms in which they are credited.

Who reads a report's credit and who asks which text a report was copied from look here, so that one agency is one voice.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """``short`` stands in for the outlet of a credited report; ``name`` is what others quote the agency by.

    ``forms`` are the words of its credits. ``signs`` is set where these words alone, in brackets or behind a dash, sign
    a report: "(MENA)" and "(PA)" mostly mean something else.
    """

    short: str
    name: str
    forms: tuple[str, ...]
    signs: bool = False


def _agency(short: str, *others: str, name: str = "", signs: bool = False) -> Agency:
    return Agency(short, name or short, (short, *others), signs)


AGENCIES: tuple[Agency, ...] = (
    _agency("AFP", "Agence France-Presse", "Agence France Presse", name="Agence France-Presse", signs=True),
    _agency("ANSA", signs=True),
    _agency("AP", "The Associated Press", "Associated Press", name="Associated Press", signs=True),
    _agency("Anadolu Agency", "Anadolu", "AA", signs=True),
    _agency("ANF", "Firat News Agency"),
    _agency("ARA News"),
    Agency("DPA", "dpa", ("dpa", "Deutsche Presse-Agentur"), signs=True),
    _agency("EFE", signs=True),
    Agency("Fars", "Fars", ("Fars News Agency", "Fars", "FNA")),
    Agency("Hawar News", "Hawar News", ("Hawar News Agency", "Hawar News", "ANHA")),
    _agency("IANS"),
    _agency("IHA"),
    _agency("Interfax"),
    _agency("IRNA"),
    _agency("KUNA"),
    Agency("Kyodo", "Kyodo", ("Kyodo News", "Kyodo")),
    _agency("MENA"),
    _agency("NNA", "National News Agency"),
    _agency("PA", "Press Association"),
    _agency("Petra", "Jordan News Agency"),
    _agency("PTI"),
    _agency("QNA"),
    _agency("Reuters", "Thomson Reuters", signs=True),
    _agency("RIA Novosti", "RIA", signs=True),
    _agency("SANA", "Syrian Arab News Agency", signs=True),
    _agency("SPA", "Saudi Press Agency"),
    _agency("Sputnik"),
    _agency("TASS", "ITAR-TASS", signs=True),
    _agency("Tasnim", "Tasnim News Agency"),
    _agency("UPI", signs=True),
    _agency("WAM"),
    _agency("Xinhua", "Xinhua News Agency", signs=True),
)
