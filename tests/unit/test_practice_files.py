"""The practice pack: invented throughout, shaped like the report's case studies, in Welsh and English."""

from pathlib import Path

from ispdesk.imports.reader import read
from ispdesk.imports.tables import Batch
from ispdesk.imports.words import PartnerKind
from states.lifecycle import State
from states.places import INVENTED

FOLDER = Path(__file__).parents[2] / "ispdesk" / "examples" / "practice"
PARTNERS = {
    "PRACTICE-001": 4,
    "PRACTICE-002": 7,
    "PRACTICE-003": 9,
    "PRACTICE-004": 10,
    "PRACTICE-005": 17,
    "PRACTICE-006": 31,
}
"""What the pack's README states: an organisation is one, a class its count, or one where it has none."""


def pack() -> Batch:
    return read([FOLDER])


def test_the_pack_has_the_partners_that_its_readme_states() -> None:
    counted = dict.fromkeys(PARTNERS, 0)
    for partner in pack().partners:
        counted[partner.isp] += partner.count or 1
    assert counted == PARTNERS
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for ref, count in PARTNERS.items():
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| {ref} ")]
        lines = sum(partner.isp == ref for partner in pack().partners)
        assert [cell.strip() for cell in row.split("|")][3:5] == [str(count), str(lines)]


def test_every_isp_stands_at_its_beginning_with_a_coordinator_and_both_titles() -> None:
    batch = pack()
    assert [isp.ref for isp in batch.isps] == list(PARTNERS)
    for isp in batch.isps:
        assert (isp.state, isp.instrument) == (State.IDENTIFIED, None)
        assert isp.title_cy
        assert isp.title_cy != isp.title_en
        assert isp.coordinator_person == f"coordinator-{isp.ref[-1]}"
        assert any(step.isp == isp.ref for step in batch.steps)


def test_the_shapes_are_there_classes_counts_conditions_and_an_old_name() -> None:
    batch = pack()
    classes = [p for p in batch.partners if p.kind is PartnerKind.CLASS]
    assert sorted(p.count for p in classes if p.count) == [8, 11]
    assert sum(p.count is None for p in classes) == 5
    assert sum(p.conditional is not None for p in batch.partners) == 2
    names = {o.ref: o.name_en for o in batch.organisations}
    assert [p.name_as_printed for p in batch.partners if p.organisation and p.name_as_printed != names[p.organisation]]
    assert {o.accord for o in batch.organisations} >= {"signed", "not-signed", "not-known"}


def test_nothing_in_it_could_be_somebody() -> None:
    batch = pack()
    assert {person.email.rpartition(".")[2] for person in batch.people} == {"example"}
    assert all("(role mailbox)" in p.label_en and "(blwch post rôl)" in (p.label_cy or "") for p in batch.people)
    assert len({person.email for person in batch.people}) == len(batch.people)
    places = {place for row in (*batch.organisations, *batch.isps) for place in row.place}
    assert places == set(INVENTED)
    assert all(o.name_cy and o.name_cy != o.name_en for o in batch.organisations)


def test_each_partner_organisation_can_be_reached_and_can_sign() -> None:
    batch = pack()
    held = {(grant.person, grant.role.value, grant.scope) for grant in batch.grants}
    for partner in batch.partners:
        if partner.organisation is None:
            continue
        body = partner.organisation
        assert partner.contact == f"{body}-contact"
        assert (f"{body}-contact", "partner_contact", f"organisation:{body}") in held
        assert (f"{body}-signing", "signing_officer", f"organisation:{body}") in held
