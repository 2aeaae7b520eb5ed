"""`ispdesk checks REF`: the questions of quality assurance that can be computed, and what this ISP leaves open."""

from typing import Annotated

import typer

from ispdesk.access import roles_of
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Ref, nobody_else, not_found
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.views.checking import CheckRow, checks_view
from ispdesk.views.plain import plain
from ispdesk.words import Lang, said
from models.database import reading
from states.calendar import local_day
from states.words import Sentence

Who = Annotated[str | None, typer.Option("--as", help="Whose view: whether this person may submit it is said too.")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("checks")(checks)


def checks(ref: Ref, who: Who = None, *, json: Json = False) -> None:
    """Run the checks on one ISP: what keeps it out of the queue, and what would travel with it as open points."""
    out = Out(as_json=json, language=language())
    if who is not None:
        nobody_else(out, who)
    app = open_home()
    with reading(app.engine) as session:
        roles = roles_of(session, who, f"isp:{ref}", local_day(app.now())) if who else frozenset()
        if roles is None:
            gone = Sentence(f"There is no person “{who}”. `ispdesk people` lists them.", f"Nid oes person “{who}”.")
            out.fail(NOT_FOUND, (gone,))
        seen = checks_view(session, ref, who, roles, app.now())
    if seen is None:
        not_found(out, ref)
        return
    out.value(plain(seen))
    rows = [*seen.gateway, *seen.points]
    if not rows:
        out.text(said("checks.none", out.lang))
        return
    heads = [said(f"checks.col.{name}", out.lang) for name in ("code", "severity", "found", "answer")]
    title = said("checks.count", out.lang, n=len(rows), ref=ref)
    out.table(title, heads, [_shown(row, out.lang) for row in rows])


def _shown(row: CheckRow, lang: Lang) -> tuple[str, ...]:
    found = " ".join(one.best(lang)[0] for one in row.found)
    answer = said(f"checks.answer.{row.answer}", lang) if row.answer else ""
    return (row.code, said(f"checks.severity.{row.severity}", lang), found, f"{answer} {row.text}".strip())
