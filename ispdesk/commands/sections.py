"""The protocol's text: writing a section, who writes which, and calling one ready."""

import hashlib
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import StringConstraints, field_validator
from sqlmodel import Session, col, select

from ispdesk.commands import telling
from ispdesk.commands.amending import amendable
from ispdesk.commands.isps import EDITORS
from ispdesk.commands.organisations import Ref
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.queries import documents, people
from models.tables.document import SectionReady, SectionRevision, SectionWriter
from models.tables.isp import Isp, Version
from models.tables.person import Person
from models.tables.work import Section
from notifications.audience import Audience
from states.calendar import local_day
from states.editions import Edition, edition_for
from states.lifecycle import Role
from states.words import Sentence

LANGUAGES: tuple[Literal["en", "cy"], ...] = ("en", "cy")
WRITERS = EDITORS | {Role.PARTNER_CONTACT}
"""A partner's contact writes the sections that were given to them, and no others."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}$")]
Lang = Literal["en", "cy"]


class WriteSection(Payload):
    """One section of the text in one language. `expected` of the order is the revision the person saw.

    Without a position or heading, those of the template's edition; line ends and accents are kept in one form.
    """

    key: Key
    lang: Lang = "en"
    position: Annotated[int, Ge(1), Le(9999)] | None = None
    heading: str = ""
    text: Annotated[str, StringConstraints(max_length=200_000)]

    @field_validator("heading", "text")
    @classmethod
    def in_one_form(cls, text: str) -> str:
        """Line ends as one character and accents composed, so that what looks the same is the same."""
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


class AssignSection(Payload):
    """Who writes a section, in one language or in both; nobody, where no person is named."""

    key: Key
    lang: Lang | None = None
    person: Ref | None = None


class CallReady(Payload):
    """Somebody says that a section is ready, or is not after all. `expected` is the revision they read."""

    key: Key
    lang: Lang
    ready: bool = True


def edition_of(session: Session, version: Version) -> Edition:
    """The template's edition that a version is written by."""
    return edition_for(version.profile, local_day(documents.begun(session, version)))


def write_section(tx: Tx, payload: WriteSection) -> Mapping[str, Any]:
    """Write one section; refused where somebody else has written it since the revision that the person saw."""
    isp, version = amendable(tx)
    _theirs(tx, version, payload.key, payload.lang)
    section = documents.section(tx.session, version.id or 0, payload.key, payload.lang)
    _as_seen(tx, section)
    edition = edition_of(tx.session, version)
    heading = payload.heading or _heading(edition, payload) or (section.heading if section else "")
    position = payload.position or edition.position(payload.key) or (section.position if section else 1)
    said = hashlib.sha256(f"{heading}\n{payload.text}".encode()).hexdigest()
    if section is not None and (section.content_hash, section.position) == (said, position):
        return {"ref": isp.ref, "section": payload.key, "revision": section.revision, "unchanged": True}
    revision = section.revision + 1 if section else 1
    section = section or Section(
        version_id=version.id or 0, key=payload.key, lang=payload.lang, position=position, content_hash=""
    )
    section.position, section.heading, section.text = position, heading, payload.text
    section.revision, section.content_hash = revision, said
    tx.session.add(section)
    tx.session.add(_revision(section, tx.order.actor, tx))
    body = {"key": payload.key, "lang": payload.lang, "revision": revision, "hash": said}
    tx.record("section_written", body | {"version": version.number})
    return {"ref": isp.ref, "section": payload.key, "revision": revision}


def _heading(edition: Edition, payload: WriteSection) -> str:
    known = edition.section(payload.key)
    return known.heading.in_language(payload.lang) if known else ""


def _as_seen(tx: Tx, section: Section | None) -> None:
    if tx.order.expected is not None and tx.order.expected != str(section.revision if section else 0):
        raise decline(
            "changed_meanwhile",
            "Somebody changed this section meanwhile. Your text is not lost: compare, then save again.",
            "Newidiodd rhywun yr adran hon yn y cyfamser. Nid yw eich testun ar goll: cymharwch, yna cadwch eto.",
        )


def may_write(roles: AbstractSet[Role], *, given: bool) -> bool:
    """Editors write every section; whoever else a section was given to (`given`) writes that one."""
    return bool(roles & EDITORS) or (given and bool(roles & WRITERS))


def _theirs(tx: Tx, version: Version, key: str, lang: str) -> None:
    person = people.by_ref(tx.session, tx.order.actor)
    writes = tx.session.get(SectionWriter, (version.id, key, lang))
    if not may_write(tx.roles, given=bool(person and writes and writes.person_id == person.id)):
        raise decline(
            "not_yours",
            "This section was given to somebody else: ask the coordinator for it, or comment on it.",
            "Rhoddwyd yr adran hon i rywun arall: gofynnwch i'r cydlynydd amdani, neu rhowch sylw arni.",
        )


def _revision(section: Section, author: str, tx: Tx) -> SectionRevision:
    return SectionRevision(
        version_id=section.version_id,
        key=section.key,
        lang=section.lang,
        revision=section.revision,
        heading=section.heading,
        text=section.text,
        content_hash=section.content_hash,
        author=author,
        written_at=tx.at,
    )


def assign_section(tx: Tx, payload: AssignSection) -> Mapping[str, Any]:
    """Give a section to a person of the ISP to write, or to nobody."""
    isp, version = amendable(tx)
    person = find_person(tx.session, payload.person) if payload.person else None
    if person is not None and person.id not in {one.id for one in documents.people_of(tx.session, isp)}:
        raise decline(
            "not_of_this_isp",
            f"{person.name_en} has no part in this ISP: name its coordinator, a facilitator or a partner's contact.",
            f"Nid oes rhan gan {person.name_cy or person.name_en} yn yr ISP hwn: enwch ei gydlynydd, hwylusydd neu"
            " gyswllt partner.",
        )
    new: list[str] = []
    for lang in (payload.lang,) if payload.lang else LANGUAGES:
        row = tx.session.get(SectionWriter, (version.id, payload.key, lang))
        if person is not None and (row is None or row.person_id != person.id):
            new.append(lang)
        if person is None and row is not None:
            tx.session.delete(row)
        if person is not None:
            row = row or SectionWriter(version_id=version.id or 0, key=payload.key, lang=lang, person_id=0)
            row.person_id = person.id or 0
            tx.session.add(row)
    body = {"key": payload.key, "lang": payload.lang, "person": payload.person, "version": version.number}
    history = tx.record("section_given", body)
    if person is not None and new and person.ref != tx.order.actor and not tx.order.recording:
        _tell(tx, isp, version, payload.key, new, person, history.seq)
    return {"ref": isp.ref, "section": payload.key, "person": payload.person}


IN = {
    ("en",): Sentence("in English", "yn Saesneg"),
    ("cy",): Sentence("in Welsh", "yn Gymraeg"),
    ("en", "cy"): Sentence("in English and in Welsh", "yn Gymraeg ac yn Saesneg"),
}


def _tell(tx: Tx, isp: Isp, version: Version, key: str, langs: list[str], person: Person, seq: int) -> None:
    """Tell somebody that a section is theirs to write: one notice a command, by its heading in the template alone."""
    known = edition_of(tx.session, version).section(key)
    giver = people.by_ref(tx.session, tx.order.actor)
    inside = telling.house(tx.session)
    values = telling.isp_values(tx.session, isp, version) | {
        "who": giver.name_en if giver else inside.team_en,
        "section_en": known.heading.en if known else key,
        "section_cy": known.heading.cy if known else key,
        "in_en": IN[tuple(langs)].en,
        "in_cy": IN[tuple(langs)].cy,
        "link": f"{inside.base_url}/isps/{isp.ref}/document/sections/{key}",
    }
    about = telling.About(f"{tx.stream.name}:{seq}:section_given", isp, version, person_id=person.id, outlives=True)
    telling.tell_chosen(tx, "section_given", [(person, Audience.PERSON)], values, about, seq=seq, urgent=False)


def call_ready(tx: Tx, payload: CallReady) -> Mapping[str, Any]:
    """Say that a section is ready as it stands, or that it is not, until it or its other language changes."""
    isp, version = amendable(tx)
    _theirs(tx, version, payload.key, payload.lang)
    section = documents.section(tx.session, version.id or 0, payload.key, payload.lang)
    _as_seen(tx, section)
    if section is None or not section.text:
        raise decline("nothing_written", "Nothing is written there yet.", "Nid oes dim wedi'i ysgrifennu yno eto.")
    row = tx.session.get(SectionReady, (version.id, payload.key, payload.lang))
    if not payload.ready:
        if row is not None:
            tx.session.delete(row)
    else:
        other = documents.section(tx.session, version.id or 0, payload.key, "cy" if payload.lang == "en" else "en")
        row = row or SectionReady(
            version_id=version.id or 0, key=payload.key, lang=payload.lang, revision=0, said_by="", said_at=tx.at
        )
        row.revision, row.beside = section.revision, other.revision if other and other.text else 0
        row.said_by, row.said_at = tx.order.actor, tx.at
        tx.session.add(row)
    body = {"key": payload.key, "lang": payload.lang, "revision": section.revision, "ready": payload.ready}
    body |= {"version": version.number}
    if payload.ready:
        tx.record("section_called_ready", body)
    else:
        tx.record("section_called_unready", body)
    return {"ref": isp.ref, "section": payload.key, "ready": payload.ready}


def copy(session: Session, before: Version, after: Version) -> None:
    """A next version begins with the sections of the one before it, who writes them and what was ready."""
    for section in documents.sections(session, before.id or 0):
        session.add(Section(**section.model_dump(exclude={"id", "version_id"}), version_id=after.id or 0))
        last = documents.revision(session, before.id or 0, section.key, section.lang, section.revision)
        if last is not None:
            session.add(SectionRevision(**last.model_dump(exclude={"id", "version_id"}), version_id=after.id or 0))
    for table in (SectionWriter, SectionReady):
        for row in session.exec(select(table).where(col(table.version_id) == before.id)).all():
            session.add(table(**row.model_dump(exclude={"version_id"}), version_id=after.id or 0))


SPECS: tuple[Spec[Any], ...] = (
    Spec("write_section", "isp", WriteSection, WRITERS, write_section),
    Spec("assign_section", "isp", AssignSection, EDITORS, assign_section),
    Spec("call_ready", "isp", CallReady, WRITERS, call_ready),
)
