"""A sign-off behind a mailed link: what is signed, for which partner, by whom, and why not where it cannot be."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from ispdesk import access
from ispdesk.commands import COMMANDS, offering
from ispdesk.commands.links import why_closed
from ispdesk.views.signing import signing_view
from ispdesk.views.signing_shapes import Given, PartnerLine, SigningView
from ispdesk.words.text import Text
from models.queries import links
from models.tables.clocks import Task
from models.tables.isp import Isp
from models.tables.link import Link
from models.tables.person import Person
from models.tables.signing import RoundTask, SigningRound, SignoffMark
from models.tables.work import Partner
from states.addresses import is_generic
from states.calendar import local_day


@dataclass(frozen=True)
class LinkSigning:
    """What somebody with the whole link is shown before they sign.

    `domain`: of the address that the code goes to; all of it is not shown, since links are passed on. `why_not`: the
    key of a word that says why nobody can sign by this link, '' where its person can. `mine`: the sign-off that they
    gave last, while it stands.
    """

    link: int
    operator: str
    person: str
    person_id: int
    name: Text
    domain: str
    asked_as: str
    why_not: str
    closed: str | None
    view: SigningView
    partner: PartnerLine
    mine: Given | None

    @property
    def signed_by_it(self) -> bool:
        """Whether the link is closed because its person has answered."""
        return self.closed == "closed" and self.mine is not None

    @property
    def before(self) -> int:
        """How many sign-offs of this partner there are already."""
        return len(self.partner.given)


_BEHIND = (
    select(Task, Isp, Person, Partner, col(SigningRound.kind))
    .join(Link, col(Link.task_id) == col(Task.id))
    .join(Isp, col(Isp.id) == col(Link.isp_id))
    .join(Person, col(Person.id) == col(Link.person_id))
    .join(Partner, col(Partner.id) == col(Task.partner_id))
    .outerjoin(RoundTask, col(RoundTask.task_id) == col(Task.id))
    .outerjoin(SigningRound, col(SigningRound.id) == col(RoundTask.round_id))
    .where(col(Link.id) == bindparam("link"), col(Task.kind) == "sign_off")
)
"""What a link asks for, of whom and for which partner, and in which round: one question."""


def link_signing(session: Session, token: str, at: dt.datetime) -> LinkSigning | None:
    """The sign-off that a link asks for; None where there is no such link, or it asks for something else."""
    link = offering.known(session, token)
    found = session.execute(_BEHIND, {"link": link.id}).first() if link else None
    if link is None or found is None:
        return None
    task, isp, person, partner, kind = found
    today = local_day(at)
    roles = access.roles_for_isp(session, person.ref, isp.ref, today) or frozenset()
    view = signing_view(session, isp.ref, person.ref, roles, at, "signatures")
    line = view.partner(partner.line) if view else None
    if view is None or line is None:
        return None
    signs = line.mine and bool((COMMANDS["sign_off"].by or frozenset()) & roles)
    return LinkSigning(
        link=link.id or 0,
        operator=links.operator_of(link),
        person=person.ref,
        person_id=person.id or 0,
        name=Text(person.name_en, person.name_cy or None),
        domain=(person.reached_at or "").rpartition("@")[2],
        asked_as="assent" if kind == "assent" else "sign-off",
        why_not=_why_not(person, signs=signs),
        closed=why_closed(link, task, today),
        view=view,
        partner=line,
        mine=_mine(session, line, person),
    )


def _why_not(person: Person, *, signs: bool) -> str:
    if person.shared:
        return "shared"
    if not person.reached_at:
        return "no_address"
    if is_generic(person.reached_at):
        return "generic"
    return "" if signs else "not_yours"


def _mine(session: Session, line: PartnerLine, person: Person) -> Given | None:
    """What this person said last for the partner, where nothing was said after it and it was not withdrawn."""
    last = line.latest
    mark = session.get(SignoffMark, last.number) if last else None
    return last if mark is not None and mark.person_id == person.id else None
