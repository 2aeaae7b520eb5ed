"""The shape of a command: the order that comes in, the transaction it works in, and what comes out."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from models import chain
from models.tables.journal import History, HistoryWords, Stream
from states.lifecycle import Role
from states.when import When
from states.words import Sentence


class Payload(BaseModel):
    """What a command carries: unknown fields are refused, values are not changed to fit."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Order:
    """A change that somebody asks for.

    `id` makes it idempotent. `stream` is `kind:REF`. `actor` is a person's reference, or `timer`, `import`,
    `operator`. `operator` is who typed it for somebody else. `expected` is what the person saw (a state entry,
    a content hash, a revision), None where nothing is expected. `happened` is set where it differs from now.
    `recording` puts in what a source states, instead of doing it. `strong`: whoever asks stands at the machine, or
    signed in with a second factor.
    """

    id: str
    kind: str
    stream: str
    actor: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    operator: str | None = None
    expected: str | None = None
    happened: When | None = None
    recording: bool = False
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of the stream changed; every reason, with its code."""

    reasons: tuple[Sentence, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The change stands; what the door answers the first time and every time the same id comes again.

    `again`: it was made before, by an order of the same id.
    """

    answer: Mapping[str, Any]
    again: bool = field(default=False, compare=False)


def refuse(code: str, en: str, cy: str) -> Refused:
    """Refuse for one reason."""
    return Refused((Sentence(en, cy),), (code,))


class Declined(Exception):  # noqa: N818 - it carries an answer, it is no fault
    """Raised inside a command to refuse it; the door undoes what the command wrote."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reasons[0].en)
        self.refused = refused


def decline(code: str, en: str, cy: str) -> Declined:
    """Make a refusal to raise."""
    return Declined(refuse(code, en, cy))


_RANK = {role: place for place, role in enumerate(Role)}


@dataclass(slots=True)
class Tx:
    """One transaction at the door: the session, the order, the instant under the lock, and the rows written."""

    session: Session
    order: Order
    at: dt.datetime
    stream: Stream
    roles: frozenset[Role]
    fresh: bool
    written: list[History] = field(default_factory=list)

    @property
    def today(self) -> dt.date:
        """The day in Wales at the recorded instant."""
        from states.calendar import local_day

        return local_day(self.at)

    def record(
        self,
        kind: str,
        body: Mapping[str, Any],
        *,
        words: Mapping[str, str] | None = None,
        standing: str | None = None,
        role: Role | None = None,
        happened: When | None = None,
        stream: Stream | None = None,
        later: list[History] | None = None,
    ) -> History:
        """Append one row to the stream's history; words lie beside the chain, which holds their salted hash.

        `later`: it is put into this list, for `write` to write it with others.
        """
        target = stream or self.stream
        when = happened or self.order.happened or When()
        salted = {name: (chain.new_salt(self.session), text) for name, text in (words or {}).items() if text}
        promised = {name: chain.words_hash(salt, text) for name, (salt, text) in salted.items()}
        row = History(
            stream=target.name,
            seq=0,
            command_id=self.order.id,
            ordinal=len(self.written),
            kind=kind,
            standing=standing or ("stated" if self.order.recording else "done"),
            actor=self.order.actor,
            role=(role or (min(self.roles, key=_RANK.__getitem__) if self.roles else Role.OPERATOR)).value,
            operator=self.order.operator,
            happened_from=when.not_before,
            happened_to=when.not_after,
            recorded_at=self.at,
            body={**body, **({"words": promised} if promised else {})},
            prev_hash="",
            hash="",
        )
        chain.link(target, row)
        if later is None:
            chain.write(self.session, [row])
        else:
            later.append(row)
        for name, (salt, text) in salted.items():
            chain.add_words(self.session, HistoryWords(stream=row.stream, seq=row.seq, name=name, salt=salt, text=text))
        self.written.append(row)
        return row

    def write(self, rows: Sequence[History]) -> None:
        """Write rows that were recorded for later."""
        chain.write(self.session, rows)


P = TypeVar("P", bound=Payload)


@dataclass(frozen=True, slots=True)
class Spec(Generic[P]):
    """One kind of command: whose stream, what it carries, who may give it, and the function that carries it out.

    `by` is None where a table of the field decides who may (the lifecycle). `creates`: the stream begins with it.
    `strong` says of a payload whether it needs a second factor.
    """

    kind: str
    stream_kind: str
    payload: type[P]
    by: frozenset[Role] | None
    carry_out: Callable[[Tx, P], Mapping[str, Any]]
    creates: bool = False
    strong: Callable[[P], bool] = field(default=lambda _payload: False)
