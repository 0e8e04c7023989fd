"""Protection of people: who in a report is a private person, and records in which their names are replaced.

The stored text keeps every name. What is shown to readers is made of records that went through here first.
"""

from sayso.protection.erasing import Eraser
from sayso.protection.masking import Hidden, Protected, Protection, hide, mask
from sayso.protection.people import Known, Person, find_people, told

__all__ = ["Eraser", "Hidden", "Known", "Person", "Protected", "Protection", "find_people", "hide", "mask", "told"]
