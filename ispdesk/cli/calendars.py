"""`ispdesk calendar …`: which days count, closing one, storing a year, taking over a changed list of bank holidays."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from ispdesk import calendars, desk
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.isps import carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import At, Json, a_day, an_instant, language
from ispdesk.cli.out import NOT_FOUND, WORDS, Out
from ispdesk.commands.calendar import FIRST_YEAR, LAST_YEAR
from ispdesk.commands.shape import Order, Refused
from ispdesk.views.calendar import calendar_view
from ispdesk.views.plain import plain
from ispdesk.words.dates import WEEKDAYS
from ispdesk.words.dates import day as in_words
from models.database import reading
from models.queries import home
from states.calendar import local_day
from states.closures import Difference, not_stored
from states.words import Sentence

calendar = typer.Typer(help="The calendar of working days: bank holidays in Wales, and closures.", no_args_is_help=True)

Day = Annotated[str, typer.Argument(help="The day, such as 2027-03-01.")]
ReasonEn = Annotated[str, typer.Option("--reason-en", help="Why, in English; it is shown and sent.")]
ReasonCy = Annotated[str, typer.Option("--reason-cy", help="Why, in Welsh; both are needed.")]
Who = Annotated[str | None, typer.Option("--as", help="Who acts: a team lead; without it, the operator.")]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would move and who would be told; change nothing.")]
KINDS = {
    "bank-holiday": Sentence("bank holiday", "gŵyl banc"),
    "closure": Sentence("closure", "ar gau"),
    "added": Sentence("added", "ychwanegwyd"),
    "gone": Sentence("gone", "diflannodd"),
    "renamed": Sentence("renamed", "ailenwyd"),
}
COUNTED = Sentence("disagrees, but counted already: stays", "yn anghytuno, ond wedi'i gyfrif eisoes: erys")
UNNAMED = Sentence(
    "no Welsh name in this release: enter it with `ispdesk calendar close`",
    "dim enw Cymraeg yn y fersiwn hwn: rhowch ef drwy `ispdesk calendar close`",
)
OFFERED = Sentence("may be accepted", "gellir ei dderbyn")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(calendar, name="calendar")


def _columns(out: Out, *said: Sentence) -> list[str]:
    return [one.in_language(out.language) for one in said]


@calendar.command("show")
def show(
    year: Annotated[int | None, typer.Option("--year", help="Which year; without it, the present one.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show the days of a year on which nobody works, with both names, and which version of the calendar it is."""
    out = Out(as_json=json, language=language())
    app = open_home()
    wanted = year or local_day(app.now()).year
    with reading(app.engine) as session:
        seen = calendar_view(session, wanted)
        stored = home.calendar(session)
    if seen is None:
        out.fail(NOT_FOUND, (not_stored(stored, wanted).said,), ("not_stored",))
    out.value(plain(seen))
    title = Sentence(
        f"{seen.year}: calendar version {seen.version}, stored from {seen.first} to {seen.last}",
        f"{seen.year}: fersiwn {seen.version} o'r calendr, wedi'i storio o {seen.first} i {seen.last}",
    )
    columns = _columns(
        out,
        Sentence("Day", "Diwrnod"),
        Sentence("In English", "Yn Saesneg"),
        Sentence("In Welsh", "Yn Gymraeg"),
        Sentence("What it is", "Beth ydyw"),
        Sentence("Since version", "Ers fersiwn"),
    )
    rows = [
        (_day(out, d.day), d.name.en, d.name.cy, KINDS[d.kind].in_language(out.language), d.version) for d in seen.days
    ]
    out.table(title.in_language(out.language), columns, rows)


def _day(out: Out, day: dt.date) -> str:
    return f"{WEEKDAYS[out.lang][day.weekday()]} {in_words(day, out.lang)}"


@calendar.command("close")
def close(
    day: Day,
    reason_en: ReasonEn = "",
    reason_cy: ReasonCy = "",
    who: Who = None,
    at: At = None,
    *,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Close a day on which nobody will work, until it closes; due dates move, and those concerned are told."""
    out = Out(as_json=json, language=language())
    payload = {"day": a_day(day, dt.date.min).isoformat(), **_reason(out, reason_en, reason_cy)}
    _change(out, open_home(), _order(out, "close_day", who, payload), at, preview=preview)


@calendar.command("reopen")
def reopen(
    day: Day,
    reason_en: ReasonEn = "",
    reason_cy: ReasonCy = "",
    who: Who = None,
    at: At = None,
    *,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Take a closure back, until its day closes; due dates move, and those concerned are told."""
    out = Out(as_json=json, language=language())
    payload = {"day": a_day(day, dt.date.min).isoformat(), **_reason(out, reason_en, reason_cy)}
    _change(out, open_home(), _order(out, "reopen_day", who, payload), at, preview=preview)


@calendar.command("store")
def store(
    year: Annotated[int, typer.Argument(help="The year whose bank holidays are computed and stored, such as 2031.")],
    who: Who = None,
    at: At = None,
    *,
    json: Json = False,
) -> None:
    """Store the bank holidays of a year; dates that lay beyond the stored years get their due day."""
    out = Out(as_json=json, language=language())
    app = open_home()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        said = Sentence(
            f"{year} cannot be stored: give a year from {FIRST_YEAR} to {LAST_YEAR}.",
            f"Ni ellir storio {year}: rhowch flwyddyn o {FIRST_YEAR} i {LAST_YEAR}.",
        )
        out.fail(WORDS, (said,))
    order = replace(calendars.storing(year), id=typed_once(), actor=_actor(out, who), operator=operator_name())
    answer = carry_out(app, out, order, at)
    out.say(
        Sentence(
            f"{year} is stored: {answer['days']} bank holidays. Due dates that could be set: {len(answer['moves'])}.",
            f"Mae {year} wedi'i storio: {answer['days']} o wyliau banc. "
            f"Dyddiadau y gellid eu pennu: {len(answer['moves'])}.",
        )
    )


@calendar.command("compare")
def compare(*, json: Json = False) -> None:
    """Compute the bank holidays of every stored year anew, and show where that differs from what is stored."""
    out = Out(as_json=json, language=language())
    app = open_home()
    found = _differences(app, app.now())
    out.value({"computed_with": calendars.library(), "differences": [_plain(one) for one in found]})
    if not found:
        out.say(
            Sentence(
                f"{calendars.library()} agrees with every stored day.",
                f"Mae {calendars.library()} yn cytuno â phob diwrnod a storiwyd.",
            )
        )
        return
    columns = _columns(
        out,
        Sentence("Day", "Diwrnod"),
        Sentence("Change", "Newid"),
        Sentence("Stored", "Wedi'i storio"),
        Sentence("Computed now", "Cyfrifwyd nawr"),
        Sentence("What can be done", "Beth y gellir ei wneud"),
    )
    rows = [
        (
            _day(out, one.day),
            KINDS[one.kind].in_language(out.language),
            one.stored.in_language(out.language) if one.stored else "-",
            _name(out, one.computed),
            _remark(one).in_language(out.language),
        )
        for one in found
    ]
    out.table(calendars.library(), columns, rows)
    if any(one.acceptable for one in found):
        out.say(
            Sentence(
                "See what would move: `ispdesk calendar accept --preview --reason-en … --reason-cy …`.",
                "Gweler beth fyddai'n symud: `ispdesk calendar accept --preview --reason-en … --reason-cy …`.",
            )
        )


@calendar.command("accept")
def accept(
    reason_en: ReasonEn = "",
    reason_cy: ReasonCy = "",
    who: Who = None,
    at: At = None,
    *,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Take over what `calendar compare` shows, for days that have not closed, as one change."""
    out = Out(as_json=json, language=language())
    app = open_home()
    reason = _reason(out, reason_en, reason_cy)
    found = _differences(app, an_instant(at) if at else app.now())
    payload = {**calendars.accepting(found), **reason}
    _change(out, app, _order(out, "accept_holidays", who, payload), at, preview=preview)


def _differences(app: App, at: dt.datetime) -> tuple[Difference, ...]:
    with reading(app.engine) as session:
        return calendars.compare(session, at)


def _plain(one: Difference) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "kind": one.kind,
        "stored": {"en": one.stored.en, "cy": one.stored.cy} if one.stored else None,
        "computed": {"en": one.computed.en, "cy": one.computed.cy or None} if one.computed else None,
        "offered": one.acceptable,
        "remark": {"en": _remark(one).en, "cy": _remark(one).cy},
    }


def _remark(one: Difference) -> Sentence:
    if not one.open:
        return COUNTED
    return OFFERED if one.acceptable else UNNAMED


def _name(out: Out, name: Sentence | None) -> str:
    return (name.in_language(out.language) or name.en) if name else "-"


def _reason(out: Out, en: str, cy: str) -> dict[str, str]:
    if not en.strip() or not cy.strip():
        said = Sentence(
            "Give the reason in both languages: --reason-en TEXT --reason-cy TEXT.",
            "Rhowch y rheswm yn y ddwy iaith: --reason-en TESTUN --reason-cy TESTUN.",
        )
        out.fail(WORDS, (said,))
    return {"reason_en": en, "reason_cy": cy}


def _actor(out: Out, who: str | None) -> str:
    if who is not None:
        nobody_else(out, who)
    return who or "operator"


def _order(out: Out, kind: str, who: str | None, payload: Mapping[str, Any]) -> Order:
    return Order(typed_once(), kind, "calendar:wales", _actor(out, who), payload, operator=operator_name())


def _change(out: Out, app: App, order: Order, at: str | None, *, preview: bool) -> None:
    """Carry out a change of the calendar, or only show what it would move."""
    answer = _rehearsed(app, out, order, at) if preview else carry_out(app, out, order, at)
    _moves(out, answer["moves"], preview=preview)


def _rehearsed(app: App, out: Out, order: Order, at: str | None) -> dict[str, Any]:
    instant = an_instant(at) if at else None
    if instant is not None:
        app.check_time(instant)
    result = desk.rehearse(app.engine, order, app.now if instant is None else lambda: instant)
    if isinstance(result, Refused):
        out.refuse(result)
    answer = {**result.answer, "preview": True}
    out.value(answer)
    return answer


def _moves(out: Out, moves: Sequence[Mapping[str, Any]], *, preview: bool) -> None:
    title = (
        Sentence(f"Due dates that would move: {len(moves)}", f"Dyddiadau cau a fyddai'n symud: {len(moves)}")
        if preview
        else Sentence(f"Due dates that have moved: {len(moves)}", f"Dyddiadau cau a symudodd: {len(moves)}")
    )
    if not moves:
        out.say(title)
        return
    columns = _columns(
        out,
        Sentence("ISP", "ISP"),
        Sentence("Clock", "Cloc"),
        Sentence("Was due", "O'r blaen"),
        Sentence("Is due", "Nawr"),
        Sentence("Told", "Hysbysir"),
    )
    none = Sentence("no date", "dim dyddiad").in_language(out.language)
    rows = [
        (
            " ".join(part for part in (move["ref"], move["subject"]) if part),
            move[f"timer_{out.lang}"],
            move["from"] or none,
            move["to"] or none,
            ", ".join(move["told"]) or "-",
        )
        for move in moves
    ]
    out.table(title.in_language(out.language), columns, rows)
    if preview:
        out.say(Sentence("Nothing was changed.", "Ni newidiwyd dim."))
