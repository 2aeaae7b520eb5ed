"""What comes back: taken in from a Maildir once each, matched with its letter, and its consequences.

Each file is a row first and moved afterwards; a run that is killed between the two, or runs twice, changes nothing.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from ispdesk import desk, keys
from ispdesk.commands.passing import pass_on
from ispdesk.commands.shape import Done, Order
from models.database import reading, retrying, writing
from models.tables.person import Person
from models.tables.post import Attempt, Letter, Received
from notifications.backoff import is_dead_address
from notifications.envelope import PURPOSE
from notifications.returned import LONGEST, Returned, look

MOST = 500
"""Files that one run takes in; the next does the rest."""
MARKED_WITHIN = dt.timedelta(30)
"""How long after a refusal an address is marked, if nobody came to it before (our default)."""


class NoMaildirError(Exception):
    """There is no Maildir to read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Came:
    """One mail that came back: what it is, and the letter it is about, by its reference."""

    kind: str
    label: str


def take_in(engine: Engine, maildir: Path, bounces: str | None, at: dt.datetime) -> list[Came]:
    """Read `new` of this Maildir: a row for each mail, with its consequences, and then the file goes to `cur`.

    A file that cannot be read or moved holds up no other: the rest is taken in first, then its OSError is raised.
    """
    if not (maildir / "new").is_dir():
        raise NoMaildirError(f"{maildir} is no Maildir: it has no folder new. Set ISPDESK_BOUNCE_MAILDIR or --maildir.")
    came, broken = [], None
    for path in sorted(path for path in (maildir / "new").iterdir() if _is_mail(path))[:MOST]:
        try:
            with path.open("rb") as file:
                raw = file.read(LONGEST)
            came += _take(engine, raw, bounces, at)
            (maildir / "cur").mkdir(exist_ok=True)
            path.rename(maildir / "cur" / f"{path.name.partition(':')[0]}:2,S")
        except FileNotFoundError:  # another run has taken it
            continue
        except OSError as error:
            broken = broken or error
    if broken is not None:
        raise broken
    return came


def _is_mail(path: Path) -> bool:
    """Whether a mail server put it there: no folder, no pipe that would be waited for, and no way elsewhere."""
    return not path.name.startswith(".") and path.is_file() and not path.is_symlink()


def _take(engine: Engine, raw: bytes, bounces: str | None, at: dt.datetime) -> list[Came]:
    digest = hashlib.sha256(raw).hexdigest()
    found = look(raw, bounces)

    def once() -> list[Came]:
        with writing(engine) as session:
            if session.exec(select(Received.id).where(Received.hash == digest)).first() is not None:
                return []
            letter, proven, forged = _match(session, found)
            row = Received(
                hash=digest,
                kind="forged" if forged else found.kind,
                letter_id=letter.id if letter else None,
                proven=proven,
                action=found.action,
                enhanced=found.enhanced,
                diagnostic=found.diagnostic,
                sender=found.sender[:400],
                subject=found.subject[:400],
                at=at,
            )
            session.add(row)
            if letter is not None and proven and row.kind in {"hard", "soft"}:
                pass_on(session, letter.id or 0, at)
            return [Came(row.kind, (letter.isp_ref or letter.message) if letter else "mail")]

    return retrying(once)


def _match(session: Session, found: Returned) -> tuple[Letter | None, bool, bool]:
    """The letter that it is about, whether that is proven, and whether it claims to be about one that it is not.

    Proven is what came to the letter's signed sender and, where it returns a Message-ID, returns that letter's. A
    Message-ID alone is known to every reader: it is shown, and nothing follows from it.
    """
    ids = [id_ for id_ in found.message_ids if len(id_) > len("<>")]
    by_id = session.exec(select(Letter).where(col(Letter.message_id).in_(ids))).first() if ids else None
    if found.signed is None:
        return by_id, False, False
    ours = keys.is_ours(keys.of(session), PURPOSE, str(found.signed.letter), found.signed.mark)
    letter = session.get(Letter, found.signed.letter) if ours else None
    if letter is None or (by_id is not None and by_id.id != letter.id):
        return None, False, True
    return letter, True, False


def mark_addresses(engine: Engine, at: dt.datetime) -> list[str]:
    """Mark the addresses of which a server has said for good that nobody is there; return whose they are."""
    with reading(engine) as session:
        found = [*_refused(session, at), *_bounced(session, at)]
    marked = []
    for ref, letter, how, enhanced, id_ in found:
        payload = {"letter": letter, "how": how, "enhanced": enhanced}
        result = desk.do(engine, Order(id_, "address_failed", f"person:{ref}", "timer", payload), lambda: at)
        if isinstance(result, Done) and not result.again:
            marked.append(ref)
    return marked


Dead = tuple[str, int, str, str, str]
"""Whose address, by which letter, how it was learned, the code, and the id of the order that marks it."""


def _refused(session: Session, at: dt.datetime) -> Iterator[Dead]:
    tried = (
        select(Person.ref, Letter.id, Attempt.code, Attempt.enhanced)
        .join(Letter, col(Letter.person_id) == col(Person.id))
        .join(Attempt, col(Attempt.letter_id) == col(Letter.id))
        .where(
            col(Person.address_failed_at).is_(None),
            Person.address == Letter.address,
            Letter.status == "failed",
            col(Letter.settled_at) >= at - MARKED_WITHIN,
            Attempt.phase == "rejected",
        )
        .order_by(col(Letter.id))
    )
    for ref, letter, code, enhanced in session.exec(tried):
        if is_dead_address(code, enhanced):
            yield ref, letter or 0, "refused", enhanced, f"address-failed:letter:{letter}"


def _bounced(session: Session, at: dt.datetime) -> Iterator[Dead]:
    came = (
        select(Person.ref, Letter.id, Received.enhanced, Received.id)
        .join(Letter, col(Letter.person_id) == col(Person.id))
        .join(Received, col(Received.letter_id) == col(Letter.id))
        .where(
            col(Person.address_failed_at).is_(None),
            Person.address == Letter.address,
            Received.kind == "hard",
            col(Received.proven).is_(True),
            col(Received.at) >= at - MARKED_WITHIN,
        )
        .order_by(col(Received.id))
    )
    for ref, letter, enhanced, row in session.exec(came):
        yield ref, letter or 0, "bounced", enhanced, f"address-failed:received:{row}"
