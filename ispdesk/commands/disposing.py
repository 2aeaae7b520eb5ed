"""Disposing of what is past its period (`states/retention.py`), with a row of history that says how much of what."""

from collections.abc import Mapping
from typing import Any, Final

from ispdesk.commands.shape import Payload, Spec, Tx
from models.queries import disposal
from states.lifecycle import Role
from states.retention import PERIODS

STREAM: Final = "register:retention"


class Dispose(Payload):
    """Dispose of everything that is past its period today."""


def dispose(tx: Tx, _payload: Dispose) -> Mapping[str, Any]:
    """Take it out in this transaction; where there is nothing, nothing is written."""
    mark = f"disposed of {tx.today.isoformat()}: past its period / gwaredwyd: y tu hwnt i'w gyfnod"
    done = disposal.take_out(tx.session, tx.today, mark)
    if done:
        until = {name: PERIODS[name].ends_before(tx.today).isoformat() for name in done}
        tx.record("disposed", {"rows": done, "before": until})
    return {"rows": done}


SPECS: tuple[Spec[Any], ...] = (
    Spec("dispose", "register", Dispose, frozenset({Role.OPERATOR}), dispose, creates=True, strong=lambda _: True),
)
