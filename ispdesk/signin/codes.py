"""Six figures by mail, and a link beside them: each works once, for a quarter of an hour, and is kept as a hash.

The code works in the browser that asked (a cookie says which), at most five times wrong; the link in any browser, when
its page is posted: mail scanners open links. The letter's words are taken out of the outbox when it has left.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from ispdesk import keys
from ispdesk.commands import telling
from ispdesk.commands.letters import About, write_letter
from models.database import forget
from models.queries import signins
from models.tables.person import Person
from models.tables.post import Letter
from models.tables.signin import SignIn
from states.calendar import local_day
from states.words import Sentence

LIFE: Final = {
    "sign_in": dt.timedelta(minutes=15),
    "address": dt.timedelta(minutes=15),
    "enrol": dt.timedelta(hours=24),
}
"""How long a code works, by what it is for (our default)."""
TRIES: Final = 5
"""How often a code may be typed wrong before it ends (our default)."""
FIGURES: Final = 6
AHEAD: Final = dt.timedelta(days=1)
"""So much earlier than others is such a letter due: somebody is waiting for it at the screen."""
MESSAGES: Final = {"sign_in": "sign_in", "address": "address_code"}
REASONS: Final = {
    "sign_in": Sentence(
        "somebody typed your address to get this code", "teipiodd rhywun eich cyfeiriad i gael y cod hwn"
    ),
    "address": Sentence(
        "somebody answered by the link that we sent you, and this code makes it yours",
        "atebodd rhywun drwy'r ddolen a anfonwyd atoch, a'r cod hwn sy'n ei wneud yn ateb i chi",
    ),
}
CODE = "sign-in-code"


class Outcome(StrEnum):
    """What came of a code or a link."""

    RIGHT = "right"
    WRONG = "wrong"
    ENDED = "ended"  # expired, used, tried too often, or never asked for here


@dataclass(frozen=True, slots=True)
class Issued:
    """A code that was made. `token` and `code` are nowhere else but in the letter."""

    row: int
    purpose: str
    token: str
    code: str
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of it; whose it was and which page they wanted where it was right, else how many tries are left."""

    outcome: Outcome
    person: Person | None = None
    left: int = 0
    back_to: str = ""


def hashed(token: str) -> str:
    """What is kept of a token or of a browser's cookie: there is too much chance in it to guess from the hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_browser() -> str:
    """What a browser that asks for a code is known by: the value of its cookie."""
    return secrets.token_urlsafe(32)


def make(
    session: Session,
    person: Person | None,
    purpose: str,
    at: dt.datetime,
    *,
    browser: str,
    about: str = "",
    back_to: str = "",
) -> Issued:
    """Make a code for somebody, or for nobody: what is written is the same, so that nothing tells the two apart."""
    token = secrets.token_urlsafe(32)
    code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"
    token_hash, ends_at = hashed(token), at + LIFE[purpose]
    row = SignIn(
        purpose=purpose,
        about=about,
        person_id=person.id if person else None,
        token_hash=token_hash,
        code_hash=_code_hash(session, token_hash, code),
        browser_hash=hashed(browser),
        made_at=at,
        ends_at=ends_at,
        back_to=back_to,
    )
    session.add(row)
    session.flush()
    return Issued(row.id or 0, purpose, token, code, ends_at)


def issue(session: Session, person: Person, purpose: str, at: dt.datetime, *, browser: str, about: str = "") -> Issued:
    """Make a code for somebody and write the letter that brings it. Sending it is the caller's, after the commit."""
    made = make(session, person, purpose, at, browser=browser, about=about)
    write(session, made, person, at)
    return made


def write(session: Session, made: Issued, person: Person, at: dt.datetime) -> None:
    """Write the letter that brings a code: it is due before whatever else waits."""
    if not person.reached_at:
        return
    inside = telling.house(session)
    own = "" if person.language == "unknown" else f"/{person.language}"
    base = inside.base_url.rstrip("/")
    values = {
        "code": f"{made.code[:3]} {made.code[3:]}",
        "minutes": int(LIFE[made.purpose] / dt.timedelta(minutes=1)),
        "link": f"{base}{own}/sign-in/{made.token}" if made.purpose == "sign_in" else f"{base}/",
        "reason_reader_en": REASONS[made.purpose].en,
        "reason_reader_cy": REASONS[made.purpose].cy,
        **telling.asked_by(inside),
    }
    writing = _Writing(session, inside.fixed_time or at)
    about = About(f"{MESSAGES[made.purpose]}:{hashed(made.token)[:24]}", person_id=person.id)
    number = write_letter(writing, MESSAGES[made.purpose], person, values, about)
    row, letter = session.get(SignIn, made.row), session.get(Letter, number) if number else None
    if row is not None and letter is not None:
        letter.next_at = writing.at - AHEAD
        row.letter_id = number
        session.add_all((letter, row))


@dataclass(frozen=True, slots=True)
class _Writing:
    """What a letter is written in. In a home whose time stands letters are due at its instant."""

    session: Session
    at: dt.datetime

    @property
    def today(self) -> dt.date:
        """The day in Wales."""
        return local_day(self.at)


def confirm(session: Session, browser: str, purpose: str, code: str, at: dt.datetime, *, about: str = "") -> Confirmed:
    """What comes of a code typed in the browser that asked for it, for the same purpose and about the same."""
    return _typed(session, signins.asked_in(session, hashed(browser), purpose, about) if browser else None, code, at)


def confirm_handed(session: Session, person: Person, purpose: str, code: str, at: dt.datetime) -> Confirmed:
    """What comes of a code that somebody was told, whichever browser they type it in."""
    return _typed(session, signins.waiting_for(session, person.id or 0, purpose), code, at)


def _typed(session: Session, row: SignIn | None, code: str, at: dt.datetime) -> Confirmed:
    if row is None or not _works(row, at):
        return Confirmed(Outcome.ENDED)
    figures = "".join(code.split()).replace("-", "")
    right = secrets.compare_digest(_code_hash(session, row.token_hash, figures).encode(), row.code_hash.encode())
    if not right or row.person_id is None:
        row.tries += 1
        session.add(row)
        left = TRIES - row.tries
        return Confirmed(Outcome.WRONG if left > 0 else Outcome.ENDED, left=left)
    return _use(session, row, "code", at)


def behind(session: Session, token: str, at: dt.datetime) -> Person | None:
    """Whose link this is, while it works; looking changes nothing."""
    row = signins.of_token(session, hashed(token))
    works = row is not None and row.purpose == "sign_in" and row.person_id is not None and _works(row, at)
    return session.get(Person, row.person_id) if row is not None and works else None


def follow(session: Session, token: str, at: dt.datetime) -> Confirmed:
    """What comes of a link whose page was posted."""
    row = signins.of_token(session, hashed(token))
    if row is None or row.purpose != "sign_in" or row.person_id is None or not _works(row, at):
        return Confirmed(Outcome.ENDED)
    return _use(session, row, "link", at)


def _works(row: SignIn, at: dt.datetime) -> bool:
    return row.used_at is None and at < row.ends_at and row.tries < TRIES


def _use(session: Session, row: SignIn, means: str, at: dt.datetime) -> Confirmed:
    row.used_at, row.used_by = at, means
    session.add(row)
    return Confirmed(Outcome.RIGHT, session.get(Person, row.person_id), back_to=row.back_to)


def _code_hash(session: Session, token_hash: str, code: str) -> str:
    """What is kept of a code: six figures are soon guessed from a hash, so the home's key is in it."""
    return keys.mark(keys.of(session), CODE, f"{token_hash}:{code}")


def tidy(session: Session, at: dt.datetime) -> int:
    """Take the words out of letters that have left or whose code has ended, and throw old rows away; how many letters.

    In a home whose time stands, letters are settled at its instant; codes end by the wall clock.
    """
    blotted = signins.blot_letters(session, at)
    signins.throw_away(session, at)
    forget(session, {SignIn.__tablename__})
    return blotted
