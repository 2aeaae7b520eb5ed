"""The tables, one file a noun; importing this package fills the metadata."""

from models.tables import calendar, clocks, isp, journal, link, organisation, person, post, qa, work

__all__ = ["calendar", "clocks", "isp", "journal", "link", "organisation", "person", "post", "qa", "work"]
