"""`ispdesk simulate` and the practice home of `ispdesk demo`: years of an invented country by the real rules."""

import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from ispdesk.bootstrap import App
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import WRONG, Out
from states.words import Sentence

SHOWN = {
    "steps": Sentence("Steps", "Camau"),
    "days": Sentence("Days", "Diwrnodau"),
    "rows": Sentence("Rows of history", "Rhesi hanes"),
    "rungs": Sentence("Rungs fired", "Grisiau a daniodd"),
    "letters": Sentence("Letters", "Llythyrau"),
    "crashes": Sentence("Crashes", "Methiannau sydyn"),
    "double_runs": Sentence("Run twice", "Rhedwyd ddwywaith"),
    "seconds": Sentence("Seconds", "Eiliadau"),
    "history_hash": Sentence("Hash of the history", "Stwnsh yr hanes"),
}


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("simulate")(simulate)


def simulate(
    isps: Annotated[int, typer.Option("--isps", min=1, max=5000, help="How many ISPs are made known.")] = 20,
    years: Annotated[int, typer.Option("--years", min=1, max=20, help="Years of their life.")] = 1,
    seed: Annotated[int, typer.Option("--seed", help="The same seed lives the same life.")] = 1,
    home: Annotated[Path | None, typer.Option("--home", help="An empty folder that keeps the home.")] = None,
    *,
    json: Json = False,
) -> None:
    """Live through years of an invented country by the real rules, with crashes; exit code 1 where a rule breaks."""
    from ispdesk.simulate.running import Simulation, home_of

    out = Out(as_json=json, language=language())
    with tempfile.TemporaryDirectory(prefix="ispdesk-simulate-") as folder:
        made = home_of(home or Path(folder) / "home")
        begun = time.perf_counter()
        life = Simulation(made, isps, years, seed)
        report = life.run()
        found = report.value() | {"seed": seed, "years": years, "seconds": round(time.perf_counter() - begun, 1)}
        made.set_fact("fixed_time", life.ends.isoformat())
        made.engine.dispose()
    out.value(found)
    title = Sentence(f"{isps} ISPs, {years} years, seed {seed}", f"{isps} ISP, {years} o flynyddoedd, hedyn {seed}")
    heads = (Sentence("What", "Beth"), Sentence("Figure", "Ffigur"))
    rows = [(name.in_language(out.language), found[key]) for key, name in SHOWN.items()]
    out.table(title.in_language(out.language), [head.in_language(out.language) for head in heads], rows)
    for violation in report.violations:
        out.text(violation)
    if report.violations:
        raise typer.Exit(WRONG)
    out.say(Sentence("Every rule held.", "Cadwyd pob rheol."))


def practice(place: Path, out: Out, url: str) -> App:
    """Make the practice home and say what is in it."""
    from ispdesk.simulate import practice as practising

    app, report = practising.make(place, out.say, url)
    found = practising.summary(app, report)
    out.value(found)
    rows = [(name.in_language(out.language), found["troubles"][key]) for key, (name, _) in practising.TROUBLES.items()]
    title = Sentence(
        "A country to practise in, Tuesday 13 January 2026, 09:30",
        "Gwlad i ymarfer ynddi, dydd Mawrth 13 Ionawr 2026, 09:30",
    )
    heads = (Sentence("Trouble", "Trafferth"), Sentence("Number", "Nifer"))
    out.table(title.in_language(out.language), [head.in_language(out.language) for head in heads], rows)
    out.say(
        Sentence(
            "Look next at: the queue, the inbox, and any ISP that is overdue. Nothing in it is real.",
            "Edrychwch nesaf ar: y ciw, y blwch post, ac unrhyw ISP sy'n hwyr. Nid oes dim ynddi'n real.",
        )
    )
    return app


def six(place: Path, out: Out, url: str) -> App:
    """Make the home of the six practice ISPs and say how to begin."""
    from ispdesk import practice_home

    app = practice_home.make(place, out.say, url)
    found = practice_home.summary(app)
    out.value(found)
    out.say(
        Sentence(
            f"{found['isps']} practice ISPs of invented bodies, Tuesday 13 January 2026, 09:30. Enter as one of "
            f"{found['roles']} roles at {url}/en/enter, the coordinator of PRACTICE-001 first. Nothing in it is real.",
            f"{found['isps']} ISP ymarfer cyrff dychmygol, dydd Mawrth 13 Ionawr 2026, 09:30. Ewch i mewn fel un o "
            f"{found['roles']} rôl yn {url}/cy/enter, cydlynydd PRACTICE-001 yn gyntaf. Nid oes dim ynddi'n real.",
        )
    )
    return app
