"""Every check of the table on a practice ISP: one that passes, and the same one failing it by a single change."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from ispdesk import practice_home
from ispdesk.commands import facts, papers
from models.tables.isp import Isp, Version
from models.tables.organisation import Accord, Organisation, OrganisationSuccessor
from models.tables.qa import Finding
from models.tables.work import Flow, Partner, ProcessStep, Section, Signoff
from states import checks

REF, EXEMPLAR = "PRACTICE-002", "PRACTICE-006"
BEGUN_2012 = dt.date(2012, 9, 3)


class Practice:
    """One practice ISP made whole in a session that is never committed."""

    def __init__(self, session: Session, day: dt.date) -> None:
        self.session, self.day = session, day
        self.begun: dt.date | None = None
        self.isp = session.exec(select(Isp).where(Isp.ref == REF)).one()
        self.version = session.exec(select(Version).where(Version.isp_id == self.isp.id)).one()
        self.partners = list(session.exec(select(Partner).where(Partner.isp_id == self.isp.id).order_by(Partner.line)))  # type: ignore[arg-type]  # a column
        self.isp.instrument, self.isp.dpia = "isp", "done"
        self.version.review_date, self.version.round = dt.date(2028, 3, 1), 1
        named = [one.name for one in self.partners]
        steps = session.exec(select(ProcessStep).where(ProcessStep.isp_id == self.isp.id))
        self.flows = [
            Flow(
                version_id=self.version.id or 0, number=number, step=step.name, information="name and need",
                sender=named[0], recipients=named[1:], method="secure_email", basis="6(1)(e)", occasion="when referred",
                sensitivity="ordinary", gateway="Social Services and Well-being (Wales) Act 2014 s162", controls="TLS",
                identifier="NHS number", retention="8 years",
            )
            for number, step in enumerate(steps, start=1)
        ]  # fmt: skip
        self.sections = [
            Section(
                version_id=self.version.id or 0, position=1, key="introduction", lang=lang, text="x", content_hash=lang
            )
            for lang in ("en", "cy")
        ]
        session.add_all([self.isp, self.version, *self.flows, *self.sections])
        session.flush()

    def open(self) -> set[str]:
        """The checks that it leaves open."""
        self.session.flush()
        with Session(self.session.connection()) as fresh:  # what one session remembers, another reads anew
            isp, version = fresh.get_one(Isp, self.isp.id), fresh.get_one(Version, self.version.id)
            paper = papers.load(fresh, isp, version, "assurer-1", self.day)
            return {one.check.code for one in checks.run(replace(paper, begun=self.begun or paper.begun))}

    def signed(self, **said: Any) -> Signoff:
        """The sign-off of its first partner."""
        given = {"content_hash": facts.content_hash(self.session, self.version.id or 0), "capacity": "chief_officer"}
        of = {"version_id": self.version.id, "partner_id": self.partners[0].id, "outcome": "signed"}
        return Signoff(**{**of, **given, **said})


Change = Callable[[Practice], Any]


def the(what: str, **values: Any) -> Change:
    """Set one thing of the ISP, its version, its first flow, a partner or a section."""

    def change(of: Practice) -> Any:
        found = {
            "isp": of.isp,
            "version": of.version,
            "flow": of.flows[0],
            "named": of.partners[0],
            "class": next(one for one in of.partners if one.kind == "class"),
            "welsh": of.sections[1],
        }[what]
        for name, value in values.items():
            setattr(found, name, value)
        return found

    return change


def _no_flows(of: Practice) -> None:
    for flow in of.flows:
        of.session.delete(flow)


def _one_partner(of: Practice) -> None:
    for one in of.partners[1:]:
        one.valid_to = of.day
        of.session.add(one)


def _no_text(of: Practice) -> None:
    for one in of.sections:
        one.text = ""
        of.session.add(one)


def _unsigned(of: Practice) -> None:
    for row in of.session.exec(select(Accord).where(Accord.organisation_id == of.partners[0].organisation_id)):
        of.session.delete(row)


def _succeeded(of: Practice) -> Any:
    other = of.session.exec(select(Organisation).where(Organisation.ref == "police")).one()
    return OrganisationSuccessor(organisation_id=of.partners[0].organisation_id or 0, successor_id=other.id or 0)


def _like_another(of: Practice) -> Any:
    """The ISP for the same service in the same place is assured already."""
    other = of.session.exec(select(Isp).where(Isp.ref == EXEMPLAR)).one()
    version = of.session.exec(select(Version).where(Version.isp_id == other.id)).one()
    version.state, version.place, version.was_assured = "assured", "force", True
    of.session.add(version)
    other.title_en, other.title_cy, other.places = of.isp.title_en, of.isp.title_cy, list(of.isp.places)
    return other


def _in_2012(of: Practice) -> Any:
    of.flows[0].basis = ""
    return of.flows[0]


CHANGES: dict[str, Change] = {
    "title_and_area": the("isp", places=[]),
    "lead_and_coordinator": the("isp", lead_id=None),
    "partners_named": _one_partner,
    "flow_exists": _no_flows,
    "document_exists": _no_text,
    "flows_among_partners": the("flow", sender="Example Council of Nowhere"),
    "Q01": lambda of: Section(version_id=of.version.id, position=2, key="law", lang="en", content_hash="x"),
    "Q02": the("isp", title_en="Frailty Service", title_cy="Gwasanaeth Eiddilwch"),
    "Q03": the("isp", instrument="dda"),
    "Q04": _like_another,
    "Q05": the("isp", purpose=""),
    "Q08": the("named", contact_id=None),
    "Q09": _unsigned,
    "Q10": the("class", annex=""),
    "Q12": _succeeded,
    "Q14-1998": _in_2012,
    "Q21": the("isp", dpia="under_way"),
    "Q34": the("version", review_date=None),
    "Q35": lambda of: of.signed(capacity=""),
    "Q36": lambda of: of.signed(content_hash="0" * 64),
    "Q41": lambda of: Finding(version_id=of.version.id, round=1, number=1, text="Say what for."),
    "Q42": the("isp", title_cy=""),
    "partner_without_flow": lambda of: Partner(isp_id=of.isp.id, line=90, name="Example Police", kind="class", count=2),
    "flow_no_information": the("flow", information=""),
    "flow_no_sender": the("flow", sender=""),
    "flow_no_recipient": the("flow", recipients=[]),
    "flow_no_purpose": the("isp", purpose=""),
    "flow_no_method": the("flow", method=""),
    "flow_no_step": the("flow", step=""),
    "flow_no_occasion": the("flow", occasion=""),
    "flow_to_itself": lambda of: the("flow", recipients=[*of.flows[0].recipients, of.flows[0].sender])(of),
    "flow_insecure": the("flow", method="email"),
    "flow_legacy_method": the("flow", method="fax"),
    "flow_no_sensitivity": the("flow", sensitivity=""),
    "flow_no_basis": the("flow", basis=""),
    "flow_no_condition": the("flow", sensitivity="special"),
    "flow_no_authority": the("flow", sensitivity="criminal"),
    "flow_no_gateway": the("flow", gateway=""),
    "flow_repealed": the("flow", gateway="Data Protection Act 1998 s29"),
    "flow_superseded": the("flow", gateway="Anti-Social Behaviour Act 2003"),
    "flow_no_identifier": the("flow", identifier=""),
    "flow_no_controls": the("flow", controls=""),
    "flow_no_retention": the("flow", retention=""),
    "step_without_flow": lambda of: ProcessStep(isp_id=of.isp.id, position=90, name="closing"),
}
"""What one change makes each check fail."""
BEGUN = {"Q14-1998": BEGUN_2012}
"""Checks of another time are asked of a version begun then."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[practice_home.App]:
    made = practice_home.make(tmp_path_factory.mktemp("practice"), lambda _: None, "http://127.0.0.1:8400")
    yield made
    made.engine.dispose()


@pytest.fixture
def practice(home: practice_home.App) -> Iterator[Practice]:
    with home.engine.connect() as connection, Session(connection) as session:
        yield Practice(session, home.now().date())
        session.rollback()


def test_every_check_has_its_change() -> None:
    assert set(CHANGES) == {check.code for check in checks.CHECKS}


def test_the_whole_practice_isp_passes_every_check(practice: Practice) -> None:
    assert practice.open() == set()
    practice.begun = BEGUN_2012
    assert practice.open() == set()


@pytest.mark.parametrize("code", list(CHANGES))
def test_one_change_turns_the_check(practice: Practice, code: str) -> None:
    practice.begun = BEGUN.get(code)
    assert code not in practice.open()
    made = CHANGES[code](practice)
    if made is not None:
        practice.session.add(made)
    assert code in practice.open()
