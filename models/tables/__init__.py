"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import calendar, isp, journal, organisation, person, post, qa, work

__all__ = ["calendar", "isp", "journal", "organisation", "person", "post", "qa", "work"]
