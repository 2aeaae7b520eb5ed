"""Words of decisions, small corrections and assurance records."""

from ispdesk.words.word import Word

_AFTER_ASSURED = (
    "The assurance record is issued and can be seen by anybody. The coordinator is told; the review date runs. "
    "Where the reason or the conditions are in one language only, you are asked for the other."
)
_AFTER_ASSURED_CY = (
    "Cyhoeddir y cofnod sicrwydd a gall unrhyw un ei weld. Rhoddir gwybod i'r cydlynydd; mae'r dyddiad adolygu'n"
    " rhedeg. Os yw'r rheswm neu'r amodau mewn un iaith yn unig, gofynnir i chi am y llall."
)

WORDS = {
    "notice.decided": Word("Decided", "Penderfynwyd"),
    "notice.corrections_asked": Word(
        "The corrections are asked for; it is with its coordinator", "Gofynnwyd am y cywiriadau; mae gyda'i gydlynydd"
    ),
    "notice.corrections_made": Word("Handed back to the team", "Rhoddwyd yn ôl i'r tîm"),
    "notice.corrections_back": Word("Taken back from the coordinator", "Cymerwyd yn ôl oddi wrth y cydlynydd"),
    "notice.reason_translated": Word("Both languages are there", "Mae'r ddwy iaith yno"),
    "notice.reason_asked": Word("Asked for", "Gofynnwyd amdano"),
    "decide.title": Word("Decide", "Penderfynu"),
    "decide.back": Word("Back to the decisions", "Yn ôl i'r penderfyniadau"),
    "decide.none": Word("There is nothing for you to decide here now.", "Nid oes dim i chi ei benderfynu yma nawr."),
    "decide.earlier": Word(
        "Findings of earlier rounds that nobody has called met", "Canfyddiadau cynharach heb eu nodi wedi'u bodloni"
    ),
    "decide.what.assure": Word(
        "It meets what is asked. Every finding is met.", "Mae'n bodloni'r gofynion. Bodlonwyd pob canfyddiad."
    ),
    "decide.what.assure_with_observations": Word(
        "It meets what must be met. What is left stands as observations for the next review.",
        "Mae'n bodloni'r hyn sy'n hanfodol. Saif y gweddill yn sylwadau at yr adolygiad nesaf.",
    ),
    "decide.what.assure_once_corrected": Word(
        "A few small corrections with a date. The coordinator makes them, one assurer checks them; no new round.",
        "Ychydig gywiriadau bach gyda dyddiad. Y cydlynydd sy'n eu gwneud, un sicrhäwr yn eu gwirio; dim rownd newydd.",
    ),
    "decide.what.return_for_amendment": Word(
        "More is needed. The findings go to the coordinator as a list; it keeps its age in the queue.",
        "Mae angen mwy. Aiff y canfyddiadau at y cydlynydd yn rhestr; mae'n cadw ei oed yn y ciw.",
    ),
    "decide.what.use_other_instrument": Word(
        "The sharing is sound, but an ISP is not the instrument for it.",
        "Mae'r rhannu'n iawn, ond nid ISP yw'r offeryn ar ei gyfer.",
    ),
    "decide.what.withdraw": Word(
        "It is not gone on with. It can be reopened with a reason.",
        "Nid eir ymlaen ag ef. Gellir ei ailagor gyda rheswm.",
    ),
    "decide.next": Word("What happens next", "Beth sy'n digwydd nesaf"),
    "decide.next.assure": Word(_AFTER_ASSURED, _AFTER_ASSURED_CY),
    "decide.next.assure_with_observations": Word(_AFTER_ASSURED, _AFTER_ASSURED_CY),
    "decide.next.assure_once_corrected": Word(_AFTER_ASSURED, _AFTER_ASSURED_CY),
    "decide.next.accept_minor_update": Word(_AFTER_ASSURED, _AFTER_ASSURED_CY),
    "decide.next.return_for_amendment": Word(
        "The coordinator is told, answers each finding and submits it again. The team's clock stops, theirs runs.",
        "Rhoddir gwybod i'r cydlynydd, sy'n ateb pob canfyddiad ac yn ei ailgyflwyno. Mae cloc y tîm yn stopio a'u cloc"
        " nhw'n rhedeg.",
    ),
    "decide.next.use_other_instrument": Word(
        "It leaves the queue. The coordinator goes on with the other instrument outside this desk.",
        "Mae'n gadael y ciw. Â'r cydlynydd ymlaen â'r offeryn arall y tu allan i'r ddesg hon.",
    ),
    "decide.next.withdraw": Word(
        "It leaves the queue; everything that was asked of anybody about it is withdrawn.",
        "Mae'n gadael y ciw; tynnir yn ôl bopeth a ofynnwyd i unrhyw un amdano.",
    ),
    "decide.back_way": Word(
        "You can take it back while nobody has acted on it; later the team can correct it with a reason.",
        "Gallwch ei gymryd yn ôl tra nad oes neb wedi gweithredu arno; wedyn gall y tîm ei gywiro gyda rheswm.",
    ),
    "decide.strong": Word("It needs a second step of sign-in.", "Mae angen ail gam mewngofnodi."),
    "decide.checked": Word("Corrections that you have checked", "Cywiriadau yr ydych wedi'u gwirio"),
    "decide.checked.hint": Word("Look at each in the document first.", "Edrychwch ar bob un yn y ddogfen yn gyntaf."),
    "decide.instrument": Word("Which instrument instead?", "Pa offeryn yn lle hynny?"),
    "decide.instrument.dda": Word("Data Disclosure Agreement", "Cytundeb Datgelu Data"),
    "decide.instrument.jca": Word("Joint Controller Agreement", "Cytundeb Rheolyddion ar y Cyd"),
    "decide.instrument.other": Word("Another", "Un arall"),
    "decide.reason.hint": Word(
        "The coordinator reads it. No details of any real service user belong here.",
        "Bydd y cydlynydd yn ei ddarllen. Nid yw manylion unrhyw ddefnyddiwr gwasanaeth go iawn yn perthyn yma.",
    ),
    "decide.reason_lang": Word("Language of the reason", "Iaith y rheswm"),
    "decide.reason_lang.hint": Word(
        "The one that the coordinator works in is chosen already; the other is asked for on publication or on request.",
        "Dewiswyd eisoes yr un y mae'r cydlynydd yn gweithio ynddi; gofynnir am y llall wrth gyhoeddi neu ar gais.",
    ),
    "decide.review": Word("To be reviewed by", "I'w adolygu erbyn"),
    "decide.review.hint": Word(
        "The coordinator's proposal, else what the policy gives; change it where another day is right.",
        "Cynnig y cydlynydd, neu'r hyn y mae'r polisi'n ei roi; newidiwch ef os yw diwrnod arall yn gywir.",
    ),
    "decide.conditions.en": Word(
        "Conditions in English, for everybody to read", "Amodau yn Saesneg, i bawb eu darllen"
    ),
    "decide.conditions.cy": Word("Conditions in Welsh, for everybody to read", "Amodau yn Gymraeg, i bawb eu darllen"),
    "decide.conditions.hint": Word(
        "They stand on the public record: nothing of flows or contacts, no details of any real service user.",
        "Safant ar y cofnod cyhoeddus: dim o'r llifoedd na'r cysylltiadau, dim manylion unrhyw ddefnyddiwr gwasanaeth.",
    ),
    "decide.error.instrument": Word("Choose the other instrument", "Dewiswch yr offeryn arall"),
    "decide.error.checked": Word(
        "Tick each correction that you have checked, or return it", "Ticiwch bob cywiriad a wiriwyd, neu dychwelwch ef"
    ),
    "corrections.title": Word("Small corrections", "Cywiriadau bach"),
    "corrections.listed": Word("The corrections", "Y cywiriadau"),
    "corrections.list": Word("List the corrections", "Rhestru'r cywiriadau"),
    "corrections.what": Word(
        "List what is small and clear, with a day. It goes to the coordinator and comes back to you; it is assured"
        " once one assurer has checked each.",
        "Rhestrwch yr hyn sy'n fach ac yn glir, gyda diwrnod. Aiff at y cydlynydd a dod yn ôl atoch; caiff ei sicrhau "
        "unwaith y bydd un sicrhäwr wedi gwirio pob un.",
    ),
    "corrections.findings": Word("Findings that are small corrections", "Canfyddiadau sy'n gywiriadau bach"),
    "corrections.more": Word("Others, one a line", "Rhai eraill, un i bob llinell"),
    "corrections.more.hint": Word("At most ten together.", "Deg ar y mwyaf gyda'i gilydd."),
    "corrections.until": Word("By which day?", "Erbyn pa ddiwrnod?"),
    "corrections.until.hint": Word("Two weeks are usual.", "Mae pythefnos yn arferol."),
    "corrections.ask": Word("Ask for them", "Gofyn amdanynt"),
    "corrections.error.none": Word("List at least one correction", "Rhestrwch o leiaf un cywiriad"),
    "corrections.error.answer": Word("Say whether it is made", "Dywedwch a yw wedi'i wneud"),
    "corrections.error.why": Word("Say why not", "Dywedwch pam ddim"),
    "corrections.yours": Word(
        "It will be assured once these are made. Mend each, say so here, and hand it back.",
        "Caiff ei sicrhau unwaith y bydd y rhain wedi'u gwneud. Trwsiwch bob un, dywedwch hynny yma, a'i roi'n ôl.",
    ),
    "corrections.document": Word("The document", "Y ddogfen"),
    "corrections.flows": Word("The flows", "Y llifoedd"),
    "corrections.answer": Word("Correction {number}", "Cywiriad {number}"),
    "corrections.made": Word("It is made", "Mae wedi'i wneud"),
    "corrections.text": Word(
        "What you did, or why not (correction {number})", "Beth a wnaethoch, neu pam ddim (cywiriad {number})"
    ),
    "corrections.back": Word("Hand it back", "Ei roi'n ôl"),
    "corrections.back.what": Word(
        "After that you cannot change the text until it is decided.",
        "Wedi hynny ni allwch newid y testun nes y penderfynir.",
    ),
    "corrections.take": Word("Why you take it back", "Pam yr ydych yn ei gymryd yn ôl"),
    "corrections.take.button": Word("Take it back to the team", "Ei gymryd yn ôl i'r tîm"),
    "decisions.title": Word("Decisions", "Penderfyniadau"),
    "decisions.back": Word("Back to the decisions", "Yn ôl i'r penderfyniadau"),
    "decisions.none": Word("Nothing has been decided yet.", "Nid oes dim wedi'i benderfynu eto."),
    "decisions.undone": Word("Taken back", "Tynnwyd yn ôl"),
    "decisions.when": Word("When", "Pryd"),
    "decisions.by": Word("By", "Gan"),
    "decisions.reason.en": Word("Reason in English", "Rheswm yn Saesneg"),
    "decisions.reason.cy": Word("Reason in Welsh", "Rheswm yn Gymraeg"),
    "decisions.record": Word("Assurance record", "Cofnod sicrwydd"),
    "decisions.translate.cy": Word("Give it in Welsh too", "Ei roi yn Gymraeg hefyd"),
    "decisions.translate.en": Word("Give it in English too", "Ei roi yn Saesneg hefyd"),
    "decisions.ask.cy": Word("Ask for it in Welsh", "Gofyn amdano yn Gymraeg"),
    "decisions.ask.en": Word("Ask for it in English", "Gofyn amdano yn Saesneg"),
    "decisions.keep": Word("Keep it", "Ei gadw"),
    "decisions.findings": Word("Findings", "Canfyddiadau"),
    "assurance.title": Word("Assurance record", "Cofnod sicrwydd"),
    "assurance.isp": Word("Protocol", "Protocol"),
    "assurance.version": Word("Version", "Fersiwn"),
    "assurance.decision": Word("Decision", "Penderfyniad"),
    "assurance.date": Word("Decided on", "Penderfynwyd ar"),
    "assurance.by": Word("Decided by", "Penderfynwyd gan"),
    "assurance.by.team": Word("the assurance team", "y tîm sicrhau"),
    "assurance.person": Word("Name", "Enw"),
    "assurance.review": Word("To be reviewed by", "I'w adolygu erbyn"),
    "assurance.review_now": Word("Review date now", "Dyddiad adolygu nawr"),
    "assurance.observations": Word("Observations that stand with it", "Sylwadau sy'n sefyll gydag ef"),
    "assurance.second": Word("Second reader", "Ail ddarllenydd"),
    "assurance.second.yes": Word("A second independent person agreed", "Cytunodd ail berson annibynnol"),
    "assurance.interest": Word("Interests", "Buddiannau"),
    "assurance.interest.yes": Word(
        "Whoever decided declared that they work for another partner, or another interest",
        "Datganodd pwy bynnag a benderfynodd eu bod yn gweithio i bartner arall, neu fuddiant arall",
    ),
    "assurance.exception.yes": Word("An exception from independence was recorded", "Cofnodwyd eithriad i annibyniaeth"),
    "assurance.conditions": Word("Conditions", "Amodau"),
    "assurance.conditions.none": Word("None.", "Dim."),
    "assurance.not": Word("What this does not show", "Yr hyn nad yw hwn yn ei ddangos"),
    "assurance.not.lawful": Word(
        "It does not show that any sharing is lawful.", "Nid yw'n dangos bod unrhyw rannu'n gyfreithlon."
    ),
    "assurance.not.done": Word(
        "It does not show that sharing is done as the protocol describes.",
        "Nid yw'n dangos bod y rhannu'n digwydd fel y mae'r protocol yn ei ddisgrifio.",
    ),
    "assurance.not.responsible": Word(
        "Each organisation remains responsible for its own sharing.",
        "Mae pob sefydliad yn dal yn gyfrifol am ei rannu ei hun.",
    ),
    "assurance.hash": Word("Hash of the assured content (SHA-256)", "Hash y cynnwys a sicrhawyd (SHA-256)"),
    "assurance.computed": Word("Hash of what is stored now", "Hash yr hyn sydd wedi'i storio nawr"),
    "assurance.paper.en": Word("SHA-256 of the English PDF", "SHA-256 y PDF Saesneg"),
    "assurance.paper.cy": Word("SHA-256 of the Welsh PDF", "SHA-256 y PDF Cymraeg"),
    "assurance.check.content": Word(
        "Is the content still the one that was assured?", "Ai'r cynnwys a sicrhawyd yw hwn o hyd?"
    ),
    "assurance.matches.tag": Word("Matches", "Yn cyfateb"),
    "assurance.matches": Word(
        "The hash was computed again just now from the stored content, and is the one on this record.",
        "Cyfrifwyd yr hash eto yr eiliad hon o'r cynnwys sydd wedi'i storio, a dyna'r un ar y cofnod hwn.",
    ),
    "assurance.differs.tag": Word("Differs", "Yn wahanol"),
    "assurance.differs": Word(
        "The stored content is not the one that was assured: it is being revised, or has been changed. This record "
        "speaks of the content with the hash below, and of no other.",
        "Nid y cynnwys a sicrhawyd sydd wedi'i storio: mae'n cael ei ddiwygio, neu wedi'i newid. Mae'r cofnod hwn yn"
        " sôn am y cynnwys gyda'r hash isod, ac am ddim arall.",
    ),
    "assurance.removed": Word(
        "Words that had to go were taken out since; the comparison is with what is left.",
        "Tynnwyd geiriau yr oedd yn rhaid iddynt fynd ers hynny; â'r hyn sydd ar ôl y cymharir.",
    ),
    "assurance.pdf": Word("This record as a PDF, in English", "Y cofnod hwn yn PDF, yn Gymraeg"),
    "assurance.check": Word("Check a file", "Gwirio ffeil"),
    "assurance.check.how": Word(
        "Is the PDF that somebody gave you the one that was issued? Choose it here: only its SHA-256 is computed, it"
        " is not kept. Or give a SHA-256 that you have computed yourself.",
        "Ai'r PDF a roddwyd i chi yw'r un a gyhoeddwyd? Dewiswch ef yma: dim ond ei SHA-256 a gyfrifir, ni chaiff ei "
        "gadw. Neu rhowch SHA-256 yr ydych wedi'i gyfrifo eich hun.",
    ),
    "assurance.check.file": Word("The file", "Y ffeil"),
    "assurance.check.sha": Word("Or its SHA-256", "Neu ei SHA-256"),
    "assurance.check.sha.hint": Word("64 letters and figures.", "64 o lythrennau a ffigurau."),
    "assurance.check.button": Word("Check", "Gwirio"),
    "assurance.check.error": Word(
        "Choose a file, or give its SHA-256: 64 letters and figures", "Dewiswch ffeil, neu rhowch ei SHA-256: 64 nod"
    ),
    "assurance.checked.en": Word(
        "Genuine: it is this record's PDF in English.", "Dilys: PDF Saesneg y cofnod hwn ydyw."
    ),
    "assurance.checked.cy": Word("Genuine: it is this record's PDF in Welsh.", "Dilys: PDF Cymraeg y cofnod hwn ydyw."),
    "assurance.checked.content": Word(
        "This is the hash of the content that was assured.", "Dyma hash y cynnwys a sicrhawyd."
    ),
    "assurance.checked.no": Word(
        "Not this record's: no PDF of it that was ever handed out is this file.",
        "Nid o'r cofnod hwn: nid y ffeil hon yw'r un PDF ohono a roddwyd erioed.",
    ),
    "assurance.check.paper": Word("How to check this paper", "Sut i wirio'r papur hwn"),
    "assurance.check.paper.how": Word(
        "Open {address}: it says whether this record still holds, and checks this file.",
        "Agorwch {address}: mae'n dweud a yw'r cofnod hwn yn dal mewn grym, ac yn gwirio'r ffeil hon.",
    ),
    "assurance.status.in_force": Word("In force", "Mewn grym"),
    "assurance.status.in_force.what": Word("This version is in force.", "Mae'r fersiwn hon mewn grym."),
    "assurance.status.overdue": Word("Review overdue", "Adolygiad yn hwyr"),
    "assurance.status.overdue.what": Word(
        "The review date has passed and no review was finished.",
        "Mae'r dyddiad adolygu wedi bod ac ni orffennwyd adolygiad.",
    ),
    "assurance.status.superseded": Word("Replaced", "Disodlwyd"),
    "assurance.status.superseded.what": Word("Another has taken its place.", "Mae un arall wedi cymryd ei le."),
    "assurance.status.ended": Word("Ended", "Daeth i ben"),
    "assurance.status.ended.what": Word(
        "This protocol is not in force any more.", "Nid yw'r protocol hwn mewn grym bellach."
    ),
    "assurance.status.void": Word("Taken back", "Tynnwyd yn ôl"),
    "assurance.status.void.what": Word(
        "The decision was taken back: this record does not hold.",
        "Tynnwyd y penderfyniad yn ôl: nid yw'r cofnod hwn yn dal.",
    ),
}
