"""What has changed since somebody signed, word by word, for whom it matters; and the marks of minor changes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from ispdesk.commands import facts, signatures
from ispdesk.views.listing import shown_version
from ispdesk.views.signing_shapes import Changed, Shown, Stretch
from models.queries import isps, signing
from models.tables.isp import Isp, Version
from states import staleness
from states.calendar import local_day
from states.differing import difference
from states.flow_terms import COLUMNS, shown_method, shown_sensitivity
from states.folding import folded
from states.signatures import SIGNED
from states.staleness import Minor

Part = Mapping[str, Any]


def changes_view(
    session: Session, ref: str, line: int | None, at: dt.datetime, lang: str = "en"
) -> tuple[Changed, ...]:
    """Every part that is other now than when a partner last signed: of one partner, or of all that signed.

    Of each part, what the oldest of those sign-offs was given to is compared with the part as it is.
    """
    isp = isps.by_ref(session, ref)
    version = shown_version(isps.versions(session, isp.id or 0)) if isp else None
    if isp is None or version is None:
        return ()
    return _found(session, isp, version, line, local_day(at), lang)


def _found(
    session: Session, isp: Isp, version: Version, line: int | None, today: dt.date, lang: str
) -> tuple[Changed, ...]:
    every = facts.partners(session, isp)
    content = facts.content_hash(session, version.id or 0)
    rows = signatures.rows_of(session, isp, version, every, content)
    if not any(row.content is not None for of in rows.values() for row in of):
        return ()
    now = signatures.parts_of(session, isp, version)
    marks, objections = signing.minor_changes(session, version.id or 0)
    named = {partner.id: partner for partner in every}
    first: dict[str, tuple[staleness.Change, Part]] = {}
    touches: dict[str, list[str]] = {}
    for row, of in rows.items():
        partner = named[row]
        if line is not None and partner.line != line:
            continue
        last = next((one for one in reversed(of) if not one.withdrawn and one.content is not None), None)
        if last is None or last.content is None or last.signoff.outcome not in SIGNED:
            continue
        then = last.content.parts
        touched = {change.key for change in last.touched}
        for change in staleness.changes(signatures.as_content(then), signatures.as_content(now)):
            if not staleness.concerns(change, {folded(partner.name)}):
                continue
            first.setdefault(change.key, (change, then.get(change.key, {})))
            if change.key in touched:
                touches.setdefault(change.key, []).append(partner.name)
    return tuple(
        Changed(
            key=key,
            kind=change.kind,
            how=change.how,
            title=str((now.get(key) or before).get("title", "")),
            lang=str((now.get(key) or before).get("lang", "")),
            pieces=_pieces(before, now.get(key, {}), lang),
            touches=tuple(touches.get(key, ())),
            may_be_minor=staleness.may_be_minor(change) and key in touches,
            marks=tuple(
                (mark.id or 0, mark.object_until, mark.kind)
                for mark in marks
                if mark.part == key
                and staleness.is_minor(change, [Minor(mark.part, mark.before, mark.after)])
                and mark.object_until >= today
                and not any((mark.id, row) in objections for row in named if named[row].line == line)
            ),
        )
        for key, (change, before) in sorted(first.items())
    )


def _pieces(before: Part, after: Part, lang: str) -> tuple[tuple[str, tuple[Stretch, ...]], ...]:
    """What is other, by the name of the value: of a section its text, of a flow each value that differs."""
    if before.get("kind", after.get("kind")) != "flow":
        return (("text", _differs(str(before.get("text", "")), str(after.get("text", "")))),)
    then, now = before.get("values", {}), after.get("values", {})
    found = []
    for name in FLOW_VALUES:
        one, other = _plain(name, then.get(name), lang), _plain(name, now.get(name), lang)
        if one != other:
            found.append((name, _differs(one, other)))
    return tuple(found)


FLOW_VALUES = tuple(column.key for column in COLUMNS if column.key != "number")
"""Every column of a flow is in the content that is signed, and is shown where it holds something or has changed."""


def _plain(name: str, value: Any, lang: str) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    shown = {"method": shown_method, "sensitivity": shown_sensitivity}.get(name)
    return shown(str(value or ""), lang) if shown else str(value or "")


def _differs(before: str, after: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(piece.kind, piece.text) for piece in difference(before, after))


def text_view(session: Session, ref: str, lang: str = "en") -> tuple[Shown, ...]:
    """The exact content that a sign-off is given to, in its order: the purpose, the sections, the flows."""
    isp = isps.by_ref(session, ref)
    version = shown_version(isps.versions(session, isp.id or 0)) if isp else None
    if isp is None or version is None:
        return ()
    return tuple(
        Shown(
            one["kind"],
            str(one.get("title", "")),
            str(one.get("lang", "")),
            str(one.get("text", "")),
            tuple((name, _plain(name, one["values"][name], lang)) for name in FLOW_VALUES if one["values"].get(name))
            if one["kind"] == "flow"
            else (),
        )
        for one in signatures.parts_of(session, isp, version).values()
    )
