"""`ispdesk queue forecast`: when decisions can be expected, as things are or with another team."""

import datetime as dt
import json as json_text
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import REFUSED, WORDS, Out
from ispdesk.views.forecasting import METHOD, NOBODY, queue_forecast, team_is_known
from ispdesk.words import Lang, dates, said
from models.database import reading
from states.forecast import Dates, Forecast, Sample, WhatIf
from states.what_if import parse
from states.words import Sentence

File = Annotated[
    Path | None,
    typer.Option("--what-if", help='A JSON file, such as {"assurers": 1, "stop": ["later_version"]}.'),
]
Fewer = Annotated[list[int] | None, typer.Option("--under", help="When fewer than so many wait; may be given often.")]
SHARES = ("p50", "p85", "p95")


def forecast(what_if: File = None, under: Fewer = None, *, json: Json = False) -> None:
    """Say by when each ISP can expect a decision (50, 85, 95 %), and by when fewer than so many wait.

    A what-if file may have: assurers (more, or fewer with a minus); peer_review with facilitators and days_a_month;
    stop, a list of first_version, later_version, resubmission, training, meetings.
    """
    out = Out(as_json=json, language=language())
    change = _read(what_if, out) if what_if else None
    if any(number < 1 for number in under or ()):
        raise WrongWordsError("--under must be 1 or more.")
    app = open_home()
    with reading(app.engine) as session:
        _possible(session, change, out)
        found = queue_forecast(session, app.now(), change, under or None)
    out.value(whole(found, out.lang))
    _print(out, found)


def _read(file: Path, out: Out) -> WhatIf:
    if not file.is_file():
        raise WrongWordsError(f"There is no file {file}.")
    try:
        written = json_text.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WrongWordsError(f"{file} is no JSON: {error}.") from error
    if not isinstance(written, dict):
        raise WrongWordsError(f'{file} must be one JSON object, such as {{"assurers": 1}}.')
    found = parse(written)
    if isinstance(found, list):
        out.fail(WORDS, [Sentence(str(one), f"{one.path}: {one.said.cy}") for one in found])
    return found


def _possible(session: Session, change: WhatIf | None, out: Out) -> None:
    if change and (change.assurers or change.lent_days_a_month) and not team_is_known(session):
        out.fail(REFUSED, [NOBODY], ["no_team"])


def whole(found: Forecast, lang: Lang) -> dict[str, Any]:
    """The forecast as one JSON value; words in the reader's language."""
    under = [
        {"under": one.under, **_dates(one.dates), "why": _why(one.why, lang)} for one in found.under
    ]  # fmt: skip
    return {
        "method": METHOD.with_values(runs=found.sample.runs).in_language(lang),
        "sample": {
            "decisions": found.sample.decisions,
            "working_days": found.sample.days,
            "first": _day(found.sample.first),
            "last": _day(found.sample.last),
            "runs": found.sample.runs,
        },
        "isps": [
            {"reference": one.reference, **_dates(one.dates), "why": _why(one.why, lang)} for one in found.isps
        ],
        "queue": {
            "awaiting": found.awaiting,
            "set_aside": found.set_aside,
            "under": under,
            "why": _why(found.why, lang),
        },
        "why": _why(found.why, lang),
    }  # fmt: skip


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _dates(days: Dates) -> dict[str, str | None]:
    return dict(zip(SHARES, map(_day, days), strict=True))


def _why(why: Sentence | None, lang: Lang) -> str | None:
    return why.in_language(lang) if why else None


def _print(out: Out, found: Forecast) -> None:
    if found.why is not None:
        out.say(found.why)
        return
    out.text(_sample(found.sample, out.lang))
    shares = [said("forecast.share", out.lang, share=share.removeprefix("p")) for share in SHARES]
    rows = [(one.reference, *_said(one.dates, one.why, out.lang)) for one in found.isps]
    out.table(said("forecast.title", out.lang), (said("list.col.isp", out.lang), *shares, ""), rows)
    under = [(one.under, *_said(one.dates, one.why, out.lang)) for one in found.under]
    out.table(said("forecast.whole", out.lang), (said("forecast.under", out.lang), *shares, ""), under)
    if found.set_aside:
        out.text(said("forecast.aside", out.lang, n=found.set_aside))
    out.say(METHOD.with_values(runs=found.sample.runs))


def _sample(sample: Sample, lang: Lang) -> str:
    first, last = (dates.day(day, lang) if day else "?" for day in (sample.first, sample.last))
    return said("forecast.sample", lang, decisions=sample.decisions, days=sample.days, first=first, last=last)


def _said(days: Dates, why: Sentence | None, lang: Lang) -> tuple[str, ...]:
    return (*(dates.day(day, lang) if day else "-" for day in days), why.in_language(lang) if why else "")
