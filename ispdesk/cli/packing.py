"""`ispdesk isp pack`, `take-in`, `pack-key`: an ISP goes from one installation to another."""

from pathlib import Path
from typing import Annotated

import typer

from ispdesk import desk
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, Json, WrongWordsError, language
from ispdesk.cli.out import REFUSED, Out
from ispdesk.commands.shape import Order, Refused
from models.database import reading
from models.queries import isps
from states.calendar import local_day
from states.words import Sentence

To = Annotated[Path, typer.Option("--to", help="The file to write; it must not be there yet.")]
Whom = Annotated[str, typer.Option("--for", help="Who is to take it in, for the history.")]
Fingerprint = Annotated[str, typer.Option("--from", help="The sender's fingerprint, as they said it by telephone.")]
NewRef = Annotated[str | None, typer.Option("--ref", help="Another reference here, where theirs is taken.")]
Here = Annotated[list[str] | None, typer.Option("--here", help="THEIRS=OURS: their organisation is ours of this name.")]
PackFile = Annotated[Path, typer.Argument(help="The pack.")]


def add_to(isp: typer.Typer) -> None:
    """Add these commands."""
    isp.command("pack")(pack)
    isp.command("take-in")(take_in)
    isp.command("pack-key")(pack_key)


def pack(ref: Ref, to: To, whom: Whom, who: As, operator: Operator = None, *, json: Json = False) -> None:
    """Write a signed pack of an ISP for another installation: document, tables, history. No person is in its tables."""
    from ispdesk.exports import pack as packing

    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    if to.exists():
        raise WrongWordsError(f"{to} is there already; name another file.")
    app = open_home()
    with reading(app.engine) as session:
        if isps.by_ref(session, ref) is None:
            not_found(out, ref)
        try:
            made = packing.make(session, ref, app.now(), local_day(app.now()))
        except packing.PackError as error:
            out.fail(REFUSED, (error.said,))
    payload = {"pack": made.sha256, "whom": whom, "rows": made.manifest["history"]["rows"]}
    order = Order(typed_once(), "note_pack", f"isp:{ref}", who, payload, operator=operator or operator_name())
    result = desk.do(app.engine, order, app.now)
    if isinstance(result, Refused):
        out.refuse(result)
    to.write_bytes(made.content)
    out.value({"file": str(to), "pack": made.sha256, "fingerprint": made.fingerprint, **payload})
    out.say(
        Sentence(
            f"Written: {to}. Say this fingerprint to {whom} by telephone: {made.fingerprint}",
            f"Ysgrifennwyd: {to}. Dywedwch yr ôl bys hwn wrth {whom} dros y ffôn: {made.fingerprint}",
        )
    )
    out.say(Sentence(made.manifest["not_in_it"]["en"], made.manifest["not_in_it"]["cy"]))


def take_in(
    file: PackFile, fingerprint: Fingerprint, ref: NewRef = None, here: Here = None, *, json: Json = False
) -> None:
    """Take in the ISP of a pack, once its signature, its files and its history have been verified; all or nothing."""
    from ispdesk.exports import pack as packing
    from ispdesk.exports import taking_in

    out = Out(as_json=json, language=language())
    if not file.exists():
        raise WrongWordsError(f"There is no file {file}.")
    pairs = [pair.split("=", 1) for pair in here or ()]
    if any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - two sides
        raise WrongWordsError("Write --here THEIRS=OURS.")
    app = open_home()
    try:
        believed = packing.opened(file.read_bytes(), fingerprint)
        done = taking_in.take_in(app.engine, believed, app.now, ref=ref, here=dict(pairs))
    except packing.PackError as error:
        out.fail(REFUSED, (error.said,))
    out.value(done)
    out.say(
        Sentence(
            f"Taken in as {done['isp']}, with {done['rows']} rows of its history there. Name its coordinator now.",
            f"Cymerwyd i mewn fel {done['isp']}, gyda {done['rows']} o resi ei hanes yno. Enwch ei gydlynydd yn awr.",
        )
    )


def pack_key(*, json: Json = False) -> None:
    """Say the fingerprint of this installation's packs, to be told by telephone."""
    from ispdesk.exports import pack as packing

    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        found = packing.own_fingerprint(session)
    out.value({"fingerprint": found})
    out.text(found)
