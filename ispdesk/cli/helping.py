"""`ispdesk helpers REF`: which trained facilitators could help with an ISP, and why."""

import dataclasses
from typing import Annotated, Any

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.views.helping import helpers_view
from ispdesk.words import said
from ispdesk.words.text import Text
from models.database import reading
from states.calendar import local_day
from states.helpers import Help
from states.words import Sentence

Ref = Annotated[str, typer.Argument(help="The ISP's reference.")]
For = Annotated[str, typer.Option("--for", help="review or facilitate; without it, what the ISP needs first.")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("helpers")(helpers)


def helpers(ref: Ref, wanted: For = "", *, json: Json = False) -> None:
    """Suggest trained facilitators who are idle: as independent peer reviewers of an ISP, or to facilitate it."""
    out = Out(as_json=json, language=language())
    if wanted and wanted not in set(Help):
        raise WrongWordsError(f"“{wanted}” is no help that can be asked for: write review or facilitate.")
    app = open_home()
    day = local_day(app.now())
    with reading(app.engine) as session:
        view = helpers_view(session, ref, wanted, day)
    if view is None:
        none = Sentence(f"There is no ISP “{ref}” at work.", f"Nid oes ISP “{ref}” ar waith.")
        out.fail(NOT_FOUND, (none,))
    out.value(
        {
            "ref": view.ref,
            "for": view.wanted,
            "suggestions": [dataclasses.asdict(one) for one in view.suggestions],
            "found": view.found,
            "others": [{"why": dataclasses.asdict(why), "number": number} for why, number in view.others],
            "asked": [_asked(one) for one in view.asked],
        }
    )
    rows = [
        (_words(one.name, out), one.points, "; ".join(_words(words, out) for words in one.reasons + one.declare))
        for one in view.suggestions
    ]
    if not rows:
        out.text(said("helpers.none", out.lang))
    else:
        columns = [said(key, out.lang) for key in ("helpers.asked.who", "settings.field.points", "policy.why")]
        out.table(said(f"helpers.for.{view.wanted}", out.lang), columns, rows)
    for why, number in view.others:
        out.text(said("helpers.other", out.lang, n=number, why=_words(why, out)))


def _words(text: Text, out: Out) -> str:
    return text.best(out.lang)[0]


def _asked(one: Any) -> dict[str, Any]:
    days = {name: getattr(one, name) for name in ("since", "answer_by", "later", "until")}
    return {
        "number": one.number,
        "person": one.person,
        "for": one.what,
        "accepted": one.accepted,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
