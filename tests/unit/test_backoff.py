from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.backoff import (
    GIVE_UP,
    SCHEDULE,
    Kind,
    Stage,
    Verdict,
    classify,
    is_for_deputy,
    next_attempt,
)

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ANSWERS = [
    (Stage.DOT, 250, None, Verdict.SENT),
    (Stage.DOT, 252, "2.6.0", Verdict.SENT),
    (Stage.QUIT, 421, None, Verdict.SENT),
    (Stage.QUIT, None, None, Verdict.SENT),
    (Stage.DOT, None, None, Verdict.AMBIGUOUS),
    (Stage.DOT, -1, None, Verdict.AMBIGUOUS),
    (Stage.DOT, 354, None, Verdict.AMBIGUOUS),
    (Stage.DOT, 421, "4.3.2", Verdict.DEFERRED),
    (Stage.DOT, 451, "4.7.1", Verdict.DEFERRED),
    (Stage.DOT, 552, "5.2.2", Verdict.MAILBOX_FULL),
    (Stage.DOT, 554, None, Verdict.REJECTED),
    (Stage.DOT, 554, "5.6.0", Verdict.REJECTED),
    (Stage.DOT, 552, "5.3.4", Verdict.REJECTED),
    (Stage.DOT, 554, "5.7.1", Verdict.SYSTEM),
    (Stage.BODY, None, None, Verdict.DEFERRED),
    (Stage.BODY, 421, None, Verdict.DEFERRED),
    (Stage.DATA, 250, None, Verdict.DEFERRED),
    (Stage.DATA, 451, None, Verdict.DEFERRED),
    (Stage.DATA, 503, None, Verdict.SYSTEM),
    (Stage.DATA, 554, "5.5.1", Verdict.SYSTEM),
    (Stage.RCPT, 450, "4.2.1", Verdict.DEFERRED),
    (Stage.RCPT, 452, "4.2.2", Verdict.DEFERRED),
    (Stage.RCPT, 550, None, Verdict.REJECTED),
    (Stage.RCPT, 501, None, Verdict.REJECTED),
    (Stage.RCPT, 501, "5.1.3", Verdict.REJECTED),
    (Stage.RCPT, 550, "5.1.1", Verdict.REJECTED),
    (Stage.RCPT, 550, "5.1.10", Verdict.REJECTED),
    (Stage.RCPT, 550, "5.2.1", Verdict.REJECTED),
    (Stage.RCPT, 550, "5.4.1", Verdict.REJECTED),
    (Stage.RCPT, 552, None, Verdict.MAILBOX_FULL),
    (Stage.RCPT, 552, "5.2.2", Verdict.MAILBOX_FULL),
    (Stage.RCPT, 550, "5.7.1", Verdict.SYSTEM),
    (Stage.RCPT, 550, "5.1.8", Verdict.SYSTEM),
    (Stage.RCPT, 530, None, Verdict.SYSTEM),
    (Stage.RCPT, 553, "5.3.0", Verdict.SYSTEM),
    (Stage.RCPT, None, None, Verdict.DEFERRED),
    (Stage.MAIL, 550, "5.1.1", Verdict.SYSTEM),
    (Stage.MAIL, 421, None, Verdict.DEFERRED),
    (Stage.AUTH, 535, "5.7.8", Verdict.SYSTEM),
    (Stage.AUTH, 454, "4.7.0", Verdict.DEFERRED),
    (Stage.STARTTLS, 454, None, Verdict.DEFERRED),
    (Stage.STARTTLS, 501, None, Verdict.SYSTEM),
    (Stage.EHLO, 502, None, Verdict.SYSTEM),
    (Stage.CONNECT, 421, None, Verdict.DEFERRED),
    (Stage.CONNECT, 554, None, Verdict.SYSTEM),
    (Stage.CONNECT, None, None, Verdict.DEFERRED),
    (Stage.ADDRESS, None, None, Verdict.REJECTED),
]


@pytest.mark.parametrize(("stage", "code", "enhanced", "verdict"), ANSWERS)
def test_an_answer_means(stage: Stage, code: int | None, enhanced: str | None, verdict: Verdict) -> None:
    assert classify(stage, code, enhanced) is verdict


def test_nothing_before_the_dot_is_ever_sent_or_ambiguous() -> None:
    for stage in set(Stage) - {Stage.DOT, Stage.QUIT}:
        for code in (None, -1, *range(200, 600)):
            assert classify(stage, code, None) not in {Verdict.SENT, Verdict.AMBIGUOUS}


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 5), (4, 15), (5, 30), (6, 60), (7, 60), (99, 60)]
)
def test_a_deferred_letter_waits(attempts: int, minutes: int) -> None:
    last = T0 + HOUR
    then = next_attempt(attempts, T0, last, Verdict.DEFERRED, Kind.NUDGE, 1)
    assert then is not None
    assert minutes * MINUTE <= then - last <= minutes * MINUTE * 1.1


@pytest.mark.parametrize("verdict", [Verdict.SENT, Verdict.REJECTED, Verdict.FENCED])
@pytest.mark.parametrize("kind", Kind)
def test_what_is_settled_is_not_tried_again(verdict: Verdict, kind: Kind) -> None:
    assert next_attempt(1, T0, T0, verdict, kind, 1) is None


@pytest.mark.parametrize(
    ("kind", "again"),
    [(Kind.ESCALATION, True), (Kind.NOTICE, True), (Kind.NUDGE, False), (Kind.DIGEST, False)],
)
def test_an_ambiguous_letter_is_repeated_only_where_silence_is_worse(kind: Kind, again: bool) -> None:  # noqa: FBT001
    then = next_attempt(1, T0, T0, Verdict.AMBIGUOUS, kind, 1)
    assert (then is not None) is again
    if then is not None:
        assert 15 * MINUTE <= then - T0 <= 16.5 * MINUTE


@pytest.mark.parametrize(
    ("verdict", "kind", "after", "again"),
    [
        (Verdict.DEFERRED, Kind.ESCALATION, GIVE_UP - 2 * HOUR, True),
        (Verdict.DEFERRED, Kind.ESCALATION, GIVE_UP, False),
        (Verdict.AMBIGUOUS, Kind.ESCALATION, GIVE_UP, False),
        (Verdict.MAILBOX_FULL, Kind.NOTICE, DAY, True),
        (Verdict.MAILBOX_FULL, Kind.NOTICE, 3 * DAY, False),
        (Verdict.SYSTEM, Kind.NUDGE, GIVE_UP, False),
        (Verdict.SYSTEM, Kind.ESCALATION, 30 * DAY, True),
        (Verdict.SYSTEM, Kind.NOTICE, 30 * DAY, True),
    ],
)
def test_giving_up(verdict: Verdict, kind: Kind, after: timedelta, again: bool) -> None:  # noqa: FBT001
    assert (next_attempt(9, T0, T0 + after, verdict, kind, 1) is not None) is again


def test_a_letter_given_up_was_tried_about_120_times_in_five_days() -> None:
    attempts, last = 1, T0
    while (then := next_attempt(attempts, T0, last, Verdict.DEFERRED, Kind.NOTICE, 7)) is not None:
        assert then > last
        attempts, last = attempts + 1, then
    assert 105 <= attempts <= 125
    assert GIVE_UP - 2 * HOUR < last - T0 <= GIVE_UP


def test_the_seed_spreads_letters_and_repeats_itself() -> None:
    def then(seed: int) -> datetime | None:
        return next_attempt(6, T0, T0, Verdict.DEFERRED, Kind.NOTICE, seed)

    assert then(3) == then(3)
    assert len({then(seed) for seed in range(100)}) == 100


def test_an_hour_is_an_hour_when_the_clocks_change() -> None:
    last = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    then = next_attempt(6, last, last, Verdict.DEFERRED, Kind.NOTICE, 1)
    assert then is not None
    assert then.tzinfo is UTC
    assert SCHEDULE[-1] <= then - last.astimezone(UTC) <= SCHEDULE[-1] * 1.1


def test_naive_times_and_no_attempts_are_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        next_attempt(1, T0.replace(tzinfo=None), T0, Verdict.DEFERRED, Kind.NOTICE, 1)
    with pytest.raises(ValueError, match="attempts"):
        next_attempt(0, T0, T0, Verdict.DEFERRED, Kind.NOTICE, 1)


def test_only_an_escalation_goes_to_a_deputy_after_four_hours() -> None:
    assert is_for_deputy(Kind.ESCALATION, T0, T0 + 4 * HOUR)
    assert not is_for_deputy(Kind.ESCALATION, T0, T0 + 4 * HOUR - MINUTE)
    assert not is_for_deputy(Kind.NOTICE, T0, T0 + DAY)
