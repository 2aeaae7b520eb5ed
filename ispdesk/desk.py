"""The one door: the shape of every transaction that changes a stream, whoever asks for it (design §2).

It knows no noun of the field: `ispdesk.commands.COMMANDS` says what each command is. Effects happen after commit.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from ispdesk import access
from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Declined, Done, Order, Payload, Refused, Spec, Tx, refuse
from ispdesk.wrong_values import in_words
from models import chain
from models.base import canonical
from models.database import DoesNotFitError, forget_everything, is_transient, retrying, writing
from models.tables.journal import CommandRow, History, Stream
from notifications.safe import UnsafeText, check_values
from states.calendar import local_day
from states.decide import RECORDERS, only_these
from states.lifecycle import Role

REFERENCE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?")
"""What a reference may be: it stands in addresses, mails and file names."""
Now = Callable[[], dt.datetime]
Result = TypeVar("Result")
_STREAM_ROW: Any = Stream.__table__  # type: ignore[attr-defined]  # SQLModel's
_COMMAND_ROW: Any = CommandRow.__table__  # type: ignore[attr-defined]  # likewise
_STREAM = select(_STREAM_ROW).where(_STREAM_ROW.c.name == bindparam("of")).with_for_update()
_BEGINS = insert(_STREAM_ROW)
_GROWS = update(_STREAM_ROW).where(_STREAM_ROW.c.name == bindparam("of"))
_COMMAND = select(_COMMAND_ROW.c.request_hash, _COMMAND_ROW.c.outcome, _COMMAND_ROW.c.answer).where(
    _COMMAND_ROW.c.id == bindparam("of")
)
_ATTEMPTED = insert(_COMMAND_ROW)
_DECIDED = update(_COMMAND_ROW).where(_COMMAND_ROW.c.id == bindparam("of"))
"""Built once: every change asks these. The rows are no objects of the session, so that no flush waits for them."""


def do(engine: Engine, order: Order, now: Now) -> Done | Refused:
    """Carry out one order in one transaction; on return it is committed. Tried again whole on a lock or deadlock."""

    def once(*, careful: bool) -> Done | Refused:
        with writing(engine) as session:
            door = _Door(session, now, careful=careful)
            result = door.do(order)
            door.close()
            return result

    return _carefully(once)


class _ContradictedError(Exception):
    """The database refused a row; the whole transaction is undone, and done again so that the refusal is kept."""


def _carefully(once: Callable[..., Result]) -> Result:
    """Run a whole transaction; where the database contradicts it, again from its beginning with a way back inside."""
    try:
        return retrying(partial(once, careful=False))
    except _ContradictedError:
        return retrying(partial(once, careful=True))


def rehearse(engine: Engine, order: Order, now: Now) -> Done | Refused:
    """What an order would answer now: carried out whole, under its own locks, and then undone."""

    def once(*, careful: bool) -> Done | Refused:
        with writing(engine) as session:
            result = _Door(session, now, careful=careful).do(order)
            session.rollback()
        return result

    return _carefully(once)


def do_all(engine: Engine, orders: Iterable[Order], now: Now) -> Done | tuple[int, Refused]:
    """Carry out many orders in one transaction: all of them, or none and the first refusal with its place (from 0)."""

    class _OneRefusedError(Exception):
        def __init__(self, place: int, refused: Refused) -> None:
            super().__init__(place)
            self.place, self.refused = place, refused

    wanted = list(orders)

    def once(*, careful: bool) -> Done:
        with writing(engine) as session:
            door = _Door(session, now, careful=careful)
            for place, order in enumerate(wanted):
                result = door.do(order)
                if isinstance(result, Refused):
                    raise _OneRefusedError(place, result)
            door.close()
        return Done({"orders": len(wanted)})

    try:
        return _carefully(once)
    except _OneRefusedError as one:
        return one.place, one.refused


def rehearse_all(engine: Engine, orders: Iterable[Order], now: Now) -> list[tuple[int, Refused]]:
    """What many orders in one transaction would be refused, each with its place (from 0); then all of it is undone.

    What a stream is told that would not have begun is not refused a second time.
    """
    wanted = list(orders)

    def once(*, careful: bool) -> list[tuple[int, Refused]]:
        found: list[tuple[int, Refused]] = []
        missing: set[str] = set()
        with writing(engine) as session:
            door = _Door(session, now, careful=careful)
            for place, order in enumerate(wanted):
                if order.stream in missing:
                    continue
                result = door.do(order)
                if isinstance(result, Refused):
                    found.append((place, result))
                    spec = COMMANDS.get(order.kind)
                    if spec is not None and spec.creates and "exists" not in result.codes:
                        missing.add(order.stream)
            session.rollback()
        return found

    return _carefully(once)


class _Mark:
    """Where a transaction can go back to: a savepoint that the session does not know of, and pays nothing for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.exec_driver_sql("SAVEPOINT at_the_door")

    def rollback(self) -> None:
        """Undo what was written since."""
        self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT at_the_door")
        self.commit()

    def commit(self) -> None:
        """Keep what was written since."""
        self._connection.exec_driver_sql("RELEASE SAVEPOINT at_the_door")


class _Door:
    """One writing transaction at the door: the clock is read once, under the first lock; the ledger is chained last.

    `careful`: the session itself marks where it can go back to, which costs it a good deal; it has to where the
    database refuses a row in the middle of a flush.
    """

    def __init__(self, session: Session, now: Now, *, careful: bool) -> None:
        self.session, self._careful = session, careful
        self._now = now
        self._at: dt.datetime | None = None
        self.rows: list[History] = []

    def at(self) -> dt.datetime:
        """The instant of this transaction."""
        if self._at is None:
            self._at = self._now()
        return self._at

    def close(self) -> None:
        """Chain what was written into the order of commits."""
        chain.append_to_ledger(self.session, self.rows)

    def do(self, order: Order) -> Done | Refused:
        """Claim the command's id, decide, write; the command row is the record of the attempt either way."""
        session, spec = self.session, COMMANDS.get(order.kind)
        if spec is None or order.stream.partition(":")[0] != spec.stream_kind:
            return refuse(
                "no_such_command", f"There is no command “{order.kind}”.", f"Nid oes gorchymyn “{order.kind}”."
            )
        unfit = _unfit(order)
        if unfit is not None:
            return unfit
        asked = _hash_of(order)
        stream, fresh = _lock(session, order, spec)
        before = session.connection().execute(_COMMAND, {"of": order.id}).first()
        if before is not None and before.request_hash != asked:
            return refuse(
                "id_used",
                "This command's id was used before with other content; nothing was changed. Load the page again.",
                "Defnyddiwyd y dynodydd hwn o'r blaen gyda chynnwys arall; ni newidiwyd dim. Llwythwch y dudalen eto.",
            )
        if before is not None and before.outcome == "moved":
            return Done(before.answer, again=True)
        result = self._decide(order, spec, stream, fresh=fresh)
        outcome = "moved" if isinstance(result, Done) else "refused"
        answer = dict(result.answer) if isinstance(result, Done) else {"codes": list(result.codes)}
        if before is not None:
            session.connection().execute(_DECIDED, {"of": order.id, "outcome": outcome, "answer": answer})
        else:
            self._attempted(order, asked, outcome, answer)
        return result

    def _attempted(self, order: Order, asked: str, outcome: str, answer: Mapping[str, Any]) -> None:
        said = {
            "id": order.id,
            "kind": order.kind,
            "stream": order.stream,
            "actor": order.actor,
            "operator": order.operator,
            "request_hash": asked,
            "outcome": outcome,
            "answer": answer,
            "recorded_at": self.at(),
        }
        self.session.connection().execute(_ATTEMPTED, said)

    def _decide(self, order: Order, spec: Spec[Any], stream: Stream | None, *, fresh: bool) -> Done | Refused:
        session = self.session
        if stream is None:
            return _no_stream(order, spec)
        payload = _payload(spec, order)
        if isinstance(payload, Refused):
            return payload
        at = self.at()
        if stream.last_at is not None and at < stream.last_at:
            at = stream.last_at  # never earlier than the stream's last row
        roles = access.roles_of(session, order.actor, order.stream, local_day(at))
        refused = _may(order, spec, roles) or _in_time(order, local_day(at)) or _strong(order, spec, payload)
        if refused is not None or roles is None:
            return refused or refuse("unknown_person", "There is no such person.", "Nid oes person o'r fath.")
        return self._carry_out(Tx(session, order, at, stream, roles, fresh), spec, payload)

    def _carry_out(self, tx: Tx, spec: Spec[Any], payload: Payload) -> Done | Refused:
        """Do what was decided, or undo whatever of it was written."""
        session = self.session
        mark = session.begin_nested() if self._careful else _Mark(session.connection())
        try:
            answer = self._written(tx, spec, payload)
        except (Declined, DoesNotFitError) as error:
            mark.rollback()
            forget_everything(session)
            return error.refused if isinstance(error, Declined) else _too_long(error)
        except IntegrityError as error:
            if is_transient(error):
                raise
            if not self._careful:
                raise _ContradictedError from error
            mark.rollback()
            forget_everything(session)
            return refuse(
                "wrong_value",
                "It contradicts what is there: a second of what there is one of, or an end before its beginning.",
                "Mae'n gwrth-ddweud yr hyn sydd yno: ail o rywbeth unigol, neu ddiwedd cyn ei ddechrau.",
            )
        mark.commit()
        self.rows.extend(tx.written)
        return Done(answer)

    def _written(self, tx: Tx, spec: Spec[Any], payload: Payload) -> Mapping[str, Any]:
        """Carry out a command and write all that it leaves; its stream grows last."""
        stream = tx.stream
        if tx.fresh:
            self.session.connection().execute(_BEGINS, _kept(stream))
        begun = stream.length
        answer = spec.carry_out(tx, payload)
        self.session.flush()
        if stream.length != begun:
            grown = {"of": stream.name, "length": stream.length, "head": stream.head, "last_at": stream.last_at}
            self.session.connection().execute(_GROWS, grown)
        return answer


def _unfit(order: Order) -> Refused | None:
    """What no database, or no mail, can carry: characters nobody sees, and names longer than their column."""
    limits = {"id": order.id, "stream": order.stream, "actor": order.actor, "operator": order.operator or ""}
    for column, value in limits.items():
        longest = CommandRow.model_fields[column].metadata[0].max_length
        if len(value) > longest:
            return _too_long(DoesNotFitError("command", column, longest))
    try:
        check_values([*(text.split() for text in _texts(dict(order.payload))), *limits.values()], order.kind)
    except UnsafeText:
        return refuse(
            "wrong_value",
            "There is a character in it that cannot be seen or kept; type the text again.",
            "Mae nod ynddo na ellir ei weld na'i gadw; teipiwch y testun eto.",
        )
    return None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (*_texts(key), *_texts(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _too_long(error: DoesNotFitError) -> Refused:
    return refuse(
        "wrong_value",
        f"“{error.column}” is too long: at most {error.most}.",
        f"Mae “{error.column}” yn rhy hir: {error.most} ar y mwyaf.",
    )


def _hash_of(order: Order) -> str:
    when = order.happened
    said = {
        "kind": order.kind,
        "stream": order.stream,
        "actor": order.actor,
        "operator": order.operator,
        "payload": dict(order.payload),
        "expected": order.expected,
        "happened": [when.not_before, when.not_after] if when else None,
        "recording": order.recording,
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def _lock(session: Session, order: Order, spec: Spec[Any]) -> tuple[Stream | None, bool]:
    """Lock the stream's row; a stream that begins with this command is made here, and kept only if it is moved."""
    found = session.connection().execute(_STREAM, {"of": order.stream}).first()
    kind, _, ref = order.stream.partition(":")
    if found is not None:
        return Stream(**found._mapping), False  # noqa: SLF001 - SQLAlchemy's public name for it
    if not spec.creates or not REFERENCE.fullmatch(ref):
        return None, False
    return Stream(name=order.stream, kind=kind, ref=ref), True


def _kept(stream: Stream) -> dict[str, Any]:
    return {name: getattr(stream, name) for name in _STREAM_ROW.c.keys()}  # noqa: SIM118 - columns


def _no_stream(order: Order, spec: Spec[Any]) -> Refused:
    kind, _, ref = order.stream.partition(":")
    if spec.creates:
        en = f"“{ref}” cannot be a reference: use letters, digits, dots and hyphens, at most 60."
        cy = f"Ni all “{ref}” fod yn gyfeirnod: llythrennau, digidau, dotiau a chysylltnodau, 60 ar y mwyaf."
        return refuse("wrong_value", en, cy)
    return refuse("not_found", f"There is no {kind} “{ref}”.", f"Nid oes {kind} “{ref}”.")


def _payload(spec: Spec[Any], order: Order) -> Payload | Refused:
    try:
        return spec.payload.model_validate(dict(order.payload))  # type: ignore[no-any-return]  # the spec's own type
    except ValidationError as error:
        problems = tuple(in_words(one, order.kind) for one in error.errors())
        return Refused(problems, tuple("wrong_value" for _ in problems))


def _may(order: Order, spec: Spec[Any], roles: frozenset[Role] | None) -> Refused | None:
    if roles is None:
        return refuse(
            "unknown_person",
            f"There is no person “{order.actor}”. `ispdesk people` lists them.",
            f"Nid oes person “{order.actor}”. Mae `ispdesk people` yn eu rhestru.",
        )
    if order.recording and not roles & RECORDERS:
        only = only_these(RECORDERS)
        return refuse("not_yours", only.en, only.cy)
    if spec.by is not None and not roles & spec.by:
        only = only_these(spec.by)
        return refuse("not_yours", only.en, only.cy)
    return None


def _strong(order: Order, spec: Spec[Any], payload: Payload) -> Refused | None:
    """A mailed link is no second factor: some things need more (our default: assurance, policy, removal)."""
    if order.strong or not spec.strong(payload):
        return None
    return refuse(
        "second_factor",
        "This needs a second step of sign-in: use your organisation's sign-in or a code from your app, then try again.",
        "Mae angen ail gam mewngofnodi: defnyddiwch fewngofnodi'ch sefydliad neu god o'ch ap, yna rhowch gynnig eto.",
    )


def _in_time(order: Order, today: dt.date) -> Refused | None:
    """What happened is never in the future; an interval may end after the recording, not begin after it."""
    begins = order.happened.not_before if order.happened else None
    exact = order.happened.day if order.happened else None
    if (begins and begins > today) or (exact and exact > today):
        return refuse(
            "in_the_future",
            "It cannot have happened in the future: give the day on which it happened.",
            "Ni all fod wedi digwydd yn y dyfodol: rhowch y diwrnod y digwyddodd.",
        )
    return None
