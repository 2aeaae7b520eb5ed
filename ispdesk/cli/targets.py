"""`ispdesk targets`, `coverage` and `logic-model`: what is to be reached, what is covered, what the figures say."""

from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Order
from ispdesk.commands.targets import STREAM
from ispdesk.views.coverage import coverage_view
from ispdesk.views.figuring import figure_words, kind_words
from ispdesk.views.logic import logic_view
from ispdesk.views.plain import plain
from ispdesk.views.targets import TargetLine, targets_view
from ispdesk.words import Lang, dates, said
from models.database import reading
from states.calendar import local_day
from states.targets import Measure
from states.words import Sentence

Year = Annotated[int, typer.Argument(help="The financial year by the year it begins in: 2026 is 1 April 2026 on.")]
By = Annotated[str, typer.Option("--decided-by", help="The body that decided, such as the programme board.")]
On = Annotated[str, typer.Option("--on", help="The day on which it decided, such as 2026-04-20.")]
Place = Annotated[str, typer.Option("--place", help="The code of a local authority.")]
Sector = Annotated[str, typer.Option("--sector", help="public, voluntary or housing_other.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]

targets = typer.Typer(help="Yearly targets, and how far each is.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    targets.callback(invoke_without_command=True)(shown)
    targets.command("set")(set_target)
    targets.command("denominator")(denominator)
    app.add_typer(targets, name="targets")
    app.command("coverage")(coverage)
    app.command("logic-model")(logic_model)


def shown(
    context: typer.Context,
    year: Annotated[int | None, typer.Option("--year", help="The financial year by the year it begins in.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show the targets of a financial year with how far each is; "no target set" where none is."""
    if context.invoked_subcommand is not None:
        return
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = targets_view(session, local_day(app.now()), year)
    out.value(plain(view))
    lang = out.lang
    heads = [said(f"target.{key}", lang) for key in ("measure", "now", "target", "state", "decided")]
    title = said("target.title", lang, year=f"{view.year}/{(view.year + 1) % 100:02}")
    out.table(title, heads, [_line(one, lang) for one in (*view.lines, *view.decision_groups)])
    cells = [said("measure_short." + one.measure, lang) for one in view.sectors[0].cells]
    rows = [(said(f"sector.{one.code}", lang), *(_cell(cell, lang) for cell in one.cells)) for one in view.sectors]
    rows.append((said("sector.unknown", lang), *(figure_words(one, lang) for one in view.no_sector)))
    rows += [
        (one.name.best(lang)[0] if one.name else one.code, *(_cell(cell, lang) for cell in one.cells))
        for one in view.places
    ]
    rows.append((said("place.unknown", lang), *(figure_words(one, lang) for one in view.no_place)))
    out.table(
        f"{said('target.sectors', lang)}, {said('target.places', lang).lower()}",
        (said("target.place", lang), *cells),
        rows,
    )
    out.text(said("target.as_at", lang, day=dates.day(view.day, lang)))


def _line(one: TargetLine, lang: Lang) -> tuple[str, ...]:
    decided = f"{one.versions[0].decided_by}, {one.versions[0].decided_on}" if one.target is not None else ""
    where = [said(f"sector.{one.sector}", lang)] if one.sector else []
    where += [one.place_name.best(lang)[0]] if one.place_name else []
    name = ", ".join([said(f"measure_of.{one.measure}", lang), *where])
    target = "" if one.target is None else str(one.target)
    return name, figure_words(one.now, lang), target, said(f"target.standing.{one.standing}", lang), decided


def _cell(one: TargetLine, lang: Lang) -> str:
    now = figure_words(one.now, lang)
    return now if one.target is None else said("target.cell", lang, now=now, target=one.target)


def _do(out: Out, kind: str, who: str, payload: dict[str, Any], operator: str | None, at: str | None) -> dict[str, Any]:
    nobody_else(out, who)
    order = Order(typed_once(), kind, STREAM, who, payload, operator=operator or operator_name())
    return carry_out(open_home(), out, order, at)


def set_target(  # noqa: PLR0913 - each is a part of one decision
    measure: Annotated[Measure, typer.Argument(help="What is to be reached.")],
    year: Year,
    who: As,
    decided_by: By,
    on: On,
    value: Annotated[int | None, typer.Argument(help="The target; without it the target is taken away.")] = None,
    *,
    sector: Sector = "",
    place: Place = "",
    reason: Reason = "",
    operator: Operator = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Set, change or take away a target, with who decided and when; what it was before stays."""
    out = Out(as_json=json, language=language())
    day = a_day(on, local_day(open_home().now()))
    payload = {
        "measure": measure.value, "year": year, "value": value, "sector": sector, "place": place,
        "decided_by": decided_by, "decided_on": day.isoformat(), "reason": reason,
    }  # fmt: skip
    answer = _do(out, "set_target", who, payload, operator, at)
    out.say(
        Sentence(f"Saved as version {answer['version']}.", f"Cadwyd fel fersiwn {answer['version']}.")
    )  # fmt: skip


def denominator(  # noqa: PLR0913 - likewise
    what: Annotated[str, typer.Argument(help="sector:public, or kind:police_force.")],
    who: As,
    source: Annotated[str, typer.Option("--source", help="Where the number comes from.")],
    on: Annotated[str, typer.Option("--as-at", help="The day that it holds for.")],
    number: Annotated[int | None, typer.Argument(help="How many; without it, it is not known again.")] = None,
    place: Place = "",
    operator: Operator = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """State how many organisations of a sector or type are relevant, with the source."""
    out = Out(as_json=json, language=language())
    of, _, code = what.partition(":")
    if of not in ("sector", "kind") or not code:
        raise WrongWordsError(f"“{what}” is neither; write sector:CODE or kind:CODE.")
    day = a_day(on, local_day(open_home().now()))
    payload = {
        "what": of, "code": code, "number": number, "place": place, "source": source, "as_at": day.isoformat(),
    }  # fmt: skip
    answer = _do(out, "state_denominator", who, payload, operator, at)
    out.say(Sentence(f"Saved as version {answer['version']}.", f"Cadwyd fel fersiwn {answer['version']}."))


def coverage(place: Place = "", *, json: Json = False) -> None:
    """Show which service areas in which places some assured ISP serves, and the gaps."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = coverage_view(session, place)
    if view is None:
        out.fail(NOT_FOUND, (Sentence(f"There is no place “{place}”.", f"Nid oes lle “{place}”."),))
    out.value(plain(view))
    lang = out.lang
    heads = [said(f"cover.{key}", lang) for key in ("area", "places.served", "gaps", "ahead")]
    rows = [
        (
            one.name.best(lang)[0],
            said("figure.out_of", lang, number=len(view.places) - len(one.gaps), all=len(view.places)),
            ", ".join(name.best(lang)[0] for name in one.gaps)
            if len(one.gaps) < len(view.places)
            else said("cover.gaps.all", lang),
            ", ".join(name.best(lang)[0] for name in one.ahead),
        )
        for one in view.rows
    ]
    counts = {"covered": view.covered, "cells": view.cells, "areas": len(view.rows), "places": len(view.places)}
    out.text(said("cover.cells", lang, **counts))
    out.table(said("cover.areas", lang), heads, rows)
    shown_kinds = [
        (
            kind_words(one.code, lang),
            one.taking_part,
            one.known,
            "?" if one.relevant.number is None else one.relevant.number,
        )
        for one in view.kinds
    ]
    heads = [said(key, lang) for key in ("cover.kind", "cover.kind.taking", "target.known", "target.relevant")]
    out.table(said("cover.kinds", lang), heads, shown_kinds)


def logic_model(*, json: Json = False) -> None:
    """Show the intended outputs and outcomes with what the record says of each, and what it cannot show."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = logic_view(session, local_day(app.now()))
    out.value(plain(view))
    lang = out.lang
    outputs = [
        (said(f"logic.output.{one.what}", lang), said("logic.not_kept", lang))
        if one.what in ("hub", "visits")
        else (said(f"measure_of.{one.what}", lang), figure_words(one.figure, lang))
        for one in view.outputs
    ]
    out.table(said("logic.outputs", lang), (said("logic.output", lang), said("logic.now", lang)), outputs)
    heads = [said(f"logic.{key}", lang) for key in ("outcome", "found", "shows", "cannot")]
    rows = [
        (
            said(f"logic.name.{one.name}", lang),
            said(f"logic.verdict.{one.verdict}", lang),
            "; ".join(f"{said(f'logic.shown.{s.what}', lang)}: {figure_words(s.figure, lang)}" for s in one.shown),
            said(f"logic.cannot.{one.name}", lang),
        )
        for one in (*view.outcomes, *view.impacts)
    ]
    out.table(said("logic.outcomes", lang), heads, rows)
