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
    register,
    removal,
    review,
    scoping,
    session,
    signin,
    signing,
    token,
    work,
)

__all__ = [
    "appointment", "attending", "calendar", "checking", "clocks", "document", "effort", "flow", "helping", "isp",
    "journal", "link", "meeting", "organisation", "person", "post", "qa", "question", "register", "removal",
    "review", "scoping", "session", "signin", "signing", "token", "work",
]  # fmt: skip
