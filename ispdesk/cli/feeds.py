"""`ispdesk calendar-feed …`: the private link under which a person or organisation follows their own dates."""

from typing import Annotated

import typer

from ispdesk import desk
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, nobody_else, operator_name, typed_once
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import Out
from ispdesk.commands.shape import Order, Refused
from ispdesk.views import feed
from models.database import reading
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="Whose: the person's or organisation's reference.")]
Who = Annotated[str | None, typer.Option("--as", help="Who acts; without it, the operator.")]
Renew = Annotated[bool, typer.Option("--renew", help="Make a new link; the one before it opens nothing any more.")]

feeds = typer.Typer(help="Private links to follow one's own dates in a calendar.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(feeds, name="calendar-feed")


@feeds.command("person")
def person(ref: Ref, who: Who = None, operator: Operator = None, *, renew: Renew = False, json: Json = False) -> None:
    """Print the link of a person's calendar: workshops, QA meetings, review dates and due dates of their own."""
    _feed("person", ref, who, operator, renew=renew, json=json)


@feeds.command("organisation")
def organisation(
    ref: Ref, who: Who = None, operator: Operator = None, *, renew: Renew = False, json: Json = False
) -> None:
    """Print the link of an organisation's calendar: the ISPs that it leads, coordinates or is a partner of."""
    _feed("organisation", ref, who, operator, renew=renew, json=json)


def _feed(kind: str, ref: str, who: str | None, operator: str | None, *, renew: bool, json: bool) -> None:
    out = Out(as_json=json, language=language())
    if who is not None:
        nobody_else(out, who)
    app = open_home()
    order = Order(
        typed_once(),
        f"open_{kind}_feed",
        f"{kind}:{ref}",
        who or "operator",
        {"renew": renew},
        operator=operator or operator_name(),
    )
    result = desk.do(app.engine, order, app.now)
    if isinstance(result, Refused):
        out.refuse(result)
    with reading(app.engine) as session:
        link = feed.address(session, kind, ref)
    out.value({**result.answer, "kind": kind, "link": link})
    out.text(link or "")
    out.say(
        Sentence(
            "Whoever has this link sees these dates: keep it like a key. --renew makes a new one.",
            "Mae pwy bynnag sydd â'r ddolen hon yn gweld y dyddiadau hyn: cadwch hi fel allwedd."
            " Mae --renew yn gwneud un newydd.",
        )
    )
