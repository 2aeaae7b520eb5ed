"""Content that must go (design §2): two people, a reason; live texts, words of history, drafts, letters and the index.

The chain stays whole: it holds salted hashes, and the salt goes with the words. What was signed stays signed: where
nothing changed but the removed words, signatures and the assured content follow the new hash, and history has both.
"""

import hashlib
from collections.abc import Mapping
from email import message_from_bytes
from email.policy import default
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import Session, col, func, or_, select

from ispdesk.commands import facts, indexing
from ispdesk.commands.isps import find
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from models.database import forget_everything
from models.queries import content, isps
from models.tables.handed import TakenIn
from models.tables.isp import Isp
from models.tables.meeting import MeetingPackFile
from models.tables.post import Letter, LetterBytes, Notice
from models.tables.removal import Removal
from models.tables.review import AssuranceRecord
from models.tables.work import Section, Signoff
from states.lifecycle import Role
from states.removing import SHORTEST, mark, times, without

REMOVERS = frozenset({Role.TEAM_LEAD, Role.ASSURER, Role.OPERATOR})
_EMPTY = b"Subject: [removed]\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"


class ProposeRemoval(Payload):
    """Words that must go from wherever they stand in this ISP, and why. The reason must not repeat them."""

    phrase: Annotated[str, StringConstraints(min_length=SHORTEST, max_length=2000)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class DecideRemoval(Payload):
    """The second person's word on a proposal of this number."""

    number: int


def places(session: Session, isp: Isp, phrase: str) -> dict[str, int]:
    """Where a phrase stands in an ISP, as `table.column`, and how often; letters count one each."""
    found: dict[str, int] = {}
    for cell in content.cells(session, isp):
        if n := times(cell.value, phrase):
            name = f"{cell.table.name}.{cell.column}"
            found[name] = found.get(name, 0) + n
    for words in content.words_of(session, f"isp:{isp.ref}"):
        if n := times(words.text, phrase):
            found["history"] = found.get("history", 0) + n
    letters = sum(1 for _, kept in _letters(session, isp) if _says(kept.raw, phrase))
    return found | ({"letter": letters} if letters else {})


def _letters(session: Session, isp: Isp) -> list[tuple[Letter, LetterBytes]]:
    """The letters about an ISP, and the digests that a notice about it went into; those that still have their words."""
    noticed = select(Notice.letter_id).where(Notice.stream == f"isp:{isp.ref}", col(Notice.letter_id).is_not(None))
    chosen = (
        select(Letter, LetterBytes)
        .join(LetterBytes, col(LetterBytes.letter_id) == col(Letter.id))
        .where(or_(col(Letter.isp_ref) == isp.ref, col(Letter.id).in_(noticed)), LetterBytes.removed == "")
    )
    return [(row[0], row[1]) for row in session.exec(chosen.order_by(col(Letter.id)))]


def _says(raw: bytes, phrase: str) -> bool:
    message = message_from_bytes(raw, policy=default)
    parts = (part for part in message.walk() if part.get_content_maintype() == "text")
    texts = [str(message.get("Subject", "")), *(str(part.get_content()) for part in parts)]
    flat = [" ".join(text.split()) for text in texts]
    return any(times(text, " ".join(phrase.split())) for text in flat)


def propose_removal(tx: Tx, payload: ProposeRemoval) -> Mapping[str, Any]:
    """Propose it; nothing goes before somebody else agrees."""
    isp = find(tx.session, tx.stream.ref)
    if times(payload.reason, payload.phrase):
        raise decline(
            "wrong_value",
            "The reason stays, so it must not repeat what is to be removed.",
            "Mae'r rheswm yn aros, felly ni chaiff ailadrodd yr hyn sydd i'w dynnu.",
        )
    found = places(tx.session, isp, payload.phrase)
    if not found:
        raise decline(
            "not_found",
            "These words stand nowhere in this ISP: copy them exactly as they stand.",
            "Nid yw'r geiriau hyn yn unman yn yr ISP hwn: copïwch nhw'n union fel y maent.",
        )
    last = tx.session.exec(select(func.max(Removal.number)).where(Removal.isp_id == isp.id)).one() or 0
    tx.session.add(
        Removal(
            isp_id=isp.id or 0,
            number=last + 1,
            phrase=payload.phrase,
            reason=payload.reason,
            proposed_by=tx.order.actor,
            proposed_at=tx.at,
            found=found,
        )
    )
    tx.record("removal_proposed", {"removal": last + 1, "found": found}, words={"reason": payload.reason})
    return {"ref": isp.ref, "number": last + 1, "found": found}


def _waiting(tx: Tx, isp: Isp, number: int) -> Removal:
    chosen = select(Removal).where(Removal.isp_id == isp.id, Removal.number == number, Removal.status == "waiting")
    found = tx.session.exec(chosen).first()
    if found is None:
        raise decline("not_found", "No such proposal waits.", "Nid oes cynnig o'r fath yn aros.")
    return found


def agree_removal(tx: Tx, payload: DecideRemoval) -> Mapping[str, Any]:
    """Agree, as somebody else than who proposed it; the words go in this transaction."""
    isp = find(tx.session, tx.stream.ref)
    proposal = _waiting(tx, isp, payload.number)
    if proposal.proposed_by in (tx.order.actor, tx.order.operator):
        raise decline(
            "two_people",
            "Somebody else has to agree: two people decide what is removed.",
            "Rhaid i rywun arall gytuno: dau berson sy'n penderfynu beth a dynnir.",
        )
    phrase, instead = proposal.phrase or "", mark(tx.today, proposal.reason)
    before = _hashes(tx.session, isp)
    found = places(tx.session, isp, phrase)
    removal, reason = proposal.id, proposal.reason
    _take_out(tx, isp, phrase, instead)
    forget_everything(tx.session)
    isp, proposal = find(tx.session, tx.stream.ref), tx.session.get_one(Removal, removal)
    _sections(tx.session, isp)
    kept = _follow(tx.session, isp, before)
    proposal.phrase, proposal.status, proposal.found = None, "done", found
    proposal.decided_by, proposal.decided_at = tx.order.actor, tx.at
    tx.session.add(proposal)
    indexing.keep(tx.session, isp)
    body = {"removal": payload.number, "found": found, "content": kept, "proposed_by": proposal.proposed_by}
    tx.record("removed", body, words={"reason": reason})
    return {"ref": isp.ref, "number": payload.number, "found": found, "backups_before": tx.at.isoformat()}


def _take_out(tx: Tx, isp: Isp, phrase: str, instead: str) -> None:
    session, gone = tx.session, instead[1:-1][:400]
    session.flush()
    for cell in list(content.cells(session, isp)):
        if times(cell.value, phrase):
            content.replace(session, cell, _fitting(cell, without(cell.value, phrase, instead)))
    for words in content.words_of(session, tx.stream.name):
        if times(words.text, phrase):
            words.text, words.salt, words.removed = None, "", gone
            session.add(words)
    for letter, kept in _letters(session, isp):
        if _says(kept.raw, phrase):
            kept.raw, kept.removed = _EMPTY + f"{instead}\r\n".encode(), gone
            session.add(kept)
            letter.subject = without(letter.subject, phrase, instead)[:400]
            if letter.status == "queued":
                letter.status, letter.next_at = "superseded", None
            session.add(letter)
    _from_packs(session, isp, gone)
    session.flush()


def _from_packs(session: Session, isp: Isp, gone: str) -> None:
    """A pack's files about this ISP were drawn from its texts: they go whole, what they were stays as a hash."""
    for file in session.exec(select(MeetingPackFile).where(MeetingPackFile.isp_id == isp.id)):
        file.content, file.removed = b"", file.removed or gone
        session.add(file)
    came = session.get(TakenIn, isp.id)
    if came is not None:
        came.content, came.removed = b"", came.removed or gone
        session.add(came)


def _fitting(cell: content.Cell, value: Any) -> Any:
    """A text that the mark made too long for its column is nothing but the mark, cut."""
    longest = getattr(cell.table.c[cell.column].type, "length", None)
    return value if longest is None or not isinstance(value, str) or len(value) <= longest else value[:longest]


def _hashes(session: Session, isp: Isp) -> dict[int, str]:
    return {v.id or 0: facts.content_hash(session, v.id or 0) for v in isps.versions(session, isp.id or 0)}


def _sections(session: Session, isp: Isp) -> None:
    """Each section's own hash follows its text."""
    ids = [version.id for version in isps.versions(session, isp.id or 0)]
    for section in session.exec(select(Section).where(col(Section.version_id).in_(ids))):
        section.content_hash = hashlib.sha256(f"{section.heading}\n{section.text}".encode()).hexdigest()
        session.add(section)
    session.flush()


def _follow(session: Session, isp: Isp, before: Mapping[int, str]) -> dict[str, str]:
    """Signatures on, and assurances of, what stood there until now hold for it without the removed words."""
    kept: dict[str, str] = {}
    for version in isps.versions(session, isp.id or 0):
        old, new = before.get(version.id or 0), facts.content_hash(session, version.id or 0)
        if old is None or old == new:
            continue
        kept[old] = new
        if version.assured_content == old:
            version.assured_content = new
            session.add(version)
        for said in session.exec(select(Signoff).where(Signoff.version_id == version.id, Signoff.content_hash == old)):
            said.content_hash = new
            session.add(said)
        for issued in session.exec(select(AssuranceRecord).where(AssuranceRecord.version_id == version.id)):
            if old in (issued.content_now, issued.content_hash):
                issued.content_now = new  # the paper keeps the hash that was assured
                session.add(issued)
    session.flush()
    return kept


def drop_removal(tx: Tx, payload: DecideRemoval) -> Mapping[str, Any]:
    """Drop a proposal: nothing goes, and the words it named are forgotten."""
    isp = find(tx.session, tx.stream.ref)
    proposal = _waiting(tx, isp, payload.number)
    proposal.phrase, proposal.status = None, "dropped"
    proposal.decided_by, proposal.decided_at = tx.order.actor, tx.at
    tx.session.add(proposal)
    tx.record("removal_dropped", {"removal": payload.number})
    return {"ref": isp.ref, "number": payload.number}


def open_proposals(session: Session) -> list[tuple[Removal, Isp]]:
    """Every proposal that waits for its second person, the oldest first."""
    chosen = select(Removal, Isp).join(Isp, col(Isp.id) == col(Removal.isp_id)).where(Removal.status == "waiting")
    return [(row[0], row[1]) for row in session.exec(chosen.order_by(col(Removal.id)))]


SPECS: tuple[Spec[Any], ...] = (
    Spec("propose_removal", "isp", ProposeRemoval, REMOVERS, propose_removal, strong=lambda _: True),
    Spec("agree_removal", "isp", DecideRemoval, REMOVERS, agree_removal, strong=lambda _: True),
    Spec("drop_removal", "isp", DecideRemoval, REMOVERS, drop_removal, strong=lambda _: True),
)
