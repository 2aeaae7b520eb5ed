"""`ispdesk measures`: how long, how many and how old, as at the end of any day."""

from pathlib import Path
from typing import Annotated

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, WrongWordsError, a_day, language
from ispdesk.cli.out import Out
from ispdesk.views.hours import said_hours
from ispdesk.views.measures import Measures, Mode, measures_view
from ispdesk.views.measures_sheet import bounded, sheet
from ispdesk.views.plain import plain
from ispdesk.words import Lang, said
from models.database import reading
from states.calendar import local_day
from states.measures import MONTHS, MOST_MONTHS, Spread

AsAt = Annotated[str | None, typer.Option("--as-at", help="The day, such as 2012-09-30; without it, today.")]
Then = Annotated[bool, typer.Option("--as-known-then", help="Only what had been recorded by the end of that day.")]
Months = Annotated[int, typer.Option("--months", help="Over the month of the day and those before it, so many in all.")]
ToCsv = Annotated[Path | None, typer.Option("--csv", help="Write every figure to this file, one a line.")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("measures")(measures)


def measures(
    as_at: AsAt = None,
    months: Months = MONTHS,
    to_csv: ToCsv = None,
    *,
    as_known_then: Then = False,
    json: Json = False,
) -> None:
    """Time by stage and party, ages, throughput, first-time passes, returns, hours and the funnel, as at any day."""
    out = Out(as_json=json, language=language())
    app = open_home()
    now = app.now()
    day = a_day(as_at, local_day(now))
    if day > local_day(now):
        raise WrongWordsError(said("measures.day.ahead", out.lang))
    if not 1 <= months <= MOST_MONTHS:
        raise WrongWordsError(said("measures.months.wrong", out.lang, most=MOST_MONTHS))
    mode: Mode = "then" if as_known_then else "now"
    with reading(app.engine) as session:
        view = measures_view(session, now, day, months=months, mode=mode)
    if to_csv is not None:
        to_csv.write_text(sheet(view), encoding="utf-8", newline="")
    out.value(plain(view))
    out.text(f"{said('measures.title', out.lang)}: {view.at}. {said(f'measures.mode.{mode}', out.lang)}.")
    _tables(out, view)


def _tables(out: Out, view: Measures) -> None:
    lang = out.lang

    def t(key: str) -> str:
        return said(f"measures.{key}", lang)

    reached = [(t(f"reached.{row.key}"), bounded(row.isps, lang), bounded(row.share, lang)) for row in view.reached]
    standing = [(t(f"standing.{row.key}"), bounded(row.isps, lang), bounded(row.share, lang)) for row in view.standing]
    heads = (t("col.stage"), t("col.isps"), f"{t('col.share')}, %")
    out.table(t("reached"), heads, reached)
    out.table(t("standing"), heads, standing)
    lengths = tuple(t(f"col.{name}") for name in ("n", "median", "p80", "p95", "not_known"))
    stages = [(said(f"state.{row.state}", lang), *_spread(row.took, lang)) for row in view.stages]
    out.table(t("stages"), (t("col.stage"), *lengths), stages)
    ways = [(t(f"way.{row.key}"), *_spread(row.took, lang)) for row in view.ways]
    out.table(t("ways"), (t("way"), *lengths), ways)
    parties = [(said(f"party.{row.party}", lang), *_spread(row.had, lang)) for row in view.parties]
    out.table(t("parties"), (t("party"), *lengths), parties)
    ages = [
        (
            said(f"state.{row.state}", lang) if row.state else t("ages.waited"),
            bounded(row.open, lang),
            *_spread(row.age, lang)[1:],
        )
        for row in (*view.ages, view.waited)
    ]
    out.table(t("ages"), (t("col.stage"), t("col.open"), *lengths[1:]), ages)
    names = ("submitted", "resubmitted", "assured", "returned", "other")
    flows = [
        (row.first.strftime("%Y-%m"), *(bounded(getattr(row, name), lang) for name in names)) for row in view.flows
    ]
    flows.append((t("flow.undated"), *(str(number) for _, number in view.undated)))
    out.table(t("flows"), (t("flow.month"), *(t(f"flow.{name}") for name in names)), flows)
    out.table(t("quality"), ("", t("col.number")), _quality(view, lang))


def _quality(view: Measures, lang: Lang) -> list[tuple[str, str]]:
    first, shops, spent = view.first_time, view.workshops, view.hours
    rows = [("first.share", f"{bounded(first.share, lang)} %" if first.share else said("unknown", lang))]
    rows += [(f"first.{name}", bounded(getattr(first, name), lang)) for name in ("passed", "corrected", "returned")]
    rows += [("first.other", bounded(first.other, lang)), ("first.not_known", str(first.not_known))]
    rows += [(f"returns.{n}", bounded(one, lang)) for n, one in enumerate(view.returns.by_number)]
    rows += [("returns.not_known", str(view.returns.not_known)), ("returns.again", bounded(view.returns.again, lang))]
    rows += [("returns.reversed", str(view.returns.reversed))]
    rows += [(f"workshops.{name}", str(getattr(shops, name))) for name in ("under", "within", "over", "not_known")]
    rows += [("hours.isps", str(spent.by_isp.n)), ("hours.not_known", str(spent.by_isp.not_known))]
    rows += [("hours.all", said_hours(spent.minutes))]
    return [(said(f"measures.{key}", lang), value) for key, value in rows]


def _spread(one: Spread, lang: Lang) -> tuple[str, ...]:
    lengths = (bounded(one.median, lang), bounded(one.p80, lang), bounded(one.p95, lang))
    return (str(one.n), *lengths, str(one.not_known))
