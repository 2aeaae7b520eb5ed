"""`ispdesk clock …`: whose the days of an ISP were, and how a clock came to its due day."""

from typing import Annotated

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import not_found
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import NOT_FOUND, WORDS, Out
from ispdesk.views import receipts
from ispdesk.views.clock_shapes import ReceiptsView, ReceiptView, TimeView
from ispdesk.views.clocks import time_view
from ispdesk.views.plain import plain
from ispdesk.words import Lang, Text, both, dates, said
from models.database import reading
from models.queries import isps
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The ISP's reference, such as WALES-003.")]
Kind = Annotated[str | None, typer.Option("--timer", help="Which clock, such as qa_first_decision.")]
Language = Annotated[str | None, typer.Option("--lang", help="The language of the receipt: en or cy.")]

clock = typer.Typer(help="Clocks: whose the days were, and how a due day was reckoned.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(clock, name="clock")


@clock.command("time")
def time(ref: Ref, *, json: Json = False) -> None:
    """Say whose each working day of an ISP's life was, and how long each task was awaited."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        isp = isps.by_ref(session, ref)
        seen = time_view(session, isp, app.now()) if isp else None
    if seen is None:
        not_found(out, ref)
        return
    out.value({"ref": ref} | plain(seen))
    print_time(out, seen)


def print_time(out: Out, seen: TimeView) -> None:
    """Print both tables of time."""
    lang = out.lang
    if seen.first is None or seen.last is None:
        why = seen.why_unknown or Text()
        out.text(f"{said('time.title', lang)}: {said('time.unknown', lang, why=why.best(lang)[0])}")
    else:
        rows: list[tuple[str, int]] = [(said(f"party.{row.party}", lang), row.days) for row in seen.held]
        columns = (said("time.holder", lang), said("time.days", lang))
        out.table(said("time.caption", lang), columns, [*rows, (said("time.total", lang), seen.total)])
        out.text(said("time.span", lang, first=dates.day(seen.first, lang), last=dates.day(seen.last, lang)))
    if not seen.tasks:
        out.text(said("time.tasks.none", lang))
        return
    asked = [
        (
            task.number,
            task.what.best(lang)[0],
            task.whom.best(lang)[0],
            dates.day(task.asked, lang),
            f"{dates.day(task.done, lang)}, {said(f'task.{task.outcome}', lang)}" if task.done
            else said("time.task.open", lang),
            "?" if task.days is None else task.days,
        )
        for task in seen.tasks
    ]  # fmt: skip
    keys = ("time.task.number", "time.task", "time.task.whom", "time.task.when", "time.task.done", "time.task.days")
    out.table(said("time.tasks.caption", lang), [said(key, lang) for key in keys], asked)
    out.text(said("time.tasks.why", lang))


@clock.command("explain")
def explain(ref: Ref, timer: Kind = None, lang: Language = None, *, json: Json = False) -> None:
    """Print how a clock came to its due day; without --timer, the one that is due first."""
    out = Out(as_json=json, language=lang or language())
    if lang not in (None, "en", "cy"):
        out.fail(WORDS, (Sentence("--lang is en or cy.", "--lang yw en neu cy."),))
    app = open_home()
    at = app.now()
    with reading(app.engine) as session:
        isp = isps.by_ref(session, ref)
        if isp is None:
            not_found(out, ref)
            return
        rows, known = receipts.timers_of(session, isp), receipts.kinds_of(session)
        first = receipts.due_first(rows) if timer is None else None
        kind = timer or (first.kind if first else None)
        subject = first.subject if first else None
        seen = receipts.receipts_view(session, ref, kind, at, subject=subject) if kind else None
        paused = sorted({row.kind for row in rows if row.status == "paused"})
        had = sorted({row.kind for row in rows})
    if kind is None:
        _none_runs(out, ref, paused)
    elif kind not in known:
        out.fail(WORDS, (_listing(f"There is no clock “{kind}”", f"Nid oes cloc “{kind}”", known),))
    elif seen is None:
        there, yno = f"{ref} has had no clock “{kind}”", f"Ni fu cloc “{kind}” gan {ref}"
        out.fail(NOT_FOUND, (_listing(there, yno, had),))
    else:
        out.value(plain(seen))
        _print(out, seen)


def _listing(en: str, cy: str, kinds: list[str]) -> Sentence:
    there = ", ".join(kinds)
    return Sentence(f"{en}; there are: {there or 'none'}.", f"{cy}; mae: {there or 'dim'}.")


def _none_runs(out: Out, ref: str, paused: list[str]) -> None:
    key = "receipt.none_runs_paused" if paused else "receipt.none_runs"
    values = {"ref": ref, "kinds": ", ".join(paused)} if paused else {"ref": ref}
    words = {lang: said(key, lang, **values) for lang in ("en", "cy")}
    out.value({"ref": ref, "receipts": [], "paused": paused, "said": words})
    out.text(words[out.language])


def _print(out: Out, seen: ReceiptsView) -> None:
    out.text(f"{seen.ref}  {seen.title.best(out.lang)[0]}")
    for receipt in seen.receipts:
        out.text("\n" + text_of(receipt, out.lang))


def text_of(receipt: ReceiptView, lang: Lang) -> str:
    """A receipt as plain text."""

    def words(text: Text) -> str:
        return text.best(lang)[0]

    lines = [words(receipt.name), words(receipt.result), ""]
    lines += [f"{words(one.label)}: {words(one.value)}" for one in receipt.lines]
    if receipt.counts_days:
        skipped = receipt.not_counted or (both("receipt.nothing_skipped"),)
        lines += ["", said("receipt.not_counted", lang), *(f"  {words(one)}" for one in skipped)]
    if receipt.rungs:
        lines += ["", said("receipt.rungs", lang)]
        lines += [
            f"  {words(rung.name)}, {words(rung.offset)}: {words(rung.when)}. "
            f"{said('receipt.rung.fired', lang)} {words(rung.fired)}."
            for rung in receipt.rungs
        ]
    if receipt.counts_days:
        lines += ["", said("receipt.days", lang)]
        lines += [
            _day(day.number, words(day.words), day.party, ahead=day.ahead, lang=lang) for day in receipt.days
        ] or [f"  {said('receipt.days.none', lang)}"]
    return "\n".join(lines)


def _day(number: int, day: str, party: str, *, ahead: bool, lang: Lang) -> str:
    more = f" ({said('receipt.day.ahead', lang)})" if ahead else ""
    return f"  {number:>3}  {day}: {said(f'party.{party}', lang)}{more}"
