"""`ispdesk register`: the public register as anybody sees it; what is left out of it, and its exemplars."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.views.listings import left_out
from ispdesk.views.plain import plain
from ispdesk.views.public import SECTORS, Filters, PublicRow, known, public_isp, register_view
from ispdesk.views.public_words import status
from ispdesk.views.signatories import SHOWN, plain_row, signatories_view
from ispdesk.views.signatories import known as signed
from ispdesk.words import dates, said
from models.database import reading
from models.queries.registered import STANDINGS
from states.calendar import local_day
from states.words import Sentence

Why = Annotated[str, typer.Option("--reason", help="Why. It is not public.")]
Page = Annotated[int, typer.Option("--page", min=1, help="The page of the list.")]
register = typer.Typer(help="The public register, what is left out of it, and its exemplars.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    register.callback(invoke_without_command=True)(listed)
    for name, command in (
        ("show", show), ("organisations", organisations), ("left-out", all_left_out), ("leave-out", leave_out),
        ("put-in", put_in), ("exemplar", exemplar), ("end-exemplar", end_exemplar),
    ):  # fmt: skip
        register.command(name)(command)
    app.add_typer(register, name="register")


def listed(  # noqa: PLR0913 - what a list is filtered by
    context: typer.Context,
    words: Annotated[str, typer.Option("--words", help="Words in title, purpose or partners.")] = "",
    standing: Annotated[str, typer.Option("--standing", help=f"One of {', '.join(STANDINGS)}.")] = "",
    area: Annotated[str, typer.Option("--area", help="The code of a service area.")] = "",
    place: Annotated[str, typer.Option("--place", help="The code of a place.")] = "",
    sector: Annotated[str, typer.Option("--sector", help=f"One of {', '.join(SECTORS)}.")] = "",
    organisation: Annotated[str, typer.Option("--organisation", help="Its reference, name or part of it.")] = "",
    page: Page = 1,
    *,
    exemplars: Annotated[bool, typer.Option("--exemplars", help="Exemplars only.")] = False,
    json: Json = False,
) -> None:
    """List what the public register shows, a page at a time; the commands below it change what it shows."""
    if context.invoked_subcommand is not None:
        return
    for name, value, among in (("--standing", standing, STANDINGS), ("--sector", sector, SECTORS)):
        if value and value not in among:
            raise WrongWordsError(f"{name} is one of {', '.join(among)}.")
    out, app = Out(as_json=json, language=language()), open_home()
    filters = Filters(words, standing, area, place, sector, organisation, "yes" if exemplars else "")
    with reading(app.engine) as session:
        view = register_view(session, filters, known(session), page, local_day(app.now()))
    out.value({"found": view.found, "page": page, "entries": [_whole(row) for row in view.rows]})
    heads = [said(key, out.lang) for key in ("register.ref", "list.col.isp", "register.standing")]
    rows = [(row.ref, row.title.best(out.lang)[0], status(row, out.lang)) for row in view.rows]
    out.table(said("register.found", out.lang, n=view.found), heads, rows)


def _whole(row: PublicRow) -> dict[str, Any]:
    return {
        "reference": row.ref,
        "title": plain(row.title),
        "standing": row.standing,
        "lead": row.lead_ref,
        "assured": plain(row.assured),
        "review_due": plain(row.review),
        "exemplar": row.exemplar,
    }


def show(ref: Ref, *, json: Json = False) -> None:
    """Show what is public of one ISP."""
    out, app = Out(as_json=json, language=language()), open_home()
    with reading(app.engine) as session:
        view = public_isp(session, ref, local_day(app.now()))
    if view is None:
        none = Sentence(f"The public register does not show {ref}.", f"Nid yw'r gofrestr gyhoeddus yn dangos {ref}.")
        out.fail(NOT_FOUND, (none,))
    partners = [one.name.best(out.lang)[0] for one in view.partners]
    records = [number for number, _ in view.records]
    out.value({**_whole(view.row), "partners": partners, "purpose": plain(view.purpose), "records": records})
    out.text(f"{ref}  {view.row.title.best(out.lang)[0]}")
    out.text(status(view.row, out.lang))
    for key, words in (
        ("register.lead", view.row.lead.best(out.lang)[0] if view.row.lead else said("unknown", out.lang)),
        ("register.isp.partners", "; ".join(partners) or said("none", out.lang)),
        ("register.isp.for", view.purpose.best(out.lang)[0] or said("unknown", out.lang)),
        ("register.isp.records", "; ".join(records) or said("none", out.lang)),
    ):
        out.text(f"{said(key, out.lang)}: {words}")


def organisations(
    words: Annotated[str, typer.Option("--words", help="Words in its name.")] = "",
    page: Page = 1,
    *,
    json: Json = False,
) -> None:
    """List the organisations that have signed the Accord. Of others it may not be known."""
    out, app = Out(as_json=json, language=language()), open_home()
    with reading(app.engine) as session:
        view = signatories_view(signed(session), words, "", "", page)
    out.value({"found": view.found, "page_of": SHOWN, "signatories": [plain_row(row) for row in view.rows]})
    rows = [
        (row.ref, row.name.best(out.lang)[0], dates.span(row.since.earliest, row.since.latest, out.lang) or "?")
        for row in view.rows
    ]
    heads = [said(key, out.lang) for key in ("register.ref", "signatories.name", "signatories.since")]
    out.table(said("signatories.found", out.lang, n=view.found), heads, rows)
    if view.not_known:
        out.text(said("signatories.not_known", out.lang, n=view.not_known))


def all_left_out(*, json: Json = False) -> None:
    """List the ISPs that are left out of the public register, why, and when somebody looks again."""
    out, app = Out(as_json=json, language=language()), open_home()
    with reading(app.engine) as session:
        rows = left_out(session, app.now())
    out.value(
        [
            {"reference": row.ref, "since": plain(row.since), "look_again": plain(row.by), "reason": row.reason}
            for row in rows
        ]
    )
    heads = [said(key, out.lang) for key in ("register.ref", "left_out.since", "left_out.by", "listing.reason")]
    out.table(
        said("left_out.title", out.lang),
        heads,
        [(row.ref, plain(row.since), plain(row.by), row.reason or said("left_out.removed", out.lang)) for row in rows],
    )


def leave_out(
    ref: Ref, person: As, reason: Why = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Leave an ISP out of the public register, or for another year: as the team lead, with the reason."""
    order = ("leave_out_of_register", {"reason": reason})
    en = "{ref}: left out of the register; look again by {review_by}."
    cy = "{ref}: wedi'i adael allan o'r gofrestr; edrychwch eto erbyn {review_by}."
    _do(ref, order, (en, cy), person, operator, at, json=json)


def put_in(
    ref: Ref, person: As, reason: Why = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Show an ISP in the public register again: as the team lead."""
    words = ("{ref}: in the register again.", "{ref}: yn y gofrestr eto.")
    _do(ref, ("put_into_register", {"reason": reason}), words, person, operator, at, json=json)


def exemplar(
    ref: Ref,
    person: As,
    en: Annotated[str, typer.Option("--en", help="What others can take from it, in English. It is public.")] = "",
    cy: Annotated[str, typer.Option("--cy", help="The same in Welsh.")] = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Show an ISP in force as an exemplar: as somebody of the assurance team."""
    words = ("{ref}: an exemplar.", "{ref}: yn batrwm.")
    _do(ref, ("mark_exemplar", {"why_en": en, "why_cy": cy}), words, person, operator, at, json=json)


def end_exemplar(ref: Ref, person: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Show it as an exemplar no longer."""
    words = ("{ref}: no exemplar any more.", "{ref}: nid yw'n batrwm mwyach.")
    _do(ref, ("end_exemplar", {}), words, person, operator, at, json=json)


def _do(
    ref: str,
    asked: tuple[str, dict[str, Any]],
    words: tuple[str, str],
    who: str,
    operator: str | None,
    at: str | None,
    *,
    json: bool,
) -> None:
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    order = Order(typed_once(), asked[0], f"isp:{ref}", who, asked[1], operator=operator or operator_name())
    answer = carry_out(app, out, order, at)
    out.say(Sentence(*(one.format(**answer) for one in words)))
