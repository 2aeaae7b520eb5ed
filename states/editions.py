"""Editions of the template: which sections an ISP's text has, what each is called and what it should say.

Headings are those of the editions as they were published (contents of 2011; documents of July 2015 and September
2020). Guidance is in our own words. First and last days are the first and last day of the month in which an edition
was first seen in use; the template's own history is not published, so they are our default.
"""

import datetime as dt
from dataclasses import dataclass

from states.edition_2011 import SECTIONS as SECTIONS_2011
from states.edition_2015 import SECTIONS as SECTIONS_2015
from states.edition_2020 import SECTIONS as SECTIONS_2020
from states.template_section import TemplateSection
from states.words import Sentence


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the template; both days are included, None has no end. Sections stand in their order."""

    key: str
    profile: str
    name: Sentence
    valid_from: dt.date
    valid_to: dt.date | None
    sections: tuple[TemplateSection, ...]

    def section(self, key: str) -> TemplateSection | None:
        """The section of this key."""
        return next((section for section in self.sections if section.key == key), None)

    def position(self, key: str) -> int | None:
        """Where the section of this key stands, from 1."""
        keys = [section.key for section in self.sections]
        return keys.index(key) + 1 if key in keys else None


EDITIONS: tuple[Edition, ...] = (
    Edition(
        "2011",
        "wales-2012",
        Sentence("ISP template, contents of 2011", "Templed ISP, cynnwys 2011"),
        dt.date(2011, 4, 1),
        None,
        SECTIONS_2011,
    ),
    Edition(
        "2015",
        "current",
        Sentence("ISP template as in use in 2015", "Templed ISP fel yr oedd yn 2015"),
        dt.date(2015, 7, 1),
        dt.date(2020, 8, 31),
        SECTIONS_2015,
    ),
    Edition(
        "2020",
        "current",
        Sentence("ISP template as in use since 2020", "Templed ISP fel y mae ers 2020"),
        dt.date(2020, 9, 1),
        None,
        SECTIONS_2020,
    ),
)


def edition_for(profile: str, begun: dt.date) -> Edition:
    """The edition that a version of this profile, begun on this day, is written by (design §3: those in force then).

    Before the first edition of a profile, its first one. Raises KeyError for a profile without editions.
    """
    of_profile = [edition for edition in EDITIONS if edition.profile == profile]
    if not of_profile:
        raise KeyError(profile)
    in_force = [edition for edition in of_profile if edition.valid_from <= begun]
    return in_force[-1] if in_force else of_profile[0]
