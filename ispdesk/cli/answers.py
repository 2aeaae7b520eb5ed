"""`ispdesk isp link`, `redirect`, `rang`, `telephone-list`; `ispdesk person`: partners' answers, reaching people."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, language
from ispdesk.cli.out import Out
from ispdesk.cli.persons import person
from ispdesk.commands.shape import Order
from ispdesk.views.answer_shapes import CallRow, LinkRow
from ispdesk.views.plain import plain
from ispdesk.views.telephone import call_rows, link_rows
from ispdesk.words import Lang, dates, said
from models.database import reading
from models.queries import isps
from states.words import Sentence

Task = Annotated[int, typer.Argument(help="The task's number; `ispdesk clock time REF` lists them.")]
Number = Annotated[int, typer.Argument(help="The link's number; `ispdesk isp link list REF` lists them.")]
Why = Annotated[str, typer.Option("--reason", help="Why.")]
Note = Annotated[str, typer.Option("--note", help="What was said, in a sentence.")]
Address = Annotated[str | None, typer.Option("--address", help="The address, where it is not the one that was given.")]
Name = Annotated[str | None, typer.Option("--name", help="The name, where it is not the role that was given.")]
Telephone = Annotated[str, typer.Option("--telephone", help="Their telephone number.")]
Language = Annotated[str, typer.Option("--language", help="cy, en or unknown: mail in both.")]
PersonRef = Annotated[str, typer.Argument(help="The person's reference; `ispdesk people` lists them.")]

link = typer.Typer(help="Links by which partners answer: list, withdraw.", no_args_is_help=True)
redirect = typer.Typer(help="Pass a question on to whoever decides, or not.", no_args_is_help=True)


def add_to(isp: typer.Typer) -> None:
    """Add these commands."""
    isp.add_typer(link, name="link")
    isp.add_typer(redirect, name="redirect")
    isp.command("rang")(rang)
    isp.command("telephone-list")(telephone_list)


def _do(
    kind: str, stream: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None, out: Out
) -> Any:
    nobody_else(out, who)
    order = Order(typed_once(), kind, stream, who, payload, operator=operator or operator_name())
    return carry_out(open_home(), out, order, at)


@link.command("list")
def list_links(ref: Ref, *, json: Json = False) -> None:
    """List the links of an ISP: whose, for which task, how long they open. What opens them is never shown."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        isp = isps.by_ref(session, ref)
        if isp is None:
            not_found(out, ref)
            return
        rows = link_rows(session, isp, app.now())
    out.value(plain(rows))
    if not rows:
        out.text(said("links.none", out.lang))
        return
    keys = ("links.number", "calls.what", "calls.who", "links.made", "links.expires", "links.status")
    out.table(said("links.caption", out.lang), [said(k, out.lang) for k in keys], [_link(r, out.lang) for r in rows])


def _link(row: LinkRow, lang: Lang) -> tuple[object, ...]:
    what = f"{said('calls.task', lang, number=row.task)}: {row.what.best(lang)[0]}"
    days = (dates.day(row.made, lang), dates.day(row.expires, lang))
    return (row.number, what, row.whom.best(lang)[0], *days, said(f"link_status.{row.status}", lang))


@link.command("withdraw")
def withdraw(
    ref: Ref, number: Number, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Withdraw a link: it opens no more, and no mail carries it."""
    out = Out(as_json=json, language=language())
    _do("withdraw_link", f"isp:{ref}", who, {"link": number, "reason": reason}, operator, at, out)
    out.say(Sentence(f"Link {number} opens no more.", f"Nid yw dolen {number} yn agor mwyach."))


@redirect.command("confirm")
def confirm(  # noqa: PLR0913, PLR0917 - a command's options, which typer reads by name
    ref: Ref,
    task: Task,
    who: As,
    address: Address = None,
    name: Name = None,
    telephone: Telephone = "",
    language_of: Language = "unknown",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Write to whoever was said to decide, with a link of their own; they become the partner's contact."""
    out = Out(as_json=json, language=language())
    payload = {"task": task, "address": address, "name": name, "telephone": telephone, "language": language_of}
    done = _do("confirm_redirect", f"isp:{ref}", who, payload, operator, at, out)
    out.say(Sentence(f"{done['person']} is asked now.", f"Gofynnir i {done['person']} nawr."))


@redirect.command("refuse")
def refuse(
    ref: Ref, task: Task, who: As, reason: Why, operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Do not pass it on, and say why; it stays with whoever was asked."""
    out = Out(as_json=json, language=language())
    _do("refuse_redirect", f"isp:{ref}", who, {"task": task, "reason": reason}, operator, at, out)
    out.say(Sentence("It stays with whoever was asked.", "Mae'n aros gyda phwy bynnag y gofynnwyd iddynt."))


def rang(
    ref: Ref, task: Task, who: As, note: Note = "", operator: Operator = None, at: At = None, *, json: Json = False
) -> None:
    """Write down that somebody was rung, and what was said; they leave the telephone list."""
    out = Out(as_json=json, language=language())
    _do("record_call", f"isp:{ref}", who, {"task": task, "note": note}, operator, at, out)
    out.say(Sentence("Written down.", "Cofnodwyd."))


def telephone_list(ref: Ref, *, json: Json = False) -> None:
    """List whom to ring: who, on which number, about what, since when, promised when and missed how often."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        isp = isps.by_ref(session, ref)
        if isp is None:
            not_found(out, ref)
            return
        rows = call_rows(session, isp, app.now())
    out.value(plain(rows))
    if not rows:
        out.text(said("calls.none", out.lang))
        return
    keys = ("calls.who", "calls.telephone", "calls.what", "calls.since", "calls.promised")
    out.table(said("calls.title", out.lang), [said(k, out.lang) for k in keys], [_call(r, out.lang) for r in rows])


def _call(row: CallRow, lang: Lang) -> tuple[object, ...]:
    who = ", ".join(part for part in (row.who.best(lang)[0], row.partner) if part)
    promised = ", ".join(dates.day(day, lang) for day in row.promised) or said("calls.promised.never", lang)
    missed = f"; {said('calls.missed', lang, n=row.missed)}" if row.missed else ""
    what = f"{said('calls.task', lang, number=row.task)}: {row.what.best(lang)[0]}"
    return (
        who,
        row.telephone or said("calls.telephone.unknown", lang),
        f"{what} ({said(f'calls.because.{row.why}', lang)})",
        dates.day(row.asked, lang),
        promised + missed,
    )


@person.command("telephone")
def set_telephone(
    ref: PersonRef,
    number: Annotated[str, typer.Argument(help="The number; '' where none is known any more.")],
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Set the number at which a person is rung at work."""
    out = Out(as_json=json, language=language())
    _do("set_telephone", f"person:{ref}", who, {"telephone": number}, operator, at, out)
    out.say(Sentence("Written down.", "Cofnodwyd."))


@person.command("shared")
def mark_shared(
    ref: PersonRef,
    who: As,
    operator: Operator = None,
    at: At = None,
    *,
    own: Annotated[bool, typer.Option("--own", help="It is one person's own after all.")] = False,
    json: Json = False,
) -> None:
    """Mark an address as one that several people read: it is written to, and cannot sign."""
    out = Out(as_json=json, language=language())
    _do("mark_shared", f"person:{ref}", who, {"shared": not own}, operator, at, out)
    out.say(
        Sentence("One person's own.", "Cyfeiriad un person.")
        if own
        else Sentence("Shared: it cannot sign.", "Wedi'i rannu: ni all lofnodi.")
    )
