"""When something happened, as far as anybody knows: a day, an interval with open ends, or not known."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """Days between which something happened, both included; None at an end means that end is not known."""

    not_before: dt.date | None = None
    not_after: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins."""
        if self.not_before and self.not_after and self.not_after < self.not_before:
            message = f"an interval ends before it begins: {self.not_before} to {self.not_after}"
            raise ValueError(message)

    @property
    def day(self) -> dt.date | None:
        """The day, where it is exactly one."""
        return self.not_before if self.not_before == self.not_after else None

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return self.not_before is not None or self.not_after is not None

    def had_happened(self, at: dt.date) -> bool | None:
        """Whether it had happened by the end of that day: yes, no, or None where the interval does not say."""
        if self.not_after is not None and self.not_after <= at:
            return True
        if self.not_before is not None and self.not_before > at:
            return False
        return None


def on(day: dt.date) -> When:
    """Exactly that day."""
    return When(day, day)
