"""App roles of the organisation's sign-in (Entra ID: the claim `roles`) become grants here, at each sign-in.

They go through the door like any other grant, in the name of `operator:oidc`, and end when the claim no longer holds
them. What people granted by hand is left alone.
"""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import Session, select

from ispdesk.commands.shape import Order
from models.queries import people
from models.tables.person import Grant

ACTOR = "operator:oidc"
Held = tuple[str, str]
"""A role and its scope."""


def wanted(claimed: tuple[str, ...], mapping: Mapping[str, str]) -> frozenset[Held]:
    """What these app roles mean here: each is mapped to `ROLE` or `ROLE@SCOPE`."""
    said = (mapping[role] for role in claimed if role in mapping)
    return frozenset((role, scope or "all") for role, _, scope in (one.partition("@") for one in said))


def orders(
    session: Session, ref: str, claimed: tuple[str, ...], mapping: Mapping[str, str], mark: str, day: dt.date
) -> list[Order]:
    """What grants what is claimed and not held, and ends what was granted so before and is claimed no more."""
    if not mapping:
        return []
    target = wanted(claimed, mapping)
    mine, others = _held(session, ref, day)
    changes = [("grant_role", one) for one in sorted(target - mine - others)]
    changes += [("end_role", one) for one in sorted(mine - target - others)]
    return [
        Order(f"oidc:{mark[:24]}:{number}", kind, f"person:{ref}", ACTOR, {"role": role, "scope": scope})
        for number, (kind, (role, scope)) in enumerate(changes)
    ]


def _held(session: Session, ref: str, day: dt.date) -> tuple[frozenset[Held], frozenset[Held]]:
    """What somebody holds by the provider's word, and by people's."""
    person = people.by_ref(session, ref)
    rows = session.exec(select(Grant).where(Grant.person_id == (person.id if person else None)))
    open_now = [row for row in rows if row.valid_to is None or row.valid_to >= day]
    mine = frozenset((row.role, row.scope) for row in open_now if row.granted_by == ACTOR)
    return mine, frozenset((row.role, row.scope) for row in open_now if row.granted_by != ACTOR)
