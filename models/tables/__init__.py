"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import (
    appointment,
    attending,
    calendar,
    checking,
    clocks,
    effort,
    isp,
    journal,
    link,
    organisation,
    person,
    post,
    qa,
    scoping,
    session,
    work,
)  # fmt: skip

__all__ = [
    "appointment",
    "attending",
    "calendar",
    "checking",
    "clocks",
    "effort",
    "isp",
    "journal",
    "link",
    "organisation",
    "person",
    "post",
    "qa",
    "scoping",
    "session",
    "work",
]  # fmt: skip
