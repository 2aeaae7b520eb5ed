"""A meeting's pack: the agenda, each ISP's document, and what is open of it and was found before; in both languages."""

import base64
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from ispdesk.commands.agendas import SUMS
from ispdesk.documents import pdf
from ispdesk.documents.export import export
from ispdesk.views.checking import CheckRow, checks_view
from ispdesk.views.meetings import AgendaItem, MeetingView, meeting_view
from ispdesk.views.protocol import protocol
from ispdesk.views.returns import Found, RoundView, returns_view
from ispdesk.words import LANGS, Lang, dates, said
from models.queries import meetings
from states.calendar import local_day

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same pack is the same bytes."""


@dataclass(frozen=True)
class Made:
    """A file of a pack, and the ISP that it is about."""

    name: str
    content: bytes
    isp: str | None = None


def pack_files(session: Session, group: str, day: dt.date, at: dt.datetime) -> tuple[tuple[str, ...], list[Made]]:
    """The agenda's ISPs in order, and every file of the pack; nothing where the group does not meet on that day."""
    view = meeting_view(session, group, day, at)
    if view is None or not view.items:
        return (), []
    today = local_day(at)
    made = [Made(f"0-agenda-{lang}.pdf", pdf.make("pack", _agenda(view, lang), today)) for lang in LANGS]
    for place, item in enumerate(view.items, start=1):
        made += _of_isp(session, item, place, at)
    return tuple(item.ref for item in view.items), made


def packed(session: Session, group: str, day: dt.date, at: dt.datetime) -> dict[str, Any]:
    """A pack as the command that freezes it takes it."""
    isps, made = pack_files(session, group, day, at)
    files = [
        {"name": one.name, "content": base64.b64encode(one.content).decode(), **({"isp": one.isp} if one.isp else {})}
        for one in made
    ]
    return {"day": day.isoformat(), "isps": list(isps), "files": files}


def _of_isp(session: Session, item: AgendaItem, place: int, at: dt.datetime) -> Iterator[Made]:
    document, today = protocol(session, item.ref), local_day(at)
    checks = checks_view(session, item.ref, None, frozenset(), at)
    rounds = returns_view(session, item.ref)
    for lang in LANGS:
        if document is not None:
            content = export(session, document, "pdf", lang, today).content
            yield Made(f"{place}-{item.ref}-{lang}.pdf", content, item.ref)
        told = _points(item, checks.points if checks else (), rounds.rounds if rounds else (), lang)
        yield Made(f"{place}-{item.ref}-points-{lang}.pdf", pdf.make("pack", told, today), item.ref)


def _page(
    lang: Lang, title: str, reference: str, lines: Iterable[str], parts: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    return {"lang": lang, "title": title, "reference": reference, "version": "", "lines": list(lines),
            "parts": list(parts)}  # fmt: skip


def _part(heading: str, lang: Lang, blocks: Sequence[dict[str, str]]) -> dict[str, Any]:
    return {"heading": heading, "lang": lang, "blocks": list(blocks)}


def _block(kind: str, text: str) -> dict[str, str]:
    return {"kind": kind, "text": text, "number": ""}


def _agenda(view: MeetingView, lang: Lang) -> dict[str, Any]:
    name = view.name.best(lang)[0]
    title = said("meeting.pack.title", lang, group=name, day=dates.long_day(view.day, lang))
    lines = [
        said("meeting.pack.count", lang, n=len(view.items), capacity=view.capacity),
        said("meeting.pack.quorum", lang, n=view.quorum),
    ]
    items = [
        _part(f"{place}. {item.title.best(lang)[0]} ({item.ref})", lang, list(_lines(item, lang)))
        for place, item in enumerate(view.items, start=1)
    ]
    return _page(lang, title, view.group, lines, items)


def _lines(item: AgendaItem, lang: Lang) -> Iterator[dict[str, str]]:
    submitted = dates.day(item.submitted, lang) if item.submitted else said("unknown", lang)
    yield _block("bullet", said("meeting.pack.submitted", lang, day=submitted, round=item.round or "?"))
    if item.score is not None:
        yield _block("bullet", said("meeting.pack.score", lang, score=item.score))
    if item.reason:
        yield _block("bullet", said("meeting.pack.by_hand", lang, reason=item.reason))
    for name in item.interests:
        yield _block("bullet", said("meeting.pack.interest", lang, name=name.best(lang)[0]))


def _points(item: AgendaItem, points: Sequence[CheckRow], rounds: Sequence[RoundView], lang: Lang) -> dict[str, Any]:
    title = said("meeting.pack.points_of", lang, title=item.title.best(lang)[0])
    parts = [_part(said("meeting.pack.points", lang), lang, _open_points(points, lang))]
    parts += [_part(said("meeting.pack.round", lang, round=one.round), lang, _found(one, lang)) for one in rounds]
    if not rounds:
        nothing = [_block("paragraph", said("meeting.pack.no_findings", lang))]
        parts.append(_part(said("meeting.pack.findings", lang), lang, nothing))
    return _page(lang, title, item.ref, (), parts)


def _open_points(points: Sequence[CheckRow], lang: Lang) -> list[dict[str, str]]:
    found = []
    for one in points:
        found.append(_block("heading", f"{one.code} {one.question.best(lang)[0]}"))
        found += [_block("paragraph", text.best(lang)[0]) for text in one.found]
        answer = said(f"checks.answer.{one.answer}", lang) if one.answer else said("send.unanswered", lang)
        found.append(_block("paragraph", f"{answer} {one.text}".strip()))
    return found or [_block("paragraph", said("submit.points.none", lang))]


def _found(round_: RoundView, lang: Lang) -> list[dict[str, str]]:
    return [_block("bullet", _finding(one, lang)) for one in round_.findings]


def _finding(one: Found, lang: Lang) -> str:
    answer = said(f"return.answer.{one.answer}", lang) if one.answer else said("return.answer.none", lang)
    met = said("return.met" if one.met else "return.not_met", lang)
    severity = said(f"return.severity.{one.severity}", lang)
    told = f"{one.number}. {one.text} ({severity}; {met}) {answer}"
    return f"{told}: {one.answer_text}" if one.answer_text else told


def archive(session: Session, group: str, day: dt.date, number: int) -> tuple[str, bytes] | None:
    """A frozen pack as one ZIP with the list of its hashes, the same bytes each time; None where there is none."""
    found = meetings.group(session, group)
    pack = meetings.pack(session, found.id or 0, day, number) if found else None
    if pack is None:
        return None
    kept = io.BytesIO()
    files = meetings.files(session, pack.id or 0)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for file in files:
            if file.removed:
                _put(made, f"{file.name}.removed.txt", file.removed.encode())
            else:
                _put(made, file.name, file.content)
        _put(made, SUMS, "".join(f"{file.content_hash}  {file.name}\n" for file in files).encode())
    return f"{group}-{day.isoformat()}-{number}.zip", kept.getvalue()


def _put(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    made.writestr(zipfile.ZipInfo(name, EARLIEST), content, compress_type=zipfile.ZIP_DEFLATED)
