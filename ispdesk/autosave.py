"""What an assurer types of a review, saved as they type: no command (design §2), one draft a person and round."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import Session

from models.queries import isps, people, reviews
from models.tables.review import OUTCOMES, ReviewDraft
from states import checklist
from states.lifecycle import State

MOST_TEXT = 4000
Typed = Mapping[str, Mapping[str, str]]


def save(session: Session, ref: str, who: str, typed: Typed, at: dt.datetime) -> int | None:
    """Put what is typed into this person's own draft, by question; questions that are not named stay.

    Return the draft's revision; None where the version is not under review, or nothing known was typed.
    """
    isp = isps.by_ref(session, ref)
    version = isps.standing_at(session, isp.id or 0, "progress") if isp else None
    person = people.by_ref(session, who)
    if version is None or person is None or State(version.state) is not State.QA_REVIEW:
        return None
    known = {code: _clean(said) for code, said in typed.items() if code in checklist.BY_CODE}
    if not known:
        return None
    found = reviews.draft(session, version.id or 0, version.round, person.id or 0)
    row = found or ReviewDraft(
        version_id=version.id or 0, round=version.round, person_id=person.id or 0, typed={}, revision=0, saved_at=at
    )
    row.typed, row.revision, row.saved_at = {**row.typed, **known}, row.revision + 1, at
    session.add(row)
    session.flush()
    return row.revision


def _clean(said: Mapping[str, str]) -> dict[str, str]:
    outcome = said.get("outcome", "")
    return {
        "outcome": outcome if outcome in OUTCOMES else "",
        "text": said.get("text", "")[:MOST_TEXT],
        "about": said.get("about", "")[:100],
    }
