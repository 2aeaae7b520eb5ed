"""What changed between two policies: per timer and rung, limits, and the rest; names and sources of numbers apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from states.policy import Limit, Policy, Rung, Timer


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `before` or `after` is None where it is not there.

    `area` is policy, timer, rung, limit, backlog, digest or score; `of` a timer or measure; `rung` where it is of one.
    `what` is `added`, `removed`, or the key that changed. Numbers of rungs are working days from the due day.
    """

    area: str
    of: str
    rung: str | None
    what: str
    before: str | None
    after: str | None


def compare(before: Policy, after: Policy) -> tuple[Change, ...]:
    """Every change, timers in the order of the later policy, those that are gone last."""
    kinds = [timer.kind for timer in after.timers]
    kinds += [timer.kind for timer in before.timers if timer.kind not in kinds]
    return (
        *_changed("policy", "", None, _head(before), _head(after)),
        *(change for kind in kinds for change in _timer(kind, before.timer(kind), after.timer(kind))),
        *_limits(before.backlog.limits, after.backlog.limits),
        *_changed("backlog", "", None, _backlog(before), _backlog(after)),
        *_changed("digest", "", None, _digest(before), _digest(after)),
        *_changed("score", "", None, _score(before), _score(after)),
    )


Values = Mapping[str, str]


def _changed(area: str, of: str, rung: str | None, before: Values, after: Values) -> Iterable[Change]:
    for what in {**before, **after}:
        if before.get(what) != after.get(what):
            yield Change(area, of, rung, what, before.get(what), after.get(what))


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "-"


def _head(policy: Policy) -> Values:
    second = "yes" if policy.second_reader else "no"
    return {
        "name": policy.name,
        "profile": policy.profile,
        "signoff_order": policy.signoff_order,
        "second_reader": second,
    }


def _backlog(policy: Policy) -> Values:
    backlog = policy.backlog
    months = {"months_min": backlog.months_min, "months_max": backlog.months_max}
    return {
        "to": ", ".join(backlog.audiences),
        "clear_after": str(backlog.clear_after),
        **{what: str(value) for what, value in months.items() if value is not None},
    }


def _digest(policy: Policy) -> Values:
    return {"most": str(policy.digest.most), "urgent": _names(policy.digest.urgent)}


def _score(policy: Policy) -> Values:
    return {part: str(weight.points) for part, weight in policy.score.items()}


def _limits(before: Mapping[str, Limit], after: Mapping[str, Limit]) -> Iterable[Change]:
    for measure in {**before, **after}:
        yield from _changed("limit", measure, None, _limit(before.get(measure)), _limit(after.get(measure)))


def _limit(limit: Limit | None) -> Values:
    return {} if limit is None else {"amber": f"{limit.amber:g}", "red": f"{limit.red:g}"}


def _timer(kind: str, before: Timer | None, after: Timer | None) -> Iterable[Change]:
    if before is None or after is None:
        whole = "added" if before is None else "removed"
        yield Change("timer", kind, None, whole, amount(before) if before else None, amount(after) if after else None)
    else:
        yield from _changed("timer", kind, None, _numbers(before), _numbers(after))
    old = {rung.name: rung for rung in before.rungs} if before else {}
    new = {rung.name: rung for rung in after.rungs} if after else {}
    for name in {**old, **new}:
        yield from _rung(kind, name, old.get(name), new.get(name))


def amount(timer: Timer) -> str:
    """A timer's budget or period in one unit, so that "6 weeks" and "30 working days" are the same."""
    if timer.period is None:
        return f"{timer.budget} working days"
    number = timer.period.months or timer.period.days
    return f"{number} {'months' if timer.period.months else 'days'} {'before' if timer.period.before else 'after'}"


def _numbers(timer: Timer) -> Values:
    found = {"budget" if timer.period is None else "period": amount(timer), "states": _names(timer.states)}
    if timer.period is None and timer.task is None:
        found |= {"held_by": _names(timer.parties), "starts": _names(timer.starts)}
        found["rounds"] = {None: "any", False: "first", True: "later"}[timer.resubmission]
    for what, value in (("task", timer.task), ("anchor", timer.anchor), ("moves", timer.moves)):
        found |= {what: str(value)} if value is not None else {}
    return found


def _rung(kind: str, name: str, before: Rung | None, after: Rung | None) -> Iterable[Change]:
    if before is None or after is None:
        whole = "added" if before is None else "removed"
        yield Change("rung", kind, name, whole, _day(before) if before else None, _day(after) if after else None)
        return
    yield from _changed("rung", kind, name, _marks(before), _marks(after))


def _day(rung: Rung) -> str:
    return f"{rung.offset:+d}" if rung.offset else "0"


def _marks(rung: Rung) -> Values:
    return {
        "on": _day(rung),
        "to": ", ".join(rung.audiences),
        "message": rung.message,
        "urgent": "yes" if rung.urgent else "no",
        "confirm": rung.confirm.value if rung.confirm else "as usual",
    }
