"""`ispdesk reviews`: the load by month, spreading a pile, and how the review of one ISP can end."""

import datetime as dt
from typing import Annotated, Any

import typer

from ispdesk import desk
from ispdesk.access import roles_of
from ispdesk.bootstrap import open_home
from ispdesk.cli.isps import Operator, Ref, carry_out, nobody_else, not_found, operator_name, typed_once
from ispdesk.cli.options import As, At, Json, WrongWordsError, a_day, language
from ispdesk.cli.out import NOT_FOUND, Out
from ispdesk.commands.shape import Done, Order
from ispdesk.views.review_dates import LoadView, Measured, SpreadView, load_view, spread_view
from ispdesk.views.review_outcomes import OutcomesView, outcomes_view
from ispdesk.words import dates, said
from models.database import reading
from models.queries import isps
from states.calendar import local_day
from states.words import Sentence

reviews = typer.Typer(help="Periodic review: what is ahead, spreading it, how a review can end.", no_args_is_help=True)
Who = Annotated[str | None, typer.Option("--as", help="Who moves the dates: one of the WASPI team.")]
Preview = Annotated[bool, typer.Option("--preview", help="Only show what would move; nothing is changed.")]
Day = Annotated[str, typer.Argument(help="The new review date, such as 2027-11-15.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    reviews.command("load")(load)
    reviews.command("spread")(spread)
    reviews.command("move")(move)
    reviews.command("outcomes")(outcomes)
    app.add_typer(reviews, name="reviews")


def load(*, json: Json = False) -> None:
    """Show how many reviews each month asks for, and which months ask more than the team can do."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        view = load_view(session, app.now())
    out.value(_load(view))
    over = said("reviews.over", out.lang)
    rows = [(dates.month(one.first, out.lang), one.now, over if one.over else "") for one in view.months]
    out.table(said("reviews.caption", out.lang), (*_heads(out, "reviews.month", "reviews.reviews"), ""), rows)
    counted = {
        "reviews.ahead": view.total,
        "reviews.fullest": view.now.fullest,
        "reviews.mean": f"{view.now.mean:.1f}",
        "reviews.overdue": view.overdue,
        "reviews.not_known": view.not_known,
    }
    out.table("", ("", ""), [(said(key, out.lang), n) for key, n in counted.items()])


def spread(who: Who = None, *, preview: Preview = False, json: Json = False) -> None:
    """Spread the review dates that stand, so that no month has too many: all of them move, or none.

    See them first with --preview. Each date stays within the policy's tolerance of its own.
    """
    out = Out(as_json=json, language=language())
    if not preview and who is None:
        raise WrongWordsError("Say who moves the dates with --as, or look first with --preview.")
    if who is not None:
        nobody_else(out, who)
    app = open_home()
    with reading(app.engine) as session:
        view = spread_view(session, app.now())
    if not preview and view.moves:
        command, operator = typed_once(), operator_name()
        orders = [
            Order(
                f"{command}:{n}",
                "move_review",
                f"isp:{one.ref}",
                who or "",
                {"day": one.day.isoformat(), "had": one.had},
                operator=operator,
                expected=one.was.isoformat(),
            )
            for n, one in enumerate(view.moves)
        ]
        result = desk.do_all(app.engine, orders, app.now)
        if not isinstance(result, Done):
            out.refuse(result[1])
    out.value(_spread(view, applied=not preview and bool(view.moves)))
    _print(out, view, preview=preview)


def _print(out: Out, view: SpreadView, *, preview: bool) -> None:
    if not view.moves:
        out.text(said("reviews.spread.nothing", out.lang, n=view.load.now.fullest))
        return
    rows = [
        (one.ref, dates.day(one.was, out.lang), dates.day(one.day, out.lang), one.why.best(out.lang)[0])
        for one in view.moves
    ]
    heads = _heads(out, "list.col.isp", "reviews.spread.was", "reviews.spread.day", "reviews.spread.why")
    out.table(said("reviews.spread.caption", out.lang), heads, rows)
    n = len(view.moves)
    if preview:
        out.text(said("reviews.spread.then", out.lang, n=n, was=view.load.now.fullest, then=view.then.fullest))
    else:
        out.text(said("reviews.spread.done", out.lang, n=n))
    if view.least:
        out.text(said("reviews.spread.least", out.lang, n=view.least))


def move(ref: Ref, day: Day, who: As, operator: Operator = None, at: At = None, *, json: Json = False) -> None:
    """Move one review date within the tolerance of its own."""
    out = Out(as_json=json, language=language())
    nobody_else(out, who)
    app = open_home()
    payload = {"day": a_day(day, local_day(app.now())).isoformat()}
    order = Order(typed_once(), "move_review", f"isp:{ref}", who, payload, operator=operator or operator_name())
    answer = carry_out(app, out, order, at)
    moved = dt.date.fromisoformat(answer["day"])
    out.say(
        Sentence(
            f"{ref} is to be reviewed by {dates.day(moved, 'en')}.",
            f"Mae {ref} i'w adolygu erbyn {dates.day(moved, 'cy')}.",
        )
    )


def outcomes(ref: Ref, who: As, *, json: Json = False) -> None:
    """List how the review of an ISP can end: what each means, who may, what is missing. `isp do` records one."""
    out = Out(as_json=json, language=language())
    app = open_home()
    with reading(app.engine) as session:
        if isps.by_ref(session, ref) is None:
            not_found(out, ref)
        roles = roles_of(session, who, f"isp:{ref}", local_day(app.now()))
        if roles is None:
            gone = Sentence(f"There is no person “{who}”. `ispdesk people` lists them.", f"Nid oes person “{who}”.")
            out.fail(NOT_FOUND, (gone,))
        view = outcomes_view(session, ref, roles, who, app.now())
    if view is None:
        nothing = (said("outcomes.not_force", "en"), said("outcomes.not_force", "cy"))
        out.fail(NOT_FOUND, (Sentence(*nothing),), ("not_in_force",))
    out.value(_outcomes(view))
    rows = [
        (
            f"{one.label.best(out.lang)[0]} ({one.trigger})",
            said(f"outcomes.what.{one.trigger}", out.lang),
            ", ".join(name.best(out.lang)[0] for name in one.who),
            "\n".join(need.best(out.lang)[0] for need in one.unmet) or "-",
        )
        for one in view.outcomes
    ]
    out.table(said("outcomes.ways", out.lang), ("", "", *_heads(out, "outcomes.who", "outcomes.missing")), rows)
    day = dates.day(view.next.day, out.lang)
    why = said("outcomes.next.hint", out.lang, why=view.next.why.best(out.lang)[0])
    out.text(f"{said('outcomes.next', out.lang)} {day}. {why}")


def _heads(out: Out, *keys: str) -> tuple[str, ...]:
    return tuple(said(key, out.lang) for key in keys)


def _measured(one: Measured) -> dict[str, Any]:
    ratio = None if one.ratio is None else round(one.ratio, 3)
    return {"fullest": one.fullest, "mean": round(one.mean, 2), "ratio": ratio}


def _load(view: LoadView) -> dict[str, Any]:
    months = [{"month": f"{one.first:%Y-%m}", "reviews": one.now, "over": one.over} for one in view.months]
    return {
        "months": months,
        "total": view.total,
        **_measured(view.now),
        "a_month": view.policy.a_month,
        "source": view.policy.source,
        "overdue": view.overdue,
        "not_known": view.not_known,
        "beyond": view.beyond,
    }


def _spread(view: SpreadView, *, applied: bool) -> dict[str, Any]:
    policy = view.load.policy
    return {
        "applied": applied,
        "tolerance_weeks": policy.tolerance,
        "longest_months": policy.longest,
        "a_month": policy.a_month,
        "enough": view.enough,
        "before": _measured(view.load.now),
        "after": _measured(view.then),
        "least_possible": view.least,
        "months": [{"month": f"{one.first:%Y-%m}", "before": one.now, "after": one.then} for one in view.load.months],
        "moves": [
            {
                "reference": one.ref,
                "from": one.was.isoformat(),
                "to": one.day.isoformat(),
                "own": one.own.isoformat(),
                "weeks": (one.day - one.own).days // 7,
                "why": {"en": one.why.en, "cy": one.why.cy},
            }
            for one in view.moves
        ],
        "late": [due.ref for due in view.late],
    }


def _outcomes(view: OutcomesView) -> dict[str, Any]:
    return {
        "ref": view.ref,
        "version": view.version,
        "state": view.state,
        "review_date": view.review_date.isoformat() if view.review_date else None,
        "next": {
            "day": view.next.day.isoformat(),
            "wished": view.next.wished.isoformat(),
            "why": {"en": view.next.why.en, "cy": view.next.why.cy},
        },
        "outcomes": [
            {
                "trigger": one.trigger,
                "label": {"en": one.label.en, "cy": one.label.cy},
                "means": {lang: said(f"outcomes.what.{one.trigger}", lang) for lang in ("en", "cy")},
                "who": [name.en for name in one.who],
                "yours": one.yours,
                "begins_the_review": one.begins,
                "needs": [*(["reason"] if one.reason else []), *one.needs],
                "missing": [{"en": need.en, "cy": need.cy} for need in one.unmet],
            }
            for one in view.outcomes
        ],
    }
