"""The second step: codes that an app makes (RFC 6238), and codes on paper that stand in for it once.

Setting one up needs a code from whoever looks after the installation: a mailbox alone must not become two factors.
"""

import base64
import datetime as dt
import secrets
from typing import Final

import pyotp
from sqlalchemy import delete
from sqlmodel import Session, col, select

from ispdesk import keys
from models.tables.person import Person
from models.tables.signin import RecoveryCode, SecondStep

SPAN: Final = 30
"""Seconds for which an app shows one code."""
ASIDE: Final = 1
"""So many codes before and after the present one are taken, for clocks that are not set alike (our default)."""
RECOVERY_CODES: Final = 8
KEY_BYTES: Final = 20
"""160 bits, as RFC 4226 recommends."""
APP, PAPER = "second-step", "recovery-code"


def begin(session: Session, person: Person, at: dt.datetime) -> None:
    """Begin to set an app up, anew where that was begun before; one that is in use stays."""
    row = session.get(SecondStep, person.id)
    if row is None:
        session.add(SecondStep(person_id=person.id or 0, nonce=secrets.token_hex(16), made_at=at))
    elif row.confirmed_at is None:
        row.nonce, row.made_at, row.step = secrets.token_hex(16), at, 0
        session.add(row)


def key_of(session: Session, person: Person) -> str | None:
    """The app's key in letters and figures, while it is being set up; it is shown at no other time."""
    row = session.get(SecondStep, person.id)
    return _key(session, row) if row is not None and row.confirmed_at is None else None


def address_for_app(session: Session, person: Person, issuer: str) -> str | None:
    """The same as an address that a phone opens its app with (`otpauth://`)."""
    key = key_of(session, person)
    name = person.address or person.ref
    return None if key is None else pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=issuer)


def is_set_up(session: Session, person_id: int) -> bool:
    """Whether somebody has an app in use."""
    row = session.get(SecondStep, person_id)
    return row is not None and row.confirmed_at is not None


def finish(session: Session, person: Person, code: str, at: dt.datetime) -> list[str] | None:
    """Take the app's first code: from now on it is in use. The codes on paper, shown this once; None if it is wrong."""
    row = session.get(SecondStep, person.id, with_for_update=True, populate_existing=True)
    if row is None or row.confirmed_at is not None or not _right(session, row, code, at):
        return None
    row.confirmed_at = at
    session.add(row)
    return new_paper(session, person)


def new_paper(session: Session, person: Person) -> list[str]:
    """New codes on paper instead of those there were, shown this once."""
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person.id))
    made = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    for code in made:
        session.add(RecoveryCode(person_id=person.id or 0, code_hash=_paper_hash(session, person, code)))
    return ["-".join(code[part : part + 4] for part in range(0, len(code), 4)) for code in made]


def check(session: Session, person: Person, code: str, at: dt.datetime) -> bool:
    """Whether a code is the app's and new, or one on paper that was not used; either works once."""
    row = session.get(SecondStep, person.id, with_for_update=True, populate_existing=True)
    if row is None or row.confirmed_at is None:
        return False
    return _right(session, row, code, at) or _on_paper(session, person, code, at)


def remove(session: Session, person: Person) -> bool:
    """Take somebody's app and codes away, as when the telephone is lost; whether there was one."""
    row = session.get(SecondStep, person.id)
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person.id))
    if row is not None:
        session.delete(row)
    return row is not None


def paper_left(session: Session, person_id: int) -> int:
    """How many codes on paper were not used yet."""
    chosen = select(RecoveryCode.id).where(RecoveryCode.person_id == person_id, col(RecoveryCode.used_at).is_(None))
    return len(session.exec(chosen).all())


def _key(session: Session, row: SecondStep) -> str:
    made = keys.derived(keys.of(session), APP, f"{row.person_id}:{row.nonce}")
    return base64.b32encode(made[:KEY_BYTES]).decode()


def _right(session: Session, row: SecondStep, code: str, at: dt.datetime) -> bool:
    """Whether it is the code of a step near now and after the last one taken, which it then becomes."""
    figures = "".join(code.split())
    app, now = pyotp.TOTP(_key(session, row)), int(at.timestamp()) // SPAN
    for step in range(now - ASIDE, now + ASIDE + 1):
        if secrets.compare_digest(app.generate_otp(step).encode(), figures.encode()) and step > row.step:
            row.step = step
            session.add(row)
            return True
    return False


def _on_paper(session: Session, person: Person, code: str, at: dt.datetime) -> bool:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    chosen = select(RecoveryCode).where(
        RecoveryCode.person_id == person.id,
        RecoveryCode.code_hash == _paper_hash(session, person, plain),
        col(RecoveryCode.used_at).is_(None),
    )
    row = session.exec(chosen.with_for_update()).first()
    if row is None:
        return False
    row.used_at = at
    session.add(row)
    return True


def _paper_hash(session: Session, person: Person, plain: str) -> str:
    return keys.mark(keys.of(session), PAPER, f"{person.id}:{plain}")
