"""How the sign-offs of a version stand now: what was said, against the text and the flows as they are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from models.base import canonical, table
from models.queries import signing
from models.tables.flow import FlowDefault
from models.tables.isp import Isp, Version
from models.tables.signing import SignedContent, SignoffMark
from models.tables.work import Flow, Partner, Signoff
from states import signatures, staleness
from states.flow_terms import TEXTS, inherited
from states.folding import folded
from states.staleness import Change, Content, Minor, Part

_FLOWS = core_select(Flow.__table__).where(table(Flow).version_id == bindparam("version")).order_by(table(Flow).number)  # type: ignore[attr-defined]  # SQLModel's
_BESIDE = frozenset({"id", "version_id", "revision"})
"""Columns of a flow that are no content."""

Parts = dict[str, dict[str, Any]]
"""A content as it is kept: each part's kind, mark, heading and text, and a flow's values."""


def purpose_hash(isp: Isp) -> str:
    """The mark of an ISP's purpose."""
    return hashlib.sha256(isp.purpose.encode()).hexdigest()


def parts_of(session: Session, isp: Isp, version: Version, flows: Sequence[Any] | None = None) -> Parts:
    """The content of a version as it is now, part by part. `flows`: its rows, where they have been read already."""
    found: Parts = {"purpose": {"kind": "purpose", "hash": purpose_hash(isp), "title": "", "text": isp.purpose}}
    for section in signing.sections(session, version.id or 0):
        found[f"section:{section.key}:{section.lang}"] = {
            "kind": "section",
            "hash": section.content_hash,
            "title": section.heading or section.key,
            "lang": section.lang,
            "text": section.text,
        }
    chosen = session.scalars(select(FlowDefault.chosen).where(FlowDefault.version_id == version.id)).first()
    inherits = {**({"purpose": isp.purpose} if isp.purpose else {}), **(chosen or {})}
    read = session.execute(_FLOWS, {"version": version.id}) if flows is None else flows
    for row in (one._mapping for one in read):  # noqa: SLF001 - SQLAlchemy's public name for a row's values
        values = {name: value for name, value in row.items() if name not in _BESIDE and value not in _EMPTY}
        if row["revision"]:  # as in the hash of the whole: revision 0 inherits nothing
            own = {name: row[name] for name in TEXTS}
            values |= {name: inherits[name] for name in inherited(own, inherits)}
        found[f"flow:{row['number']}"] = {
            "kind": "flow",
            "hash": hashlib.sha256(canonical(values).encode()).hexdigest(),
            "title": str(row["number"]),
            "values": values,
            "parties": sorted({folded(name) for name in (row["sender"], *row["recipients"]) if name}),
        }
    return found


_EMPTY: tuple[Any, ...] = ("", None, [], {})
"""Values that say nothing: a column added later changes no mark of what was written before it."""


def as_content(parts: Mapping[str, Mapping[str, Any]]) -> Content:
    """The same, as the rules compare it."""
    return {key: Part(one["kind"], one["hash"], frozenset(one.get("parties", ()))) for key, one in parts.items()}


def keep_content(session: Session, isp: Isp, version: Version, content: str, at: Any) -> SignedContent:
    """Keep the content as it is now; the same content is kept once."""
    purpose = purpose_hash(isp)
    known = session.exec(
        select(SignedContent).where(
            SignedContent.version_id == version.id,
            SignedContent.content_hash == content,
            SignedContent.purpose_hash == purpose,
        )
    ).first()
    if known is not None:
        return known
    made = SignedContent(
        version_id=version.id or 0,
        content_hash=content,
        purpose_hash=purpose,
        parts=parts_of(session, isp, version),
        kept_at=at,
    )
    session.add(made)
    session.flush()
    return made


@dataclass(frozen=True, slots=True)
class Row:
    """One sign-off with how it was given, the content it was given to where that was kept, and what touches it since.

    `holds`: nothing does.
    """

    signoff: Signoff
    mark: SignoffMark | None
    content: SignedContent | None
    holds: bool
    touched: tuple[Change, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether it was recorded by mistake."""
        return self.mark is not None and self.mark.withdrawn_at is not None


def rows_of(
    session: Session,
    isp: Isp,
    version: Version,
    partners: Sequence[Partner],
    content: str,
    flows: Sequence[Any] | None = None,
) -> dict[int, list[Row]]:
    """Every sign-off of these partners to a version whose content is `content` now, oldest first, by partner."""
    said = signing.said(session, version.id or 0)
    if not said:
        return {}
    kept = signing.contents(session, (mark.content_id for _, mark in said if mark is not None))
    purpose = purpose_hash(isp)
    changed = any(one.content_hash != content or one.purpose_hash != purpose for one in kept.values())
    now = as_content(parts_of(session, isp, version, flows)) if changed else {}
    marks, objections = signing.minor_changes(session, version.id or 0) if changed else ([], [])
    then = {row: as_content(one.parts) for row, one in kept.items()} if changed else {}
    by_id = {partner.id: partner for partner in partners}
    found: dict[int, list[Row]] = {}
    for signoff, mark in said:
        partner = by_id.get(signoff.partner_id)
        if partner is None:
            continue
        if mark is None:
            found.setdefault(signoff.partner_id, []).append(
                Row(signoff, None, None, holds=signoff.content_hash == content)
            )
            continue
        one = kept[mark.content_id]
        touched: tuple[Change, ...] = ()
        if one.content_hash != content or one.purpose_hash != purpose:
            agreed = [Minor(m.part, m.before, m.after) for m in marks if (m.id, partner.id) not in objections]
            touched = staleness.touching(then[mark.content_id], now, {folded(partner.name)}, agreed)
        found.setdefault(signoff.partner_id, []).append(Row(signoff, mark, one, not touched, touched))
    return found


def fold(rows: Iterable[Row], members: Iterable[int]) -> signatures.Standing:
    """How a partner stands after these rows."""
    return signatures.stands(
        [
            signatures.Said(
                row.signoff.id or 0,
                row.signoff.outcome,
                row.mark.member_id if row.mark else None,
                row.mark.signed if row.mark else None,
                row.mark.of_all if row.mark else None,
                row.holds,
                row.withdrawn,
            )
            for row in rows
        ],
        frozenset(members),
    )


def signed(
    session: Session, isp: Isp, version: Version, partners: Sequence[Partner], content: str, kind: str = "sign-off"
) -> frozenset[int]:
    """The partners whose whole sign-off, or assent, holds for the content as it is now."""
    every = rows_of(session, isp, version, partners, content)
    rows = {partner: [row for row in of if row.signoff.asked_as == kind] for partner, of in every.items()}
    members = signing.members(session, (p.id or 0 for p in partners if p.kind == "class" and p.id in rows))
    return frozenset(
        partner for partner, of in rows.items() if fold(of, (one.id or 0 for one in members.get(partner, ()))).is_signed
    )
