"""`ispdesk isp coordinator …` and `isp sign-offs`: handing over the coordinator's part; who has signed."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, language
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order
from ispdesk.views.plain import plain
from ispdesk.views.signing import signing_view
from ispdesk.words import dates, said
from models.database import reading
from states.words import Sentence

To = Annotated[str, typer.Option("--to", help="To whom; `ispdesk people` lists references.")]
Note = Annotated[str, typer.Option("--note", help="How it stands, in a sentence.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]

coordinator = typer.Typer(
    help="Hand over the coordinator's part: offer, accept, decline, withdraw.", no_args_is_help=True
)


def add_to(isp: typer.Typer) -> None:
    """Add these commands."""
    isp.add_typer(coordinator, name="coordinator")
    isp.command("sign-offs")(sign_offs)


def _do(
    kind: str, ref: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None, *, json: bool
) -> tuple[Out, dict[str, Any]]:
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    order = Order(typed_once(), kind, f"isp:{ref}", who, payload, operator=operator or operator_name())
    return out, carry_out(open_home(), out, order, at)


@coordinator.command("offer")
def offer(
    ref: Ref, to: To, who: As, note: Note = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Offer the coordinator's part; until the other accepts, nothing changes."""
    out, _ = _do("offer_coordination", ref, who, {"to": to, "note": note}, operator, at, json=json)
    out.say(
        Sentence(f"Offered to {to}; nothing changes until they accept.", f"Cynigiwyd i {to}; dim newid nes derbyn.")
    )


@coordinator.command("accept")
def accept(ref: Ref, who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Accept the coordinator's part."""
    out, _ = _do("answer_offer", ref, who, {"accept": True}, operator, at, json=json)
    out.say(Sentence(f"{who} coordinates {ref} now.", f"{who} sy'n cydlynu {ref} nawr."))


@coordinator.command("decline")
def decline(ref: Ref, who: As, reason: Reason, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Decline it, with a reason."""
    out, _ = _do("answer_offer", ref, who, {"accept": False, "reason": reason}, operator, at, json=json)
    out.say(Sentence("Declined; nothing has changed.", "Gwrthodwyd; nid oes dim wedi newid."))


@coordinator.command("withdraw")
def withdraw(ref: Ref, who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Take an offer back."""
    out, _ = _do("withdraw_offer", ref, who, {}, operator, at, json=json)
    out.say(Sentence("The offer has been taken back.", "Tynnwyd y cynnig yn ôl."))


def sign_offs(ref: Ref, *, json: Json = False) -> None:
    """Say of each partner whether its sign-off stands, since when it was asked, and what was promised."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = signing_view(session, ref, "", frozenset(), app.now())
    if view is None:
        not_found(out, ref)
        return
    out.value([plain(one) for one in view.partners])
    rows = [
        (
            one.line,
            one.name.best(out.lang)[0],
            said(f"signing.outcome.{one.outcome}", out.lang),
            dates.day(one.asked, out.lang) if one.asked else "-",
            dates.day(one.promised, out.lang) if one.promised else "-",
        )
        for one in view.partners
    ]
    heads = ("No.", "Partner", "Sign-off", "Asked", "Promised")
    out.table(f"{ref}: {view.signed} / {view.expected}", heads, rows)
