"""The way of a practice ISP from identification to submission, stage by stage, by its pages."""

import datetime as dt
from collections.abc import Callable

from hands import Hands

from states.lifecycle import Trigger
from states.names import TRIGGERS

TODAY = dt.date(2026, 1, 13)
"""The day at which the practice home stands."""
Entering = Callable[[str], Hands]
"""Somebody enters as this role, in a browser of their own."""
WORDS = {
    "en": {
        "what": "Name, date of birth, the concern and what is being done about it",
        "when": "When a referral is made",
        "why": "To decide together what help is needed",
        "text": "## What is shared\n\nOnly what is needed for the purpose above, with those who need it.",
        "came": "The steps were gone through; two flows were found.",
        "note": "Please answer within the window.",
        "reason": "Agreed at the last meeting.",
    },
    "cy": {
        "what": "Enw, dyddiad geni, y pryder a'r hyn sy'n cael ei wneud yn ei gylch",
        "when": "Pan wneir atgyfeiriad",
        "why": "Penderfynu gyda'n gilydd pa gymorth sydd ei angen",
        "text": "## Yr hyn a rennir\n\nDim ond yr hyn sydd ei angen at y diben uchod, gyda'r rhai sydd ei angen.",
        "came": "Aethpwyd drwy'r camau; cafwyd hyd i ddau lif.",
        "note": "Atebwch o fewn y cyfnod, os gwelwch yn dda.",
        "reason": "Cytunwyd yn y cyfarfod diwethaf.",
    },
}


def go(desk: Hands, ref: str, section: str = "") -> None:
    """Go to a page of the ISP: from My work to its first page, and on by the ISP's own links."""
    here = f"/isps/{ref}"
    if not desk.at().startswith(here):
        desk.open("/work")
        if not desk.has(here):  # nothing of it waits for them: by the list of all ISPs
            desk.open("/isps?text=" + ref)
        desk.follow(here)
    target = f"{here}/{section}" if section else here
    if desk.at() == target:
        desk.page.reload()  # others may have done something since
    else:
        if not desk.has(target):
            desk.open(here)
        desk.follow(target)


def move(desk: Hands, ref: str, trigger: Trigger) -> None:
    """Make a move from the ISP's first page."""
    go(desk, ref)
    desk.follow(f"/move/{trigger}")
    desk.press(TRIGGERS[trigger])


def scoping(desk: Hands, ref: str, facilitator: str) -> None:
    """Take it up, say that it is to be an ISP, name who facilitates it."""
    move(desk, ref, Trigger.TAKE_UP)
    go(desk, ref)
    desk.follow("/describe")
    desk.choose("instrument", "isp")
    desk.press("form.save")
    go(desk, ref)
    desk.follow("/people/facilitator")
    desk.choose("facilitator", facilitator)
    desk.press("facilitator.do")


def is_there_one(desk: Hands, ref: str, service: str, area: str, title: str) -> None:
    """Begin to scope a new ISP, and be shown that it is there already."""
    desk.open("/work")
    desk.open("/new")
    desk.press("new.start")
    desk.tick("service_areas", service)
    desk.press("new.continue")
    desk.tick("places", area)
    desk.press("new.continue")
    desk.write(f"title_{desk.lang}", title)
    desk.press("new.continue")
    desk.choose("similar", f"same:{ref}")
    desk.press("new.continue")
    desk.follow(f"/isps/{ref}")


def hand_over(desk: Hands, ref: str, entering: Entering, to: str, words: str) -> Hands:
    """Offer the coordinator's part, which the other accepts; who coordinates it then."""
    go(desk, ref)
    desk.follow(f"/isps/{ref}/people")
    desk.write("q", words)
    desk.press("partner.find.go")
    desk.choose("to", to)
    desk.write("reason", WORDS[desk.lang]["reason"])
    desk.press("people.offer")
    other = entering(to)
    other.open(f"/isps/{ref}/people")
    other.press("people.accept")
    return other


def go_on_without(desk: Hands, ref: str, line: int) -> None:
    """A partner has declined: go on without it; its flows are taken out."""
    go(desk, ref, "sign-off")
    desk.follow(f"/sign-off/{line}/declined")
    desk.choose("what", "without")
    desk.write("reason", WORDS[desk.lang]["reason"])
    desk.press("declined.do")


def partner(desk: Hands, ref: str, words: str, body: str) -> None:
    """Find an organisation in the register and add it as a partner, then take it out again."""
    go(desk, ref, "partners")
    desk.follow("/partners/add")
    desk.write("q", words)
    desk.press("partner.find.go")
    desk.follow(f"organisation={body}")
    desk.press("partner.add.do")
    desk.follow("/remove")
    desk.write("reason", WORDS[desk.lang]["reason"])
    desk.press("partner.remove.do")


def workshop(desk: Hands, ref: str, people: int = 2) -> None:
    """Begin the workshops, and record one that was held yesterday."""
    move(desk, ref, Trigger.START_WORKSHOPS)
    go(desk, ref, "workshops")
    desk.follow("/workshops/record")
    desk.day("day", TODAY - dt.timedelta(1))
    desk.write("people-1", str(people))
    desk.write("people-2", str(people))
    desk.write("outcome", WORDS[desk.lang]["came"])
    desk.press("workshop.record.button")


def flows(desk: Hands, ref: str) -> None:
    """Write two flows that every partner has a part in, and confirm them."""
    words = WORDS[desk.lang]
    go(desk, ref, "flows")
    names: list[str] = []
    for number in (1, 2):
        desk.follow("/flows/new")
        boxes = desk.page.locator("input[type=checkbox][name='recipients-partner']")
        names = names or [str(box.get_attribute("value")) for box in boxes.all()]
        sender, others = (names[0], names[1:]) if number == 1 else (names[-1], names[:1])
        desk.write("step", desk.offered("flow-steps")[number - 1])
        desk.write("occasion", words["when"])
        desk.write("information", words["what"])
        desk.write("sender", sender)
        desk.tick("recipients-partner", *others)
        desk.write("purpose", words["why"])
        desk.pick("method", "meeting")
        desk.press("flows.save")
    move(desk, ref, Trigger.CONFIRM_FLOWS)


def document(desk: Hands, ref: str, sections: int = 2) -> None:
    """Write the first sections in the reader's own language."""
    go(desk, ref, "document")
    links = desk.page.locator(f"a[href$='/write/{desk.lang}']")
    hrefs = [str(link.get_attribute("href")) for link in links.all()][:sections]
    for href in hrefs:
        go(desk, ref, "document")
        desk.follow(href)
        desk.write("text", WORDS[desk.lang]["text"])
        desk.press("edit.save")


def consultation(desk: Hands, ref: str, entering: Entering, *contacts: str) -> None:
    """Circulate the text, and let these partners answer."""
    go(desk, ref, "sign-off")
    desk.follow("/sign-off/circulate")
    desk.write("text", WORDS[desk.lang]["note"])
    desk.press("signing.circulate.do")
    for contact in contacts:
        theirs = entering(contact)
        go(theirs, ref, "sign-off")
        theirs.follow("/answer")
        theirs.write("note", WORDS[theirs.lang]["reason"])
        theirs.press("signing.comment.do")
        theirs.leave()


def plan_rounds(desk: Hands, ref: str, order: str) -> None:
    """Choose which rounds there are, and when sign-off is asked for."""
    go(desk, ref, "sign-off")
    desk.follow("/sign-off/plan")
    desk.tick("rounds", "sign_off")
    desk.choose("order", order)
    desk.press("signing.save")


def ask_to_sign(desk: Hands, ref: str) -> None:
    """Have the text signed before quality assurance, and ask for it."""
    plan_rounds(desk, ref, "before_qa")
    go(desk, ref, "sign-off")
    desk.follow("/sign-off/ask")
    desk.press("signing.ask.do")


def sign(desk: Hands, ref: str, line: int, outcome: str = "signed") -> None:
    """Sign, or decline, for the partner of this line."""
    go(desk, ref, "sign-off")
    desk.follow(f"/sign-off/{line}/sign")
    desk.choose("outcome", outcome)
    if outcome != "declined":
        desk.choose("capacity", "delegated_officer")
    if outcome != "signed":
        desk.write("note", WORDS[desk.lang]["reason"])
    desk.press("sign.check")
    desk.press(f"sign.checked.do.{outcome}")


def record_paper(desk: Hands, ref: str, line: int, how: str = "paper", **of_class: str) -> None:
    """Record a signature that came on paper, by mail or in a minute."""
    go(desk, ref, "sign-off")
    desk.follow(f"/sign-off/{line}/record")
    for name, value in of_class.items():
        desk.choose(name, value) if name == "whom" else desk.write(name, value)
    desk.choose("outcome", "signed")
    desk.choose("capacity", "chief_officer")
    desk.write("by_whom", "Chief officer")
    desk.choose("how", how)
    desk.write("reference", "File 1")
    desk.day("on", TODAY - dt.timedelta(1))
    desk.press("sign.check")
    desk.press("sign.checked.record")


def submission(desk: Hands, ref: str) -> str:
    """Look at the open points, say something to the first, and submit it; what the page then says."""
    go(desk, ref, "submit")
    if desk.has_like("/submit/point/"):
        desk.follow_like("/submit/point/")
        desk.choose("answer", "advise")
        desk.press("desk.save")
    desk.follow("/submit/send")
    desk.press("send.button")
    return desk.text()


def plan_workshop(desk: Hands, ref: str) -> None:
    """Plan one three weeks ahead."""
    go(desk, ref, "workshops")
    desk.follow("/workshops/plan")
    desk.day("day", TODAY + dt.timedelta(21))
    desk.write("begins", "10:00")
    desk.write("ends", "12:00")
    desk.write("place", "Example Hall")
    desk.press("workshop.plan.button")


def comment(desk: Hands, ref: str) -> str:
    """Comment on the first section in which something is written; its key."""
    go(desk, ref, "document")
    links = desk.page.locator(f"a[href$='/write/{desk.lang}']")
    key = str(links.first.get_attribute("href")).split("/sections/")[1].partition("/")[0]
    desk.follow(f"/sections/{key}")
    desk.write("text", WORDS[desk.lang]["note"])
    desk.press("comments.send")
    return key


def write_again(desk: Hands, ref: str, key: str) -> None:
    """Change a section that was written before."""
    go(desk, ref, "document")
    desk.follow(f"/{key}/write/{desk.lang}")
    desk.write("text", WORDS[desk.lang]["text"] + " " + WORDS[desk.lang]["reason"])
    desk.press("edit.save")


def begin_scoping(desk: Hands) -> None:
    """Answer the questions of a new ISP up to whether it is like another."""
    desk.open("/new")
    desk.press("new.start")
    desk.tick("service_areas", "housing")
    desk.press("new.continue")
    desk.tick("places", "example-east")
    desk.press("new.continue")
    desk.write("title_en", "Homes of East Example")
    desk.press("new.continue")
