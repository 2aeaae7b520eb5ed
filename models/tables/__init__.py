"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import (
    after,
    appointment,
    attending,
    calendar,
    checking,
    clocks,
    document,
    effort,
    flow,
    handed,
    helping,
    isp,
    journal,
    link,
    meeting,
    organisation,
    person,
    post,
    qa,
    question,
    removal,
    review,
    scoping,
    session,
    signin,
    signing,
    token,
    wording,
    work,
)

__all__ = [
    "after", "appointment", "attending", "calendar", "checking", "clocks", "document", "effort", "flow", "handed",
    "helping", "isp", "journal", "link", "meeting", "organisation", "person", "post", "qa", "question", "removal",
    "review", "scoping", "session", "signin", "signing", "token", "wording", "work",
]  # fmt: skip
