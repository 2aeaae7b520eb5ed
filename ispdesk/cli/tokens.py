"""`ispdesk tokens …`: tokens by which a program asks and acts for a person."""

import datetime as dt
from typing import Annotated

import typer
from sqlmodel import Session

from ispdesk import tokens
from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import NOT_FOUND, WORDS, Out
from ispdesk.now import wall_clock
from models.database import reading, retrying, writing
from models.queries import people
from models.tables.person import Person
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The person's reference; `ispdesk people` lists them.")]
Name = Annotated[str, typer.Option("--name", help="What it is for, so that it can be told from others.")]
Scope = Annotated[list[str], typer.Option("--scope", help=f"One of {', '.join(tokens.SCOPES)}; may be given often.")]
Days = Annotated[int, typer.Option("--days", help=f"For how many days it works: 1 to {tokens.LONGEST}.")]
Number = Annotated[int, typer.Argument(help="The token's number; `ispdesk tokens list` shows it.")]

token = typer.Typer(help="Tokens for programs that ask and act for a person.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(token, name="tokens")


def _person(out: Out, session: Session, ref: str) -> Person:
    found = people.by_ref(session, ref)
    if found is None:
        en = f"There is no person “{ref}”. `ispdesk people` lists them."
        out.fail(NOT_FOUND, (Sentence(en, f"Nid oes person “{ref}”. Rhestr: `ispdesk people`."),))
        raise typer.Exit(NOT_FOUND)
    return found


@token.command("make")
def make(ref: Ref, name: Name, scope: Scope, *, days: Days = tokens.LONGEST, json: Json = False) -> None:
    """Make a token, print it once, and keep only its hash."""
    out = Out(as_json=json, language=language())
    app = open_home()

    def once() -> str:
        with writing(app.engine) as session:
            return tokens.make(session, _person(out, session, ref), name, scope, wall_clock(), days)

    try:
        made = retrying(once)
    except tokens.TokenError as error:
        out.fail(WORDS, tuple(Sentence(f"{one.en}.", f"{one.cy}.") for one in error.faults.values()))
        return
    ends = (wall_clock() + dt.timedelta(days=days)).date()
    out.value({"person": ref, "name": name, "scopes": sorted(set(scope)), "ends": str(ends), "token": made})
    out.text(made)
    out.say(
        Sentence(
            f"It is not shown again: keep it like a password. It ends on {ends}, or with `ispdesk tokens revoke`.",
            f"Nis dangosir eto: cadwch ef fel cyfrinair. Daw i ben ar {ends}, neu gyda `ispdesk tokens revoke`.",
        )
    )


@token.command("list")
def list_(ref: Ref, *, json: Json = False) -> None:
    """List a person's tokens: number, name, scopes, when last used, until when."""
    out = Out(as_json=json, language=language())
    with reading(open_home().engine) as session:
        rows = tokens.of_person(session, _person(out, session, ref).id or 0)
    out.value(
        [
            {
                "number": row.id,
                "name": row.name,
                "scopes": row.scopes,
                "made": row.made_at.isoformat(),
                "used": row.used_at.isoformat() if row.used_at else None,
                "ends": row.ends_at.isoformat(),
                "revoked": row.revoked_at.isoformat() if row.revoked_at else None,
            }
            for row in rows
        ]
    )
    for row in rows:
        out.text(f"{row.id}  {row.name}  {' '.join(row.scopes)}  {(row.revoked_at or row.ends_at).date()}")


@token.command("revoke")
def revoke(ref: Ref, number: Number, *, json: Json = False) -> None:
    """Revoke a token: from now on it opens nothing."""
    out = Out(as_json=json, language=language())
    app = open_home()

    def once() -> bool:
        with writing(app.engine) as session:
            return tokens.revoke(session, _person(out, session, ref).id or 0, number, wall_clock())

    if not retrying(once):
        said = Sentence(f"{ref} has no token {number}.", f"Nid oes gan {ref} docyn {number}.")
        out.fail(NOT_FOUND, (said,))
    out.value({"person": ref, "number": number, "revoked": True})
    out.say(Sentence("Revoked.", "Dirymwyd."))
