"""`ispdesk demo`, `up`, `doctor`: making a home, running it, looking after it."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import col, select

from ispdesk import calendars, desk, policies
from ispdesk.bootstrap import App, HomeError, open_home
from ispdesk.cli import simulating
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import WRONG, Out
from ispdesk.commands.shape import Order
from ispdesk.imports.tables import Batch
from ispdesk.now import wall_clock
from ispdesk.settings import Settings
from models.database import has_wal_fault, reading, schema_state, sqlite_version
from models.queries import home
from models.tables.calendar import Heartbeat
from states.closures import running_out
from states.words import Sentence

AHEAD = 3
"""Years after the present one whose bank holidays a home stores (our default)."""
BEHIND = 2
WALES, PRACTICE = "wales-2012", "practice"
FIRST_YEAR = 2000
"""Before this year no bank holidays are computed: nothing in this field is older (report 1.3: from 2010)."""


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("demo")(demo)
    app.command("up")(up)
    app.command("doctor")(doctor)


def demo(
    home: Annotated[Path | None, typer.Option(help="An empty folder to use instead of a temporary one.")] = None,
    port: Annotated[int, typer.Option(help="Where the pages are served; 0 takes a free port.")] = 8400,
    *,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the folder when the command ends.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Stop after the summary.")] = False,
    practice: Annotated[bool, typer.Option("--practice", help="An invented country to try things in.")] = False,
    example: Annotated[str, typer.Option("--example", help="wales-2012, or practice: six ISPs to begin.")] = WALES,
    json: Json = False,
) -> None:
    """Record Wales 2012 in a home whose time stands at Monday 1 October 2012, 09:30, and serve its pages.

    With --practice: an invented country of example bodies instead, after three years of its life.
    With --example practice: six invented ISPs at their beginning, to take to submission in any of their roles.
    """
    out = Out(as_json=json, language=language())
    if example not in (WALES, PRACTICE):
        raise WrongWordsError(f"There is no example “{example}”: use {WALES} or {PRACTICE}.")
    if keep and home is None:
        raise WrongWordsError("--keep needs --home DIR: the temporary folder goes when the command ends.")
    from ispdesk.web import serve

    listener = None if once else serve.bound(port)  # a taken port is said before any work is done
    existed = home is not None and home.exists()
    with tempfile.TemporaryDirectory(prefix="ispdesk-demo-") as folder:
        place = home or Path(folder) / "home"
        url = f"http://{serve.HOST}:{serve.port_of(listener) if listener else port}"
        made = simulating.practice if practice else simulating.six if example == PRACTICE else _wales_2012
        app = made(place, out, url)
        if listener is not None:
            serve.pages(app, listener, out.text)
        app.engine.dispose()
        if home is not None and not keep:
            _clear(home, itself=not existed)


def _wales_2012(place: Path, out: Out, url: str) -> App:
    from ispdesk import demo as making

    app = making.make(place, out.text, url)
    found = making.summary(app)
    out.value(found)
    _summary(out, found)
    return app


def _clear(home: Path, *, itself: bool) -> None:
    """Remove what the demonstration made, and the folder only where it made that too."""
    for entry in home.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    if itself:
        home.rmdir()


def _summary(out: Out, found: dict[str, Any]) -> None:
    outputs, backlog = found["outputs"], found["backlog"]
    oldest, clearance = backlog["oldest_working_days"], backlog["projected_clearance_months"]
    rows = [
        ("Signatories of the Accord", outputs["signatories"]),
        ("Trained facilitators", outputs["facilitators"]),
        ("ISPs made known since 2010", outputs["identified"]),
        ("ISPs assured", outputs["assured"]),
        ("ISPs awaiting assurance", outputs["awaiting"]),
        ("Backlog level", backlog["level"]),
        (
            "Oldest wait",
            f"{oldest['min']} to {oldest['max']} working days, known for {oldest['known_for']}",
        ),
        ("Projected clearance", f"{clearance['min']} to {clearance['max']} months"),
        ("Letters written and delivered", f"{found['letters']['written']}, {found['letters']['delivered']}"),
        ("History", f"{found['history']['rows']} rows, chain {found['history']['chain']}"),
    ]
    out.table("Wales, 30 September 2012, as the evaluation report of 2013 has it", ("What", "Figure"), rows)
    out.text(
        "Look next at: the queue, the inbox with its escalation letters, and WALES-004 (returned, dates as intervals)."
    )


def up(
    port: Annotated[int | None, typer.Option(help="Where the pages are served; 0 takes a free port.")] = None,
    *,
    without_engine: Annotated[
        bool, typer.Option("--without-engine", help="No Prefect: the web process sweeps.")
    ] = False,
) -> None:
    """Start everything one machine needs: database, pages, local inbox, Prefect server, deployments and worker."""
    from ispdesk.cli import everything

    out = Out(as_json=False, language=language())
    app = ready_home(Settings())
    everything.run(app, app.settings.port if port is None else port, out.text, engine=not without_engine)


def ready_home(settings: Settings) -> App:
    """Make, migrate and equip a home: bank holidays and, where there is none yet, a policy."""
    app = open_home(settings, create=True)
    equip(app, "current")
    return app


def earliest(batch: Batch) -> int | None:
    """The first year in which something of a batch happened, as far as its files say."""
    told = [row.held for rows in (batch.facts, batch.moves, batch.workshops, batch.signoffs) for row in rows]
    days = [day for held in told for day in (held.not_before, held.not_after) if day is not None]
    return max(min(days).year, FIRST_YEAR) if days else None


def equip(app: App, policy: str, *, since: int | None = None) -> None:
    """Store the years of bank holidays that are missing, and adopt a policy where none is adopted.

    Years go back to `since`, and leave no gap.
    """
    result = desk.do_all(app.engine, equipping(app, policy, since=since), app.now)
    if isinstance(result, tuple):
        raise HomeError(result[1].reasons[0].en)
    if app.settings.base_url:
        app.set_fact("base_url", app.settings.base_url.rstrip("/"))


def equipping(app: App, policy: str, *, since: int | None = None) -> list[Order]:
    """The orders that store those years and adopt that policy; none where the home has both."""
    year = app.now().year
    with reading(app.engine) as session:
        calendar = home.calendar(session)
        adopted = home.policy(session)
    first = min([year - BEHIND, *([since] if since else []), *([calendar.first.year] if calendar.version else [])])
    last = max(year + AHEAD, calendar.last.year if calendar.version else 0)
    orders: list[Order] = [calendars.storing(y) for y in calendars.missing(calendar, first, last)]
    return orders if adopted is not None else [*orders, policies.adopting(policy)]


def doctor(*, json: Json = False) -> None:
    """Look at the installation: home, database, calendar, mail, rounds; exit code 1 where something is wrong."""
    from ispdesk.views.house import alerts
    from ispdesk.views.mail import received_counts

    out = Out(as_json=json, language=language())
    app = open_home()
    checks: list[dict[str, Any]] = []

    def check(name: str, ok: bool, detail: str) -> None:  # noqa: FBT001 - a row of the table below
        checks.append({"check": name, "ok": ok, "detail": detail})

    version = ".".join(map(str, sqlite_version()))
    check("home", ok=True, detail=str(app.home))
    check("schema", schema_state(app.engine) == "current", schema_state(app.engine))
    if app.settings.database_url is None:
        fault = has_wal_fault(sqlite_version())
        check("sqlite", not fault, f"{version}" + (": it has the WAL-reset fault; install pysqlite3" if fault else ""))
    fixed = app.fixed_time()
    check("time", ok=True, detail=f"fixed at {fixed.isoformat()}" if fixed else "real")
    check("mail", ok=True, detail=app.settings.smtp_host or "local inbox; nothing leaves this machine")
    with reading(app.engine) as session:
        found = alerts(session, app.now(), app.settings.every())
        calendar, policy = home.calendar(session), home.policy(session)
        changed = [one.day.isoformat() for one in calendars.compare(session, app.now()) if one.open]
        beats = session.exec(select(Heartbeat).order_by(col(Heartbeat.round))).all()
        came = received_counts(session, app.now())
    ends = running_out(calendar, app.now())
    stored = Sentence(
        f"stored from {calendar.first} to {calendar.last}", f"wedi'i storio o {calendar.first} i {calendar.last}"
    )
    check("calendar", ends is None, (ends or stored).in_language(out.language))
    listed = ", ".join(changed)
    differs = Sentence(
        f"{calendars.library()} differs on {listed}: look at `ispdesk calendar compare`",
        f"mae {calendars.library()} yn wahanol ar {listed}: edrychwch ar `ispdesk calendar compare`",
    )
    agrees = Sentence(f"as {calendars.library()} has them", f"fel y mae {calendars.library()} yn eu rhestru")
    check("bank holidays", not changed, (differs if changed else agrees).in_language(out.language))
    check("policy", policy is not None, f"{policy[1].name}, version {policy[0]}" if policy else "none adopted")
    check("rounds", ok=True, detail=", ".join(f"{b.round} {b.last_at:%Y-%m-%d %H:%M} UTC" for b in beats) or "none yet")
    listed = ", ".join(f"{kind} {count}" for kind, count in came.items())
    maildir = app.settings.bounce_maildir
    where = str(maildir) if maildir else "ISPDESK_BOUNCE_MAILDIR is not set: nobody reads what comes back"
    check("returned mail", maildir is None or (maildir / "new").is_dir(), f"{where}; in 30 days: {listed or 'none'}")
    check("alerts", not found, "; ".join(alert.en or "" for alert in found) or "none")
    out.value({"ok": all(c["ok"] for c in checks), "checks": checks, "at": wall_clock().isoformat()})
    out.table(
        "ISP Desk", ("Check", "", "Detail"), [(c["check"], "ok" if c["ok"] else "WRONG", c["detail"]) for c in checks]
    )
    if not all(c["ok"] for c in checks):
        raise typer.Exit(WRONG)
