"""What a rule may see of an ISP: one flat value, in which None means "not known", never "no"."""

import datetime as dt
from dataclasses import dataclass

from states.lifecycle import Party, State


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts about one version of one ISP at one moment, as the record has them. Counts are whole numbers."""

    state: State
    today: dt.date
    holder: Party = Party.NOBODY
    on_hold: bool = False
    title: bool | None = None
    area: bool | None = None
    lead: bool | None = None
    coordinator: bool | None = None
    purpose: bool | None = None
    instrument: str | None = None
    partners: int | None = None
    facilitators: int | None = None
    flows: int | None = None
    incomplete_flows: tuple[str, ...] | None = None
    strangers: tuple[str, ...] | None = None
    partners_without_flow: tuple[str, ...] | None = None
    document: bool | None = None
    submits_itself: bool = False
    unsigned: tuple[str, ...] | None = None
    acting_as_timer: bool = False
    assurer_conflict: str | None = None
    assurer_known_independent: bool | None = None
    interest_undeclared: str | None = None
    second_reader_missing: bool = False
    findings_open: int | None = None
    must_findings_open: int | None = None
    previous_findings_open: int | None = None
    findings_unanswered: int | None = None
    corrections_unchecked: int | None = None
    corrections_listed: int | None = None
    group: bool | None = None
    review_date: dt.date | None = None
    notice_date: dt.date | None = None
    content_as_assured: bool | None = None
    version_in_progress: bool = False
    version_in_force: bool = False
    successor: bool | None = None
