"""Which version of an ISP is at work, and whether its content can be changed now."""

from ispdesk.commands.isps import find
from ispdesk.commands.shape import Tx, decline
from models.queries import isps
from models.tables.isp import Isp, Version
from states.lifecycle import Party, Role, State
from states.lifecycle import amendable as can_be_changed


def at_work(tx: Tx, isp: Isp) -> Version:
    """The version in progress, or the one in force where none is. Declines where there is neither."""
    found = isps.standing_at(tx.session, isp.id or 0, "progress") or isps.standing_at(tx.session, isp.id or 0, "force")
    if found is None:
        raise decline(
            "ended", "It has no version at work: reopen it first.", "Nid oes fersiwn ar waith: ailagorwch ef."
        )
    return found


def amendable(tx: Tx) -> tuple[Isp, Version]:
    """The ISP of this order and its version at work. Declines where that is with quality assurance or in force."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    now = can_be_changed(State(version.state), Party(version.holder))
    if not now and not tx.order.recording and Role.IMPORT not in tx.roles:
        raise decline(
            "not_amendable",
            "It is with quality assurance or in force: ask for it back, or begin a new version.",
            "Mae gyda sicrhau ansawdd neu mewn grym: gofynnwch amdano'n ôl, neu dechreuwch fersiwn newydd.",
        )
    return isp, version
