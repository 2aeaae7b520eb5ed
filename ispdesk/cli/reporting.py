"""`ispdesk report …`: reports as at a date, as we know it now."""

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, OnDay, a_day, language
from ispdesk.cli.out import Out
from ispdesk.reports import facilitators as by_type
from ispdesk.reports import outputs as totals
from ispdesk.reports import printed as as_printed
from ispdesk.reports.printed import Line
from ispdesk.views.places import place_name
from ispdesk.views.plain import plain
from models.database import reading
from states.calendar import local_day

report = typer.Typer(help="Reports as at a date.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(report, name="report")


@report.command("outputs")
def outputs(at: OnDay = None, *, json: Json = False) -> None:
    """Signatories, facilitators, ISPs identified, awaiting and assured."""
    out = Out(as_json=json, language=language())
    app = open_home()
    day = a_day(at, local_day(app.now()))
    with reading(app.engine) as session:
        found = totals.outputs(session, day)
    out.value({"at": day.isoformat(), "outputs": found})
    out.table(f"Outputs at {day}", ("Output", "Number"), list(found.items()))


@report.command("facilitators")
def facilitators(at: OnDay = None, *, json: Json = False) -> None:
    """Trained facilitators by organisation type and by local authority."""
    out = Out(as_json=json, language=language())
    app = open_home()
    day = a_day(at, local_day(app.now()))
    with reading(app.engine) as session:
        found = by_type.facilitators(session, day)
    authorities = [
        {"authority": code, "name": place_name(code).en, "facilitators": number}
        for code, number in found.pop("by_authority").items()
    ]
    more = found.pop("authority_not_named")
    words = f"{more} more in authorities the text does not name" if more else ""
    out.value(found | {"authorities": authorities, "authority_not_named": {"facilitators": more, "note": words}})
    rows = [(r["type"], r["number"], r["proportion"]) for r in found["rows"]]
    out.table(
        f"Trained facilitators at {day}", ("Type", "Number", "Proportion"), [*rows, ("Total", found["total"], "-")]
    )
    out.table("By local authority", ("Authority", "Number"), [(a["name"], a["facilitators"]) for a in authorities])
    if words:
        out.text(words)


@report.command("tables")
def tables(at: OnDay = None, *, json: Json = False) -> None:
    """Tables 4-1 (rows 1 to 3) and 4-2 and the counts of paragraphs 4.7 and 4.8, as the report prints them."""
    out = Out(as_json=json, language=language())
    app = open_home()
    day = a_day(at, local_day(app.now()))
    with reading(app.engine) as session:
        found = as_printed.printed(session, day)
    out.value(plain(found))

    def rows(lines: tuple[Line, ...]) -> list[tuple[str, str]]:
        return [(one.name.in_language(out.language), _bounded(one.number, one.at_most)) for one in lines]

    out.table(f"Table 4-1, {day}", ("Output", "Number"), rows(found.table_4_1))
    by_type = [(*row, one.proportion) for row, one in zip(rows(found.table_4_2), found.table_4_2, strict=True)]
    out.table(f"Table 4-2, {day}", ("Organisation type", "Number", "Proportion"), by_type)
    counts = rows(found.pipeline)
    if found.proportion:
        counts.append((as_printed.PROPORTION.in_language(out.language), f"{_bounded(*found.proportion)} %"))
    out.table(f"4.7, 4.8, {day}", ("", ""), counts)


def _bounded(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"
