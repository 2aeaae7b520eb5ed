"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import (
    appointment,
    calendar,
    clocks,
    document,
    effort,
    flow,
    isp,
    journal,
    link,
    organisation,
    person,
    post,
    qa,
    removal,
    session,
    signin,
    work,
)

__all__ = [
    "appointment", "calendar", "clocks", "document", "effort", "flow", "isp", "journal", "link", "organisation",
    "person", "post", "qa", "removal", "session", "signin", "work",
]  # fmt: skip
