"""Words of search, and of the page for practitioners."""

from ispdesk.words.word import Word

WORDS = {
    "nav.search": Word("Search", "Chwilio"),
    "nav.find": Word("Is there an ISP for my situation?", "A oes ISP ar gyfer fy sefyllfa i?"),
    "search.title": Word("Search", "Chwilio"),
    "search.label": Word(
        "Title, purpose, partner, data flow or reference", "Teitl, diben, partner, llif data neu gyfeirnod"
    ),
    "search.hint": Word(
        "Accents make no difference, nor do Welsh mutations. Data flows are looked through in your own ISPs.",
        "Nid yw acenion na threigladau'n gwneud gwahaniaeth. Chwilir llifoedd data eich ISPs eich hun.",
    ),
    "search.go": Word("Search", "Chwilio"),
    "search.found": Word("{n} ISPs found", "Cafwyd hyd i {n} ISP", en_one="{n} ISP found"),
    "search.none": Word("No ISP has these words.", "Nid oes gan yr un ISP y geiriau hyn."),
    "search.looser": Word(
        "None has all these words; these have some of them.", "Nid oes gan yr un y geiriau i gyd; mae gan y rhain rai."
    ),
    "search.results": Word("ISPs found, the nearest first", "ISPs a gafwyd, yr agosaf yn gyntaf"),
    "find.title": Word("Is there an ISP for my situation?", "A oes ISP ar gyfer fy sefyllfa i?"),
    "find.risk": Word(
        "If life or safety is at risk, share now under your safeguarding procedure. This page is about regular "
        "sharing.",
        "Os oes perygl i fywyd neu ddiogelwch, rhannwch nawr dan eich gweithdrefn ddiogelu. Mae'r dudalen hon yn "
        "ymwneud â rhannu rheolaidd.",
    ),
    "find.what": Word(
        "An Information Sharing Protocol (ISP) says what organisations share with each other for one purpose, and how.",
        "Mae Protocol Rhannu Gwybodaeth (ISP) yn dweud beth mae sefydliadau'n ei rannu â'i gilydd at un diben, a sut.",
    ),
    "find.label": Word("What do you do, and with whom?", "Beth ydych chi'n ei wneud, a chyda phwy?"),
    "find.hint": Word(
        "In your own words, in either language: for example “health visitors and family support”. No details of any "
        "real person.",
        "Yn eich geiriau eich hun, yn y naill iaith neu'r llall: er enghraifft “ymwelwyr iechyd a chymorth i "
        "deuluoedd”. Dim manylion am neb go iawn.",
    ),
    "find.place": Word("Where (if you wish)", "Ymhle (os dymunwch)"),
    "find.any_place": Word("Anywhere in Wales", "Unrhyw le yng Nghymru"),
    "find.go": Word("Look for an ISP", "Chwilio am ISP"),
    "find.none": Word("We found none with these words", "Ni chawsom hyd i un â'r geiriau hyn"),
    "find.none.what": Word(
        "That does not mean that sharing is not allowed. Not all sharing needs an ISP, and there may be one under "
        "other words. Ask the person in your organisation who deals with information governance, or the assurance "
        "team.",
        "Nid yw hynny'n golygu na chaniateir rhannu. Nid oes angen ISP ar bob rhannu, ac efallai fod un dan eiriau "
        "eraill. Gofynnwch i'r sawl sy'n ymdrin â llywodraethu gwybodaeth yn eich sefydliad, neu i'r tîm sicrhau "
        "ansawdd.",
    ),
    "find.found": Word("{n} that may fit", "{n} a all fod yn addas", en_one="{n} that may fit"),
    "find.in_force": Word("In place", "Yn ei le"),
    "find.developing": Word("Being developed", "Yn cael ei ddatblygu"),
    "find.check": Word(
        "Check with the lead organisation that it covers what you do. An ISP does not by itself make sharing lawful.",
        "Gofynnwch i'r sefydliad arweiniol a yw'n cwmpasu'r hyn a wnewch. Nid yw ISP ynddo'i hun yn gwneud rhannu'n "
        "gyfreithlon.",
    ),
    "find.lead": Word("Ask: {name}", "Gofynnwch i: {name}"),
}
