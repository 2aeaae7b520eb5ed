"""`ispdesk rules`: whether anything has gone quiet, rule by rule."""

import datetime as dt

import typer

from ispdesk.bootstrap import open_home
from ispdesk.cli.options import Json, language
from ispdesk.cli.out import Out
from ispdesk.views.operation_shapes import RuleView, RungView
from ispdesk.views.plain import plain
from ispdesk.views.rules import rules_view
from ispdesk.words import said
from models.database import reading
from notifications.words import rules as counted_rules
from states.words import Sentence


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("rules")(rules)


def rules(*, json: Json = False) -> None:
    """List every rule: when it last fired, fires next, how many it matches now, and whether it can fire at all."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        seen = rules_view(session, app.now())
    out.value([_whole(rule) for rule in seen])
    rows = [_row(out, rule, rung) for rule in seen for rung in rule.rungs or (None,)]
    columns = Sentence(
        "Rule|Rung|Last fired|Fires next|Match now|Can it fire?",
        "Rheol|Gris|Taniodd ddiwethaf|Yn tanio nesaf|Yn cyfateb nawr|A all danio?",
    )
    out.table(counted_rules(len(seen), out.lang), columns.in_language(out.language).split("|"), rows)


def _whole(rule: RuleView) -> dict[str, object]:
    return {
        "kind": rule.kind,
        "name": plain(rule.name),
        "matches_now": rule.matches,
        "can_fire": not rule.why_not,
        "why_not": plain(rule.why_not),
        "moves": plain(rule.moves),
        "rungs": [
            {
                "rung": rung.name,
                "name": plain(rung.label),
                "last_fired": rung.last.isoformat() if rung.last else None,
                "fires_next": rung.next.isoformat() if rung.next else None,
                "can_fire": not rule.why_not and not rung.why_not,
                "why_not": plain((*rule.why_not, *rung.why_not)),
            }
            for rung in rule.rungs
        ],
    }


def _row(out: Out, rule: RuleView, rung: RungView | None) -> tuple[object, ...]:
    label = rung.label if rung else rule.moves
    reasons = (*rule.why_not, *(rung.why_not if rung else ()))
    return (
        rule.name.best(out.lang)[0],
        label.best(out.lang)[0] if label else "",
        _day(rung.last if rung else None),
        _day(rung.next if rung else None),
        rule.matches,
        "; ".join(reason.best(out.lang)[0] for reason in reasons) or said("rules.can", out.lang),
    )


def _day(at: dt.datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "-"
