"""A sign-off behind a mailed link: what is signed, for which partner, by whom, and why not where it cannot be."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ispdesk import access
from ispdesk.commands import COMMANDS, offering
from ispdesk.commands.links import why_closed
from ispdesk.views.signing import signing_view
from ispdesk.views.signing_shapes import Given, PartnerLine, SigningView
from ispdesk.words.text import Text
from models.queries import links
from models.tables.clocks import Task
from models.tables.isp import Isp
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


def link_signing(session: Session, token: str, at: dt.datetime) -> LinkSigning | None:
    """The sign-off that a link asks for; None where there is no such link, or it asks for something else."""
    link = offering.known(session, token)
    task = session.get(Task, link.task_id) if link else None
    if link is None or task is None or task.kind != "sign_off":
        return None
    isp, person = session.get_one(Isp, link.isp_id), session.get_one(Person, link.person_id)
    partner = session.get(Partner, task.partner_id) if task.partner_id else None
    today = local_day(at)
    roles = access.roles_for_isp(session, person.ref, isp.ref, today) or frozenset()
    view = signing_view(session, isp.ref, person.ref, roles, at, "partners") if partner else None
    line = view.partner(partner.line) if view and partner else None
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
        asked_as=_asked_as(session, task),
        why_not=_why_not(person, signs=signs),
        closed=why_closed(link, task, today),
        view=view,
        partner=line,
        mine=_mine(session, line, person),
    )


def _asked_as(session: Session, task: Task) -> str:
    """Whether it was asked for as a sign-off or as an assent."""
    chosen = select(SigningRound.kind).join(RoundTask, col(RoundTask.round_id) == col(SigningRound.id))
    kind = session.exec(chosen.where(RoundTask.task_id == task.id)).first()
    return "assent" if kind == "assent" else "sign-off"


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
