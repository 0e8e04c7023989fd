"""Countries as event data sets number and group them: Gleditsch and Ward's numbers, UCDP's and ACLED's regions.

The numbers, those of all independent states of today without the microstates, were compared with countrycode 0.6.0 and
country_converter 1.3.2. The two keep Vietnam, and the latter Czechia and Yemen, under the number of a state that is
gone (817, 315 and 680); Gleditsch and Ward's list and CShapes 2.0, as others quote them, go on with 678 for Yemen and
816 for Vietnam. The ranges of numbers of UCDP's regions were compared with those of the UCDP/PRIO codebook, as Our
World in Data quoted them in 2023, and Egypt with UCDP's country-years 25.1. The names of ACLED's regions were compared
with those of its API in the R package acled.api; which countries are in them is from memory, as no list was found.
Where that is not certain, none is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.exports.material import Country

# Gleditsch and Ward's numbers of independent states by ISO 3166 code; those of today.
_NUMBERS = """
US 2 CA 20 BS 31 CU 40 HT 41 DO 42 JM 51 TT 52 BB 53 MX 70 BZ 80 GT 90 HN 91 SV 92 NI 93 CR 94 PA 95 CO 100 VE 101
GY 110 SR 115 EC 130 PE 135 BR 140 BO 145 PY 150 CL 155 AR 160 UY 165 GB 200 IE 205 NL 210 BE 211 LU 212 FR 220 CH 225
ES 230 PT 235 DE 260 PL 290 AT 305 HU 310 CZ 316 SK 317 IT 325 MT 338 AL 339 RS 340 ME 341 MK 343 HR 344 BA 346 XK 347
SI 349 GR 350 CY 352 BG 355 MD 359 RO 360 RU 365 EE 366 LV 367 LT 368 UA 369 BY 370 AM 371 GE 372 AZ 373 FI 375 SE 380
NO 385 DK 390 IS 395 CV 402 GW 404 GQ 411 GM 420 ML 432 SN 433 BJ 434 MR 435 NE 436 CI 437 GN 438 BF 439 LR 450 SL 451
GH 452 TG 461 CM 471 NG 475 GA 481 CF 482 TD 483 CG 484 CD 490 UG 500 KE 501 TZ 510 BI 516 RW 517 SO 520 DJ 522 ET 530
ER 531 AO 540 MZ 541 ZM 551 ZW 552 MW 553 ZA 560 NA 565 LS 570 BW 571 SZ 572 MG 580 KM 581 MU 590 MA 600 DZ 615 TN 616
LY 620 SD 625 SS 626 IR 630 TR 640 IQ 645 EG 651 SY 652 LB 660 JO 663 IL 666 SA 670 YE 678 KW 690 BH 692 QA 694 AE 696
OM 698 AF 700 TM 701 TJ 702 KG 703 UZ 704 KZ 705 CN 710 MN 712 TW 713 KP 731 KR 732 JP 740 IN 750 BT 760 PK 770 BD 771
MM 775 LK 780 MV 781 NP 790 TH 800 KH 811 LA 812 VN 816 MY 820 SG 830 BN 835 PH 840 ID 850 TL 860 AU 900 PG 910 NZ 920
SB 940 FJ 950
"""
# UCDP's regions by the first number that is beyond each.
_UCDP = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))
_ACLED: Mapping[str, str] = {
    "Middle East": "BH IR IQ IL JO KW LB OM PS QA SA SY TR AE YE",
    "Northern Africa": "DZ EG LY MA SD TN",
    "Western Africa": "BJ BF CV GM GH GN GW CI LR ML MR NE NG SN SL TG",
    "Middle Africa": "AO CM CF TD CG CD GQ GA ST",
    "Eastern Africa": "BI KM DJ ER ET KE MG MW MZ RW SO SS TZ UG",
    "Southern Africa": "BW LS NA SZ ZA",
    "Caucasus and Central Asia": "AF AM AZ GE KZ KG TJ TM UZ",
    "Europe": "AL AT BE BA BG BY HR CY CZ DK EE FI FR DE GR HU IS IE IT XK LV LT LU MD ME MK MT NL NO PL PT RO RU RS "
    "SK SI ES SE CH UA GB",
    "South Asia": "BD BT IN LK MV NP PK",
    "Southeast Asia": "BN KH ID LA MY MM PH SG TH TL VN",
    "East Asia": "CN JP KP KR MN TW",
    "South America": "AR BO BR CL CO EC GY PE PY SR UY VE",
}


def _numbered() -> Iterator[tuple[str, int]]:
    words = _NUMBERS.split()
    for code, number in zip(words[::2], words[1::2], strict=True):
        yield code, int(number)


NUMBERS: Mapping[str, int] = dict(_numbered())
_REGIONS = {code: region for region, codes in _ACLED.items() for code in codes.split()}


def number_of(country: Country | None) -> int | None:
    """Gleditsch and Ward's number of a country; None where it has none."""
    return NUMBERS.get(country.iso2) if country is not None else None


def ucdp_region(number: int | None) -> str | None:
    """UCDP's region of a country by its number."""
    return next((region for beyond, region in _UCDP if number < beyond), None) if number is not None else None


def acled_region(country: Country | None) -> str | None:
    """ACLED's region of a country; None where that is not certain."""
    return _REGIONS.get(country.iso2) if country is not None else None
