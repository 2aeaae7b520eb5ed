"""`ispdesk sessions …`: who is signed in where, ending that, and the second step of somebody who lost theirs."""

from typing import Annotated, NoReturn

import typer

from ispdesk import sessions as web_sessions
from ispdesk.bootstrap import App, open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.now import wall_clock
from ispdesk.signin import asking
from ispdesk.signin.codes import Issued
from ispdesk.views import signing_in
from ispdesk.words import dates, said
from models.database import reading, retrying, writing
from models.queries import people
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The person's reference; `ispdesk people` lists them.")]
Whose = Annotated[str | None, typer.Option("--person", help="Only this person's.")]
Anybody = Annotated[str | None, typer.Argument(help="The person whose sessions end.")]
All = Annotated[bool, typer.Option("--all", help="Everybody's.")]

sessions = typer.Typer(help="Who is signed in where; ending that; second steps.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(sessions, name="sessions")


@sessions.command("list")
def list_sessions(person: Whose = None, *, json: Json = False) -> None:
    """List open sessions, the latest used first."""
    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        rows = signing_in.everybodys(session, wall_clock(), person)
    if rows is None:
        _nobody(out, person or "")
    out.value(
        [
            {
                "person": ref,
                "session": row.mark,
                "how": row.how,
                "browser": row.browser,
                "strong": row.strong,
                "began_at": row.began_at.isoformat(),
                "seen_at": row.seen_at.isoformat(),
            }
            for ref, row in rows
        ]
    )
    keys = ("sessions.person", "sessions.how", "sessions.browser", "sessions.began", "sessions.seen")
    table = [
        (
            ref,
            said(f"sessions.how.{row.how}", out.lang)
            + (f", {said('sessions.strong', out.lang)}" if row.strong else ""),
            row.browser or said("sessions.unknown", out.lang),
            dates.moment(row.began_at, out.lang),
            dates.moment(row.seen_at, out.lang),
        )
        for ref, row in rows
    ]
    out.table(said("sessions.open", out.lang), [said(key, out.lang) for key in keys], table)


@sessions.command("end")
def end(ref: Anybody = None, *, everybody: All = False, json: Json = False) -> None:
    """End every session of somebody, or everybody's: they have to sign in again."""
    out = Out(as_json=json, language=language())
    if everybody is (ref is not None):
        raise WrongWordsError("Name a person, or say --all.")
    app, at = open_home(), wall_clock()

    def once() -> int:
        with writing(app.engine) as session:
            found = signing_in.everybodys(session, at, ref)
            if found is None:
                return -1
            named = {whose: people.by_ref(session, whose) for whose, _ in found}
            return sum(web_sessions.end_all(session, person.id or 0) for person in named.values() if person)

    ended = retrying(once)
    if ended < 0:
        _nobody(out, ref or "")
    out.value({"ended": ended})
    out.text(said("sessions.ended", out.lang, n=ended))


@sessions.command("second-step-code")
def second_step_code(ref: Ref, *, json: Json = False) -> None:
    """Make the code with which somebody sets a second step up; hand it over by telephone or face to face."""
    out = Out(as_json=json, language=language())
    made = retrying(lambda: _act(open_home(), ref))
    if made is None:
        _nobody(out, ref)
    out.value({"person": ref, "code": made.code, "until": made.ends_at.isoformat()})
    out.text(said("sessions.handed", out.lang, ref=ref, code=made.code, when=dates.moment(made.ends_at, out.lang)))


def _act(app: App, ref: str) -> Issued | None:
    with writing(app.engine) as session:
        return asking.hand_over(session, ref, wall_clock())


@sessions.command("second-step-remove")
def second_step_remove(ref: Ref, *, json: Json = False) -> None:
    """Take somebody's app and codes on paper away, as when the telephone is lost; their sessions end too."""
    out = Out(as_json=json, language=language())
    app = open_home()

    def once() -> bool | None:
        with writing(app.engine) as session:
            person = people.by_ref(session, ref)
            if person is None:
                return None
            web_sessions.end_all(session, person.id or 0)
            return asking.remove_second_step(session, ref)

    removed = retrying(once)
    if removed is None:
        _nobody(out, ref)
    out.value({"person": ref, "removed": removed})
    out.text(said("sessions.removed" if removed else "sessions.nothing_removed", out.lang, ref=ref))


def _nobody(out: Out, ref: str) -> NoReturn:
    gone = Sentence(
        f"There is no person “{ref}” with an address of their own. `ispdesk people` lists them.",
        f"Nid oes person “{ref}” â'i gyfeiriad ei hun. Mae `ispdesk people` yn eu rhestru.",
    )
    out.fail(NOT_FOUND, (gone,))
