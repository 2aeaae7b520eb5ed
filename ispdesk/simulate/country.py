"""The invented country: example bodies, the people in their parts, QA groups, and what its ISPs are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from ispdesk.commands.shape import Order
from states.places import INVENTED
from states.words import Sentence

PLACES = INVENTED
KINDS = {
    "council": Sentence("{} Council", "Cyngor {}"),
    "health": Sentence("{} Health Board", "Bwrdd Iechyd {}"),
    "police": Sentence("{} Police", "Heddlu {}"),
    "fire": Sentence("{} Fire and Rescue Service", "Gwasanaeth Tân ac Achub {}"),
    "voluntary": Sentence("{} Voluntary Association", "Cymdeithas Wirfoddol {}"),
    "housing": Sentence("{} Housing Association", "Cymdeithas Dai {}"),
}
PARTS = {
    "coordinator": Sentence("ISP coordinator, {}", "Cydlynydd ISP, {}"),
    "contact": Sentence("Information sharing contact, {}", "Cyswllt rhannu gwybodaeth, {}"),
    "designated": Sentence("Designated Person, {}", "Person Dynodedig, {}"),
    "sponsor": Sentence("Senior sponsor, {}", "Uwch noddwr, {}"),
}
SUBJECTS: tuple[tuple[str, Sentence, str], ...] = (
    ("families_first", Sentence("Early help for families", "Cymorth cynnar i deuluoedd"), "council"),
    ("flying_start", Sentence("Visits to new parents", "Ymweliadau â rhieni newydd"), "health"),
    ("aln", Sentence("Support at school", "Cymorth yn yr ysgol"), "council"),
    ("domestic_abuse", Sentence("Safety from domestic abuse", "Diogelwch rhag cam-drin domestig"), "police"),
    ("integrated_health_social_care", Sentence("Going home from hospital", "Mynd adref o'r ysbyty"), "health"),
    ("mental_health", Sentence("Mental health in the community", "Iechyd meddwl yn y gymuned"), "health"),
    ("childrens_services", Sentence("Children who are looked after", "Plant sy'n derbyn gofal"), "council"),
    ("substance_misuse", Sentence("Recovery from substance misuse", "Gwella o gamddefnyddio sylweddau"), "voluntary"),
    ("housing", Sentence("Keeping a home", "Cadw cartref"), "housing"),
    ("public_protection", Sentence("Community safety", "Diogelwch cymunedol"), "police"),
    ("education", Sentence("Young people out of school", "Pobl ifanc y tu allan i'r ysgol"), "council"),
    ("fire_prevention", Sentence("Home fire safety visits", "Ymweliadau diogelwch tân yn y cartref"), "fire"),
    ("carers", Sentence("Support for carers", "Cymorth i ofalwyr"), "voluntary"),
    ("adult_protection", Sentence("Adults at risk", "Oedolion mewn perygl"), "council"),
)
"""A service area, what the ISP is called, and the kind of body that leads it."""
TEAM = ("assurer-1", "assurer-2", "assurer-3")
LEAD, SECRETARY, OPERATOR = "team-lead", "board-secretary", "desk-operator"
LANGUAGES = ("en", "cy", "unknown")


@dataclass(frozen=True, slots=True)
class Body:
    """An example body: its reference, place, kind and names."""

    ref: str
    place: str
    kind: str
    name: Sentence

    def person(self, part: str) -> str:
        """The reference of whoever has this part in it."""
        return f"{self.ref}.{part}"


@dataclass(frozen=True, slots=True)
class Case:
    """One ISP as it is set up: who leads it, who its partners are (by line from 1), who facilitates it."""

    ref: str
    title: Sentence
    area: str
    lead: Body
    partners: tuple[Body, ...]
    facilitator: str
    group: str

    @property
    def coordinator(self) -> str:
        """Who coordinates it."""
        return self.lead.person("coordinator")


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that is there before the first ISP is made known."""

    bodies: tuple[Body, ...]
    facilitators: tuple[str, ...]
    groups: tuple[str, ...]
    members: dict[str, tuple[str, ...]]


def invent(number: int) -> Country:
    """The country for so many ISPs: the more there are, the more bodies share among themselves."""
    places = list(PLACES)[: max(3, min(len(PLACES), 2 + number // 20))]
    bodies = tuple(
        Body(f"{place.removeprefix('example-')}-{kind}", place, kind, _named(KINDS[kind], PLACES[place]))
        for place in places
        for kind in KINDS
    )
    facilitators = tuple(f"facilitator-{n}" for n in range(1, 3 + max(1, number // 12)))
    groups = ("example-one", "example-two")
    return Country(
        bodies, facilitators, groups, {group: tuple(f"{group}.member-{n}" for n in (1, 2)) for group in groups}
    )


def _named(pattern: Sentence, name: Sentence) -> Sentence:
    return Sentence(pattern.en.format(name.en), pattern.cy.format(name.cy))


def case(country: Country, number: int, chance: Random) -> Case:
    """The ISP of this number (from 0)."""
    area, subject, kind = SUBJECTS[number % len(SUBJECTS)]
    of_kind = [body for body in country.bodies if body.kind == kind]
    lead = of_kind[number // len(SUBJECTS) % len(of_kind)]
    near = [body for body in country.bodies if body.place == lead.place and body.ref != lead.ref]
    partners = (lead, *chance.sample(near, chance.randint(1, 3)))
    again = number // (len(SUBJECTS) * len(of_kind))
    place = PLACES[lead.place]
    more = f" ({again + 1})" if again else ""
    title = Sentence(f"{subject.en}, {place.en}{more}", f"{subject.cy}, {place.cy}{more}")
    ref = f"EX-{number + 1:03d}"
    return Case(ref, title, area, lead, partners, chance.choice(country.facilitators), chance.choice(country.groups))


def setting_up(country: Country, chance: Random) -> Iterator[Order]:
    """The orders that enter bodies, people, groups and facilitators."""
    for number, (kind, stream, payload) in enumerate(_entries(country, chance), start=1):
        yield Order(f"set-up:{number}", kind, stream, "operator", payload)


Entry = tuple[str, str, dict[str, Any]]


def _entries(country: Country, chance: Random) -> Iterator[Entry]:
    for body in country.bodies:
        sector = "voluntary" if body.kind == "voluntary" else "housing_other" if body.kind == "housing" else "public"
        names = {"name_en": body.name.en, "name_cy": body.name.cy}
        yield "enter_organisation", f"organisation:{body.ref}", {**names, "sector": sector, "places": [body.place]}
        yield "state_accord", f"organisation:{body.ref}", {"status": chance.choice(("signed", "signed", "not-signed"))}
        for part, pattern in PARTS.items():
            yield from _person(
                body.person(part), _named(pattern, body.name), f"{part}@{body.ref}.example", chance, body
            )
    for role, part in (("designated_person", "designated"), ("senior_sponsor", "sponsor")):
        for body in country.bodies:
            granted = {"role": role, "scope": f"organisation:{body.ref}"}
            yield "grant_role", f"person:{body.person(part)}", granted
    yield from _desk(chance)
    for n, ref in enumerate(country.facilitators, start=1):
        name = Sentence(f"ISP facilitator {n}", f"Hwylusydd ISP {n}")
        yield from _person(f"{ref}.person", name, f"{ref}@facilitators.example", chance)
        payload = {"name_en": name.en, "name_cy": name.cy, "person": f"{ref}.person", "kind": "local_authority"}
        yield "enter_facilitator", f"person:{ref}", payload
    for n, group in enumerate(country.groups, start=1):
        payload = {"name_en": f"Example QA group {n}", "name_cy": f"Grŵp sicrhau ansawdd Enghraifft {n}"}
        yield "enter_group", f"group:{group}", payload
        for m, ref in enumerate(country.members[group], start=1):
            name = Sentence(f"Member {m}, Example QA group {n}", f"Aelod {m}, grŵp sicrhau ansawdd Enghraifft {n}")
            yield from _person(ref, name, f"member-{m}@{group}.example", chance)
            yield "add_member", f"group:{group}", {"person": ref, "chair": m == 1}


def _desk(chance: Random) -> Iterator[Entry]:
    desk = {
        LEAD: (Sentence("Lead of the WASPI team", "Arweinydd tîm WASPI"), "team_lead"),
        SECRETARY: (Sentence("Secretary of the programme board", "Ysgrifennydd bwrdd y rhaglen"), "board_secretary"),
        OPERATOR: (Sentence("Operator of this desk", "Gweithredydd y ddesg hon"), "operator"),
        **{ref: (Sentence(f"Assurer {n}", f"Sicrhäwr {n}"), "assurer") for n, ref in enumerate(TEAM, start=1)},
    }
    for ref, (name, role) in desk.items():
        yield from _person(ref, name, f"{ref}@desk.example", chance)
        yield "grant_role", f"person:{ref}", {"role": role}


def _person(ref: str, name: Sentence, address: str, chance: Random, body: Body | None = None) -> Iterator[Entry]:
    """A person; the contact of each fire and rescue service has no address, so that nobody can be reached there."""
    reachable = not ref.endswith("-fire.contact")
    yield (
        "enter_person",
        f"person:{ref}",
        {
            "name_en": name.en,
            "name_cy": name.cy,
            "language": chance.choice(LANGUAGES),
            **({"address": address} if reachable else {}),
            **({"organisation": body.ref} if body else {}),
        },
    )
