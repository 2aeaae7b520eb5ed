"""Words of removing content and people."""

from ispdesk.words.word import Word

WORDS = {
    "remove.title": Word("Remove words", "Tynnu geiriau"),
    "remove.what": Word(
        "For words that must not be here, such as details of a real person who uses services. They go from the "
        "text, the data flows, comments, reasons, drafts and letters of this ISP and from search, and a mark with "
        "the day and your reason stands in their place. The record stays whole. It cannot be undone.",
        "Ar gyfer geiriau na chânt fod yma, megis manylion person go iawn sy'n defnyddio gwasanaethau. Ânt o'r "
        "testun, y llifoedd data, sylwadau, rhesymau, drafftiau a llythyrau'r ISP hwn ac o'r chwilio, a saif nod "
        "â'r diwrnod a'ch rheswm yn eu lle. Mae'r cofnod yn aros yn gyfan. Ni ellir ei ddadwneud.",
    ),
    "remove.two": Word(
        "A second person has to agree before anything goes.", "Rhaid i ail berson gytuno cyn i ddim fynd."
    ),
    "remove.backups": Word(
        "Backups made before then still hold the words, until you delete them.",
        "Mae copïau wrth gefn a wnaed cyn hynny'n dal i gynnwys y geiriau, nes ichi eu dileu.",
    ),
    "remove.phrase": Word("The words, exactly as they stand", "Y geiriau, yn union fel y maent"),
    "remove.phrase.needed": Word("Type the words that must go", "Teipiwch y geiriau y mae'n rhaid iddynt fynd"),
    "remove.phrase.short": Word(
        "Type at least {n} characters, or far too much would go", "Teipiwch o leiaf {n} nod, neu âi llawer gormod"
    ),
    "remove.reason": Word(
        "Reason (it stays, so do not repeat the words)", "Rheswm (mae'n aros, felly peidiwch ag ailadrodd y geiriau)"
    ),
    "remove.propose": Word("Propose the removal", "Cynnig eu tynnu"),
    "removals.title": Word("Removals that wait for a second person", "Tynnu geiriau: yn aros am ail berson"),
    "removals.none": Word("No removal waits.", "Nid oes dim i'w dynnu yn aros."),
    "removals.by": Word("Proposed by {name} on {day}", "Cynigiwyd gan {name} ar {day}"),
    "removals.found": Word("Where they stand", "Ble maent"),
    "removals.own": Word(
        "You proposed it: somebody else has to agree.", "Chi a'i cynigiodd: rhaid i rywun arall gytuno."
    ),
    "removals.agree": Word("Agree: remove the words now", "Cytuno: tynnu'r geiriau nawr"),
    "removals.drop": Word("Drop the proposal", "Gollwng y cynnig"),
    "leave_person.title": Word("Remove {name}", "Tynnu {name}"),
    "leave_person.what": Word(
        "For somebody who has left. Their name, address, telephone, wishes, sessions and roles go; role and "
        "organisation stand in their place. What they signed or decided keeps their name while that ISP is alive.",
        "Ar gyfer rhywun sydd wedi gadael. Bydd enw, cyfeiriad, ffôn, dymuniadau, sesiynau a rolau'n mynd; saif rôl a "
        "sefydliad yn eu lle. Mae'r hyn a lofnodwyd neu a benderfynwyd yn cadw'r enw tra bo'r ISP hwnnw'n fyw.",
    ),
    "leave_person.do": Word("Remove this person", "Tynnu'r person hwn"),
    "notice.words_removed": Word("The words are gone.", "Mae'r geiriau wedi mynd."),
    "notice.removal_dropped": Word("The proposal is dropped; nothing went.", "Gollyngwyd y cynnig; nid aeth dim."),
    "notice.removal_proposed": Word("Proposed: it waits for a second person.", "Cynigiwyd: mae'n aros am ail berson."),
    "notice.person_removed": Word("The person is removed.", "Mae'r person wedi'i dynnu."),
}
