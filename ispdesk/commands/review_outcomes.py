"""Who hears how a periodic review ended: its coordinator and the partners' contacts, but for whoever ended it."""

from ispdesk.commands import facts, telling
from ispdesk.commands.audiences import Subject, behind
from ispdesk.commands.shape import Tx
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.person import Person
from notifications.audience import Audience
from notifications.safe import paragraphs
from states.lifecycle import Trigger
from states.words import Sentence

T = Trigger
NEWS: dict[Trigger, Sentence] = {
    T.CONFIRM_UNCHANGED: Sentence("reviewed and confirmed unchanged", "wedi'i adolygu a'i gadarnhau heb newid"),
    T.ACCEPT_MINOR_UPDATE: Sentence("reviewed, with a minor update", "wedi'i adolygu, gyda mân ddiweddariad"),
    T.REVISE_TEXT: Sentence("a new version is being written", "mae fersiwn newydd yn cael ei hysgrifennu"),
    T.REVISE_FLOWS: Sentence("a new version with other flows has begun", "dechreuwyd fersiwn newydd â llifoedd eraill"),
    T.EXTEND: Sentence("being extended in a new version", "yn cael ei ymestyn mewn fersiwn newydd"),
    T.LAPSE: Sentence("its review is overdue", "mae ei adolygiad yn hwyr"),
    T.SUPERSEDE: Sentence("superseded by another ISP", "wedi'i ddisodli gan ISP arall"),
    T.RETIRE: Sentence("retired: no longer in force", "wedi dod i ben: nid yw mewn grym mwyach"),
}
"""How the end of a review, or of what is in force, is told."""
STAYS = frozenset({T.REVISE_TEXT, T.REVISE_FLOWS, T.EXTEND})
"""Moves after which the version in force stays so meanwhile."""


def tell(tx: Tx, isp: Isp, version: Version, trigger: Trigger, reason: str, row: History) -> None:
    """Tell each of them once; whoever the news is from does not hear it."""
    said = NEWS[trigger]
    chosen: dict[int, tuple[Person, Audience]] = {}
    for person in behind(tx.session, Audience.COORDINATOR, Subject(isp, version), tx.today):
        chosen.setdefault(person.id or 0, (person, Audience.COORDINATOR))
    for partner in facts.partners(tx.session, isp):
        for person in behind(tx.session, Audience.PARTNER_CONTACT, Subject(isp, version, partner), tx.today):
            chosen.setdefault(person.id or 0, (person, Audience.PARTNER_CONTACT))
    told = [one for one in chosen.values() if one[0].ref != tx.order.actor and one[0].reached_at]
    ends = trigger in {T.CONFIRM_UNCHANGED, T.ACCEPT_MINOR_UPDATE}
    values = telling.isp_values(tx.session, isp, version) | {
        "move_en": said.en,
        "move_cy": said.cy,
        "happened": row.happened_from or tx.today,
        "reason": paragraphs(reason),
        "review_date": version.review_date if ends else None,
        "stays": trigger in STAYS,
        "lapsed": trigger is T.LAPSE,
    }
    about = telling.About(f"{tx.stream.name}:{row.seq}:review_ended", isp, version, outlives=True)
    telling.tell_chosen(tx, "review_ended", told, values, about, seq=row.seq)
