"""What the fake record holds: the awkward cases of Wales 2012, and one hostile title."""

from dataclasses import replace
from datetime import UTC, date, datetime

from fake_answers import ANSWERS, CALLS
from fake_clocks import GWENT, time_view

from ispdesk.views import shapes as s
from ispdesk.words import Text, both

NOW = datetime(2012, 10, 1, 8, 30, tzinfo=UTC)
CLOSE = datetime(2012, 9, 28, 16, 0, tzinfo=UTC)
MONTHS = ((1, 31), (2, 28), (3, 31), (6, 30), (7, 31), (9, 30))


def source(paragraph: str) -> Text:
    return Text(f"Report of 2013, paragraph {paragraph}", f"Adroddiad 2013, paragraff {paragraph}")


def month(year: int, number: int) -> s.When:
    last = dict(MONTHS)[number]
    name = {1: "January", 2: "February", 3: "March", 6: "June", 7: "July", 9: "September"}[number]
    return s.When(date(year, number, 1), date(year, number, last), printed=f"{name} {year}")


UNSAID = Text("the report gives no date", "nid yw'r adroddiad yn rhoi dyddiad")
UNKNOWN = s.When(why_unknown=UNSAID)
COUNCILS = {
    "cardiff": Text("Cardiff", "Caerdydd"),
    "caerphilly": Text("Caerphilly", "Caerffili"),
    "denbighshire": Text("Denbighshire", "Sir Ddinbych"),
    "flintshire": Text("Flintshire", "Sir y Fflint"),
    "powys": Text("Powys", "Powys"),
    "torfaen": Text("Torfaen", "Torfaen"),
    "border": Text("Cross-border (England)"),
}


def row(ref: str, title: Text, state: str, party: s.Party, places: tuple[str, ...] = (), **more: object) -> s.IspRow:
    base = s.IspRow(ref, title, state, "reported", tuple(COUNCILS[p] for p in places), since=UNKNOWN)
    return replace(base, holder=s.Holder(party, None), **more)


HAFAN = "ISP-0003"
HOSTILE = "ISP-0007"
BOARD = Text("Betsi Cadwaladr University Health Board", "Bwrdd Iechyd Prifysgol Betsi Cadwaladr")
CARE = Text("Integrated health and social care", "Iechyd a gofal cymdeithasol integredig")
NAMED = (
    row("ISP-0001", Text("Flying Start: Torfaen"), "assured", "nobody", ("torfaen",)),
    row(
        "ISP-0002",
        Text("Gwent Frailty: Single Point of Access and Community Resource Teams"),
        "draft",
        "coordinator",
    ),
    row(
        HAFAN,
        Text("Hafan Lles Integrated Health and Social Care Service"),
        "assured",
        "nobody",
        ("denbighshire", "flintshire"),
        service_area=CARE,
    ),
    row(
        "ISP-0004",
        Text("Cardiff Multi-Agency Risk Assessment Conference (MARAC)"),
        "draft",
        "partners",
        ("cardiff",),
    ),
    row(
        "ISP-0005",
        Text("Protecting Vulnerable Adults: Powys", "Amddiffyn Oedolion Agored i Niwed: Powys"),
        "returned",
        "coordinator",
        ("powys",),
        since=s.When(date(2012, 3, 1), date(2012, 9, 30)),
    ),
    row(
        "ISP-0006",
        Text("Public Protection and Mental Health: North Caerphilly"),
        "qa_queue",
        "team",
        ("caerphilly",),
    ),
    row(
        HOSTILE,
        Text("<script>alert(1)</script> & 'quoted' " + "long" * 40),
        "identified",
        "nobody",
        ("border",),
    ),
)


def counted(number: int) -> s.IspRow:
    state, words_en, words_cy = (
        ("qa_queue", "awaiting assurance", "yn aros am sicrwydd")
        if number <= 28
        else ("assured", "assured", "wedi'i sicrhau")
        if number <= 36
        else ("identified", "made known", "rhoddwyd gwybod amdano")
    )
    title = Text(
        f"ISP {number} of 110: {words_en} (name not in the report)",
        f"ISP {number} o 110: {words_cy} (enw heb fod yn yr adroddiad)",
    )
    return s.IspRow(f"ISP-{number:04}", title, state, "counted", since=UNKNOWN)


ROWS = (*NAMED, *(counted(n) for n in range(8, 111)))
GROUPS = {
    "made_known": {"identified"},
    "developing": {"scoping", "workshops", "draft"},
    "awaiting": {"qa_queue", "qa_review", "returned"},
    "assured": {"assured", "review_due", "in_review"},
    "overdue": {"lapsed"},
    "ended": {"withdrawn"},
}
AWAITING = tuple(r for r in ROWS if r.state in GROUPS["awaiting"])
HTML = "<html><body style='color:red'><p>Annwyl bawb</p><script>alert(1)</script><img src='http://x.example/a'></body></html>"
MAIL = s.MailView(
    "m1",
    NOW,
    "qa@waspi.example",
    "board.secretary@waspi.example",
    "Ciw sicrhau ansawdd: coch (23) / Assurance queue: red (23)",
    (("From", "qa@waspi.example"), ("Message-ID", "<" + "3f9a" * 20 + "@ispdesk.example>")),
    "Annwyl bawb,\n\nMae 23 ISP yn aros am sicrwydd.\n\nDear all,\n\n23 ISPs await assurance.",
    HTML,
)
PLAIN = replace(MAIL, id="m2", subject="", html=None, lang="en")


def isp_view(found: s.IspRow) -> s.IspView:
    view = s.IspView(
        found.ref,
        found.title,
        found.state,
        found.standing,
        areas=found.places,
        since=found.since,
        service_area=found.service_area,
        holder=found.holder,
        history=(event("Taken on", 9, "found"),),
    )
    if found.ref != HAFAN:
        return view
    return replace(
        view,
        purpose=Text("Produce an individual care plan"),
        lead=BOARD,
        coordinator=BOARD,
        facilitators=(Text("Central team (first briefing only)", "Y tîm canolog (y sesiwn gyntaf yn unig)"),),
        in_force=s.Version(1, "assured"),
        in_progress=s.Version(2, "draft"),
        moves=(
            s.OpenMove(
                "submit_to_qa",
                Text("Submit for assurance", "Cyflwyno i gael sicrwydd"),
                ("coordinator", "facilitator"),
                (
                    Text("Name at least one flow.", "Enwch o leiaf un llif."),
                    Text("Attach the document.", "Atodwch y ddogfen."),
                ),
            ),
            s.OpenMove("withdraw", Text("Withdraw", "Tynnu'n ôl"), ("coordinator",)),
        ),
        facts=(
            s.DatedFact(
                both("fact.sharing_since"),
                month(2010, 2),
                Text("Report of 2013, annex A", "Adroddiad 2013, atodiad A"),
            ),
            s.DatedFact(both("fact.made_known"), UNKNOWN),
            s.DatedFact(
                both("fact.text_agreed"),
                s.When(date(2010, 4, 1), date(2011, 3, 31), "2010/11"),
                source("3.10"),
            ),
        ),
        contradictions=(
            s.Contradiction(
                Text("Number of partners", "Nifer y partneriaid"),
                (
                    s.Claim(Text("31 organisations", "31 o sefydliadau"), source("3.10")),
                    s.Claim(Text("29 in the table", "29 yn y tabl"), Text("Report of 2013, annex A")),
                ),
            ),
        ),
        partners=(
            s.PartnerRow(BOARD, accord="signed", coordinates=True),
            s.PartnerRow(Text("GP practices", "Meddygfeydd"), "class", 8),
            s.PartnerRow(Text("Schools and nurseries"), "class"),
            s.PartnerRow(
                Text("Clwyd Alyn Housing Association"),
                condition=Text("where appropriate", "lle bo'n briodol"),
            ),
        ),
        partner_count=s.PartnerCount(29, 31, 30),
        sign_offs=(
            s.SignOff(
                BOARD,
                "sign_off",
                "signed",
                s.When(latest=date(2012, 9, 30)),
                "caldicott_guardian",
                source("3.10"),
            ),
            s.SignOff(Text("Crossroads"), "assent", "not_known", UNKNOWN),
        ),
        timers=(
            s.TimerRow(Text("workshops", "gweithdai"), "running", NOW, 12, 30, kind="workshop_phase"),
            s.TimerRow(Text("reply", "ateb"), "overdue", NOW, 12, 10, kind="partner_reply", about=Text(GWENT)),
            s.TimerRow(
                Text("review", "adolygu"),
                "not_started",
                why_no_due=Text("no review date is stated", "ni nodir dyddiad adolygu"),
                kind="review",
                counts=False,
            ),
        ),
        time=time_view(),
        calls=CALLS,
        answers=ANSWERS,
        history=(event("Assured", 7, "stated"), event("Made known", 2, "implied")),
        notes=(
            Text("No flow is recorded.", "Nid oes llif wedi'i gofnodi."),
            Text("The report prints no review date."),
        ),
    )


def event(what: str, number: int, how: s.How) -> s.Event:
    cy = {"Assured": "Sicrhawyd", "Made known": "Rhoddwyd gwybod", "Taken on": "Cymerwyd ymlaen"}[what]
    by = Text("Assurance team", "Y tîm sicrwydd") if how == "stated" else None
    return s.Event(Text(what, cy), month(2011, number), how, by, source("4.7"), CLOSE)
