"""`ispdesk policy …`: check a policy's file, compare two, replay one on the real history, adopt it, show what holds."""

import dataclasses
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from ispdesk import policies
from ispdesk import replay as replaying
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import carry_out, nobody_else, operator_name, typed_once
from ispdesk.cli.options import At, Json, WrongWordsError, language
from ispdesk.cli.out import NOT_FOUND, REFUSED, Out
from ispdesk.commands.shape import Order
from ispdesk.words import WORDS, said
from models.database import reading
from states.calendar import local_day
from states.comparing import Change, compare
from states.policy import Policy
from states.words import Sentence

File = Annotated[Path, typer.Argument(help="A policy's file (TOML).")]
Which = Annotated[str, typer.Argument(help="A shipped policy's name, a file, `adopted`, or `adopted:3`.")]
Who = Annotated[str | None, typer.Option("--as", help="Who adopts it, such as a team lead; without it, the operator.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; everybody can read it later.")]
Reproject = Annotated[bool, typer.Option("--reproject", help="Running timers take its numbers; what is counted stays.")]
Months = Annotated[int, typer.Option("--months", min=1, max=120, help="How far back, in months.")]

policy = typer.Typer(help="Check, compare, replay and adopt policies.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(policy, name="policy")


def _as_json(fault: policies.Fault) -> dict[str, Any]:
    place = {"file": fault.file, "line": fault.line, "column": fault.column, "key": fault.key}
    return {**place, "en": fault.said.en, "cy": fault.said.cy}


def _faulty(out: Out, error: policies.FaultyError, **more: Any) -> NoReturn:
    kind = "not_found" if error.missing else "refused"
    out.value({"error": kind, **more, "problems": [_as_json(fault) for fault in error.faults]})
    for fault in error.faults:
        sys.stderr.write(fault.in_language(out.language) + "\n")
    raise typer.Exit(NOT_FOUND if error.missing else REFUSED)


@policy.command("check")
def check(file: File, *, json: Json = False) -> None:
    """Say everything that is wrong with a policy's file, with its line; a part of one is checked for what it has."""
    out = Out(as_json=json, language=language())
    try:
        written = policies.checked(file)
    except policies.FaultyError as error:
        _faulty(out, error, file=str(file), ok=False)
    missing = [] if written.whole else written.missing()
    out.value(
        {
            "file": str(file),
            "ok": True,
            "whole": not missing,
            "problems": [],
            "missing": [_as_json(fault) for fault in missing],
        }
    )
    if not missing:
        out.say(Sentence(f"{file} is in order.", f"Mae {file} mewn trefn."))
        return
    en = f"{file} is in order as far as it goes. Before it can be adopted:"
    out.say(Sentence(en, f"Mae {file} mewn trefn hyd y mae'n mynd. Cyn y gellir ei fabwysiadu:"))
    for fault in missing:
        out.text(fault.in_language(out.language))


def _named(out: Out, names: list[str]) -> list[Policy]:
    """The policies that are meant; a home is opened only where one that was adopted is among them."""
    app = open_home() if any(name.partition(":")[0] == "adopted" for name in names) else None
    try:
        if app is None:
            return [policies.named(None, name) for name in names]
        with reading(app.engine) as session:
            return [policies.named(session, name) for name in names]
    except policies.FaultyError as error:
        _faulty(out, error)


@policy.command("diff")
def diff(before: Which, after: Which, *, json: Json = False) -> None:
    """Show what changes from one policy to another, per timer and rung, and the limits."""
    out = Out(as_json=json, language=language())
    changes = compare(*_named(out, [before, after]))
    out.value({"before": before, "after": after, "changes": [dataclasses.asdict(change) for change in changes]})
    if not changes:
        out.text(said("policy.same", out.lang))
        return
    title = said("policy.diff", out.lang, n=len(changes), before=before, after=after)
    columns = [said(f"policy.{name}", out.lang) for name in ("of", "rung", "what", "before", "after")]
    out.table(title, columns, [_row(out, change) for change in changes])


def _row(out: Out, change: Change) -> tuple[object, ...]:
    key = f"policy.changed.{change.what}"
    what = said(key, out.lang) if key in WORDS else change.what
    return change.of or change.area, change.rung, what, change.before, change.after


@policy.command("adopt")
def adopt(
    file: Annotated[str, typer.Argument(help="A policy's file, or a shipped policy's name.")],
    reason: Reason,
    who: Who = None,
    at: At = None,
    *,
    reproject: Reproject = False,
    json: Json = False,
) -> None:
    """Adopt a policy: what starts from now on runs by it; what runs keeps its numbers unless --reproject is given."""
    out = Out(as_json=json, language=language())
    if who is not None:
        nobody_else(out, who)
    if not reason.strip():
        raise WrongWordsError("Say why with --reason: everybody whose dates it moves can read it.")
    try:
        content = policies.content(file)
    except policies.FaultyError as error:
        _faulty(out, error)
    app = open_home()
    payload = {"content": content, "reason": reason, "reproject": reproject}
    order = Order(typed_once(), "adopt_policy", "policy:policy", who or "operator", payload, operator=operator_name())
    answer = carry_out(app, out, order, at)
    name = f"{answer['name']}, version {answer['version']}"
    if answer["new"]:
        en = f"Adopted: {name}; {answer['timers']} running timers run by it."
        cy = f"Mabwysiadwyd: {answer['name']}, fersiwn {answer['version']}; amseryddion: {answer['timers']}."
        out.say(Sentence(en, cy))
        return
    out.say(Sentence(f"Nothing new: {name} is in force.", f"Dim byd newydd: mae {answer['name']} mewn grym eisoes."))


@policy.command("show")
def show(*, json: Json = False) -> None:
    """Show which policy is in force: since when, by whom, why; and those before it."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        found = policies.adopted(session)
    if not found:
        none = Sentence("No policy is adopted; `ispdesk up` adopts one.", "Ni fabwysiadwyd polisi; gwna `ispdesk up`.")
        out.fail(NOT_FOUND, (none,))
    rows = [dataclasses.asdict(one) | {"at": one.at.isoformat()} for one in found]
    out.value({"in_force": rows[0], "versions": rows})
    columns = [said(f"policy.{key}", out.lang) for key in ("version", "name", "since", "by", "why", "running")]
    shown = [(one.version, one.name, local_day(one.at), one.by_name, one.reason, one.timers) for one in found]
    out.table(said("policy.versions", out.lang), columns, shown)


@policy.command("replay")
def replay(file: Which, months: Months = 12, *, json: Json = False) -> None:
    """Say which due dates would have moved under a policy, and which letters gone, to whom; it changes nothing."""
    out = Out(as_json=json, language=language())
    (other,) = _named(out, [file])
    app = open_home()
    with reading(app.engine) as session:
        seen = replaying.replay(session, other, months, app.now())
        if seen is None:
            none = Sentence("No policy is adopted: nothing ran yet.", "Ni fabwysiadwyd polisi: ni redodd dim eto.")
            out.fail(NOT_FOUND, (none,))
        out.value(_replay_json(file, other, months, seen))
        _replay_text(out, other, seen)


def _person(person: Any) -> dict[str, str]:
    return {"ref": person.ref, "name": person.name_en}


def _told_json(told: replaying.Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    to = [{"audience": r.audience, "form": r.form, "people": [_person(p) for p in r.people]} for r in told.to]
    return {"at": told.at.isoformat() if told.at else None, "message": told.message, "to": to}


def _replay_json(file: str, other: Policy, months: int, seen: replaying.Replay) -> dict[str, Any]:
    return {
        "policy": file,
        "name": other.name,
        "months": months,
        "from": seen.since.isoformat(),
        "to": seen.until.isoformat(),
        "timers": seen.timers,
        "timers_left_out": seen.unknown,
        "kinds_added": seen.added,
        "kinds_dropped": seen.dropped,
        "due_dates": [dataclasses.asdict(due) for due in seen.dues],
        "letters": [
            {
                **{name: getattr(one, name) for name in ("ref", "timer", "subject", "round", "rung", "how")},
                "before": _told_json(one.before),
                "after": _told_json(one.after),
            }
            for one in seen.letters
        ],
        "people": [{**_person(person), "more": more, "fewer": fewer} for person, more, fewer in seen.readers()],
        "note": {"en": said("policy.note", "en"), "cy": said("policy.note", "cy")},
    }


def _replay_text(out: Out, other: Policy, seen: replaying.Replay) -> None:
    def word(key: str, **values: object) -> str:
        return said(f"policy.{key}", out.lang, **values)

    out.text(word("replay", name=other.name, since=seen.since, until=local_day(seen.until), timers=seen.timers))
    for key, kinds in (("added", seen.added), ("dropped", seen.dropped)):
        if kinds:
            out.text(word(key, kinds=", ".join(kinds)))
    if seen.unknown:
        out.text(word("unknown", n=seen.unknown))
    if not seen.dues and not seen.letters:
        out.text(word("nothing"))
        return
    dues = [
        (d.ref, d.timer, d.subject, d.before or "-", d.after or "-", f"{d.days:+d}" if d.days else "")
        for d in seen.dues
    ]
    out.table(
        f"{word('dues')}: {len(dues)}", [word(k) for k in ("ref", "timer", "of", "before", "after", "days")], dues
    )
    letters = [
        (one.ref, one.timer, one.rung, word(f"how.{one.how}"), _when(one.before), _when(one.after),
         _whom(out, one.after or one.before))
        for one in seen.letters
    ]  # fmt: skip
    columns = [word(key) for key in ("ref", "timer", "rung", "what", "before", "after", "who")]
    out.table(f"{word('letters')}: {len(letters)}", columns, letters)
    people = [(person.ref, person.name_en, more, fewer) for person, more, fewer in seen.readers()]
    out.table(word("readers"), [word(key) for key in ("ref", "person", "more", "fewer")], people)
    out.text(word("note"))


def _when(told: replaying.Told | None) -> str:
    return "-" if told is None else str(local_day(told.at)) if told.at else "?"


def _whom(out: Out, told: replaying.Told | None) -> str:
    forms: dict[str, list[str]] = {}
    for reads in told.to if told else ():
        forms.setdefault(reads.form, []).extend(person.ref for person in reads.people)
    shown = [f"{said(f'policy.form.{form}', out.lang)}: {', '.join(refs)}" for form, refs in forms.items() if refs]
    return "; ".join(shown) or said("policy.form.nobody", out.lang)
