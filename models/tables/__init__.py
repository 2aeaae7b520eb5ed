"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import (
    appointment,
    attending,
    calendar,
    checking,
    clocks,
    document,
    effort,
    flow,
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
    target,
    token,
    work,
)

__all__ = [
    "appointment", "attending", "calendar", "checking", "clocks", "document", "effort", "flow", "helping", "isp",
    "journal", "link", "meeting", "organisation", "person", "post", "qa", "question", "removal", "review",
    "scoping", "session", "signin", "signing", "target", "token", "work",
]  # fmt: skip
