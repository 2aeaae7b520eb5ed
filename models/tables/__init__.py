"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import (
    appointment,
    calendar,
    clocks,
    document,
    effort,
    isp,
    journal,
    link,
    organisation,
    person,
    post,
    qa,
    removal,
    session,
    work,
)

__all__ = [
    "appointment", "calendar", "clocks", "document", "effort", "isp", "journal", "link", "organisation", "person",
    "post", "qa", "removal", "session", "work",
]  # fmt: skip
