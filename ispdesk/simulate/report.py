"""What a simulation reports."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Report:
    """What a simulation came to; `history_hash` is the last link of the ledger."""

    history_hash: str = ""
    violations: list[str] = field(default_factory=list)
    isps: int = 0
    days: int = 0
    steps: int = 0
    orders: int = 0
    refused: int = 0
    rows: int = 0
    rungs: int = 0
    letters: int = 0
    letters_sent: int = 0
    crashes: int = 0
    double_runs: int = 0
    senders_died: int = 0
    closures: int = 0
    policies: int = 0
    states: dict[str, int] = field(default_factory=dict)

    def value(self) -> dict[str, Any]:
        """As one JSON value."""
        return asdict(self)
