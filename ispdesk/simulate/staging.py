"""Lives that are laid out day by day, so that a practice home has every kind of trouble on the morning it stands at.

STAGED is the table: how many days before that morning somebody acts, and what they do. What comes of it (reminders,
drafts, overdue clocks) comes from the rounds of the days between, as everywhere.
"""

import datetime as dt
from collections.abc import Callable

from ispdesk.simulate import life
from ispdesk.simulate.country import TEAM
from ispdesk.simulate.life import Act, Said, Scene

WHOLE_REVIEW = dt.timedelta(days=365)


def submit(scene: Scene) -> list[Said]:
    """It is submitted, and told on the day."""
    return [scene.move("submit", scene.case.coordinator)]


def claim(scene: Scene) -> list[Said]:
    """An assurer takes it."""
    return [scene.move("claim", TEAM[0], independent=True)]


def give_back(scene: Scene) -> list[Said]:
    """The assurer who claimed it returns it with two findings."""
    findings = [{"text": text, "severity": severity} for severity, text in life.FINDINGS[:2]]
    return [scene.move("return_for_amendment", TEAM[0], reason="See the findings.", findings=findings)]


def assure(scene: Scene) -> list[Said]:
    """It is assured, and to be reviewed a year later."""
    review = (scene.today + WHOLE_REVIEW).isoformat()
    return [scene.move("assure", TEAM[0], reason="Assured as submitted.", review_date=review, independent=True)]


def hold(scene: Scene) -> list[Said]:
    """It is put on hold for two months."""
    until = (scene.today + dt.timedelta(days=60)).isoformat()
    return [Said("hold", scene.case.coordinator, {"until": until, "reason": life.REASONS[0]})]


def wait_for_partner(scene: Scene) -> list[Said]:
    """The second partner is asked, and everything waits for it."""
    return [Said("ask", scene.case.coordinator, {"kind": "reply", "partner": 2, "waits": True})]


def ask_to_sign(scene: Scene) -> list[Said]:
    """The second partner is asked for its sign-off."""
    return [Said("ask", scene.case.coordinator, {"kind": "sign_off", "partner": 2})]


def decline(scene: Scene) -> list[Said]:
    """The second partner declines to sign."""
    contact = scene.case.partners[1].person("contact")
    return [Said("sign_off", contact, {"partner": 2, "outcome": "declined", "capacity": "delegated_officer"})]


Stage = tuple[int, Act]
Staged = tuple[Stage, ...]


def _drafted(begins: int) -> Staged:
    """The way to a text that can be submitted, from so many days before the end on."""
    acts: tuple[Callable[[Scene], list[Said]], ...] = (life.take_up, life.start_workshops, life.hold_workshop)
    return (
        *((begins - 10 * n, act) for n, act in enumerate(acts, start=1)),
        (begins - 45, life.flows),
        (begins - 60, life.write),
    )


STAGED: dict[str, tuple[int, Staged]] = {
    "over_budget": (300, (*_drafted(300), (150, submit))),
    "bouncing": (
        400,
        (
            *_drafted(400), (250, submit), (240, claim), (230, give_back), (200, life.amend_and_resubmit),
            (190, claim), (180, give_back), (150, life.amend_and_resubmit), (140, claim), (130, give_back),
        ),
    ),
    "resubmitted": (
        300, (*_drafted(300), (120, submit), (110, claim), (90, give_back), (12, life.amend_and_resubmit)),
    ),
    "on_hold": (200, (*_drafted(200), (20, hold))),
    "with_partners": (150, (*_drafted(150), (12, wait_for_partner))),
    "partner_escalated": (250, (*_drafted(250), (40, wait_for_partner))),
    "declined": (250, (*_drafted(250), (60, ask_to_sign), (15, decline))),
    "lapse_proposed": (900, (*_drafted(900), (780, submit), (770, claim), (740, assure))),
    "lapse_proposed_too": (860, (*_drafted(860), (740, submit), (730, claim), (700, assure))),
    "review_overdue": (640, (*_drafted(640), (500, submit), (490, claim), (400, assure))),
}  # fmt: skip
"""By the trouble that it ends in: how many days before the end it is made known, and the acts that follow.

Two lapses are laid out, since a mailbox may refuse the notice from which one is reckoned.
"""
