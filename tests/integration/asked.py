"""Every address of the application asked by every reader of `whose.READERS`, with nothing left of what they did."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Self

from answering import Standing
from browsing import Forms, token_for
from httpx2 import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from whose import GROUP, MEETING, OTHERS, READERS
from world import ASSURER, COORDINATOR, LEAD, World

from ispdesk import desk, sessions
from ispdesk.commands.shape import Done, Order, Refused
from ispdesk.web.app import build
from ispdesk.web.hall import COOKIE
from ispdesk.web.record import Record
from models.database import writing
from models.tables.work import Partner, Signoff

OWN, ANOTHER = "A1", "B1"
THERE = ("coordinator", "facilitator", "contact", "signatory", "sponsor", "assurer", "team lead")
"""Who asks about the other ISP too; the others have no more part in the one than in the other."""


class Rehearsing(Record):
    """The record of a home in which whatever is asked for is carried out whole, answered, and then undone."""

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        self.given: list[tuple[Order, Done | Refused]] = []
        self.acted = False

    def do(self, order: Order) -> Done | Refused:
        result = desk.rehearse(self.app.engine, order, self.app.now)
        self.given.append((order, result))
        return result

    def act(self, action: Any, *args: object) -> Any:
        with writing(self.app.engine) as session:
            found = action(session, *args)
            session.rollback()
        self.acted = action is not sessions.note_use
        return found


class Office:
    """The application over a world, and everybody's way into it."""

    def __init__(self, world: World) -> None:
        app = world.app
        self.record = Rehearsing(Standing(app.settings, app.engine, world))
        self.app = build(self.record)
        self.client = TestClient(self.app, follow_redirects=False)
        self.tokens: dict[str, str] = {}
        self.shown: dict[tuple[str, str], list[Forms]] = {}
        with writing(app.engine) as session:
            for who in {*READERS.values(), *OTHERS.values()} - {None}:
                self.tokens[str(who)] = token_for(session, str(who), strong=True)
        lines = {row.id: row.isp_id for row in world.rows(Partner)}
        first, second = sorted(
            (lines[row.partner_id], row.id) for row in world.rows(Signoff) if row.outcome != "declined"
        )
        shown = self.ask(COORDINATOR, "GET", f"/en/isps/{OWN}/submit").text
        self.point = re.findall(r"/submit/point/([^\"]+)", shown)[0]
        self.given = {OWN: first[1], ANOTHER: second[1]}

    def __enter__(self) -> Self:
        self.client.__enter__()  # one event loop for all requests
        return self

    def __exit__(self, *_: object) -> None:
        self.client.__exit__()

    def routes(self) -> Iterator[tuple[str, str]]:
        """Every method and pattern of the pages; commands by the API go through the same door (test_api)."""
        left = list(self.app.routes)
        while left:
            one = left.pop()
            if hasattr(one, "original_router"):
                left.extend(one.original_router.routes)
                continue
            assert isinstance(one, Route), one
            if not one.path.startswith("/api/"):
                yield from ((method, one.path) for method in one.methods or () if method != "HEAD")

    def ask(self, who: str | None, method: str, path: str, data: Mapping[str, str] | None = None) -> Response:
        """One request of a browser in which this person is signed in."""
        token = self.tokens.get(who or "")
        headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
        self.record.given.clear()
        self.record.acted = False
        if method == "POST":
            mark = sessions.csrf_of(token) if token else "x"
            return self.client.request(method, path, headers=headers, data={**(data or {}), "_csrf": mark})
        return self.client.request(method, path, headers=headers)

    def form(self, path: str, ref: str) -> dict[str, str]:
        """What stands in the form that is sent to this address, for the first who is shown one."""
        theirs = (COORDINATOR, "carys", "non") if ref == OWN else OTHERS.values()
        for who in (*theirs, ASSURER, LEAD, "oli"):
            for page in (path, path.rpartition("/")[0], path.rpartition("/ready")[0]):
                found = [one for one in self._forms(who, page) if path == (one.action or page)] if page else []
                if found:
                    return found[0].values
        return {}

    def _forms(self, who: str, page: str) -> list[Forms]:
        """The forms that somebody is shown on a page; asked for once, since nothing is left of what is done."""
        if (who, page) not in self.shown:
            answer = self.ask(who, "GET", page)
            self.shown[who, page] = Forms.of(answer.text) if answer.status_code == 200 else []
        return self.shown[who, page]

    def outcome(self, answer: Response) -> str:
        """A letter for what became of it: see whose_pages.txt."""
        codes = {code for _, result in self.record.given if isinstance(result, Refused) for code in result.codes}
        if answer.status_code == 401 or "/sign-in?to=" in answer.headers.get("location", ""):
            return "s"
        if answer.status_code == 403 or codes & {"not_yours", "not_your_move", "unknown_person"}:
            return "x"
        if answer.status_code == 404:
            return "-"
        done = self.record.acted or any(isinstance(result, Done) for _, result in self.record.given)
        if answer.status_code in (302, 303) and not done:
            return "m"
        if answer.status_code in (400, 409, 422):
            return "w"
        assert answer.status_code in (200, 302, 303, 304), answer
        return "o" if done or answer.request.method == "GET" else "r"


def filled(office: Office, path: str, ref: str) -> str:
    """The address with what there is in this ISP."""
    line = {"declined": "4", "ask-contact": "5"}.get(path.rpartition("/")[2], "3")
    given = {
        "lang": "en", "ref": ref, "trigger": "withdraw", "kind": "idle", "of": "en", "key": "purpose",
        "line": line, "position": "1", "form": "json", "name": "x", "code": office.point, "question": "title",
        "number": str(office.given[ref]) if "/given/" in path else "1",
        "part": "backlog", "day": MEETING, "person": "mair", "mail_id": "x",
        "group": GROUP, "message": "rung_qa_due", "seq": "1", "round": "1", "isp": ref, "token": "1-" + "a" * 26,
        "body": "torfaen",
        "course": "c1", "quarter": "2025-Q4",
    }  # fmt: skip
    asked = {"/sections/{key}/changes": "?in=en&from=1&to=2", "/document/changes": "?from=1&to=1"}
    tail = next((query for end, query in asked.items() if path.endswith(end)), "")
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda part: given[part[1]], path) + tail


_DAY = {"day-day": "2", "day-month": "3", "day-year": "2026"}
_LATER = {"day-day": "1", "day-month": "3", "day-year": "2028"}
_SIGNED = {"outcome": "signed", "capacity": "siro", "step": "confirm"}
TYPED: dict[str, dict[str, Any]] = {
    "/describe": {"title_en": "Another title"},
    "/document/comments/{number}": {"text": "The ward."},
    "/document/sections/{key}": {"text": "Who reads it?"},
    "/document/sections/{key}/writer": {"cy": "{coordinator}"},
    "/document/sections/{key}/write/{of}": {"text": "Another text."},
    "/flows/order": {"number-1": "40"},
    "/flows/paste": {"rows": "Number\tWhat information\n41\taddresses", "then": "save"},
    "/flows/steps": {"name": "Review"},
    "/flows/steps/order": {"order": "2,1"},
    "/flows/table": {"f1-information": "addresses"},
    "/hold": {"until-day": "1", "until-month": "4", "until-year": "2026", "reason": "Nobody is there."},
    "/hours": {"hours": "1"},
    "/move/{trigger}": {"reason": "No more."},
    "/partners/add": {"name": "Hospice"},
    "/partners/{line}": {"condition": "If asked."},
    "/partners/{line}/organisation": {"organisation": "ceredigion"},
    "/partners/{line}/remove": {"reason": "It left.", "flows": "yes"},
    "/people": {"act": "offer", "to": "seren"},
    "/people/facilitator": {"facilitator": "f3"},
    "/people/sponsor": {"sponsor": "Non"},
    "/remove-words": {"phrase": "support", "reason": "It is real."},
    "/sign-off/changes": {"kind": "spelling"},
    "/sign-off/circulate": {"partners": ["3", "4"], "window": "5"},
    "/sign-off/given/{number}/withdraw": {"reason": "The wrong line."},
    "/sign-off/{line}/declined": {"what": "without", "reason": "They will not."},
    "/sign-off/{line}/record": {
        **_SIGNED, "how": "paper", "by_whom": "Nia", "reference": "file 7", "on-day": "2", "on-month": "3",
        "on-year": "2026",
    },
    "/sign-off/{line}/sign": _SIGNED,
    "/submit/dpia": {"dpia": "not_needed", "dpia_note": "Small."},
    "/submit/point/{code}": {"answer": "explained", "text": "It is so."},
    "/submit/review": _LATER,
    "/workshops/expected": {"known": "yes", **_LATER, "day-year": "2026", "day-month": "5"},
    "/workshops/plan": {**_LATER, "day-year": "2026", "day-month": "4",
                       "begins": "10:00", "ends": "12:00", "place": "Neuadd"},
    "/workshops/record": _DAY,
    "/workshops/{number:int}/record": _DAY,
    "/workshops/{number:int}/cancel": {"reason": "The hall is flooded."},
    "/workshops/{number:int}/change": {"place": "Elsewhere"},
    "/workshops/{number:int}/language": {"welsh-{contact}": "yes"},
    "/workshops/{number:int}/translation": {"arranged": "yes"},
    "/new/{number:int}/{question}": {"title_cy": "Teitl"},
    "/people/{person}/remove": {"reason": "They left."},
    "/programme": {"text_en": "Six were asked."},
    "/targets/set": {
        "measure": "assured", "value": "20", "decided_by": "The board", "on-day": "2", "on-month": "3",
        "on-year": "2026",
    },
    "/targets/denominator": {
        "number": "4", "source": "A count", "as_at-day": "2", "as_at-month": "3", "as_at-year": "2026",
    },
    "/board-pack": {"summary_en": "All is well."},
    "/settings/numbers/{part}": {"backlog-count-amber": "12", "_step": "check", "reason": "It grew."},
    "/settings/clocks/{kind}": {"timers-idle-after": "13", "_step": "check", "reason": "It is long."},
    "/settings/closures": {
        **_DAY, "day-day": "9", "reason_en": "Snow", "reason_cy": "Eira", "_seen": "2026-03-09|Snow|Eira",
    },
    "/settings/absences": {
        "person": "alys", **{f"{end}-{part}": one for end in ("first", "last")
                             for part, one in (("day", "9"), ("month", "3"), ("year", "2026"))},
    },
    "/helpers": {"person": "mair"},
    "/peer-review": {"severity": "must", "text": "Name the system."},
    "/removals": {"ref": OWN, "number": "1", "answer": "agree"},
    "/groups/{group}/members": {"person": "Mair"},
    "/groups/{group}/members/end": {"person": "mair"},
    "/groups/{group}/meetings/set": {
        "day-day": "6", "day-month": "5", "day-year": "2026", "last-day": "22", "last-month": "4",
        "last-year": "2026", "capacity": "2",
    },
    "/groups/{group}/meetings/{day}/change": {"capacity": "3"},
    "/groups/{group}/meetings/{day}/cancel": {"reason": "Too few can come."},
    "/groups/{group}/meetings/{day}/put-on/{isp}": {"reason": "It is urgent."},
    "/groups/{group}/meetings/{day}/take-off/{isp}": {"reason": "It is late."},
    "/after/benefit": {"text": "Fewer calls.", "shown": "asserted"},
    "/after/consent": {"model": "sought"},
    "/after/events": {"what": "law_changes", "text": "A new Act."},
    "/after/form": {"name": "Referral form", "change": "It asks for less."},
    "/after/strike": {"what": "benefit", "number": "1"},
    "/after/training": {"topic": "The ISP", "held": "held"},
    "/ask": {"text": "When is the next meeting?"},
    "/queue": {
        "act": "aside", "refs": [OWN], "aside_reason": "Later.", "aside_until-day": "20", "aside_until-month": "3",
        "aside_until-year": "2026",
    },
    "/queue/calendar": {
        "what": "training", "first-day": "9", "first-month": "3", "first-year": "2026", "last-day": "9",
        "last-month": "3", "last-year": "2026",
    },
    "/organisations/{body}/accord": {"what": "signed"},
    "/organisations/{body}/designated": {"who": "mair"},
    "/organisations/{body}/actions": {"text_en": "x", "due-day": "1", "due-month": "5", "due-year": "2026"},
    "/organisations/{body}/actions/{number:int}": {"what": "done"},
    "/plan-course": {**_DAY, "kind": "first", "place": "Bangor", "trainer": "Team", "seats": "4", "language": "both"},
    "/courses/{course}": {"who": COORDINATOR},
    "/courses/{course}/cancel": {"reason": "The hall is flooded."},
    "/courses/{course}/places/{person}": {"status": "attended"},
    "/advice": {"role": "coordinator", "kind": "law", "channel": "mail", "isp": OWN},
    "/framework": {"kind": "template", "text_en": "Shorter."},
    "/sessions": {"end": "others"},
    "/sign-in": {"address": "cled@desk.test"},
    "/sign-in/code": {"code": "000000"},
    "/second-step/set-up": {"handed": "AAAA-BBBB"},
}  # fmt: skip
"""What is typed into the form of an address, besides what stands in it; by the end of its pattern."""


def typed(path: str, ref: str) -> dict[str, Any]:
    """The same for one ISP, whose coordinator and contact these are."""
    people = {"coordinator": COORDINATOR, "contact": "carys"} if ref == OWN else OTHERS
    words = TYPED.get(path.removeprefix("/{lang}").removeprefix("/isps/{ref}"), {})
    return {
        name.format(**people): value.format(**people) if isinstance(value, str) else value
        for name, value in words.items()
    }
