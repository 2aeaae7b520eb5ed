"""Words of the checks and of submission."""

from ispdesk.words.word import Word

WORDS = {
    "notice.point_answered": Word("Your answer is kept", "Cadwyd eich ateb"),
    "notice.dpia_said": Word("Saved", "Cadwyd"),
    "notice.review_proposed": Word("The review date is kept", "Cadwyd y dyddiad adolygu"),
    "notice.submitted": Word("Submitted: it is in the queue now", "Cyflwynwyd: mae yn y ciw nawr"),
    "checks.none": Word("Nothing is open.", "Nid oes dim ar agor."),
    "checks.count": Word("{ref}: {n} are open", "{ref}: {n} ar agor", en_one="{ref}: {n} is open"),
    "checks.col.code": Word("Code", "Cod"),
    "checks.col.severity": Word("Weight", "Pwysau"),
    "checks.col.found": Word("Found", "Canfuwyd"),
    "checks.col.answer": Word("Answer", "Ateb"),
    "checks.severity.gateway": Word("Keeps it out", "Yn ei gadw allan"),
    "checks.severity.must": Word("Must", "Hanfodol"),
    "checks.severity.should": Word("Should", "Dymunol"),
    "checks.answer.advise": Word("We do not know, please advise", "Ni wyddom, rhowch gyngor"),
    "checks.answer.explained": Word("It is as it is, for this reason", "Mae fel y mae, am y rheswm hwn"),
    "submit.title": Word("Checks and submission", "Gwiriadau a chyflwyno"),
    "submit.back": Word("Back to the checks", "Yn ôl i'r gwiriadau"),
    "submit.title.of": Word("Checks and submission: {title}", "Gwiriadau a chyflwyno: {title}"),
    "submit.what": Word(
        "{n} questions of quality assurance can be computed, and were just now. Six of them keep an ISP out "
        "of the queue; "
        "everything else travels with it as an open point.",
        "Gellir cyfrifo {n} o gwestiynau sicrhau ansawdd, ac fe'u cyfrifwyd yr eiliad hon. Mae chwech "
        "ohonynt yn cadw ISP allan "
        "o'r ciw; mae popeth arall yn teithio gydag ef fel pwynt agored.",
    ),
    "submit.place": Word("its place in the queue, of {of}", "ei le yn y ciw, o {of}"),
    "submit.queue": Word("See the queue", "Gweld y ciw"),
    "submit.gateway": Word("This keeps it out of the queue", "Mae hyn yn ei gadw allan o'r ciw"),
    "submit.gateway.what": Word(
        "{n} things have to be mended first.",
        "Rhaid trwsio {n} peth yn gyntaf.",
        en_one="{n} thing has to be mended first.",
        cy_one="Rhaid trwsio {n} peth yn gyntaf.",
        cy_two="Rhaid trwsio {n} beth yn gyntaf.",
    ),
    "submit.gateway.clear.tag": Word("Clear", "Clir"),
    "submit.gateway.clear": Word("Nothing keeps it out of the queue.", "Nid oes dim yn ei gadw allan o'r ciw."),
    "submit.points": Word("Open points", "Pwyntiau agored"),
    "submit.points.what": Word(
        "None of these keeps it out. Mend what you can; to the rest you can say that you do not know and ask "
        "for advice.",
        "Nid yw'r un o'r rhain yn ei gadw allan. Trwsiwch yr hyn a allwch; i'r gweddill gallwch ddweud na "
        "wyddoch a gofyn am gyngor.",
    ),
    "submit.points.sent": Word(
        "These travelled with it when it was submitted (round {round}).",
        "Teithiodd y rhain gydag ef pan gafodd ei gyflwyno (rownd {round}).",
    ),
    "submit.points.none": Word("None.", "Dim."),
    "submit.basis": Word("Source: {basis}", "Ffynhonnell: {basis}"),
    "submit.mend.about": Word("Mend it on the ISP's page", "Ei drwsio ar dudalen yr ISP"),
    "submit.mend.partners": Word("Mend it among the partners", "Ei drwsio ymhlith y partneriaid"),
    "submit.mend.flows": Word("Mend it in the flows", "Ei drwsio yn y llifoedd"),
    "submit.mend.document": Word("Mend it in the document", "Ei drwsio yn y ddogfen"),
    "submit.mend.sign-off": Word("Mend it in the sign-offs", "Ei drwsio yn y llofnodion"),
    "submit.mend.submit": Word("Say it here", "Ei nodi yma"),
    "submit.say": Word("Say something to it", "Dweud rhywbeth amdano"),
    "submit.say.again": Word("Change what you said", "Newid yr hyn a ddywedasoch"),
    "submit.advise.hint": Word(
        "It goes to the assurance team as it is; that costs you nothing.",
        "Mae'n mynd at y tîm sicrhau fel y mae; nid yw'n costio dim i chi.",
    ),
    "submit.explained.hint": Word("Say below why.", "Dywedwch isod pam."),
    "submit.answer.none": Word("Nothing any more", "Dim byd mwyach"),
    "submit.text": Word("What the team should know", "Yr hyn y dylai'r tîm ei wybod"),
    "submit.error.answer": Word("Choose one of the answers.", "Dewiswch un o'r atebion."),
    "submit.error.text": Word("Say why it is as it is.", "Dywedwch pam y mae fel y mae."),
    "submit.error.why": Word("Say why none is needed.", "Dywedwch pam nad oes angen un."),
    "submit.go": Word("Submit", "Cyflwyno"),
    "submit.go.missing": Word("Before it can be submitted:", "Cyn y gellir ei gyflwyno:"),
    "submit.go.check": Word("Check and submit", "Gwirio a chyflwyno"),
    "submit.go.not_you": Word("Its coordinator submits it.", "Ei gydlynydd sy'n ei gyflwyno."),
    "submit.not_now": Word(
        "It is not submitted from here: it stands at “{state}”.", "Ni chaiff ei gyflwyno oddi yma: mae ar “{state}”."
    ),
    "dpia.title": Word("Data protection impact assessment", "Asesiad o'r effaith ar ddiogelu data"),
    "dpia.what": Word(
        "The law asks for one where the risk to people is high; it is good practice for any sharing. "
        "If none is needed, say why.",
        "Mae'r gyfraith yn gofyn am un lle mae'r risg i bobl yn uchel; mae'n arfer da ar gyfer unrhyw rannu. "
        "Os nad oes angen un, dywedwch pam.",
    ),
    "dpia.ask": Word("Is there one?", "A oes un?"),
    "dpia.done": Word("Yes, it is done", "Oes, mae wedi'i wneud"),
    "dpia.under_way": Word("It is being written", "Mae'n cael ei ysgrifennu"),
    "dpia.not_needed": Word("We found that none is needed", "Gwelsom nad oes angen un"),
    "dpia.not_yet": Word("Not yet", "Dim eto"),
    "dpia.note": Word("Its reference, or why none is needed", "Ei gyfeirnod, neu pam nad oes angen un"),
    "submit.review.title": Word("By which day should it be reviewed?", "Erbyn pa ddiwrnod y dylid ei adolygu?"),
    "submit.review.hint": Word(
        "Often one or two years ahead, such as 27 3 2028. Quality assurance decides it.",
        "Yn aml flwyddyn neu ddwy ymlaen, er enghraifft 27 3 2028. Sicrhau ansawdd sy'n ei bennu.",
    ),
    "send.title": Word("Check before you submit", "Gwirio cyn cyflwyno"),
    "send.ref": Word("Reference", "Cyfeirnod"),
    "send.round": Word("Round of quality assurance", "Rownd sicrhau ansawdd"),
    "send.partners": Word("Partners", "Partneriaid"),
    "send.review": Word("Proposed review date", "Dyddiad adolygu arfaethedig"),
    "send.points": Word(
        "{n} open points travel with it",
        "Mae {n} o bwyntiau agored yn teithio gydag ef",
        en_one="{n} open point travels with it",
        cy_one="Mae {n} pwynt agored yn teithio gydag ef",
    ),
    "send.unanswered": Word("nothing said", "dim wedi'i ddweud"),
    "send.then": Word("What happens then", "Beth sy'n digwydd wedyn"),
    "send.then.locked": Word(
        "Text, flows and partners cannot be changed while it is with quality assurance.",
        "Ni ellir newid testun, llifoedd na phartneriaid tra mae gyda sicrhau ansawdd.",
    ),
    "send.then.team": Word(
        "The assurance team is told, and its time counts.", "Caiff y tîm sicrhau wybod, a'i amser ef sy'n cyfrif."
    ),
    "send.then.welsh": Word(
        "Welsh is welcome and causes no delay.", "Mae croeso i'r Gymraeg, ac nid yw'n achosi oedi."
    ),
    "send.undo": Word(
        "You can take it back only until somebody has acted on it.",
        "Dim ond nes bydd rhywun wedi gweithredu arno y gallwch ei dynnu'n ôl.",
    ),
    "send.button": Word("Submit it", "Ei gyflwyno"),
}
