"""Receipts in words: how each clock of one kind came to its day, to be checked by hand (design §4)."""

import datetime as dt
import re
from collections.abc import Iterator

from sqlmodel import Session, select

from ispdesk.commands import clocks as keeping
from ispdesk.views.clock_shapes import ReceiptDay, ReceiptLine, ReceiptRung, ReceiptsView, ReceiptView
from ispdesk.views.history import rung_name
from ispdesk.views.listing import title_of
from ispdesk.views.receipt_steps import Record, receipt_of, task_of
from ispdesk.views.sources import sourced
from ispdesk.words import dates, said
from ispdesk.words.text import Lang, Text
from models.queries import home, isps, partners, timers
from models.tables.calendar import Closure
from models.tables.clocks import TimerRow
from models.tables.isp import Isp
from states.calendar import local_day
from states.lifecycle import Party
from states.policy import Timer
from states.receipt import Mark, Receipt, Reckoning, Status, Step
from states.words import Sentence, listed

Value = Text | Sentence | str | int | dt.date | dt.datetime | None


def line(key: str, **values: Value) -> Text:
    """A sentence of the table of words in both languages; days and instants as each says them."""
    return Text(_in("en", key, values), _in("cy", key, values))


def _in(lang: Lang, key: str, values: dict[str, Value]) -> str:
    return said(key, lang, **{name: _word(value, lang) for name, value in values.items()})


def _word(value: Value, lang: Lang) -> object:
    if isinstance(value, Text):
        return value.best(lang)[0]
    if isinstance(value, Sentence):
        return value.in_language(lang)
    if isinstance(value, dt.datetime):
        return dates.moment(value, lang)
    return dates.long_day(value, lang) if isinstance(value, dt.date) else value


def timers_of(session: Session, isp: Isp) -> list[TimerRow]:
    """The clocks to explain: each that is alive, and of those that have stopped the last of each subject."""
    return _latest(timers.of_stream(session, f"isp:{isp.ref}"))


def _latest(rows: list[TimerRow]) -> list[TimerRow]:
    latest = {(row.kind, row.subject): row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.status == "stopped", row.due_day or dt.date.max, row.id or 0))


def due_first(rows: list[TimerRow]) -> TimerRow | None:
    """The running clock that is due first, or None where none is running."""
    running = [row for row in rows if row.status == "running"]
    return min(running, key=lambda row: (row.due_day or dt.date.max, row.id or 0), default=None)


def receipts_view(
    session: Session, ref: str, kind: str, at: dt.datetime, *, subject: str | None = None
) -> ReceiptsView | None:
    """The receipts of one kind on one ISP, of one subject where it is given; None where there are none."""
    isp = isps.by_ref(session, ref)
    if isp is None:
        return None
    record = Record.of(session, isp)
    found = []
    for row in _latest(record.timers):
        timer = keeping.timer_of(session, row) if row.kind == kind and subject in (None, row.subject) else None
        if timer is not None:
            found.append(_view(record, row, timer, at))
    if not found:
        return None
    return ReceiptsView(isp.ref, title_of(isp), kind, found[0].clock, tuple(found))


def _view(record: Record, row: TimerRow, timer: Timer, at: dt.datetime) -> ReceiptView:
    session = record.session
    seen = receipt_of(record, row, timer, at)
    policy = home.policy_at(session, row.policy_version)
    closures = home.closures_by_day(session)
    count = seen.count
    return ReceiptView(
        kind=row.kind,
        subject=row.subject,
        clock=Text(timer.name.en, timer.name.cy),
        name=_name(record, row, timer),
        status=seen.status.value,
        result=_result(seen, home.calendar(session).last, at),
        due=seen.due,
        counted=count.so_far if count else 0,
        budget=timer.budget,
        policy=row.policy_version,
        lines=tuple(_lines(seen, row.policy_version, policy.name if policy else "")),
        not_counted=tuple(_not_counted(seen, closures)),
        rungs=tuple(_rung(seen, mark) for mark in seen.marks),
        days=tuple(
            ReceiptDay(c.number, c.day, said_alone(c.day), c.party.value, c.ahead)
            for c in (count.counted if count else ())
        ),
        counts_days=count is not None,
    )


def _name(record: Record, row: TimerRow, timer: Timer) -> Text:
    version = record.versions[row.version_id or 0].number
    task = task_of(record, row)
    if task is not None:
        what, whom = record.named.tasks[task.number]
        about = line("receipt.task", what=what, whom=whom, number=task.number)
        return line("receipt.about", timer=timer.name, version=version, about=about)
    about_partner = row.subject.partition("/")[2]
    if about_partner.startswith("p"):
        partner = partners.of_line(record.session, record.isp.id or 0, int(about_partner[1:]))
        return line("receipt.about", timer=timer.name, version=version, about=partner.name if partner else "")
    return line("receipt.one", timer=timer.name, version=version)


def days(number: int) -> Text:
    """So many working days."""
    return line("unit.working_day", n=number)


def _written(timer: Timer) -> Text:
    """A budget or period as its policy writes it, in both languages."""
    match = re.fullmatch(r"(\d+) (working day|day|week|month|year)s?", timer.written)
    if match is None:
        return Text(timer.written)
    return line(f"unit.{match[2].replace(' ', '_')}", n=int(match[1]))


def _where(step: Step) -> Text:
    """With whom it is by a step, or on hold."""
    if step.held and step.until is not None:
        return line("receipt.hold", day=step.until)
    where = line(f"receipt.with.{step.party.value}")
    if not step.whom:
        return where
    return line("receipt.with.named", where=where, names=Text(listed(step.whom, "en"), listed(step.whom, "cy")))


def _moment(step: Step) -> Text:
    """When a step was: its instant, or the day alone where another day was told than that of the recording."""
    return said_alone(step.happened or step.since)


def _told(step: Step) -> Text:
    """What was done, when, by whom, and that it was recorded later where it was."""
    told = line("receipt.anchor.day", day=_moment(step), what=step.what)
    return _with_recording(step, line("receipt.by", told=told, who=step.by) if step.happened is None else told)


def _with_recording(step: Step, before: Text) -> Text:
    parts = [before]
    if step.happened is not None:
        recorded = _plain_day(local_day(step.recorded_at))
        parts.append(
            line("receipt.recorded", recorded=recorded, happened=_plain_day(step.happened), who=step.by)
        )  # fmt: skip
    if step.reason:
        parts.append(line("receipt.because", reason=step.reason))
    return Text("; ".join(p.en or "" for p in parts), "; ".join(p.cy or "" for p in parts))


def said_alone(when: dt.date) -> Text:
    """A day with its weekday, or an instant, alone."""
    return Text(str(_word(when, "en")), str(_word(when, "cy")))


def _plain_day(day: dt.date) -> Text:
    return Text(dates.day(day, "en"), dates.day(day, "cy"))


def _result(seen: Receipt, stored: dt.date, at: dt.datetime) -> Text:
    """The first sentence: the due day, or that it is paused or has stopped."""
    if seen.status is Status.STOPPED:
        return _stopped(seen)
    if seen.status is Status.PAUSED and seen.last is not None and seen.count is not None:
        return _paused(seen, seen.last, seen.count.so_far, at)
    if seen.due is None:
        return line("receipt.is.unknown", day=stored)
    notice = "notice_" if seen.timer.period is not None and seen.timer.period.before else ""
    if seen.status is Status.OVERDUE:
        return line(f"receipt.is.{notice}overdue", day=seen.due)
    if notice or seen.timer.task is not None or seen.last is None:
        return line(f"receipt.is.{notice or 'task_'}due", day=seen.due)
    return line("receipt.is.due", day=seen.due, where=line(f"receipt.with.{seen.last.party.value}"))


def _stopped(seen: Receipt) -> Text:
    stop = seen.stopped
    if stop is None:
        return line("receipt.is.stopped_date")
    values: dict[str, Value] = {"moment": stop.recorded_at, "what": stop.what, "who": stop.by}
    if seen.due is None or seen.date is not None:
        return line("receipt.is.stopped", **values)
    return line("receipt.is.stopped_late", day=seen.due, **values)


def _paused(seen: Receipt, last: Step, so_far: int, at: dt.datetime) -> Text:
    if seen.due is not None:
        return line("receipt.is.paused_late", moment=last.since, where=_where(last), day=seen.due)
    left = max(0, seen.timer.budget - so_far)
    words = line("receipt.left", left=left, n=seen.timer.budget) if left else line("receipt.none_left")
    key = "receipt.is.paused" if last.since <= at else "receipt.is.paused_from"
    return line(key, moment=last.since, where=_where(last), left=words)


def _lines(seen: Receipt, version: int, policy: str) -> Iterator[ReceiptLine]:
    """What it counts, how long, since when, and how far it has come."""

    def labelled(key: str, value: Text) -> ReceiptLine:
        return ReceiptLine(key, line(f"receipt.{key}"), value)

    timer = seen.timer
    yield labelled("counts", _counts(timer))
    if seen.date is not None:
        yield from (labelled(key, value) for key, value in _reckoned(timer, seen.date))
    else:
        written = _written(timer)
        weeks = "week" in timer.written
        yield labelled(
            "allowed", line("receipt.allowed.weeks", weeks=written, days=days(timer.budget)) if weeks else written
        )
    yield labelled("source", _source(timer.source))
    yield labelled("policy", line("receipt.policy.version", number=version, name=policy))
    if seen.start is not None and seen.count is not None:
        yield labelled("start", _told(seen.start))
        yield labelled("first", line("receipt.first.why", day=seen.count.first))
        yield labelled("so_far", line("isp.timer.used_of", used=seen.count.so_far, n=timer.budget))
        for late in seen.count.late:
            key = "receipt.late.handed_over" if late.handed_over else "receipt.late.floor"
            yield labelled("late", line(key, day=late.day, number=late.number))
    if seen.floor is not None:
        yield labelled("floor", line("receipt.floor.why", day=seen.floor))


KNOWN = {
    "our default": "ein rhagosodiad ni",
    "the report gives no figure": "nid yw'r adroddiad yn rhoi ffigur",
    "it gives no figure": "nid yw'n rhoi ffigur",
}
"""Phrases of a policy's sources that we can say in Welsh; other words stand in the language they are written in."""


def _source(source: str) -> Text:
    cy = source
    for english, welsh in KNOWN.items():
        cy = cy.replace(english, welsh)
    translated = sourced(cy)
    words = re.sub(r"report (l\.)?[\d.]+", "", source)
    for english in KNOWN:
        words = words.replace(english, "")
    en = sourced(source) or Text(source)
    return Text(en.en, translated.cy if translated and not re.search(r"[^\W\d_]", words) else None)


def _counts(timer: Timer) -> Text:
    if timer.task is not None:
        return line("receipt.counts.task")
    if timer.anchor is not None:
        return line("receipt.counts.date")
    held = [line(f"receipt.with.{party.value}") for party in Party if party in timer.parties]
    said_en, said_cy = ([part.best(lang)[0] for part in held] for lang in ("en", "cy"))
    where = Text(f" {said('or', 'en')} ".join(said_en), f" {said('or', 'cy')} ".join(said_cy))
    return line("receipt.counts.held", where=where)


def _reckoned(timer: Timer, date: Reckoning) -> Iterator[tuple[str, Text]]:
    if timer.anchor is None or timer.period is None:
        return
    yield "anchor", line("receipt.anchor.day", day=date.anchor, what=line(f"anchor.{timer.anchor.value}"))
    if not timer.period.months and not timer.period.days:
        yield "period", line("receipt.period.same")
    else:
        direction = "before" if timer.period.before else "after"
        yield "period", line(f"receipt.period.{direction}", period=_written(timer))
    if date.reckoned is None or date.rolled is None:
        return
    clipped = timer.period.months and not timer.period.days and date.reckoned.day != date.anchor.day
    plain = said_alone(date.reckoned)
    yield (
        "reckoned",
        line("receipt.reckoned.clipped", day=date.reckoned, number=date.anchor.day) if clipped else plain,
    )
    if date.rolled == date.reckoned:
        yield "rolled", line("receipt.rolled.stays", day=date.rolled)
        return
    why = [
        line("receipt.rolled.closed", day=day, name=name) if name else line("receipt.rolled.weekend", day=day)
        for day, name in date.over
    ]
    reasons = Text("; ".join(part.en or "" for part in why), "; ".join(part.cy or "" for part in why))
    key = "receipt.rolled.previous" if timer.period.before else "receipt.rolled.next"
    yield "rolled", line(key, day=date.rolled, why=reasons)


def _not_counted(seen: Receipt, closures: dict[dt.date, Closure]) -> Iterator[Text]:
    """Every day from the start on that does not count, and why."""
    if seen.count is None:
        return
    for pause in seen.count.pauses:
        step = pause.step
        by = line("receipt.by", told=step.what, who=step.by)
        moment = line("receipt.story", told=by, when=step.recorded_at)
        story = _with_recording(step, moment if step.happened is None else Text(step.what.en, step.what.cy))
        if not pause.days:
            yield line("receipt.pause.none", where=_where(step), story=story)
            continue
        first, last = pause.days[0], pause.days[-1]
        span = line("receipt.pause.span", first=first, last=last)
        only = said_alone(first)
        said_days = days(len(pause.days))
        yield line(
            "receipt.pause", span=only if first == last else span, days=said_days, where=_where(step), story=story
        )
    for day, name in seen.count.closed:
        bank = day in closures and closures[day].kind == "bank-holiday"
        yield line("receipt.closed.bank" if bank else "receipt.closed.closure", day=day, name=name)
    if seen.count.weekend_days:
        yield line("receipt.weekends", n=seen.count.weekend_days)


def _rung(seen: Receipt, mark: Mark) -> ReceiptRung:
    offset = mark.rung.offset
    away = days(abs(offset))
    where = "before" if offset < 0 else "after"
    if mark.fired is not None:
        fired = line("receipt.rung.yes", moment=mark.fired)
    else:
        over = seen.status is Status.STOPPED
        fired = line("receipt.rung.never" if over else "receipt.rung.no")
    if mark.at is not None:
        when = said_alone(mark.at)
    elif seen.status is Status.STOPPED:
        when = line("receipt.rung.stopped")
    else:
        when = line("receipt.rung.paused" if seen.status is Status.PAUSED else "receipt.rung.unknown")
    return ReceiptRung(
        rung=mark.rung.name,
        name=rung_name(mark.rung.name),
        offset=line("receipt.rung.on") if offset == 0 else line(f"receipt.rung.{where}", days=away),
        when=when,
        fired=fired,
        at=mark.at,
        fired_at=mark.fired,
    )


def kinds_of(session: Session) -> list[str]:
    """Every kind of clock that the policy in force or a timer knows."""
    adopted = home.policy(session)
    known = {timer.kind for timer in adopted[1].timers} if adopted else set()
    return sorted(known | set(session.exec(select(TimerRow.kind).distinct())))
