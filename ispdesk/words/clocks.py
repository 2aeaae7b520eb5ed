"""Words of the tables of time, of the pages of clocks, and of drafted escalations."""

from ispdesk.words.word import Word

WORDS = {
    "time.title": Word("Whose its working days were", "Diwrnodau gwaith pwy oedd y rhain"),
    "time.caption": Word("Each working day of its life, by holder", "Pob diwrnod gwaith o'i oes, fesul deiliad"),
    "time.span": Word(
        "Its life from {first} to {last}: each working day is booked to whoever held it at the opening (09:00), "
        "so these add up.",
        "Ei oes o {first} hyd at {last}: priodolir pob diwrnod gwaith i bwy bynnag a'i daliai wrth agor (09:00), "
        "felly maent yn adio.",
    ),
    "time.unknown": Word("Not known: {why}", "Ddim yn hysbys: {why}"),
    "time.unknown.start": Word(
        "no instant of its life is known exactly", "nid oes yr un adeg yn ei oes yn hysbys yn union"
    ),
    "time.unknown.calendar": Word(
        "its life began before the stored calendar, on {day}", "dechreuodd ei oes cyn y calendr a storiwyd, ar {day}"
    ),
    "time.unknown.none_yet": Word(
        "no working day has opened since it was made known",
        "nid oes yr un diwrnod gwaith wedi agor ers rhoi gwybod amdano",
    ),
    "time.holder": Word("Holder", "Deiliad"),
    "time.days": Word("Working days", "Diwrnodau gwaith"),
    "time.total": Word("Total", "Cyfanswm"),
    "time.tasks.caption": Word(
        "What was asked beside the holder", "Yr hyn y gofynnwyd amdano ochr yn ochr â'r deiliad"
    ),
    "time.tasks.why": Word(
        "Each of these ran beside the holder and beside the others, so these days do not add up.",
        "Rhedodd pob un o'r rhain ochr yn ochr â'r deiliad ac â'i gilydd, felly nid yw'r diwrnodau hyn yn adio.",
    ),
    "time.tasks.none": Word("Nothing was asked of anybody.", "Ni ofynnwyd dim i neb."),
    "time.task.number": Word("Task", "Tasg"),
    "time.task": Word("Asked for", "Gofynnwyd am"),
    "time.task.whom": Word("Asked of", "Gofynnwyd i"),
    "time.task.when": Word("Asked on", "Gofynnwyd ar"),
    "time.task.done": Word("Until", "Hyd"),
    "time.task.open": Word("still awaited", "yn dal i aros"),
    "time.task.promised": Word("promised for {day}", "addawyd erbyn {day}"),
    "time.task.days": Word("Working days awaited", "Diwrnodau gwaith o aros"),
    "drafts.title": Word("Escalations that wait for a person", "Uwchgyfeiriadau sy'n aros am berson"),
    "drafts.what": Word(
        "These leave the organisation of whoever holds the ISP, so a person decides whether they are sent. "
        "None is ever sent by itself.",
        "Mae'r rhain yn gadael sefydliad pwy bynnag sy'n dal yr ISP, felly person sy'n penderfynu a gânt eu hanfon. "
        "Ni chaiff yr un ei anfon ohono'i hun.",
    ),
    "drafts.empty": Word("None waits.", "Nid oes yr un yn aros."),
    "drafts.caption": Word("Drafted escalations, the oldest first", "Uwchgyfeiriadau drafft, yr hynaf yn gyntaf"),
    "drafts.draft": Word("draft {number}", "drafft {number}"),
    "drafts.sent": Word(
        "Sent: {n} letters written.",
        "Anfonwyd: ysgrifennwyd {n} llythyr.",
        en_one="Sent: {n} letter written.",
        cy_two="Anfonwyd: ysgrifennwyd {n} lythyr.",
    ),
    "drafts.empty.mine": Word("None waits for you.", "Nid oes yr un yn aros amdanoch chi."),
    "drafts.decide": Word("decide draft {number}", "penderfynu ar ddrafft {number}"),
    "draft.title": Word("Drafted escalation {number}", "Uwchgyfeiriad drafft {number}"),
    "draft.answer": Word("Should it be sent?", "A ddylid ei anfon?"),
    "draft.answer.needed": Word("Choose whether it is sent.", "Dewiswch a gaiff ei anfon."),
    "draft.send": Word("Send it", "Ei anfon"),
    "draft.send.hint": Word(
        "It is written as things stand now, and cannot be called back.",
        "Fe'i hysgrifennir fel y mae pethau nawr, ac ni ellir ei alw'n ôl.",
    ),
    "draft.drop": Word("Do not send it", "Peidio â'i anfon"),
    "draft.reason": Word("If it is not sent: why?", "Os na chaiff ei anfon: pam?"),
    "draft.do": Word("Decide", "Penderfynu"),
    "drafts.number": Word("Number", "Rhif"),
    "drafts.clock": Word("Clock", "Cloc"),
    "drafts.drafted": Word("Drafted", "Drafftiwyd"),
    "drafts.before": Word("Who decides", "Pwy sy'n penderfynu"),
    "drafts.before.coordinator": Word("the coordinator", "y cydlynydd"),
    "drafts.before.team": Word("the assurance team", "y tîm sicrwydd"),
    "drafts.before.either": Word("the coordinator or the assurance team", "y cydlynydd neu'r tîm sicrwydd"),
    "drafts.team_from": Word("the team too from {day}", "y tîm hefyd o {day}"),
    "drafts.to": Word("Would go to", "Byddai'n mynd at"),
    "drafts.nobody": Word(
        "{part}: nobody is named, so the assurance team", "{part}: ni enwyd neb, felly'r tîm sicrwydd"
    ),
    "drafts.somebody": Word("{part}: {names}", "{part}: {names}"),
    "nav.drafts": Word("Escalations", "Uwchgyfeiriadau"),
}
