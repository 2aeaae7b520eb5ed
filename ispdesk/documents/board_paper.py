"""The board's pack on paper: what the figures cannot show first, then tables, in one language; totals, and no names."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from ispdesk.views.board import OUTPUTS, BoardView, Crossing, Done
from ispdesk.views.figuring import figure_words
from ispdesk.views.targets import TargetLine
from ispdesk.words import LANGS, Lang, dates, said
from ispdesk.words.text import Text
from states.targets import Measure

__all__ = ["LANGS", "Lang", "content"]
CANNOT = ("lawful", "delivered", "outcomes", "outside", "late")
Block = dict[str, Any]


def content(of: BoardView, lang: Lang) -> dict[str, Any]:
    """What the paper says, as plain data."""
    return {
        "lang": lang,
        "title": said("board.title", lang, quarter=quarter_words(of.quarter.first, lang)),
        "reference": str(of.quarter),
        "version": said("board.as_at", lang, day=dates.day(of.as_at, lang)),
        "lines": _lines(of, lang),
        "parts": [
            {"heading": said(f"board.part.{name}", lang), "blocks": list(make(of, lang))}
            for name, make in PARTS.items()
        ],
    }


def quarter_words(first: dt.date, lang: Lang) -> str:
    """Name the quarter that begins on this day: "July to September 2026"."""
    last = dt.date(first.year, first.month + 2, 1)
    months = dates.MONTHS[lang]
    return said("board.quarter", lang, first=months[first.month - 1], last=months[last.month - 1], year=first.year)


def _lines(of: BoardView, lang: Lang) -> list[str]:
    house, made = of.house.best(lang)[0], dates.day(of.made_on, lang)
    lines = [said("board.line", lang, house=house, day=dates.day(of.as_at, lang), made=made)]
    return lines if of.over else [*lines, said("board.not_over", lang)]


def _par(text: str, lang: Lang, kind: str = "paragraph") -> Block:
    return {"kind": kind, "text": text, "lang": lang, "number": ""}


def _table(caption: str, heads: Iterable[str], rows: Iterable[Sequence[object]], widths: Sequence[int] = ()) -> Block:
    """A table; the first column is twice as wide as the others, unless `widths` says otherwise."""
    shown, names = [["" if cell is None else str(cell) for cell in row] for row in rows], list(heads)
    wide = list(widths) or [2, *(1 for _ in names[1:])]
    return {"kind": "table", "caption": caption, "heads": names, "rows": shown, "widths": wide}


def _heads(lang: Lang, *keys: str) -> list[str]:
    return [said(f"board.{key}", lang) for key in keys]


def _number(value: int | None, lang: Lang) -> str:
    return said("unknown", lang) if value is None else str(value)


def _cannot(_of: BoardView, lang: Lang) -> Iterable[Block]:
    for name in CANNOT:
        yield _par(said(f"board.cannot.{name}", lang), lang, "bullet")


def _written(of: BoardView, lang: Lang, part: str, none: str) -> Iterable[Block]:
    """What somebody wrote, each line a paragraph, in its own language where it is in the other only."""
    text, really = of.written.get(part, Text()).best(lang)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        if none:
            yield _par(said(none, lang), lang)
        return
    for line in lines:
        bullet = line.startswith(("- ", "* "))
        yield _par(line[2:].strip() if bullet else line, really, "bullet" if bullet else "paragraph")


def _summary(of: BoardView, lang: Lang) -> Iterable[Block]:
    return _written(of, lang, "summary", "board.nothing_written")


def _decisions(of: BoardView, lang: Lang) -> Iterable[Block]:
    return _written(of, lang, "decisions", "board.no_decision")


def _outputs(of: BoardView, lang: Lang) -> Iterable[Block]:
    rows = [
        (said(f"board.output.{name}", lang), figure_words(of.outputs[name], lang))
        for name in ("signatories", "trained", "assured")
    ]
    rows.append((said("board.output.hub", lang), said("board.not_kept", lang)))
    yield _table(said("board.table_4_1", lang), _heads(lang, "col.output", "col.progress"), rows)
    types = [(said(f"board.type.{row['kind']}", lang), _bounded(row, lang), row["proportion"]) for row in of.trained]
    total = (said("board.total", lang), figure_words(of.outputs["trained"], lang), "-")
    day = dates.day(of.as_at, lang)
    heads = _heads(lang, "col.type", "col.number", "col.proportion")
    yield _table(said("board.table_4_2", lang, day=day), heads, [*types, total])


def _bounded(row: Any, lang: Lang) -> str:
    most = row.get("number_at_most", row["number"])
    return str(row["number"]) if most == row["number"] else said("figure.between", lang, least=row["number"], most=most)


def _targets(of: BoardView, lang: Lang) -> Iterable[Block]:
    heads = [said(f"target.{key}", lang) for key in ("measure", "now", "target", "state", "decided")]
    year = f"{of.year}/{(of.year + 1) % 100:02}"
    yield _table(said("target.title", lang, year=year), heads, [_target(one, of, lang) for one in of.targets])


def _target(one: TargetLine, of: BoardView, lang: Lang) -> tuple[str, ...]:
    where = [said(f"sector.{one.sector}", lang)] if one.sector else []
    where += [one.place_name.best(lang)[0]] if one.place_name else []
    if one.measure is Measure.ACTIVE and of.made_on != of.as_at:
        where.append(said("board.as_at", lang, day=dates.day(of.made_on, lang)))
    name = ", ".join([said(f"measure_of.{one.measure}", lang), *where])
    if one.target is None:
        return name, figure_words(one.now, lang), said("target.standing.no_target", lang), "-", "-"
    decided = one.versions[0]
    when = said("target.decided.on", lang, who=decided.decided_by, day=dates.day(decided.decided_on, lang))
    return name, figure_words(one.now, lang), str(one.target), said(f"target.standing.{one.standing}", lang), when


def _funnel(of: BoardView, lang: Lang) -> Iterable[Block]:
    names = ("identified", "developing", "awaiting", "assured")
    rows = [(said(f"board.output.{name}", lang), figure_words(of.outputs[name], lang)) for name in names]
    known, assured = of.outputs["identified"].exact, of.outputs["assured"].exact
    share = None if not known or assured is None else (200 * assured + known) // (2 * known)
    rows.append((said("board.conversion", lang), said("unknown", lang) if share is None else f"{share}%"))
    yield _table(said("board.funnel", lang), _heads(lang, "col.stage", "col.number"), rows)


def _backlog(of: BoardView, lang: Lang) -> Iterable[Block]:
    of_queue = of.backlog
    if of_queue.last is None:
        yield _par(said("board.unmeasured", lang), lang)
    else:
        last = of_queue.last
        level = said(f"level.{last.level}", lang)
        yield _par(said("board.last", lang, n=last.count, day=dates.day(last.day, lang), level=level), lang)
        rows = [
            (dates.month(one.first, lang), one.last_count, one.most, said(f"level.{one.level}", lang), one.closes)
            for one in of_queue.months
        ]
        keys = ("month", "month.last", "month.most", "month.level", "month.closes")
        yield _table(said("programme.months", lang), [said(f"programme.{key}", lang) for key in keys], rows)
    crossed = [(_crossed(one, lang), "; ".join(_done(d, lang) for d in one.done) or said("board.nothing_done", lang))
               for one in of_queue.crossings]  # fmt: skip
    if crossed:
        yield _table(said("board.crossings", lang), _heads(lang, "col.crossing", "col.done"), crossed, (1, 3))
    else:
        yield _par(said("board.no_crossing", lang), lang)
    for done in of_queue.steps:
        yield _par(_done(done, lang), lang, "bullet")
    yield _par(said("board.told", lang, n=of_queue.told), lang)


def _crossed(one: Crossing, lang: Lang) -> str:
    return said("board.crossed", lang, day=dates.day(one.day, lang), level=said(f"level.{one.level}", lang).lower())


def _done(one: Done, lang: Lang) -> str:
    day, role, words = dates.day(one.day, lang), said(f"role.{one.role}", lang), one.words.best(lang)[0]
    if one.until is not None:
        told = said("board.acknowledged", lang, day=day, role=role, until=dates.day(one.until, lang))
        return f"{told}: {words}" if words else told
    return said("board.step", lang, day=day, words=words)


def _time(of: BoardView, lang: Lang) -> Iterable[Block]:
    rows = [
        (
            said(f"board.time.{one.name}", lang),
            one.number,
            *(_number(value, lang) for value in (one.middle, *one.shares)),
            one.unknown,
        )
        for one in of.times
    ]
    heads = _heads(lang, "col.time", "col.known", "col.middle", "col.p80", "col.p95", "col.unknown")
    yield _table(said("board.times", lang), heads, rows)


def _coverage(of: BoardView, lang: Lang) -> Iterable[Block]:
    cover, every = of.coverage, len(of.coverage.rows[0].cells)
    counts = {"covered": cover.covered, "cells": cover.cells, "areas": len(cover.rows), "places": every}
    yield _par(said("cover.cells", lang, **counts), lang)
    yield _par(said("board.gap", lang), lang)
    if cover.nowhere:
        yield _par(said("cover.nowhere", lang, n=cover.nowhere), lang)
    rows = [
        (
            one.name.best(lang)[0],
            said("figure.out_of", lang, number=every - len(one.gaps), all=every),
            _places(one.gaps, every, lang),
        )
        for one in cover.rows
    ]
    heads = [said(f"cover.{key}", lang) for key in ("area", "places.served", "gaps")]
    yield _table(said("cover.areas", lang), heads, rows, (3, 2, 5))


def _places(names: Sequence[Text], every: int, lang: Lang) -> str:
    if not names:
        return said("cover.gaps.none", lang)
    return said("cover.gaps.all", lang) if len(names) == every else ", ".join(name.best(lang)[0] for name in names)


def _reviews(of: BoardView, lang: Lang) -> Iterable[Block]:
    ahead = of.reviews
    rows: list[tuple[str, int]] = [(said("board.review.passed", lang), ahead.passed)]
    rows += [(dates.month(first, lang), number) for first, number in ahead.months]
    rows += [(said("board.review.later", lang), ahead.later), (said("board.review.unknown", lang), ahead.unknown)]
    caption = said("board.reviews", lang, day=dates.day(of.made_on, lang))
    yield _table(caption, _heads(lang, "col.month", "col.reviews"), rows)


def _forecast(of: BoardView, lang: Lang) -> Iterable[Block]:
    found = of.forecast
    if found is None:
        yield _par(said("team.no_calendar", lang), lang)
        return
    if found.why is not None:
        yield _par(said("board.no_forecast", lang), lang)
        yield _par(dates.spelled(found.why.in_language(lang), lang), lang)
        return
    rows = []
    for one in found.under:
        days = [dates.day(day, lang) if day else said("unknown", lang) for day in one.dates]
        rows.append((said("team.under", lang, n=one.under), *days))
    heads = [said("forecast.under", lang), *(said("forecast.share", lang, share=share) for share in (50, 85, 95))]
    yield _table(said("board.forecast", lang, day=dates.day(of.made_on, lang)), heads, rows)


def _quality(of: BoardView, lang: Lang) -> Iterable[Block]:
    if of.statement:
        yield _par(of.statement.best(lang)[0], of.statement.best(lang)[1], "bullet")
    bounded = [said(f"board.output.{name}", lang) for name in OUTPUTS if of.outputs[name].exact is None]
    if bounded:
        yield _par(said("board.quality.bounded", lang, names=", ".join(bounded)), lang, "bullet")
    for key, figure in (("sector", of.unknown_sector), ("place", of.unknown_place)):
        if figure.most:
            yield _par(said(f"board.quality.{key}", lang, number=figure_words(figure, lang)), lang, "bullet")
    for one in of.times:
        if one.unknown:
            yield _par(said("target.unknown_days", lang, n=one.unknown), lang, "bullet")
    if of.reviews.unknown:
        yield _par(said("board.quality.reviews", lang, n=of.reviews.unknown), lang, "bullet")
    yield _par(said("board.quality.now", lang), lang, "bullet")
    yield from _written(of, lang, "notes", "")


def _since(of: BoardView, lang: Lang) -> Iterable[Block]:
    since = of.since
    if since is None:
        yield _par(said("board.first", lang), lang)
        return
    then = dates.day(since.as_at, lang)
    yield _par(said("board.since", lang, quarter=since.quarter, number=since.number, day=then), lang)
    rows = [
        (
            figure_name(one.name, lang),
            _number(one.stated, lang),
            said("board.restated", lang, number=_number(one.known_now, lang))
            if one.restated
            else _number(one.known_now, lang),
            _number(one.now, lang),
        )
        for one in since.rows
    ]
    caption = said("board.changes", lang)
    yield _table(caption, _heads(lang, "col.figure", "col.stated", "col.known_now", "col.now"), rows)
    if not any(one.restated for one in since.rows):
        yield _par(said("board.none_restated", lang), lang)


def figure_name(name: str, lang: Lang) -> str:
    """What a kept figure is called."""
    bare = name.removesuffix("_at_most")
    if bare.startswith("trained."):
        kind = said(f"board.type.{bare.removeprefix('trained.')}", lang)
        words = said("board.figure.trained", lang, kind=kind)
    else:
        words = said(f"board.output.{bare}", lang)
    return words if bare == name else said("board.figure.at_most", lang, name=words)


PARTS = {
    "cannot": _cannot,
    "summary": _summary,
    "decisions": _decisions,
    "outputs": _outputs,
    "targets": _targets,
    "funnel": _funnel,
    "backlog": _backlog,
    "time": _time,
    "coverage": _coverage,
    "reviews": _reviews,
    "forecast": _forecast,
    "quality": _quality,
    "since": _since,
}
"""The parts in their order; the first stands on page one."""
