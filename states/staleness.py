"""Which sign-offs a change of the text touches (design §3, **Stale**).

A sign-off is bound to the content it was given to. A change of the purpose or of a section touches everybody, that of a
flow its sender and recipients before and after it. A change that was marked as mere spelling, contacts or dates touches
nobody, but whoever objects to the mark: for them it is a change like any other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["purpose", "section", "flow"]
How = Literal["added", "removed", "changed"]
MINOR_KINDS: Final = ("spelling", "contacts", "dates")
"""What a change that touches nobody may be."""
OBJECTION_DAYS: Final = 10
"""Working days in which a signatory may object to such a mark (design §3)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a content: its mark, and for a flow the folded names of its sender and recipients."""

    kind: Kind
    hash: str
    parties: frozenset[str] = frozenset()


Content = Mapping[str, Part]
"""The parts of a content by their keys, such as `section:purpose:en` or `flow:3`."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than it was in one part; `parties` None: it concerns everybody."""

    key: str
    kind: Kind
    how: How
    before: str | None
    after: str | None
    parties: frozenset[str] | None
    same_parties: bool = True


@dataclass(frozen=True, slots=True)
class Minor:
    """A mark: between these two contents of one part there are only spelling, contacts or dates."""

    key: str
    before: str
    after: str


def changes(then: Content, now: Content) -> tuple[Change, ...]:
    """Everything that is other now than it was then, by key."""
    found = []
    for key in sorted({*then, *now}):
        before, after = then.get(key), now.get(key)
        if before is not None and after is not None and before.hash == after.hash:
            continue
        kind = (before or after or _NOTHING).kind
        parties = (before or _NOTHING).parties | (after or _NOTHING).parties
        found.append(
            Change(
                key=key,
                kind=kind,
                how="added" if before is None else "removed" if after is None else "changed",
                before=before.hash if before else None,
                after=after.hash if after else None,
                parties=parties if kind == "flow" else None,
                same_parties=(before or _NOTHING).parties == (after or _NOTHING).parties,
            )
        )
    return tuple(found)


_NOTHING: Final = Part("section", "")


def concerns(change: Change, names: Collection[str]) -> bool:
    """Whether a change concerns whoever goes by one of these folded names."""
    return change.parties is None or not change.parties.isdisjoint(names)


def may_be_minor(change: Change) -> bool:
    """Whether a change can be a matter of spelling, contacts or dates at all: nothing came, went or changed hands."""
    return change.how == "changed" and change.same_parties


def is_minor(change: Change, marks: Iterable[Minor]) -> bool:
    """Whether marks lead from the one content of the part to the other, in however many steps and either way."""
    if not may_be_minor(change) or change.before is None or change.after is None:
        return False
    steps: dict[str, set[str]] = {}
    for mark in marks:
        if mark.key == change.key:
            steps.setdefault(mark.before, set()).add(mark.after)
            steps.setdefault(mark.after, set()).add(mark.before)
    seen, left = {change.before}, [change.before]
    while left:
        for step in steps.get(left.pop(), ()):
            if step not in seen:
                seen.add(step)
                left.append(step)
    return change.after in seen


def touching(then: Content, now: Content, names: Collection[str], marks: Collection[Minor] = ()) -> tuple[Change, ...]:
    """The changes for which a sign-off given `then` by whoever goes by `names` no longer holds `now`; none: it holds.

    `marks` are those to which this signatory has not objected.
    """
    return tuple(one for one in changes(then, now) if concerns(one, names) and not is_minor(one, marks))
