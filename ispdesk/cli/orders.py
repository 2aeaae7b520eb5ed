"""`ispdesk order`: any command of the record through the one door, for operators and for what has no page yet."""

import datetime as dt
import json as json_text
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import At, Json, WrongWordsError, language
from ispdesk.cli.out import Out
from ispdesk.commands import COMMANDS
from ispdesk.commands.shape import Order
from states.when import When

Kind = Annotated[str, typer.Argument(help="The command, such as enter_person; `ispdesk orders` lists them.")]
Stream = Annotated[str, typer.Argument(help="What it changes: isp:REF, organisation:REF, person:REF, group:REF, …")]
Payload = Annotated[str, typer.Argument(help="What it carries, as one JSON object.")]
Who = Annotated[str | None, typer.Option("--as", help="Who acts; without it, the operator.")]
Day = Annotated[str | None, typer.Option(help="The first day on which it can have happened.")]
LastDay = Annotated[str | None, typer.Option(help="The last day; without it, the first.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("order")(order)
    app.command("orders")(orders)


def order(  # noqa: PLR0913 - an order's parts
    kind: Kind,
    stream: Stream,
    payload: Payload = "{}",
    who: Who = None,
    happened: Day = None,
    happened_to: LastDay = None,
    at: At = None,
    *,
    recording: Annotated[
        bool, typer.Option("--record", help="Record what a source states instead of doing it.")
    ] = False,
    json: Json = False,
) -> None:
    """Give one order to the door, or hear every reason why not."""
    out = Out(as_json=json, language=language())
    if who is not None:
        nobody_else(out, who)
    if kind not in COMMANDS:
        raise WrongWordsError(f"There is no command “{kind}”; `ispdesk orders` lists them.")
    app = open_home()
    given = Order(
        typed_once(),
        kind,
        stream,
        who or "operator",
        _object(payload),
        operator=operator_name(),
        happened=_when(happened, happened_to),
        recording=recording,
    )
    answer = carry_out(app, out, given, at)
    out.text(json_text.dumps(answer, ensure_ascii=False, default=str))


def _object(written: str) -> dict[str, Any]:
    try:
        read = json_text.loads(written)
    except ValueError as error:
        raise WrongWordsError(f"What the command carries is no JSON: {error}.") from error
    if not isinstance(read, dict):
        raise WrongWordsError('What the command carries must be one JSON object, such as {"name_en": "A name"}.')
    return read


def _when(first: str | None, last: str | None) -> When | None:
    if first is None and last is None:
        return None
    try:
        begins = dt.date.fromisoformat(first) if first else None
        ends = dt.date.fromisoformat(last) if last else begins
        return When(begins, ends)
    except ValueError as error:
        raise WrongWordsError(f"The days are not right: {error}; write them like 2012-09-30.") from error


def orders(*, json: Json = False) -> None:
    """List every command: whose stream it changes, what it carries, and who may give it."""
    out = Out(as_json=json, language=language())
    rows: list[dict[str, Any]] = [
        {
            "kind": spec.kind,
            "stream": spec.stream_kind,
            "carries": {name: field.is_required() for name, field in spec.payload.model_fields.items()},
            "by": sorted(spec.by) if spec.by is not None else "as the lifecycle says",
        }
        for spec in COMMANDS.values()
    ]
    out.value(rows)
    shown = [
        (r["kind"], r["stream"], ", ".join(n + ("*" if must else "") for n, must in r["carries"].items())) for r in rows
    ]
    out.table("Commands (* must be given)", ("Command", "Stream", "Carries"), shown)
