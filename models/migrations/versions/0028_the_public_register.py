"""The public register as it is asked: its entries, the terms they are found under, their partners and their words.

What is there already is put in. Partners of an ISP whose next version is being written are taken as they are now.
"""

import datetime as dt
import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from states.calendar import local_day
from states.lifecycle import State
from states.places import area, place
from states.register import Listed, Stand, listed, overdue_from, places_of
from states.searching import indexed

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
CHUNK = 500


def upgrade() -> None:
    op.create_table('register_mark',
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('reminded', sa.Date(), nullable=True),
    sa.CheckConstraint("kind IN ('not_listed', 'exemplar')", name=op.f('ck_register_mark_kind')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_register_mark_isp_id')),
    sa.PrimaryKeyConstraint('isp_id', 'kind', name=op.f('pk_register_mark'))
    )
    with op.batch_alter_table('register_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_mark_review_by'), ['review_by'], unique=False)

    op.create_table('register_partner',
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('count', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_register_partner_isp_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_register_partner_organisation_id')),
    sa.PrimaryKeyConstraint('isp_id', 'line', name=op.f('pk_register_partner'))
    )
    with op.batch_alter_table('register_partner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_partner_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('register_entry',
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.Column('isp_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('standing', sa.String(length=20), nullable=False),
    sa.Column('overdue_from', sa.Date(), nullable=True),
    sa.CheckConstraint("standing IN ('force', 'developing', 'ended')", name=op.f('ck_register_entry_standing')),
    sa.ForeignKeyConstraint(['isp_id'], ['isp.id'], name=op.f('fk_register_entry_isp_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_register_entry_version_id')),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_register_entry')),
    sa.UniqueConstraint('isp_id', name=op.f('uq_register_entry_isp_id'))
    )
    with op.batch_alter_table('register_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_entry_overdue_from'), ['overdue_from'], unique=False)

    op.create_table('register_term',
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['ref'], ['register_entry.ref'], name=op.f('fk_register_term_ref')),
    sa.PrimaryKeyConstraint('kind', 'code', 'ref', name=op.f('pk_register_term'))
    )
    with op.batch_alter_table('register_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_term_ref'), ['ref'], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE isp_search_public USING fts5(words, tokenize = 'ascii')")
    else:
        op.execute("CREATE TABLE isp_search_public (isp_id integer PRIMARY KEY REFERENCES isp (id), words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_isp_search_public ON isp_search_public USING gin (words)")
    fill(op.get_bind())


def _columns(name: str, *columns: str, **typed: Any) -> Any:
    return sa.table(name, *(sa.column(one) for one in columns), *(sa.column(one, kind) for one, kind in typed.items()))


ENTRY = _columns("register_entry", "ref", "isp_id", "version_id", "standing", overdue_from=sa.Date)
PARTNER = _columns("register_partner", "isp_id", "line", "name", "organisation_id", "kind", "count")
TERM = _columns("register_term", "kind", "code", "ref")
ISP = _columns(
    "isp", "id", "ref", "title_en", "title_cy", "service_areas", "places", "purpose", "lead_id", "exemplar_id",
    "counted_as",
)  # fmt: skip
VERSION = _columns(
    "version", "id", "isp_id", "number", "place", "state", was_assured=sa.Boolean, review_date=sa.Date,
    entered_at=sa.BigInteger,
)  # fmt: skip
OF = _columns("partner", "isp_id", "line", "name", "organisation_id", "kind", "count", valid_to=sa.Date)
BODY = _columns("organisation", "id", "ref", "name_en", "name_cy", "sector")


def fill(bind: sa.Connection) -> None:
    """Put every ISP that is public into the register, so many at a time."""
    bodies = {row.id: row for row in bind.execute(sa.select(BODY))}
    begun = set(bind.scalars(sa.select(ISP.c.exemplar_id).where(ISP.c.exemplar_id.is_not(None))))
    last = 0
    while rows := bind.execute(sa.select(ISP).where(ISP.c.id > last).order_by(ISP.c.id).limit(CHUNK)).all():
        last = rows[-1].id
        _chunk(bind, [row for row in rows if row.counted_as is None], bodies, begun)


def _chunk(bind: sa.Connection, isps: list[Any], bodies: dict[int, Any], begun: set[int]) -> None:
    ids = [isp.id for isp in isps]
    versions, partners = defaultdict(list), defaultdict(list)
    for row in bind.execute(sa.select(VERSION).where(VERSION.c.isp_id.in_(ids))):
        versions[row.isp_id].append(row)
    chosen = sa.select(OF).where(OF.c.isp_id.in_(ids), OF.c.valid_to.is_(None)).order_by(OF.c.isp_id, OF.c.line)
    for row in bind.execute(chosen):
        partners[row.isp_id].append(row)
    entries, kept, terms, words = [], [], [], []
    for isp in isps:
        stands = [Stand(v.id, v.number, v.place, State(v.state), bool(v.was_assured)) for v in versions[isp.id]]
        found = listed(stands)
        if found is None:
            continue
        standing, stand = found
        version = next(v for v in versions[isp.id] if v.id == stand.id)
        entered = local_day(EPOCH + dt.timedelta(microseconds=version.entered_at))
        force = standing is Listed.FORCE
        overdue = overdue_from(stand.state, version.review_date, entered) if force else None
        entries.append(
            {"ref": isp.ref, "isp_id": isp.id, "version_id": version.id, "standing": standing.value,
             "overdue_from": overdue}
        )  # fmt: skip
        shown = [] if standing is Listed.DEVELOPING else partners[isp.id]
        kept += [
            {"isp_id": isp.id, "line": one.line, "name": one.name, "organisation_id": one.organisation_id,
             "kind": one.kind, "count": one.count}
            for one in shown
        ]  # fmt: skip
        named = [bodies[row] for row in {isp.lead_id, *(one.organisation_id for one in shown)} - {None}]
        areas, places = json.loads(isp.service_areas or "[]"), json.loads(isp.places or "[]")
        pairs = {("standing", standing.value), *(("area", one) for one in areas)}
        pairs |= {("place", one) for one in places_of(places)} | {("body", one.ref) for one in named}
        pairs |= {("sector", one.sector) for one in named if one.sector}
        pairs |= {("standing", "current")} if standing is not Listed.ENDED else set()
        pairs |= {("exemplar", "yes")} if force and isp.id in begun else set()
        terms += [{"kind": kind, "code": code, "ref": isp.ref} for kind, code in sorted(pairs)]
        lead = bodies.get(isp.lead_id)
        said = [isp.ref, isp.title_en, isp.title_cy, *((lead.name_en, lead.name_cy) if lead else ())]
        said += [text for one in areas for text in (area(one).en, area(one).cy)]
        said += [text for one in places for text in (place(one).en, place(one).cy)]
        said += [] if standing is Listed.DEVELOPING else [isp.purpose, *(one.name for one in shown)]
        words.append({"isp": isp.id, "words": indexed(" ".join(said))})
    for table, rows in ((ENTRY, entries), (PARTNER, kept), (TERM, terms)):
        if rows:
            bind.execute(sa.insert(table), rows)
    if words:
        sqlite = bind.dialect.name == "sqlite"
        insert = (
            "INSERT INTO isp_search_public (rowid, words) VALUES (:isp, :words)"
            if sqlite
            else "INSERT INTO isp_search_public (isp_id, words) VALUES (:isp, to_tsvector('simple', :words))"
        )
        bind.execute(sa.text(insert), words)


def downgrade() -> None:
    op.drop_table("isp_search_public")
    for name in ("register_term", "register_entry", "register_partner", "register_mark"):
        op.drop_table(name)
