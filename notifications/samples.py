"""A sample of every message: an invented house, reader and values, for the preview, the pictures and the tests.

Every body and person is invented; addresses end in `.example`; telephone numbers are of the range kept for drama.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from notifications.compose import AskedBy, Composed, House, Language, Recipient, compose, known
from notifications.letter import Headers, Mailbox, notice_reference
from notifications.messages import MESSAGES
from notifications.wording import Wording
from notifications.words import day

HOUSE: Final = House(
    name="ISP Desk",
    base_url="https://isp.example",
    team_en="WASPI Team",
    team_cy="Tîm WASPI",
    team_address="team@waspi.example",
    team_telephone="029 2018 0123",
)
DATE: Final = datetime(2012, 9, 28, 8, 30, tzinfo=UTC)
HEADERS: Final = Headers(
    sender=Mailbox("ISP Desk", "desk@isp.example"),
    to=Mailbox("Siân Môn-Jones", "sian@council.example"),
    reply_to=Mailbox("Tîm WASPI", "team@waspi.example"),
    dedupe="2012-017:qa:due:1:sian",
    domain="isp.example",
    date=DATE,
)
PARTNER: Final = "Dyffryn Elin Health Board"
_COMMON: Final[Mapping[str, Any]] = {
    "asked_by": AskedBy("WASPI Team", "Tîm WASPI", "029 2018 0123"),
    "reason_reader_en": "you are on the WASPI team",
    "reason_reader_cy": "rydych ar dîm WASPI",
    "link": "https://isp.example/isps/2012-017",
    "ref": "2012-017",
    "title_en": "Protection of Vulnerable Adults, Dyffryn Elin",
    "title_cy": "Amddiffyn Oedolion sy'n Agored i Niwed, Dyffryn Elin",
    "stage_en": "In assurance review",
    "stage_cy": "Dan adolygiad sicrwydd",
    "holder_en": "the WASPI team",
    "holder_cy": "tîm WASPI",
    "due": date(2012, 10, 1),
    "counted": 25,
    "budget": 30,
    "level": "red",
    "scope_en": "North Wales QA group",
    "scope_cy": "Grŵp sicrhau ansawdd y Gogledd",
    "measured": date(2012, 9, 28),
    "count": 23,
    "measures": [
        {"name_en": "ISPs waiting", "name_cy": "ISPs sy'n aros", "value": 23, "limit": 20},
        {"name_en": "Months to clear", "name_cy": "Misoedd i glirio", "value": "55 / 76", "limit": 12},
    ],
    "oldest_days": 124,
    "oldest_most": 145,
    "oldest_known_for": 1,
    "trained": 105,
    "idle": 61,
    "idle_months": 12,
    "idle_unknown": 12,
    "helpers_link": "https://isp.example/programme",
    "clearance_min": 55,
    "clearance_max": 76,
    "reckoned_en": "23 waiting, divided by 10 assured in 24 to 33 months.",
    "reckoned_cy": "23 yn aros, wedi'i rannu â 10 a sicrhawyd mewn 24 i 33 mis.",
    "move_en": "returned for amendment",
    "move_cy": "dychwelwyd i'w ddiwygio",
    "happened": date(2012, 9, 27),
    "reason": ("Two organisations have merged since it was submitted.", "Please amend it and submit it again."),
    "alerts": [
        {
            "name_en": "The sweep is late",
            "name_cy": "Mae'r ysgubo'n hwyr",
            "says_en": "No clock has been looked at.",
            "says_cy": "Nid edrychwyd ar yr un cloc.",
            "todo_en": "Run `ispdesk sweep`.",
            "todo_cy": "Rhedwch `ispdesk sweep`.",
        },
    ],
    "found": 3,
    "isps": [
        {
            "ref": "2012-017",
            "title_en": "Protection of Vulnerable Adults, Dyffryn Elin",
            "title_cy": "Amddiffyn Oedolion sy'n Agored i Niwed, Dyffryn Elin",
            "link": "https://isp.example/isps/2012-017",
        },
    ],
    "was": date(2012, 9, 28),
    "because_en": "Nobody works on Friday 28 September 2012: the offices are flooded",
    "because_cy": "Nid oes neb yn gweithio ar ddydd Gwener 28 Medi 2012: mae'r swyddfeydd dan ddŵr",
    "held_from": date(2012, 9, 3),
    "held_until": date(2012, 9, 28),
    "timer_en": "Reply from a partner organisation",
    "timer_cy": "Ateb gan sefydliad partner",
    "partner": PARTNER,
    "to_en": "the Designated Person",
    "to_cy": "y Person Dynodedig",
    "list_from": date(2012, 10, 9),
    "review_date": date(2012, 12, 31),
    "asked_en": "a reply",
    "asked_cy": "ateb",
    "text": ("Please look at the draft with your records manager.", "A short answer is enough."),
    "answer_link": "https://isp.example/en/answer/7-abcdefghijklmnopqrstuvwxyz",
    "area_en": "Adult protection; Powys",
    "area_cy": "Amddiffyn oedolion; Powys",
    "who": "Carys Example",
    "said_en": "We will answer by Friday 12 October 2012",
    "said_cy": "Byddwn yn ateb erbyn dydd Gwener 12 Hydref 2012",
    "todo_en": "Nothing now.",
    "todo_cy": "Dim nawr.",
    "telephone": "029 2018 0001",
    "promised": date(2012, 9, 26),
    "missed": 1,
    "name_en": "Ffion Example",
    "name_cy": "Ffion Enghraifft",
    "since": date(2011, 9, 28),
    "kind": "workshop",
    "when_en": "Monday 15 October 2012, 10am to 12:30pm",
    "when_cy": "dydd Llun 15 Hydref 2012, 10am i 12:30pm",
    "was_en": "Friday 12 October 2012, 10am to 12:30pm",
    "was_cy": "dydd Gwener 12 Hydref 2012, 10am i 12:30pm",
    "place": ("Example Hall", "Example Road, Dyffryn Elin"),
    "online": "https://meet.example/2012-017",
    "topic": "Mapping the flows",
    "dropped": False,
    "code": "012 345",
    "minutes": 15,
}


def entry(number: int, **changed: Any) -> dict[str, Any]:
    """One ISP of a day's letter, with what is new on it."""
    ref, due = f"2012-{number:03}", date(2012, 10, number)
    return {
        "ref": ref,
        "title_en": f"Protection of Vulnerable Adults, area {number}",
        "title_cy": f"Amddiffyn Oedolion sy'n Agored i Niwed, ardal {number}",
        "stage_en": "Draft",
        "stage_cy": "Drafft",
        "holder_en": "the coordinator",
        "holder_cy": "y cydlynydd",
        "days": number,
        "due": due,
        "link": f"https://isp.example/isps/{ref}",
        "lines_en": [f"Reply from a partner organisation ({PARTNER}): due {day(due, 'en')}", "The hold has ended"],
        "lines_cy": [f"Ateb gan sefydliad partner ({PARTNER}): dyddiad cau {day(due, 'cy')}", "Daeth y saib i ben"],
    } | changed


def digest(yours: int = 2, others: int = 1, news: int = 1, more: int = 0) -> dict[str, Any]:
    """A day's letter with so many ISPs under each heading."""
    numbers = iter(range(1, 100))
    sections = [
        {"heading": heading, "isps": [entry(next(numbers)) for _ in range(many)]}
        for heading, many in (("yours", yours), ("others", others), ("news", news))
    ]
    link = "https://isp.example/isps"
    return {"day": date(2026, 3, 3), "count": yours, "sections": sections, "more": more, "more_link": link}


_DRAFTING: Final = {
    "stage_en": "Draft",
    "stage_cy": "Drafft",
    "holder_en": "the partner organisations",
    "holder_cy": "y sefydliadau partner",
    "reason_reader_en": "it was asked of you",
    "reason_reader_cy": "gofynnwyd i chi amdano",
    "counted": 8,
    "budget": 10,
}
_COORDINATING: Final = {
    "holder_en": "the coordinator",
    "holder_cy": "y cydlynydd",
    "reason_reader_en": "you coordinate this ISP",
    "reason_reader_cy": "chi sy'n cydlynu'r ISP hwn",
}
_WORKSHOPS: Final = _COORDINATING | {"stage_en": "Workshops", "stage_cy": "Gweithdai", "counted": 20, "budget": 30}
_REVIEWING: Final = _COORDINATING | {"stage_en": "Review due", "stage_cy": "I'w adolygu"}
_AMENDING: Final = _COORDINATING | {"stage_en": "Returned for amendment", "stage_cy": "Dychwelwyd i'w ddiwygio"}
_OPERATING: Final = {
    "reason_reader_en": "you look after this installation",
    "reason_reader_cy": "chi sy'n gofalu am y gosodiad hwn",
    "link": "https://isp.example/operations",
}
_SIGNING_IN: Final = {
    "reason_reader_en": "somebody typed your address to get this code",
    "reason_reader_cy": "teipiodd rhywun eich cyfeiriad i gael y cod hwn",
    "link": "https://isp.example/en/sign-in/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
}
_QUEUEING: Final = {"link": "https://isp.example/queue"}
_IDLE: Final = {"link": "https://isp.example/isps"}

SAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "clock_reminder": _DRAFTING,
    "clock_due": _DRAFTING | {"counted": 10},
    "clock_overdue": _DRAFTING | {"counted": 13},
    "draft_waiting": _DRAFTING | _COORDINATING | {"counted": 15},
    "partner_answered": _DRAFTING | _COORDINATING,
    "telephone_list": _DRAFTING | _COORDINATING,
    "contact_asked": _DRAFTING
    | {
        "organisation_en": PARTNER,
        "organisation_cy": "Bwrdd Iechyd Dyffryn Elin",
        "reason_reader_en": "you are your organisation's Designated Person",
        "reason_reader_cy": "chi yw Person Dynodedig eich sefydliad",
    },
    "minor_change": _DRAFTING
    | {
        "kind_en": "names or contact details",
        "kind_cy": "enwau neu fanylion cyswllt",
        "reason_reader_en": "you are this partner organisation's contact",
        "reason_reader_cy": "chi yw cyswllt y sefydliad partner hwn",
    },
    "objection": _DRAFTING | _COORDINATING | {"due": None},
    "handover_offered": _DRAFTING
    | {
        "due": None,
        "reason_reader_en": "it is offered to you by name",
        "reason_reader_cy": "cynigir hyn i chi wrth eich enw",
    },
    "isp_assigned": {
        "reason_reader_en": "it was given to you by name",
        "reason_reader_cy": "rhoddwyd hyn i chi wrth eich enw",
        "who": "Team lead",
    },
    "listing_again": {
        "due": None,
        "reason_reader_en": "you lead the WASPI team",
        "reason_reader_cy": "chi sy'n arwain tîm WASPI",
        "since": date(2011, 9, 28),
    },
    "section_given": _DRAFTING
    | {
        "due": None,
        "section_en": "Purpose and benefits",
        "section_cy": "Diben a manteision",
        "in_en": "in English and in Welsh",
        "in_cy": "yn Gymraeg ac yn Saesneg",
        "reason_reader_en": "it was given to you by name",
        "reason_reader_cy": "rhoddwyd hyn i chi wrth eich enw",
    },
    "help_asked": _DRAFTING
    | {
        "work_en": "read it as a peer reviewer and note what you find",
        "work_cy": "ei ddarllen fel adolygydd cymheiriaid a nodi'r hyn a welwch",
        "reason_reader_en": "you are a trained ISP facilitator",
        "reason_reader_cy": "rydych yn hwylusydd ISP hyfforddedig",
    },
    "handover_answered": _DRAFTING
    | {
        "due": None,
        "accepted": True,
        "reason_reader_en": "you offered it",
        "reason_reader_cy": "chi a'i cynigiodd",
    },
    "question_asked": _DRAFTING
    | {
        "due": None,
        "link": "https://isp.example/questions",
        "reason_reader_en": "you are on the WASPI team",
        "reason_reader_cy": "rydych ar dîm WASPI",
    },
    "question_answered": _DRAFTING
    | {
        "due": None,
        "question": ("Must each surgery sign by itself?",),
        "answer": ("No: they may sign as a class, member by member or by whoever speaks for them.",),
        "reason_reader_en": "you asked the team",
        "reason_reader_cy": "chi a ofynnodd i'r tîm",
    },
    "event_recorded": _REVIEWING
    | {
        "due": None,
        "link": "https://isp.example/isps/2012-017/after/events/1",
        "event_en": "A law changes",
        "event_cy": "Deddf yn newid",
        "why_en": "What the flows rely on has to be looked at by somebody who knows the law.",
        "why_cy": "Rhaid i rywun sy'n deall y gyfraith edrych ar yr hyn y mae'r llifoedd yn dibynnu arno.",
        "happened": date(2012, 9, 3),
    },
    "lapse_proposed": _REVIEWING
    | {"timer_en": "Lapse proposed", "timer_cy": "Cynnig dod i ben", "partner": "", "counted": 0, "budget": 0},
    "review_notice": _REVIEWING,
    "review_moved": _REVIEWING
    | {"was": date(2013, 11, 15), "own": date(2013, 11, 15), "review_date": date(2013, 10, 25)},
    "review_ended": _REVIEWING
    | {
        "move_en": "reviewed and confirmed unchanged",
        "move_cy": "wedi'i adolygu a'i gadarnhau heb newid",
        "reason": ("Read through with everybody concerned; nothing has changed.",),
        "review_date": date(2014, 12, 31),
        "stays": False,
        "lapsed": False,
    },
    "task_asked": _DRAFTING | {"reason_reader_en": "it is asked of you", "reason_reader_cy": "gofynnir hyn i chi"},
    "facilitator_idle": _IDLE,
    "accord_unsigned": _DRAFTING
    | _COORDINATING
    | {"organisation_en": PARTNER, "organisation_cy": "Bwrdd Iechyd Dyffryn Elin", "again": False},
    "accord_action_due": {
        "link": "https://isp.example/organisations/dyffryn-elin",
        "organisation_en": PARTNER,
        "organisation_cy": "Bwrdd Iechyd Dyffryn Elin",
        "action_en": "Name the Designated Person to the WASPI team",
        "action_cy": "Enwi'r Person Dynodedig i dîm WASPI",
        "due": date(2012, 10, 12),
        "late": False,
        "reason_reader_en": "you are your organisation's Designated Person",
        "reason_reader_cy": "chi yw Person Dynodedig eich sefydliad",
    },
    "digest": {"day": date(2012, 10, 2)},
    "backlog_level": _QUEUEING,
    "alert": _OPERATING,
    "coordinator_unreachable": _IDLE
    | {
        "name_en": "Ceri Example",
        "name_cy": "Ceri Enghraifft",
        "reason_reader_en": "you are your organisation's Designated Person",
        "reason_reader_cy": "chi yw Person Dynodedig eich sefydliad",
    },
    "sign_in": _SIGNING_IN,
    "address_code": _SIGNING_IN | {"link": "https://isp.example/"},
    "rung_workshop_tip": _WORKSHOPS,
    "rung_workshop_expected_date": _WORKSHOPS | {"counted": 30},
    "rung_qa_reminder": {},
    "rung_qa_due": {"counted": 30},
    "rung_qa_escalation": {"counted": 35},
    "rung_amendment_reminder": _AMENDING,
    "rung_amendment_due": _AMENDING | {"counted": 30},
    "welsh_wished": _WORKSHOPS,
    "move_made": _AMENDING,
    "due_day_moved": {
        "timer_en": "First decision on quality assurance",
        "timer_cy": "Penderfyniad cyntaf ar sicrhau ansawdd",
        "partner": "",
    },
    "invitation": _WORKSHOPS,
    "invitation_changed": _WORKSHOPS,
    "invitation_cancelled": _WORKSHOPS | {"reason": ("The hall is flooded.",)},
    "hold_ended": _COORDINATING
    | {"stage_en": "Scoping", "stage_cy": "Cwmpasu", "due": None}
    | {"reason": ("The lead organisation is choosing a new coordinator.",)},
}
"""Of every message, where it differs from `_COMMON`."""


class NoSample(LookupError):  # noqa: N818 - said in the terms of the caller
    """The message has no sample, or one that lacks a value; SAMPLES is the table."""


def values(message: str, **changed: Any) -> dict[str, Any]:
    """The values of the message's sample, no more than it needs, with those given instead. Raises NoSample."""
    if message not in SAMPLES:
        raise NoSample(f"The message {message} has no sample: add a row to notifications/samples.py.")
    given = {**_COMMON, **(digest() if message == "digest" else {}), **SAMPLES[message]}
    if lacking := sorted(MESSAGES[message].values - given.keys()):
        raise NoSample(f"The sample of {message} lacks: {', '.join(lacking)}.")
    return {name: given[name] for name in MESSAGES[message].values} | changed


def reader(language: Language) -> Recipient:
    """A reader of that language."""
    return Recipient("Siân Môn-Jones", "Siân Môn-Jones", "sian@council.example", language)


def sample(message: str, language: Language, wording: Wording | None = None) -> Composed:
    """The message as its sample reads in that language. Raises UnknownMessage and NoSample."""
    known(message)
    notice = notice_reference(HEADERS.dedupe)
    return compose(message, reader(language), values(message), HOUSE, notice=notice, wording=wording)
