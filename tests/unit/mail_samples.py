"""One sample house, readers and values for every message, shared by the tests of mail."""

from datetime import UTC, date, datetime
from typing import Any

from notifications.compose import AskedBy, House, Language, Recipient
from notifications.letter import Headers, Mailbox
from notifications.messages import MESSAGES

HOUSE = House(
    name="ISP Desk",
    base_url="https://isp.example",
    team_en="WASPI Team",
    team_cy="Tîm WASPI",
    team_address="team@waspi.example",
    team_telephone="029 2000 0000",
)
DATE = datetime(2012, 9, 28, 8, 30, tzinfo=UTC)
HEADERS = Headers(
    sender=Mailbox("ISP Desk", "desk@isp.example"),
    to=Mailbox("Siân Môn-Jones", "sian@council.example"),
    reply_to=Mailbox("Tîm WASPI", "team@waspi.example"),
    dedupe="2012-017:qa:due:1:sian",
    domain="isp.example",
    date=DATE,
)
_VALUES: dict[str, Any] = {
    "asked_by": AskedBy("WASPI Team", "Tîm WASPI", "029 2000 0000"),
    "reason_reader_en": "you belong to the assurance team.",
    "reason_reader_cy": "rydych yn aelod o'r tîm sicrhau ansawdd.",
    "link": "https://isp.example/isps/2012-017",
    "ref": "2012-017",
    "title_en": "Protection of Vulnerable Adults, Powys",
    "title_cy": "Amddiffyn Oedolion sy'n Agored i Niwed, Powys",
    "stage_en": "quality assurance review",
    "stage_cy": "adolygiad sicrhau ansawdd",
    "holder_en": "WASPI Team",
    "holder_cy": "Tîm WASPI",
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
    "clearance_min": 55,
    "clearance_max": 76,
    "reckoned_en": "23 waiting, divided by 10 assured in 24 to 33 months.",
    "reckoned_cy": "23 yn aros, wedi'i rannu â 10 a sicrhawyd mewn 24 i 33 mis.",
    "move_en": "returned for amendment",
    "move_cy": "dychwelwyd i'w ddiwygio",
    "happened": date(2012, 9, 27),
    "reason": ("Flow 3 names no recipient.", "The gateway for flow 5 is missing."),
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
    "was": date(2012, 9, 28),
    "because_en": "Nobody works on Friday 28 September 2012: the offices are flooded",
    "because_cy": "Nid oes neb yn gweithio ar ddydd Gwener 28 Medi 2012: mae'r swyddfeydd dan ddŵr",
    "held_from": date(2012, 9, 3),
    "held_until": date(2012, 9, 28),
    "timer_en": "Reply from a partner",
    "timer_cy": "Ateb gan bartner",
    "partner": "Gwent Health Board",
    "to_en": "the Designated Person",
    "to_cy": "y Person Dynodedig",
    "list_from": date(2012, 10, 9),
    "review_date": date(2012, 12, 31),
    "asked_en": "a reply",
    "asked_cy": "ateb",
    "text": ("Which team receives flow 3?", "The form says two."),
    "answer_link": "https://isp.example/en/answer/7-abcdefghijklmnopqrstuvwxyz",
    "area_en": "Adult protection; Powys",
    "area_cy": "Amddiffyn oedolion; Powys",
    "who": "Carys Example",
    "said_en": "We will answer by Friday 12 October 2012",
    "said_cy": "Byddwn yn ateb erbyn dydd Gwener 12 Hydref 2012",
    "todo_en": "Nothing now.",
    "todo_cy": "Dim nawr.",
    "telephone": "029 2000 0001",
    "promised": date(2012, 9, 26),
    "missed": 1,
    "name_en": "Ffion Example",
    "name_cy": "Ffion Enghraifft",
    "since": date(2011, 9, 28),
}


def entry(number: int, **changed: Any) -> dict[str, Any]:
    """One ISP of a day's letter, with what is new on it."""
    ref = f"2012-{number:03}"
    return {
        "ref": ref,
        "title_en": f"Protection of Vulnerable Adults, area {number}",
        "title_cy": f"Amddiffyn Oedolion sy'n Agored i Niwed, ardal {number}",
        "stage_en": "Draft",
        "stage_cy": "Drafft",
        "holder_en": "the coordinator",
        "holder_cy": "y cydlynydd",
        "days": number,
        "due": date(2012, 10, number),
        "link": f"https://isp.example/isps/{ref}",
        "lines_en": ["Reply from a partner (Gwent Health Board): due Monday 1 October 2012", "A hold has ended"],
        "lines_cy": ["Ateb gan bartner (Gwent Health Board): dyddiad cau dydd Llun 1 Hydref 2012", "Daeth saib i ben"],
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


def values(message: str, **changed: Any) -> dict[str, Any]:
    """The values the message needs, no more, with those given instead."""
    given = digest() if message == "digest" else _VALUES
    return {name: given[name] for name in MESSAGES[message].values} | changed


def reader(language: Language) -> Recipient:
    """A reader of that language."""
    return Recipient("Siân Môn-Jones", "Siân Môn-Jones", "sian@council.example", language)
