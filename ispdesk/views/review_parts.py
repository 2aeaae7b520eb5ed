"""The parts of a version beside what they are compared with: what differs, word by word, and what is as it was."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from ispdesk.commands import facts
from ispdesk.views.review_shapes import Base, Difference, PartRow
from ispdesk.words import said
from ispdesk.words.text import Text
from models.queries import partners, reviews
from models.queries.reviews import Written
from models.tables.isp import Isp, Version
from models.tables.work import Partner
from states import flow_terms
from states.differing import difference
from states.editions import Edition
from states.reviewing import Compared, Part, Status, pointer

LANGS = ("en", "cy")


def both(key: str, **values: object) -> Text:
    """Words in both languages."""
    return Text(said(key, "en", **values), said(key, "cy", **values))


def parts_of(session: Session, isp: Isp, now: Version, base: Version | None, own: Isp) -> tuple[list[Part], list[Part]]:
    """The parts of a version, and of what it is compared with (none without): sections, flows, partners.

    `own` is the ISP of the version compared with: an exemplar's partners are other bodies, and not compared.
    """
    ids = [version.id or 0 for version in (now, base) if version is not None]
    facts.content_hashes(session, ids)  # reads the flows of both at once
    written = reviews.sections(session, ids)
    listed = partners.of_isp(session, isp.id or 0)
    today = [one for one in listed if one.valid_to is None]
    parts = [*_sections(written, now), *_flows(session, now), _partners(today)]
    if base is None:
        return parts, []
    then = [one for one in listed if own.id == isp.id and _stood(one, base.assured_from)]
    before = [*_sections(written, base), *_flows(session, base)]
    return parts, [*before, _partners(then)] if own.id == isp.id else before


def _stood(partner: Partner, day: dt.date | None) -> bool:
    """Whether it was a partner at the end of this day."""
    if day is None:
        return partner.valid_to is None
    begun = partner.valid_from is None or partner.valid_from <= day
    return begun and (partner.valid_to is None or partner.valid_to > day)


def _sections(written: Sequence[Written], of: Version) -> list[Part]:
    keys = dict.fromkeys(row.key for row in written if row.version == of.id)
    texts = {(row.key, row.lang): row.text for row in written if row.version == of.id}
    return [
        Part(f"section:{key}", tuple((lang, text) for lang in LANGS if (text := texts.get((key, lang), ""))))
        for key in keys
    ]


def _flows(session: Session, of: Version) -> list[Part]:
    return [
        Part(f"flow:{row.number}", tuple((name, text) for name, text in _cells(row) if text))
        for row in facts.flows(session, of.id or 0)
    ]


def _cells(row: Any) -> list[tuple[str, str]]:
    return [(name, getattr(row, name)) for name in flow_terms.TEXTS] + [("recipients", ", ".join(row.recipients))]


def _partners(listed: Sequence[Partner]) -> Part:
    lines = "\n".join(map(_line, listed))
    return Part("partners", (("names", lines),) if lines else ())


def _line(one: Partner) -> str:
    of_class = f" ({one.count or one.annex})" if one.kind == "class" else ""
    return one.name + of_class + (f": {one.condition}" if one.condition else "")


class Labels:
    """What parts are called, and where on the ISP's pages they are."""

    def __init__(self, session: Session, isp: Isp, version: Version, edition: Edition) -> None:
        written = reviews.sections(session, [version.id or 0])
        self._headings: dict[str, dict[str, str]] = {}
        for row in written:
            self._headings.setdefault(row.key, {})[row.lang] = row.heading
        self._edition, self._ref = edition, isp.ref

    def label(self, at: str) -> Text | None:
        """What a pointer points at; None where it points at nothing that we know."""
        kind, key = pointer(at) or ("", "")
        if kind == "section":
            own, known = self._headings.get(key, {}), self._edition.section(key)
            if known is not None:
                return Text(known.heading.en, known.heading.cy)
            return Text(own.get("en") or key, own.get("cy") or None)
        if kind == "flow":
            return both("review.part.flow", number=f"{int(key):03}")
        return both(f"review.part.{kind}") if kind else None

    def path(self, at: str) -> str:
        """Its address, from the ISP's own page on."""
        kind, key = pointer(at) or ("", "")
        pages = {"section": f"/document/sections/{key}", "flow": f"/flows/{key}", "flows": "/flows"}
        return pages.get(kind, "/partners") if kind else ""


def rows(compared: Sequence[Compared], labels: Labels) -> tuple[PartRow, ...]:
    """Each part with what differs in it."""
    return tuple(
        PartRow(
            one.at,
            labels.label(one.at) or Text(one.at),
            labels.path(one.at) if one.status is not Status.GONE else "",
            one.status.value,
            _differences(one) if one.status is not Status.SAME else (),
        )
        for one in compared
    )


def _differences(one: Compared) -> tuple[Difference, ...]:
    before, now = dict(one.before), dict(one.now)
    found = []
    for name in dict.fromkeys([*now, *before]):
        if before.get(name, "") == now.get(name, ""):
            continue
        pieces = difference(before.get(name, ""), now.get(name, ""))
        found.append(Difference(_label(name), name if name in LANGS else "", pieces))
    return tuple(found)


def _label(name: str) -> Text:
    if name in LANGS:
        return both(f"changes.in.{name}")
    column = flow_terms.BY_KEY.get(name)
    return Text(column.label.en, column.label.cy) if column else both("review.part.partners")


def base_of(isp: Isp, base: Version | None, own: Isp, edition: Edition) -> Base:
    """What a version is compared with, in words."""
    name = Text(edition.name.en, edition.name.cy)
    if base is None:
        return Base("template", edition=name)
    kind = "assured" if own.id == isp.id else "exemplar"
    return Base(kind, own.ref, base.number, name, base.assured_from, base.assured_to)
