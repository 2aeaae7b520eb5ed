"""What running one command comes to, for tests of the command line."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    """What one command came to."""

    code: int
    out: str
    err: str

    def value(self) -> Any:
        """The one JSON value it printed."""
        return json.loads(self.out)


Run = Callable[..., Ran]
