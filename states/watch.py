"""What an operator has to see: the conditions, each with its words in both languages and what to do (design §4).

The facts come in as one value; what is wrong comes out. Nothing that has gone quiet is left unsaid.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from states.calendar import Calendar, CalendarEndsError, local_day
from states.words import Sentence

INTERVALS: dict[str, dt.timedelta] = {
    "sweep": dt.timedelta(minutes=5),
    "advance": dt.timedelta(minutes=5),
    "send": dt.timedelta(minutes=1),
}
"""How often these rounds run, as prefect.yaml schedules them."""
MISSED = 3
"""Intervals without a run after which a round is late; of daily rounds, working days (our default)."""
SHORTEST = dt.timedelta(minutes=10)
"""No round but the sweep is late before this: a run takes its time to start (our default)."""
DAILY = ("measure", "digest", "open_reviews")
"""Rounds that run once a working day."""
OUTBOX = dt.timedelta(hours=1)
"""An outbox is stuck when a letter that was to leave has waited for this long."""
RECENT = dt.timedelta(30)
"""Letters that failed are an alert for this long after they were settled (our default)."""
YEAR = dt.timedelta(365)


@dataclass(frozen=True, slots=True)
class AlertKind:
    """One kind of alert: its name, what it says of this case, and what to do. `{…}` are the alert's values."""

    name: Sentence
    says: Sentence
    todo: Sentence


ALERTS: dict[str, AlertKind] = {
    "sweep_late": AlertKind(
        Sentence("The sweep is late", "Mae'r ysgubo'n hwyr"),
        Sentence(
            "No clock has been looked at since {since}: reminders and escalations wait.",
            "Nid edrychwyd ar yr un cloc ers {since}: mae nodiadau atgoffa ac uwchgyfeiriadau'n aros.",
        ),
        Sentence(
            "Run `ispdesk sweep` now; nothing is lost, each passed rung fires in order. Then see why the engine is "
            "silent: is `ispdesk up` running, and does Prefect's page show failed runs of sla_sweep?",
            "Rhedwch `ispdesk sweep` nawr; ni chollir dim, mae pob gris yn tanio yn ei drefn. Yna chwiliwch pam mae'r "
            "injan yn ddistaw: a yw `ispdesk up` yn rhedeg, a oes rhediadau sla_sweep a fethodd yn Prefect?",
        ),
    ),
    "round_silent": AlertKind(
        Sentence("A round is silent", "Mae rownd yn ddistaw"),
        Sentence("The round “{round}” has not run since {since}.", "Nid yw'r rownd “{round}” wedi rhedeg ers {since}."),
        Sentence(
            "Run it by hand (`ispdesk {round}`); it makes up what it missed. Then look for its failed runs in "
            "Prefect's page.",
            "Rhedwch hi â llaw (`ispdesk {round}`); mae'n dal i fyny. Yna chwiliwch am ei rhediadau a fethodd yn "
            "Prefect.",
        ),
    ),
    "outbox_old": AlertKind(
        Sentence("Letters do not leave", "Nid yw llythyrau'n gadael"),
        Sentence(
            "A letter has waited in the outbox since {since}.", "Mae llythyr wedi aros yn y blwch allan ers {since}."
        ),
        Sentence(
            "Run `ispdesk send` and read what it says; check the mail server's address, account and certificate "
            "(ISPDESK_SMTP_…). Letters stay in the outbox until they leave.",
            "Rhedwch `ispdesk send` a darllenwch yr ateb; gwiriwch gyfeiriad, cyfrif a thystysgrif y gweinydd post "
            "(ISPDESK_SMTP_…). Mae llythyrau'n aros yn y blwch allan nes iddynt adael.",
        ),
    ),
    "letters_failed": AlertKind(
        Sentence("Letters could not be delivered", "Ni ellid danfon llythyrau"),
        Sentence("Letters that a server refused: {count}.", "Llythyrau a wrthodwyd gan weinydd: {count}."),
        Sentence(
            "Usually an address is wrong: correct the person's address, and tell them by other means what the "
            "letter said.",
            "Cyfeiriad anghywir yw'r rheswm fel arfer: cywirwch gyfeiriad y person, a rhowch wybod iddynt ar ffordd "
            "arall.",
        ),
    ),
    "addresses_failing": AlertKind(
        Sentence("Mail comes back from addresses", "Daw post yn ôl o gyfeiriadau"),
        Sentence(
            "Addresses at which nobody is any more: {count}. Nothing is sent to them; others are told instead.",
            "Cyfeiriadau lle nad oes neb mwyach: {count}. Ni anfonir dim atynt; dywedir wrth eraill yn eu lle.",
        ),
        Sentence(
            "`ispdesk bounces --list` says which; correct each with `ispdesk order set_address person:REF`.",
            "Mae `ispdesk bounces --list` yn dweud pa rai; cywirwch bob un ag `ispdesk order set_address person:REF`.",
        ),
    ),
    "letters_uncertain": AlertKind(
        Sentence("Nobody knows whether letters arrived", "Ni ŵyr neb a gyrhaeddodd llythyrau"),
        Sentence(
            "Letters of which the server's last answer was lost: {count}.",
            "Llythyrau y collwyd ateb olaf y gweinydd amdanynt: {count}.",
        ),
        Sentence(
            "Ask the reader, or look into the mail server's log by the Message-ID; these letters are not sent again.",
            "Gofynnwch i'r darllenydd, neu edrychwch yng nghofnod y gweinydd post yn ôl Message-ID; ni chânt eu hanfon "
            "eto.",
        ),
    ),
    "calendar_ends": AlertKind(
        Sentence("The calendar runs out", "Mae'r calendr yn dod i ben"),
        Sentence("The last stored day of the calendar is {last}.", "Diwrnod olaf y calendr yw {last}."),
        Sentence(
            "Store the next year: `ispdesk calendar store YEAR`. `ispdesk up` does so when it starts.",
            "Storiwch y flwyddyn nesaf: `ispdesk calendar store YEAR`. Mae `ispdesk up` yn gwneud hynny wrth gychwyn.",
        ),
    ),
    "rule_cannot_match": AlertKind(
        Sentence("A rule can never match", "Ni all rheol byth gyfateb"),
        Sentence("“{rule}” can never fire: {why}.", "Ni all “{rule}” byth danio: {why}."),
        Sentence(
            "Correct the policy file, or take the timer out; `ispdesk rules` says the same of every rule.",
            "Cywirwch ffeil y polisi, neu tynnwch yr amserydd allan; mae `ispdesk rules` yn dweud yr un peth am bob "
            "rheol.",
        ),
    ),
    "rule_unheard": AlertKind(
        Sentence("Nobody would hear of a rung", "Ni fyddai neb yn clywed am ris"),
        Sentence("“{rule}”, rung “{rung}”: {why}.", "“{rule}”, gris “{rung}”: {why}."),
        Sentence(
            "Enter the people of the team and grant them their roles, or name another reader in the policy: as it is, "
            "the rung fires and nobody is told.",
            "Rhowch aelodau'r tîm a'u rolau i mewn, neu enwch ddarllenydd arall yn y polisi: fel y mae, mae'r gris yn "
            "tanio heb i neb glywed.",
        ),
    ),
    "notice_unheard": AlertKind(
        Sentence("A review notice reached nobody", "Ni chyrhaeddodd rhybudd adolygu neb"),
        Sentence(
            "No server accepted the notice of review of {ref}; the day on which a lapse would be proposed ({day}) has "
            "passed.",
            "Ni dderbyniodd yr un gweinydd rybudd adolygu {ref}; mae'r diwrnod ar gyfer cynnig ei ddarfod ({day}) wedi "
            "bod.",
        ),
        Sentence(
            "Find out who coordinates it and tell them by other means; correct the address. Nothing lapses until a "
            "notice has been accepted and its whole time has run.",
            "Chwiliwch pwy sy'n ei gydlynu a rhowch wybod ar ffordd arall; cywirwch y cyfeiriad. Nid oes dim yn "
            "darfod nes i rybudd gael ei dderbyn a'i amser cyfan redeg.",
        ),
    ),
}
"""Every kind of alert there is; `docs/operate.md` prints this table."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is wrong: its kind, what it is about (a round, a rule, an ISP), and what its words need."""

    kind: str
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """The facts. `fixed`: the home's time stands still, so that silence means nothing. `begun`: since when it runs.

    `every` replaces each interval. `failing` counts addresses at which mail comes back.
    `waiting` is the instant from which the longest-waiting letter was to leave.
    `rules`, `unheard` and `unaccepted` are what was found of the policy's rules and of review notices.
    """

    now: dt.datetime
    fixed: bool
    begun: dt.datetime | None
    beats: Mapping[str, dt.datetime]
    calendar: Calendar
    every: dt.timedelta | None = None
    waiting: dt.datetime | None = None
    letters: Mapping[str, int] = field(default_factory=dict)
    failing: int = 0
    rules: tuple[Alert, ...] = ()
    unaccepted: Mapping[str, dt.date] = field(default_factory=dict)


def standing(seen: Seen) -> tuple[Alert, ...]:
    """Everything that is wrong now, each once, in the order of the table."""
    found = [
        *(() if seen.fixed else _silent(seen)),
        *_letters(seen),
        *_calendar(seen),
        *seen.rules,
        *(Alert("notice_unheard", ref, {"ref": ref, "day": _day(day)}) for ref, day in sorted(seen.unaccepted.items())),
    ]
    order = list(ALERTS)
    return tuple(sorted(dict.fromkeys(found), key=lambda alert: (order.index(alert.kind), alert.subject)))


def _silent(seen: Seen) -> Iterable[Alert]:
    """Rounds that have not run; only the sweep must have run once: what an installation never uses is not missed."""
    for name in INTERVALS:
        last = seen.beats.get(name, seen.begun if name == "sweep" else None)
        if last is not None and seen.now - last > patience(name, seen.every):
            kind = "sweep_late" if name == "sweep" else "round_silent"
            yield Alert(kind, name, {"round": name, "since": _instant(last)})
    for name in DAILY:
        last = seen.beats.get(name)
        if last is not None and _missed_days(seen.calendar, last, seen.now):
            yield Alert("round_silent", name, {"round": name, "since": _instant(last)})


def patience(name: str, every: dt.timedelta | None = None) -> dt.timedelta:
    """How long this round may be silent; `every` replaces its interval."""
    longest = MISSED * (every or INTERVALS[name])
    return longest if name == "sweep" else max(longest, SHORTEST)


def _missed_days(calendar: Calendar, last: dt.datetime, now: dt.datetime) -> bool:
    try:
        return calendar.working_days(local_day(last), local_day(now)) > MISSED
    except CalendarEndsError:
        return False  # the calendar is the alert then


def _letters(seen: Seen) -> Iterable[Alert]:
    if seen.waiting is not None and seen.now - seen.waiting > OUTBOX:
        yield Alert("outbox_old", "", {"since": _instant(seen.waiting)})
    for status in ("failed", "uncertain"):
        if seen.letters.get(status):
            yield Alert(f"letters_{status}", "", {"count": str(seen.letters[status])})
    if seen.failing:
        yield Alert("addresses_failing", "", {"count": str(seen.failing)})


def _calendar(seen: Seen) -> Iterable[Alert]:
    stored = bool(seen.calendar.version)
    if not stored or runs_out(seen.calendar.last, local_day(seen.now)):
        yield Alert("calendar_ends", "", {"last": _day(seen.calendar.last) if stored else "-"})


def runs_out(last: dt.date, today: dt.date) -> bool:
    """Whether the stored days end within a year of today."""
    return last < today + YEAR


def said(kind: str, values: Mapping[str, str]) -> Sentence:
    """What an alert says of its case, in both languages; `why_en` and `why_cy` are the two forms of `{why}`."""
    return _filled(ALERTS[kind].says, values)


def to_do(kind: str, values: Mapping[str, str]) -> Sentence:
    """What to do about an alert, in both languages."""
    return _filled(ALERTS[kind].todo, values)


def _filled(words: Sentence, values: Mapping[str, str]) -> Sentence:
    def of(lang: str) -> dict[str, str]:
        own = {name.removesuffix(f"_{lang}"): value for name, value in values.items() if name.endswith(f"_{lang}")}
        return {**values, **own}

    return Sentence(words.en.format(**of("en")), words.cy.format(**of("cy")))


def _instant(value: dt.datetime) -> str:
    return f"{value.astimezone(dt.UTC):%d/%m/%Y %H:%M} UTC"


def _day(value: dt.date) -> str:
    return f"{value:%d/%m/%Y}"
