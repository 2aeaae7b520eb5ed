"""Every address of the pages: as whom it is looked at, filled in, and whether an empty form is wrong there."""

from dataclasses import dataclass, field

ISP = "PRACTICE-001"
REVIEWED, ASSURED = "PRACTICE-002", "PRACTICE-003"
"""One under review, with a finding; one that was assured, for a reason given in one language."""
COORDINATOR, LEAD, NOBODY = "coordinator-1", "team-lead", ""


@dataclass(frozen=True)
class Look:
    """An address template, who looks, what stands in its place, and what an empty form does: True it is wrong."""

    route: str
    who: str = COORDINATOR
    wrong: bool = False
    values: dict[str, str] = field(default_factory=dict)
    query: str = ""

    def path(self, found: dict[str, str]) -> str:
        """The address without its language."""
        path = self.route.removeprefix("/{lang}")
        for name, value in {"ref": ISP, **found, **self.values}.items():
            for kind in ("", ":int"):
                path = path.replace("{" + name + kind + "}", value)
        return path + self.query


_I = "/{lang}/isps/{ref}"
_G = "/{lang}/groups/{group}"
_M = _G + "/meetings/{day}"
LOOKS: tuple[Look, ...] = (
    Look("/{lang}/enter", NOBODY),
    Look("/{lang}/sign-in", NOBODY, wrong=True),
    Look("/{lang}/find", NOBODY),
    Look("/{lang}/find", NOBODY, query="?q=health"),
    Look("/{lang}/privacy", NOBODY),
    Look("/{lang}/accessibility", NOBODY),
    Look("/{lang}/cookies", NOBODY),
    Look("/{lang}/sign-out"),
    Look("/{lang}/work"),
    Look("/{lang}/work", LEAD),
    Look("/{lang}/search"),
    Look("/{lang}/search", query="?q=health"),
    Look("/{lang}/sessions"),
    Look("/{lang}/tokens", wrong=True),
    Look("/{lang}/tokens/{number:int}/end", values={"number": "1"}),
    Look("/{lang}/second-step"),
    Look("/{lang}/second-step/set-up", wrong=True),
    Look("/{lang}/isps"),
    Look("/{lang}/queue"),
    Look("/{lang}/queue", LEAD, wrong=True),
    Look("/{lang}/queue/forecast", LEAD),
    Look("/{lang}/queue/calendar", LEAD, wrong=True),
    Look("/{lang}/reviews", LEAD),
    Look("/{lang}/reviews/spread", LEAD),
    Look("/{lang}/operations", LEAD),
    Look("/{lang}/drafts", LEAD),
    Look("/{lang}/settings", LEAD),
    Look("/{lang}/settings/versions", LEAD),
    Look("/{lang}/settings/clocks", LEAD),
    Look("/{lang}/settings/clocks/{kind}", LEAD, wrong=True, values={"kind": "qa_first_decision"}),
    Look("/{lang}/settings/numbers/{part}", LEAD, wrong=True, values={"part": "backlog"}),
    Look("/{lang}/settings/wording", LEAD),
    Look("/{lang}/settings/wording/{message}", LEAD, values={"message": "rung_qa_due"}),
    Look("/{lang}/settings/closures", LEAD, wrong=True),
    Look("/{lang}/settings/absences", LEAD, wrong=True),
    Look("/{lang}/programme", LEAD, wrong=True),
    Look("/{lang}/programme/acknowledge", LEAD),
    Look("/{lang}/measures", LEAD),
    Look("/{lang}/drafts"),
    Look("/{lang}/outbox", LEAD),
    Look("/{lang}/outbox", LEAD, query="?show=sent"),
    Look("/{lang}/outbox/{number:int}", LEAD, values={"number": "1"}),
    Look("/{lang}/gallery", LEAD),
    Look("/{lang}/gallery/{name}", LEAD, values={"name": "task_asked"}),
    Look("/{lang}/gallery/{name}", LEAD, values={"name": "sign_in"}, query="?in=cy"),
    Look("/{lang}/preferences"),
    Look("/{lang}/preferences/away", wrong=True),
    Look("/{lang}/inbox", LEAD),
    Look("/{lang}/removals", LEAD),
    Look("/{lang}/document-template", LEAD, wrong=True),
    Look("/{lang}/people/{person}/remove", LEAD, values={"person": "facilitator-5"}),
    Look(_I),
    Look(_I, "coordinator-2"),
    Look(_I + "/record"),
    Look(_I + "/history"),
    Look(_I + "/move/{trigger}", wrong=True, values={"trigger": "reopen_workshops"}),
    Look(_I + "/take-back"),
    Look(_I + "/hold", wrong=True),
    Look(_I + "/resume"),
    Look(_I + "/describe", wrong=True),
    Look(_I + "/hours", wrong=True),
    Look(_I + "/remove-words", LEAD),
    Look(_I + "/helpers", LEAD),
    Look(_I + "/peer-review", LEAD),
    Look(_I + "/clocks/{kind}"),
    Look(_I + "/people"),
    Look(_I + "/people/facilitator", wrong=True),
    Look(_I + "/people/sponsor"),
    Look(_I + "/partners"),
    Look(_I + "/partners/add"),
    Look(_I + "/partners/add", query="?q=homes"),
    Look(_I + "/partners/add", wrong=True, query="?organisation=fire"),
    Look(_I + "/partners/{line}", wrong=True, values={"line": "2"}),
    Look(_I + "/partners/{line}/organisation", values={"line": "2"}),
    Look(_I + "/partners/{line}/remove", wrong=True, values={"line": "2"}),
    Look(_I + "/partners/{line}/ask-contact", values={"line": "2"}),
    Look(_I + "/workshops"),
    Look(_I + "/workshops/plan", wrong=True),
    Look(_I + "/workshops/record", wrong=True),
    Look(_I + "/workshops/expected", wrong=True),
    Look(_I + "/workshops/{number:int}/change", wrong=True, values={"number": "1"}),
    Look(_I + "/workshops/{number:int}/cancel", values={"number": "1"}),
    Look(_I + "/workshops/{number:int}/record", wrong=True, values={"number": "1"}),
    Look(_I + "/workshops/{number:int}/language", values={"number": "1"}),
    Look(_I + "/workshops/{number:int}/translation", wrong=True, values={"number": "1"}),
    Look(_I + "/flows"),
    Look(_I + "/flows/table"),
    Look(_I + "/flows/order"),
    Look(_I + "/flows/new"),
    Look(_I + "/flows/all"),
    Look(_I + "/flows/paste", wrong=True),
    Look(_I + "/flows/steps", wrong=True),
    Look(_I + "/flows/steps/{position:int}", wrong=True, values={"position": "1"}),
    Look(_I + "/flows/steps/{position:int}/remove", values={"position": "1"}),
    Look(_I + "/flows/{number:int}", values={"number": "1"}),
    Look(_I + "/flows/{number:int}/remove", values={"number": "1"}),
    Look(_I + "/document"),
    Look(_I + "/document/summary"),
    Look(_I + "/document/sections/{key}", wrong=True),
    Look(_I + "/document/sections/{key}/changes", query="?in=en&from=1&to=2"),
    Look(_I + "/document/sections/{key}/writer"),
    Look(_I + "/document/sections/{key}/write/{of}", values={"of": "en"}),
    Look(_I + "/document/comments/{number}", wrong=True, values={"number": "1"}),
    Look(_I + "/sign-off"),
    Look(_I + "/sign-off", "police-signing"),
    Look(_I + "/sign-off/text"),
    Look(_I + "/sign-off/changes"),
    Look(_I + "/sign-off/plan", wrong=True),
    Look(_I + "/sign-off/circulate", wrong=True),
    Look(_I + "/sign-off/ask", wrong=True),
    Look(_I + "/sign-off/given/{number}/withdraw", "upper-hb-signing", wrong=True, values={"number": "1"}),
    Look(_I + "/sign-off/{line}/answer", "police-contact", values={"line": "4"}),
    Look(_I + "/sign-off/{line}/sign", "police-signing", wrong=True, values={"line": "4"}),
    Look(_I + "/sign-off/{line}/record", wrong=True, values={"line": "2"}),
    Look(_I + "/sign-off/{line}/declined", wrong=True, values={"line": "3"}),
    Look(_I + "/submit"),
    Look(_I + "/submit/dpia", wrong=True),
    Look(_I + "/submit/review", wrong=True),
    Look(_I + "/submit/send"),
    Look(_I + "/submit/point/{code}", wrong=True),
    *(
        Look(_I + path, LEAD, wrong=wrong, values={**values, "ref": REVIEWED})
        for path, wrong, values in (
            ("/review", False, {}),
            ("/review/today", False, {}),
            ("/review/claim", True, {}),
            ("/review/second", True, {}),
            ("/review/findings/{round:int}/{number:int}", False, {"round": "1", "number": "1"}),
            ("/decide", False, {}),
            ("/decide/{trigger}", True, {"trigger": "return_for_amendment"}),
            ("/decide/{trigger}", True, {"trigger": "assure"}),
            ("/decide/{trigger}", True, {"trigger": "assure_once_corrected"}),
            ("/decide/{trigger}", True, {"trigger": "use_other_instrument"}),
            ("/corrections", True, {}),
        )
    ),
    Look(_I + "/decisions", LEAD, values={"ref": ASSURED}),
    Look(_I + "/decisions/{seq:int}", LEAD, wrong=True, values={"ref": ASSURED}),
    Look(_I + "/periodic-review", LEAD, values={"ref": ASSURED}),
    Look(_I + "/periodic-review/{trigger}", LEAD, wrong=True, values={"ref": ASSURED, "trigger": "retire"}),
    Look(
        _I + "/periodic-review/{trigger}", LEAD, wrong=True, values={"ref": ASSURED, "trigger": "accept_minor_update"}
    ),
    Look("/{lang}/records/{number}", NOBODY, wrong=True, values={"number": f"{ASSURED}-V1-1"}),
    Look("/{lang}/groups"),
    Look("/{lang}/groups/new", LEAD, wrong=True),
    Look(_G, LEAD),
    Look(_G),
    Look(_G + "/members", LEAD, wrong=True),
    Look(_G + "/names", LEAD),
    Look(_G + "/meetings/set", LEAD, wrong=True),
    Look(_G + "/between", LEAD, wrong=True),
    Look(_M, LEAD),
    Look(_M + "/change", LEAD, wrong=True),
    Look(_M + "/cancel", LEAD, wrong=True),
    Look(_M + "/put-on/{isp}", LEAD, wrong=True),
    Look(_M + "/take-off/{isp}", LEAD, wrong=True),
    Look(_M + "/people", LEAD),
    Look(_M + "/pack", LEAD),
    Look(_M + "/decisions", LEAD, wrong=True),
    Look("/{lang}/questions", LEAD),
    Look("/{lang}/questions/{isp}/{number:int}", LEAD, wrong=True, values={"isp": "PRACTICE-005", "number": "1"}),
    Look(_I + "/ask", wrong=True),
    Look(_I + "/return", "coordinator-5", values={"ref": "PRACTICE-005"}),
    Look(_I + "/return/{number:int}", "coordinator-5", wrong=True, values={"ref": "PRACTICE-005", "number": "1"}),
    Look("/{lang}/new"),
    Look("/{lang}/new/{number:int}", values={"number": "1"}),
    Look("/{lang}/new/{number:int}/drop", values={"number": "1"}),
    *(
        Look("/{lang}/new/{number:int}/{question}", wrong=True, values={"number": "1", "question": one})
        for one in ("service", "place", "title", "personal", "purpose", "lead", "dpia")
    ),
)
ELSEWHERE = {
    "/{lang}/settings/closures/{day}/reopen": "needs a closure: tests/integration/test_team_days_pages.py",
    "/{lang}/settings/absences/end": "only posted",
    "/{lang}/preferences/away/end": "only posted",
    "/{lang}/help/{number:int}": "needs a question: tests/integration/test_helping.py",
    _I + "/helpers/end": "only posted",
    "/{lang}/answer/{token}": "a promise link: tests/web/test_pages_in_browser.py",
    "/{lang}/answer/{token}/recorded": "the same",
    **dict.fromkeys(
        ("/{lang}/answer/{token}/sign", "/{lang}/answer/{token}/text", "/{lang}/answer/{token}/signed"),
        "a link to sign by: tests/integration/test_signing_by_link_in_browser.py",
    ),
    "/{lang}/inbox/{mail_id}": "tests/web/test_mails_in_browser.py",
    "/{lang}/inbox/{mail_id}/html": "a mail as it is",
    "/{lang}/drafts/{number:int}": "needs an escalation that waits: tests/integration/test_draft_pages.py",
    "/{lang}/gallery/{name}/html/{of}": "a mail as it is",
    "/{lang}/unsubscribe/{token}": "needs the marked address of a letter: tests/integration/test_unsubscribing.py",
    "/{lang}/sign-in/code": "shown only after a mail was asked for",
    "/{lang}/sign-in/organisation": "leads to another site",
    "/{lang}/sign-in/{token}": "needs a mailed link",
    "/{lang}/second-step/paper": "shown only after a second step is set up",
    "/{lang}/second-step/remove": "the same",
    "/{lang}": "leads on",
    "/{lang}/": "leads on",
    **dict.fromkeys(
        (_I + "/flows.csv", _I + "/flows.xlsx", _I + "/flows.svg", _I + "/document/files/{form}"), "a file"
    ),
    "/{lang}/document-template/file": "a file",
    "/{lang}/changes.atom": "a feed: tests/integration/test_changes_feed.py",
    "/{lang}/records/{number}/record.pdf": "a file",
    _I + "/review/autosave": "only posted",
    _I + "/decisions/{seq:int}/ask": "only posted",
    _I + "/document/changes": "shown only with two versions",
    _I + "/flows/steps/order": "only posted",
    _G + "/members/end": "only posted",
    _G + "/members/chair": "only posted",
    _M + "/pack/{number:int}": "a file",
    _I + "/document/comments/{number}/resolve": "only posted",
    _I + "/document/sections/{key}/ready/{of}": "only posted",
    "/{lang}/document-template/drop": "only posted",
}
"""Addresses that are no page of this home, and why."""
