"""Every rule of the policy: when it last fired, fires next, how many it matches now, and whether it can fire at all."""

import datetime as dt

from sqlmodel import Session, col, select

from ispdesk.commands.alerts import known, open_rows
from ispdesk.views.mail import failed_letters, received_rows
from ispdesk.views.operation_shapes import AlertView, OperationsView, RoundView, RuleView, RungView
from ispdesk.words import WORDS, both
from ispdesk.words.text import Text
from models.queries import home, rules
from models.tables.calendar import Heartbeat
from states import names, reach
from states.calendar import local_day
from states.policy import Rung, Timer
from states.watch import ALERTS, said, to_do
from states.words import Sentence


def rules_view(session: Session, at: dt.datetime) -> tuple[RuleView, ...]:
    """The rules of the policy in force, in its order; none before one is adopted."""
    adopted = home.policy(session)
    if adopted is None:
        return ()
    outside = known(session, local_day(at))
    fired, following, matching = rules.last_fired(session), rules.fires_next(session), rules.matching(session)

    def rung_of(timer: Timer, rung: Rung) -> RungView:
        why = reach.unheard(rung, outside)
        key = (timer.kind, rung.name)
        reasons = () if why is None else (_text(why),)
        return RungView(rung.name, _label(rung.name), fired.get(key), following.get(key), reasons)

    return tuple(
        RuleView(
            kind=timer.kind,
            name=_text(timer.name),
            matches=matching.get(timer.kind, 0),
            rungs=tuple(rung_of(timer, rung) for rung in timer.rungs),
            why_not=tuple(_text(reason) for reason in reach.why_never(timer, adopted[1].profile, outside)),
            moves=_text(names.TRIGGERS[timer.moves]) if timer.moves else None,
        )
        for timer in adopted[1].timers
    )


def operations_view(session: Session, at: dt.datetime) -> OperationsView:
    """What is wrong, when each round last ran, and every rule."""
    beats = session.exec(select(Heartbeat).order_by(col(Heartbeat.round)))
    return OperationsView(
        alerts=tuple(
            AlertView(
                row.kind,
                row.subject,
                _text(ALERTS[row.kind].name),
                _text(said(row.kind, row.values)),
                _text(to_do(row.kind, row.values)),
                row.opened_at,
            )
            for row in open_rows(session)
            if row.kind in ALERTS
        ),
        rounds=tuple(RoundView(beat.round, _named("round", beat.round), beat.last_at, beat.done) for beat in beats),
        rules=rules_view(session, at),
        letters=failed_letters(session, at),
        received=received_rows(session),
    )


def _text(words: Sentence) -> Text:
    return Text(words.en, words.cy)


def _label(name: str) -> Text:
    """What people call a rung: `escalation_1` is an escalation; a name of the policy's own stands as it is."""
    usual = name.rpartition("_")[0] if name.rpartition("_")[2].isdecimal() else name
    return _named("rung", usual if f"rung.{usual}" in WORDS else name)


def _named(group: str, name: str) -> Text:
    """The word for a member of this group; one that has none stands as it is."""
    bare = name.replace("_", " ")
    return both(f"{group}.{name}") if f"{group}.{name}" in WORDS else Text(bare, bare)
