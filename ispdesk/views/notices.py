"""The particulars of whoever runs this installation, as its notices say them."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from ispdesk.commands import telling
from ispdesk.settings import Settings
from ispdesk.words.text import Text


@dataclass(frozen=True)
class Particulars:
    """What only the operator knows; None or '' where it was not said."""

    controller: Text | None
    data_protection_contact: str
    lawful_basis: Text | None
    hosted_at: Text | None
    tested: dt.date | None
    team: Text
    team_address: str
    team_telephone: str


def particulars(session: Session, settings: Settings) -> Particulars:
    """The operator's settings, and how the team is reached."""
    house = telling.house(session)
    return Particulars(
        controller=_both(settings.controller, settings.controller_cy),
        data_protection_contact=settings.data_protection_contact,
        lawful_basis=_both(settings.lawful_basis, settings.lawful_basis_cy),
        hosted_at=_both(settings.hosted_at, settings.hosted_at_cy),
        tested=settings.accessibility_tested,
        team=Text(house.team_en, house.team_cy),
        team_address=house.team_address,
        team_telephone=house.team_telephone,
    )


def _both(en: str, cy: str) -> Text | None:
    return Text(en or None, cy or None) if en or cy else None
